"""Fields of study: the list behind a degree and what stands right before one, and nothing else."""

from __future__ import annotations

import pytest

from postings.extraction import lexicons
from postings.extraction.extractors import field_of_study
from tests.extraction.said import statements, values

ASKED = [
    (
        "Bachelor's degree in Computer Science, Engineering or a related field",
        ["computer-science", "engineering"],
    ),
    ("Bachelor?s degree in law required", ["law"]),  # a quote lost on the way
    ("BS/MS in Statistics", ["statistics"]),
    ("Degree in Law ?Proficient on the computer", ["law"]),  # a lost bullet
    ("Degree in Interaction Design", ["human-computer-interaction"]),
    ("B.S. in Electrical Engineering plus 3 years", ["electrical-engineering"]),
    (
        "PhD in Physics, Computational Biology or Computer Science",
        ["physics", "bioinformatics", "computer-science"],
    ),
    ("A computer science or engineering degree", ["computer-science", "engineering"]),
    ("CS degree or equivalent", ["computer-science"]),
    ("Degree in IT or HR", ["information-technology", "human-resources"]),  # capitals only
    ("Bachelor of Science in Nursing", ["nursing"]),  # "of Science" is the degree's own name
    ("Master of Arts in art history", ["art-history"]),
    (
        "Degree in a quantitative field (e.g., Mathematics, Economics)",
        ["quantitative-field", "mathematics", "economics"],
    ),
    (
        "Bachelor's degree (B.A.) in business administration/marketing",
        ["business-administration", "marketing"],
    ),
    (
        "Graduates in Geology or Hydrography and Topography are welcome; degree in geology",
        ["geology", "geology"],
    ),
    (
        "You hold a degree in Widget Lore, Chemistry or similar",
        ["chemistry"],
    ),  # one unknown name is passed over
    ("Studying architecture is not needed, but a diploma in architecture is", ["architecture"]),
]
NOT_ASKED = [
    "We went to five schools to earn our PhDs in Physics and Law.",
    "Our founders hold degrees in Physics.",
    "To a lesser degree, politics and economics matter.",
    "The PhD project is about the design of boats.",
    "A partner of the Doctoral Networks Programme",
    "Bachelor's degree or the equivalent of education and experience",
    "Bachelor's degree and 5 years of experience in marketing",  # the field of the experience
    "Bachelor's degree. Strong interest in finance",  # the next sentence
    "A high degree of quality and precision",  # an extent
    "Turn the dial by 90 degrees in mechanical systems",
    "Degree in it for the long run",  # "it" is no information technology
    "Experience in accounting and law",
    "Our marketing team has a sales budget",
    "Bachelor's degree in information services management of the county",  # part of a longer name
    "MS Office, MS Project and Excel",
    "BA is a part of IAG",
    "Bachelor's degree required, and a passion for history",
    "Bachelor's degree or an equivalent combination of education and experience",
    "BS required. High level of communication skills",
    "3 years of experience in network design and automation or a Bachelor's Degree",
    "We studied the market for physics toys",
]


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_it_reads_the_fields_beside_a_degree(text: str, expected: list[str]) -> None:
    assert values(field_of_study, text) == expected


@pytest.mark.parametrize("text", NOT_ASKED)
def test_it_reads_no_field_away_from_a_degree(text: str) -> None:
    assert values(field_of_study, text) == []


def test_a_preferred_degree_has_preferred_fields() -> None:
    found = statements(
        field_of_study, "Requirements\n- Bachelor's in law required\n- Master's in tax law preferred"
    )
    assert [(one.value, one.strength) for one in found] == [("law", "required"), ("law", "preferred")]


def test_benefits_and_legal_paragraphs_ask_for_no_field() -> None:
    assert values(field_of_study, "Benefits\n- We pay your degree in Computer Science") == []


def test_each_name_stands_for_one_field() -> None:
    names = [
        name.casefold()
        for row in lexicons.rows("fields_of_study")
        for name in (row["name"], *filter(None, row["aliases"].split("|")))
    ]
    assert len(names) == len(set(names))
    assert len({row["slug"] for row in lexicons.rows("fields_of_study")}) == len(
        lexicons.rows("fields_of_study")
    )
