"""A quote brings the rest of its sentence, and no more."""

from __future__ import annotations

import pytest

from postings.presentation.quotes import quote


@pytest.mark.parametrize(
    ("text", "before", "exact", "after"),
    [
        ("We sell. At least 5 years in sales. Apply!", "At least ", "5 years", " in sales."),
        ("Need:\n5 years in sales\nand calm", "", "5 years", " in sales"),  # a line is a sentence's end
        (
            "BS required; 5 years, or more; travel",
            "",
            "5 years",
            ", or more",
        ),  # a semicolon ends it, unprinted
        ("Skills: • 5 years in sales • Excel", "", "5 years", " in sales"),  # flattened bullets
        ("Skills: ? 5 years in sales ? Excel", "", "5 years", " in sales"),  # bullets that were lost
        (
            "Work at a 24.7 desk for 5 years",
            "Work at a 24.7 desk for ",
            "5 years",
            "",
        ),  # a point inside a number
        ("It takes  5\tyears   of it", "It takes ", "5 years", " of it"),  # blanks are one space
    ],
)
def test_it_quotes_the_sentence(text: str, before: str, exact: str, after: str) -> None:
    start = text.index("5")
    end = text.index("years") + 5
    found = quote(text, start, end - start, reaches_start=True, reaches_end=True)
    assert (found.before, found.exact, found.after) == (before, exact, after)


def test_it_marks_where_the_window_cut_the_sentence() -> None:
    found = quote("alf a sentence with 5 years in the mid", 20, 7)
    assert (found.before, found.after) == ("… a sentence with ", " in the …")


def test_words_that_end_a_sentence_are_quoted_alone() -> None:
    text = "5 years needed. We have cake."
    assert quote(text, 0, 15, reaches_start=True, reaches_end=True).after == ""
