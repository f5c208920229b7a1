"""Titles in the first line of a posting: lines of segments, and what is hung on a title's end."""

from __future__ import annotations

import pytest

from postings.extraction import layouts
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
