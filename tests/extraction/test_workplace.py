"""On site, hybrid or remote: said of the job and of other things."""

from __future__ import annotations

import pytest

from postings.extraction import layouts, sections
from postings.extraction.extractors import workplace
from postings.extraction.records import RawFile
from tests.extraction.said import values

SAID = [
    ("This is a fully remote position.", ["remote"]),
    ("Acme | Engineer | Berlin | ONSITE", ["on_site"]),
    ("Acme | Engineer | ONSITE or REMOTE | Full-time", ["on_site", "remote"]),
    ("Acme | Engineer | REMOTE (US) | Full-time", ["remote"]),
    ("Remote - Spain", ["remote"]),
    ("This role is hybrid (3 days in the office per week).", ["hybrid"]),
    ("You can work remotely two days a week.", ["hybrid"]),
    ("Work model: Hybrid", ["hybrid"]),
    ("Employees are expected to work on-site.", ["on_site"]),
    ("Acme, Oslo (no remote)", ["on_site"]),
    ("You will be working from home.", ["remote"]),
    ("Location Type: On-site", ["on_site"]),
    ("We offer a flexible hybrid work arrangement.", ["hybrid"]),
    ("We work from two hubs or remotely in the United States.", ["remote"]),
    ("Benefit from hybrid or remote work arrangements.", ["hybrid", "remote"]),
    ("Willingness to work two days weekly on-site at the campus", ["hybrid"]),
    ("Apply today. #LI-Hybrid", ["hybrid"]),
    ("Employment Type: Full-time (Hybrid model)", ["hybrid"]),
    ("ONSITE Oslo", ["on_site"]),
    ("This position is 100% on-site", ["on_site"]),
]
NOT_SAID = [
    "You manage remote teams and remote servers.",
    "Experience with hybrid cloud and hybrid apps",
    "Remote sensing with satellites",
    "We have an on-site gym.",
    "Ability to work with a remote international team",
    "Experience working with remote and global teams",
    "You will work closely with on-site members of your team.",
    "You provide remote support to customers.",
    "Unless approved to work remotely, you come in.",
    "A work from home stipend of 200 euros",
    "Work with on-site and off-site teams",
    "Travel to remote areas",
    "Benefits\n- Remote work now and then",
    "Virtual reality and hybrid vehicles",
    "NON-REMOTE",
    "Hybrid Cloud Architect wanted",
    "You visit on-site customers two days a week.",
    "Remote until June, then in Oslo",
    "We keep hybrid or remote infrastructure running.",
    "The cloud-remote link is ours",
    "You serve citizens in person, by phone and by mail.",
    "#LI-AB1",
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_it_reads_where_the_work_is(text: str, expected: list[str]) -> None:
    assert values(workplace, text) == expected


@pytest.mark.parametrize("text", NOT_SAID)
def test_it_leaves_what_else_is_remote(text: str) -> None:
    assert values(workplace, text) == []


def test_a_title_says_it() -> None:
    read = layouts.parse(RawFile("posting.txt", "Title: Editor (Remote)\n\nYou work on-site.", "utf-8"))
    assert [one.value for one in workplace.extract(read, sections.split(read))] == ["remote"]
