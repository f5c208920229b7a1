"""Titles in the first line of a posting: lines of segments, and what is hung on a title's end."""

from __future__ import annotations

import pytest

from postings.extraction import layouts
from postings.extraction.document import title_tails
from postings.extraction.layouts import lead_in
from postings.extraction.records import Document, RawFile

BODY = "Kiln bakes bread for nine towns, and people who apply write to the baker by post."


def parsed(text: str) -> Document:
    return layouts.parse(RawFile("posting.txt", text, "utf-8"))


def titled(text: str) -> str | None:
    return next((fact.value for fact in parsed(text).stated if fact.kind == "title"), None)


LONG = (
    "Kiln (https://kiln.example/about/the/bakery) | Oven Engineer | Oslo, Norway or Bergen, Norway | Onsite, "
)
LONG += "full-time, permanent, with a month of paid holidays | 40-55k a year and bread | https://kiln.example/jobs"
MANY = "Oven Engineer, Senior Oven Engineer, Dough Analyst, Engineering Manager, Technical Account Manager"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (LONG, "Oven Engineer"),  # longer than any title
        (f"Kiln | {MANY} | Oslo, Norway | Onsite", MANY),  # a list, where no other segment names a role
        ("Oslo | Oven Engineer", "Oven Engineer"),
        ("Oslo, Norway - Kiln - Oven Engineer", "Oven Engineer"),
        ("Oslo, Norway -- Oven Engineer", "Oven Engineer"),
        ("Kiln | Oslo, Norway | On site | Oven Engineer (two)", "Oven Engineer (two)"),
        # No headline: between dashes a title is one title unless a place begins it.
        ("Kiln - Oven Engineer", "Kiln - Oven Engineer"),
        ("Sales - Account Manager - Ovens", "Sales - Account Manager - Ovens"),
        ("Oven Engineer - Bread", "Oven Engineer - Bread"),
        ("Global Ovens - Oven Engineer", "Global Ovens - Oven Engineer"),
        ("MO - Oven Engineer", "MO - Oven Engineer"),
        ("Oven Engineer | Bread", "Oven Engineer | Bread"),
        ("Kiln | Oslo | Full-time, intern or engineer", "Kiln | Oslo | Full-time, intern or engineer"),
    ],
)  # fmt: skip
def test_the_title_in_a_line_of_segments(line: str, title: str) -> None:
    assert titled(f"{line}\n\n{BODY}") == title


def test_a_line_of_segments_that_goes_on_as_text_keeps_its_text() -> None:
    document = parsed(f"Kiln | Oven Engineer | Oslo, Norway | Onsite {BODY}")
    assert [fact.value for fact in document.stated if fact.kind == "title"] == ["Oven Engineer"]
    assert BODY in document.text


@pytest.mark.parametrize(
    ("line", "body", "title"),
    [
        ("Kiln | Oslo, Norway | Onsite", "We are looking for an Oven Engineer.", "Oven Engineer"),
        ("Kiln | Baker | Oslo, Norway", "We are looking for an Oven Engineer.", "Baker"),
        ("Kiln | Oslo, Norway", "We are looking for people.", "Kiln | Oslo, Norway"),
    ],
)  # fmt: skip
def test_a_line_without_a_role_gives_way_to_a_title_that_the_text_names(
    line: str, body: str, title: str
) -> None:
    assert titled(f"{line}\n\n{body}") == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("**Job Title:** Oven Engineer\n**Company:** Kiln\n\n---\n\n# About\n\nWe bake.", "Oven Engineer"),
        ("title: Oven Engineer\ncompany: Kiln\n---\n\n# About\n\nWe bake.", "Oven Engineer"),
        ("title: C** Engineer\ncompany: Kiln\n---\n\n# About\n\nWe bake.", "C** Engineer"),
    ],
)
def test_a_bold_key_is_a_key(text: str, title: str) -> None:
    assert titled(text) == title


