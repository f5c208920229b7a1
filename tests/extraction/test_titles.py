"""Where a title ends in flattened text, and which title a text names."""

from __future__ import annotations

import pytest

from postings.extraction.document import titles

# (title, what follows, is it sure?)
BOUNDARIES = [
    ("Data Analyst II", "The Data Analyst joins a team that plans routes.", True),
    ("STU Director - Data & AI", "Fabrikam is empowering every person. The STU Director leads.", True),
    ("Sr. Payroll Manager, EMEA", "Are you fond of numbers? We are.", True),
    ("Program Manager 2 - .NET & C# Open Source", "The .NET repositories receive many requests.", False),
    ("Software Engineer", "Required Qualifications Bachelor's degree in law", True),
    ("Software Engineer II - Azure Storage", "Requirements: a degree", True),
    ("Director of Finance", "Finance is a lonely place. You will have company.", True),
    ("Chief of Staff", "As chief of staff you run the day.", True),
    ("Product Advisor (Retail)", "Our store on Fifth Avenue needs help.", True),
    ("Senior Researcher – Speech", "Do you listen? The speech group in Oslo does.", True),
    ("Ops Mgr US", "Field Operations Manager The office plans. The Field Operations Manager helps.", False),
    ("Account Manager", "Azure Storage sells by itself, almost.", False),
    ("Data Scientist", "Data Scientist The group counts whales.", False),
]  # fmt: skip


@pytest.mark.parametrize(("title", "body", "sure"), BOUNDARIES)
def test_the_boundary_between_title_and_text(title: str, body: str, sure: bool) -> None:
    boundary = titles.boundary(f"{title} {body}")
    assert boundary is not None
    assert f"{title} {body}"[: boundary.end] == title
    assert boundary.thin is not sure


@pytest.mark.parametrize("text", ["We plan routes and drive them.", "the small print", ""])
def test_a_text_without_a_title_has_no_boundary(text: str) -> None:
    assert titles.boundary(text) is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Elm County is seeking a Payroll Clerk II to count.", "Payroll Clerk II"),
        ("There is an opening for an experienced Bridge Inspector, full time.", "Bridge Inspector"),
        ("We are looking for our next Head of Sales. Join us.", "Head of Sales"),
        ("As a Marine Biologist, you count seals.", "Marine Biologist"),
        ("We are looking for answers. A Manager knows them.", None),
        ("We are looking for people who care.", None),
        ("We are looking for Product Engineers\nSenior Designer", "Product Engineers"),  # not beyond its line
    ],
)
def test_a_title_that_a_sentence_names(text: str, named: str | None) -> None:
    span = titles.mentioned(text)
    assert (text[slice(*span)] if span else None) == named
