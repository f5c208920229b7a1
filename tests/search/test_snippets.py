"""Which piece of a text is shown, and how it is cut."""

from __future__ import annotations

import pytest

from postings.search.snippets import LENGTH
from tests import build
from tests.search.conftest import Find

pytestmark = pytest.mark.django_db

FILLER = "Other matters are said here at some length. " * 12


def piece(find: Find, text: str, words: str) -> tuple[str, list[str]]:
    build.posting("Clerk", text)
    [hit] = find(text=words).hits
    return "".join(part for part, _ in hit.snippet), [part for part, is_match in hit.snippet if is_match]


def test_the_piece_with_most_of_the_words_is_shown(find: Find) -> None:
    text = f"Welding. {FILLER}Repair pipes and do welding. {FILLER}Welding, and more welding."
    shown, marked = piece(find, text, "welding pipes repair")
    assert marked == ["Repair", "pipes", "welding"]
    assert "Repair pipes and do welding." in shown


def test_a_rare_word_goes_before_common_ones(find: Find) -> None:
    for _ in range(20):
        build.posting("Clerk", "The work of the office.")
    _, marked = piece(find, f"The head of the office works. {FILLER}Welding.", "welding of the")
    assert "Welding" in marked


def test_a_piece_begins_with_a_sentence_and_ends_with_a_word(find: Find) -> None:
    text = f"{FILLER}Welding is done in the yard. {FILLER}"
    shown, _ = piece(find, text, "welding")
    assert shown.startswith("Other matters are said")
    assert LENGTH - 20 < len(shown) <= LENGTH
    assert f"{shown} " in text or f"{shown}." in text


def test_a_short_text_is_shown_whole(find: Find) -> None:
    assert piece(find, "We weld.\nCome and see!", "weld") == ("We weld.\nCome and see!", ["weld"])
