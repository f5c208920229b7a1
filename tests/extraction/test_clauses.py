"""Sentences and clauses, also where punctuation and line breaks were lost."""

from __future__ import annotations

import pytest

from postings.extraction.text.clauses import begins_lines, clauses, sentences

# One row a case: what the sentences of the line are, divided by " | ".
SENTENCES = [
    "We plan routes. | You drive them.",
    "Bachelor's degree (B.S./B.A.) in Finance required. | Master's preferred.",  # seed 000
    "A Ph.D. in Physics or an M.S. in Optics",
    "Work with U.S. Navy and D.C. offices of Acme Inc. | We pay well.",
    "Excel, Word, etc. | Ability to travel",
    "Tools, e.g. Python, i.e. Snakes, vs. Ladders",
    "Dr. Grey and Prof. Plum, approx. 5 years",
    "2.5 years of tax, 3.0 of audit. | Version 4.2 of SAP.",
    "Report to the Sr. Manager and the Jr. Clerk.",
    "Do you like tea? | We do! | Come…",
    "Bachelor?s degree in business, ?light up? insights",  # quotes lost: seed 001
    "5+ years of experience. | 3 of them in tax. | 2+ in audit",
    "Degree required. (Or a licence.)",  # a short bracket belongs to what it stands behind
    "Degree required. | (A licence that was given by a board of any of the fifty states will do as well.)",
    "Experience with node.js and ASP.NET. | See www.Acme.com or mail Jobs@Acme.Com today",
    "Strong knowledge of tax.Ability to travel.You like it",  # glued: cut below
    "Bachelor's degree is preferred | Deep understanding of retail | Ability to travel",  # line breaks lost
    "Proficiency in Excel | Excellent spelling and a Strong Team of Providers",
    "a member of our Support team who leads the Design review",  # capitals of one's own
    "Work with the Research group and the Lead Engineer in Our House",
    "Master's degree preferred | Contoso is an equal opportunity employer.",  # seed 003
    "1. Plan the day. | 2. Close the day.",
    "required;preferred",
    "Salary: $50,000.00 a year. | Apply now.",
    "He said “Stop.” | Then he left.",
    "Vous aimez les chiffres ? | Nous aussi.",
    "Services built on Express.JS APIS and tea",
]


@pytest.mark.parametrize("expected", SENTENCES)
def test_sentences(expected: str) -> None:
    if "tax.Ability" in expected:
        assert cut(expected) == ["Strong knowledge of tax.", "Ability to travel.", "You like it"]
        return
    assert cut(expected.replace(" | ", " ")) == expected.split(" | ")


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line\nanother line\n\nthird", ["One line", "another line", "third"]),
        ("A diploma or degree.NO CALLS please", ["A diploma or degree.", "NO CALLS please"]),  # shouted
        ("• Lead teams • Plan • 3 years", ["Lead teams", "Plan", "3 years"]),
        ("Duties: Lead * Plan · Close", ["Duties: Lead", "Plan", "Close"]),
        ("experience with writtenAbility to speakKnowledge of SQL", None),
        (
            "JavaScript, PowerPoint, MySQL, iOS and LinkedIn",
            ["JavaScript, PowerPoint, MySQL, iOS and LinkedIn"],
        ),
        ("", []),
        ("  \n ", []),
    ],
)
def test_lines_bullets_and_glued_words(text: str, expected: list[str] | None) -> None:
    if expected is None:
        expected = ["experience with written", "Ability to speak", "Knowledge of SQL"]
    assert cut(text) == expected


def test_spans_are_offsets_into_the_whole_text() -> None:
    text = "Ignored. Plan routes. Drive them. Ignored"
    found = sentences(text, 9, 33)
    assert [text[start:end] for start, end in found] == ["Plan routes.", "Drive them."]


# A doubtful lost break ("Manage", "Lead" may be names) counts only among others like it.
def test_doubtful_line_starts_are_believed_in_company() -> None:
    assert cut("We support Work and Play") == ["We support Work and Play"]
    flattened = "Manage the budget Lead the staff Write the report Plan the year"
    assert cut(flattened) == ["Manage the budget", "Lead the staff", "Write the report", "Plan the year"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bachelor's required, Master's preferred", ["Bachelor's required", "Master's preferred"]),
        ("BS in business, law or IT required", ["BS in business, law or IT required"]),
        ("BS required; MS a plus", ["BS required", "MS a plus"]),
        ("Degree required - MBA preferred", ["Degree required", "MBA preferred"]),
        ("Required: BS in law, preferred: MS in law", ["Required: BS in law", "preferred: MS in law"]),
        ("Must drive and ideally sail", ["Must drive", "ideally sail"]),
        ("Clean licence; own van; tools", ["Clean licence", "own van", "tools"]),
        ("a well-known state-of-the-art firm", ["a well-known state-of-the-art firm"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text)] == expected


def test_clauses_never_overlap_and_stand_in_order() -> None:
    text = " ".join(SENTENCES)
    position = 0
    for start, end in clauses(text):
        assert position <= start < end <= len(text)
        position = end


@pytest.mark.parametrize(
    ("text", "begins"), [("Ability to", True), ("Bachelor?s", True), ("Berlin is", False)]
)
def test_words_that_begin_lines(text: str, begins: bool) -> None:
    assert begins_lines(text, 0) is begins
