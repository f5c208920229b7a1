"""Employment types, said of the job and of other things."""

from __future__ import annotations

import pytest

from postings.extraction import layouts, sections
from postings.extraction.extractors import employment_type
from postings.extraction.records import RawFile
from tests.extraction.said import values

SAID = [
    ("Temporary maternity cover", ["TEMPORARY"]),
    ("Fixed-term contract of 9 months", ["TEMPORARY"]),
    ("This is a fixed-term contract of 9 months.", ["TEMPORARY"]),
    ("Zero-hours contract", ["PER_DIEM"]),  # no work of a contractor
    ("We bake bread for the whole town. " * 9 + "\n\nWork schedule\n\nFull-time", ["FULL_TIME"]),
    ("We bake bread for the whole town. " * 9 + "\n\nFULL TIME", ["FULL_TIME"]),
    ("This is a full-time position in a small team.", ["FULL_TIME"]),
    ("Job Type: Part-time, Temporary", ["PART_TIME", "TEMPORARY"]),
    ("Full-time", ["FULL_TIME"]),
    ("Acme | Cook | Oslo | Full Time or Part Time", ["FULL_TIME", "PART_TIME"]),
    ("We offer a temporary position for six months.", ["TEMPORARY"]),
    ("It is a 12 month fixed-term contract role.", ["TEMPORARY"]),
    ("Contract type: freelance", ["CONTRACTOR"]),
    ("The salary range for this full-time role is modest.", ["FULL_TIME"]),
    ("Temps de travail : Temps plein", ["FULL_TIME"]),
    ("Anstellungsart: Vollzeit", ["FULL_TIME"]),
]
NOT_SAID = [
    "We pay for maternity cover of our staff.",
    "We bake bread for the whole town. " * 9 + "\n\nFull-time mothers\n\nare our guests",
    "A short-term month of zero hours lost",
    "It is paid by the interview, not a full-time role.",
    "After six months there is potential for a full-time opportunity.",
    "We offer a casual work environment.",
    "Full-time employees receive a pension.",
    "Three years of full-time experience",
    "Open to part-time students of the university",
    "You negotiate contracts with vendors.",
    "You manage interns and contractors.",
    "Contract law and temporary works design",
    "Work with our full time staff",
    "You volunteer ideas",
    "A stage full of actors",
    "Two years full-time equivalent",
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_it_reads_what_is_said_of_the_job(text: str, expected: list[str]) -> None:
    assert values(employment_type, text) == expected


@pytest.mark.parametrize("text", NOT_SAID)
def test_it_leaves_what_is_said_of_others(text: str) -> None:
    assert values(employment_type, text) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Data Intern", ["INTERN"]),
        ("Editor (freelance)", ["CONTRACTOR"]),
        ("Clerk - Part Time", ["PART_TIME"]),
        ("Contract Manager", []),  # manages contracts
        ("Volunteer Coordinator", []),
    ],
)
def test_a_title_says_it(title: str, expected: list[str]) -> None:
    read = layouts.parse(RawFile("posting.txt", f"Title: {title}\n\nCome and see.", "utf-8"))
    assert [one.value for one in employment_type.extract(read, sections.split(read))] == expected
