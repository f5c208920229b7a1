"""The employer in the head of a posting: the lines around the title, and the subject of a mail."""

from __future__ import annotations

import pytest

from postings.extraction import layouts
from postings.extraction.records import Document, RawFile

BODY = """

Responsibilities
- Mend the nets of the harbour
- Answer the letters of the guild

Requirements
2 years of experience
"""
NAMED = [  # (head, title, employer, place)
    ("Rope Maker\nHarrow Mills\nBergen, Norway", "Rope Maker", "Harrow Mills", "Bergen, Norway"),
    ("Rope Maker\nHarrow Mills - Duluth, MN", "Rope Maker", "Harrow Mills", "Duluth, MN"),
    ("Rope Maker\nHarrow Mills • Duluth, MN", "Rope Maker", "Harrow Mills", "Duluth, MN"),
    ("Rope Maker\nHarrow Mills | Duluth | Full-time", "Rope Maker", "Harrow Mills", "Duluth"),
    # a rating between the name and the place
    ("Rope Maker\nHarrow Mills\n4.1 ★\nDuluth, MN", "Rope Maker", "Harrow Mills", "Duluth, MN"),
    # the employer above the title, also in the middle of a wide page
    ("Harrow Mills\nRope Maker\nDuluth, MN", "Rope Maker", "Harrow Mills", "Duluth, MN"),
    (
        "Harrow Mills\n4.1 ★\nRope Maker - Nights\nDuluth, MN",
        "Rope Maker - Nights",
        "Harrow Mills",
        "Duluth, MN",
    ),
    (
        "          HARROW TOWN ARCHIVE\n             Senior Archivist II",
        "Senior Archivist II",
        "HARROW TOWN ARCHIVE",
        None,
    ),
    # a legal form or a public body needs no place
    ("Rope Maker\nHarrow Mills GmbH", "Rope Maker", "Harrow Mills GmbH", None),
    ("Rope Maker\nCity of Duluth", "Rope Maker", "City of Duluth", None),
    ("Rope Maker\nDepartment for Ropes and Sails", "Rope Maker", "Department for Ropes and Sails", None),
]
UNNAMED = [
    "Rope Maker\nDuluth, MN",
    "Rope Maker\nHybrid - Duluth, MN",
    "Rope Maker\nFull-time\nDuluth, MN",
    # a kind of work, a department, a heading, a date, a word that may be anything
    "Rope Maker\nData Engineering\nDuluth, MN",
    "Rope Maker\nSales & Marketing - Duluth, MN",
    "Rope Maker\nHuman Resources • Duluth, MN",
    "Rope Maker\nNight Shift\nDuluth, MN",
    "Rope Maker\nPosted Today\nDuluth, MN",
    "Rope Maker\n4 March 2026\nDuluth, MN",
    "Rope Maker\nAbout The Role\nDuluth, MN",
    "Rope Maker\nSailcloth\nDuluth, MN",
    "Rope Maker\nSenior Rope Maker\nDuluth, MN",
    # words above a title that name no one
    "Job Announcement\nRope Maker\nDuluth, MN",
    "Career Opportunity\nRope Maker\nDuluth, MN",
    "Now Hiring\nRope Maker\nDuluth, MN",
    # a name between the title and prose
    "Rope Maker\nHarrow Mills\nYou twist ropes.",
]
LIST = "<html><body><article><h1>Rope Maker</h1><ul><li>Harrow Seile GmbH</li><li>24103 Kiel</li></ul>"
MAIL = (
    "From: ann@harrow.example\nTo: guild@list.example\nSubject: {}\nDate: Tue, 3 Mar 2026 10:22:01 +0000\n\n"
)
PROSE = "Dear all,\n\nHarrow Chapel seeks a Gardener for its yard.\n"


def read(text: str, name: str = "posting.txt") -> Document:
    return layouts.parse(RawFile(name, text, "utf-8"))


def stated(document: Document, kind: str) -> str | None:
    found = next((fact for fact in document.stated if fact.kind == kind), None)
    if found is None:
        return None
    assert document.text[found.evidence.start : found.evidence.end] == found.evidence.exact
    return found.value


@pytest.mark.parametrize(("head", "title", "employer", "place"), NAMED)
def test_it_reads_the_employer_beside_the_title(
    head: str, title: str, employer: str, place: str | None
) -> None:
    document = read(head + BODY)
    assert (stated(document, "title"), stated(document, "employer")) == (title, employer)
    assert stated(document, "location") == place


@pytest.mark.parametrize("head", UNNAMED)
def test_other_lines_below_and_above_a_title_are_no_employer(head: str) -> None:
    assert stated(read(head + BODY), "employer") is None


def test_a_single_word_is_the_employer_where_the_text_says_it_again() -> None:
    document = read("Rope Maker\nHarrowline\nDuluth, MN\n\nHarrowline twists ropes." + BODY)
    assert stated(document, "employer") == "Harrowline"


def test_the_items_of_a_list_under_the_heading_are_read() -> None:
    document = read(f"{LIST}<p>You twist ropes.</p></article></body></html>", "posting.html")
    assert stated(document, "employer") == "Harrow Seile GmbH"
    assert stated(document, "location") == "24103 Kiel"


@pytest.mark.parametrize(
    ("subject", "title", "employer", "place"),
    [
        ("[Job] Gardener, Harrow Chapel (Leeds)", "Gardener", "Harrow Chapel", "Leeds"),
        ("Job: Gardener - Harrow Chapel, Leeds", "Gardener", "Harrow Chapel", "Leeds"),
        ("Gardener, Harrow Chapel", "Gardener", "Harrow Chapel", None),
        # the mail does not speak of it, or it is part of the title
        ("Gardener, Elm Abbey (Leeds)", "Gardener, Elm Abbey (Leeds)", None, None),
        ("Gardener, Sundays", "Gardener, Sundays", None, None),
    ],
)
def test_a_subject_may_end_in_the_employer_and_its_town(
    subject: str, title: str, employer: str | None, place: str | None
) -> None:
    document = read(MAIL.format(subject) + PROSE + BODY, "posting.eml")
    assert (stated(document, "title"), stated(document, "employer")) == (title, employer)
    assert stated(document, "location") == place