@pytest.mark.parametrize(
    ("title", "place", "front"),
    [
        ("Baker, Toronto, ON, Canada", "Toronto", "Baker"),
        ("Baker - La Orotava (Santa Cruz de Tenerife)", "La Orotava, Spain", "Baker"),
        ("Senior Engineer Shawnee, KS", "Shawnee, KS, US", "Senior Engineer"),
        ("Engineer San Diego, CA", "San Diego, CA", "Engineer"),
        ("Clerk, Mobile", "Mobile, AL", "Clerk"),
        ("Clerk (Frankfurt)", "Frankfurt am Main, Germany", "Clerk"),
        ("Baker (Nordics) - Dublin", "Dublin, Ireland", "Baker (Nordics)"),
        # A word that only looks like a place, or like a part of one.
        ("Support Manager (IT)", "Pittsburgh, PA, United States", "Support Manager (IT)"),
        ("Support Manager - IT", "Turin, Piedmont, Italy", "Support Manager - IT"),
        ("Data Science Engineer - Mobile", "San Jose, CA", "Data Science Engineer - Mobile"),
        ("Engineer Team Lead, Kansas", "Kansas City", "Engineer Team Lead"),
        ("Baker, Bread, Rolls, Oslo", "Oslo, Norway", "Baker, Bread, Rolls"),
        ("Baker - Bread (Rolls)", "Oslo, Norway", "Baker - Bread (Rolls)"),
    ],
)
def test_only_a_whole_place_leaves_the_end_of_a_title(title: str, place: str, front: str) -> None:
    assert title_tails.without_place(title, [place]) == front


BEHIND = "answers the telephone when somebody in one of eighty towns cannot find a form on the new pages."


@pytest.mark.parametrize(
    ("text", "title", "employer"),
    [
        (f"Poll Watcher, Elm Centre — Elm Centre {BEHIND}", "Poll Watcher", "Elm Centre"),
        (f"Legal Externs, Elm Centre, Oslo, Norway — Elm Centre {BEHIND}", "Legal Externs", "Elm Centre"),
        (f"Manager (Salem, OR) – Elm Voting — Elm Voting {BEHIND}", "Manager", "Elm Voting"),
        (f"Clerk—Absentee, Elm County, Oregon— The clerk {BEHIND}", "Clerk—Absentee", "Elm County"),
        (f"Officer: Votes, Elm Centre — Elm Centre {BEHIND}", "Officer: Votes", "Elm Centre"),
        # What stands before the dash is no title, or no employer.
        (f"Founded in 1990, Elm Centre — Elm Centre {BEHIND}", None, None),
        (f"Poll Watcher, Elm Centre — somebody {BEHIND}", None, None),
        (f"Note: Clerk, Elm Centre — somebody {BEHIND}", None, None),
        ("Poll Watcher, Elm Centre — Elm Centre calls.", None, None),
    ],
)
def test_an_opening_names_its_employer_again(text: str, title: str | None, employer: str | None) -> None:
    raw = RawFile("posting.txt", text, "utf-8")
    assert lead_in.matches(raw) is (title is not None)
    if title:
        stated = {fact.kind: fact.value for fact in parsed(text).stated}
        assert (stated["title"], stated["employer"]) == (title, employer)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("Voting Unit\nElm Centre, Oslo", "team"),
        ("Division of Forms\nElm Centre, Oslo", "team"),
        ("Voting Unit\nOslo, Norway", None),
        ("Elm Centre\nOslo, Norway", None),
    ],
)
def test_a_unit_above_its_employer_and_city_is_a_team(lines: str, kind: str | None) -> None:
    stated = parsed(f"Clerk\n{lines}\n\n{BODY}").stated
    units = [fact.kind for fact in stated if fact.evidence.rule == "unit_line"]
    assert units == ([kind] if kind else [])
    assert not kind or not [fact for fact in stated if fact.kind == "employer"]
