"""The family of work that a title shows."""

from __future__ import annotations

from typing import Literal

import pytest

from postings.extraction import extract, layouts, lexicons, rows, sections
from postings.extraction.extractors import role_family
from postings.extraction.overlay import Correction, overlay
from postings.extraction.records import INFERRED, RawFile, Statement

SHOWN = (
    # "developer" of something else than software
    ("Curriculum Developer", "Education & training"),
    ("Training Developer, Aviation", "Education & training"),
    ("Content Developer", "Media & writing"),
    ("Senior Land Developer", "Real estate & property"),
    ("Organizational Developer", "Human resources"),
    ("Fundraising Developer", "Social & community services"),
    ("Business Developer - Nordics", "Sales"),
    ("Developer", "Software engineering"),
    ("Teaching Hospital Porter", "Health care"),
    ("Architect, Healthcare Buildings", "Construction & skilled trades"),
    ("Hydrologic Technician", "Research & science"),
    ("Night Auditor", "Hospitality & food service"),
    ("Head of Conservation", "Agriculture & environment"),
    # the head noun, seniority and numbers left out
    ("Senior Data Engineer II", "Data & analytics"),
    ("Sr. Software Engineer, Payments", "Software engineering"),
    ("Software Engineers", "Software engineering"),
    ("Junior Accountant (m/f/d)", "Finance & accounting"),
    ("Lead Product Designer", "Design & user experience"),
    ("Registered Nurse - Night Shift", "Health care"),
    ("Assistant Store Manager", "Retail"),
    ("Machine Operator, 2nd shift", "Manufacturing & production"),
    ("Staff Electrician", "Construction & skilled trades"),
    ("Line Cook", "Hospitality & food service"),
    ("CDL Driver", "Supply chain & logistics"),
    ("Full-Stack Developer", "Software engineering"),
    ("Front End Developer", "Software engineering"),
    # the longer phrase wins over the word in it
    ("Sales Engineer", "Sales"),
    ("Solutions Engineer, Nordics", "Sales"),
    ("Partner Marketer", "Marketing & communications"),
    ("Engagement Manager", "Consulting & strategy"),
    ("QA Automation Engineer", "Quality assurance & testing"),
    ("Data Quality Analyst", "Data & analytics"),
    ("Piping Designer", "Engineering"),
    ("Material Planner", "Supply chain & logistics"),
    ("Strategy and Operations Data Scientist", "Data & analytics"),
    ("Security Engineer", "Cybersecurity"),
    ("Security Officer", "Security & emergency services"),
    ("Technical Program Manager", "Project & program management"),
    ("Product Marketing Manager", "Marketing & communications"),
    ("Product Manager", "Product management"),
    ("Quality Assurance Engineer", "Quality assurance & testing"),
    ("Systems Engineer", "Information technology"),
    ("Mechanical Engineer", "Engineering"),
    ("Community Manager", "Marketing & communications"),
    ("Property Manager", "Real estate & property"),
    ("Medical Director", "Health care"),
    # of equally long ones the last
    ("Marketing Recruiter", "Human resources"),
    ("Legal Translator", "Media & writing"),
    # the part with a word of a family decides, wherever it stands
    ("Manager, Sales - EMEA", "Sales"),
    ("Director, Human Resources", "Human resources"),
    ("Intern (Marketing)", "Marketing & communications"),
    ("Team Lead | Customer Support", "Customer service & support"),
    # weak words, where nothing else stands
    ("Engineer III", "Engineering"),
    ("Office Clerk", "Administration & office"),
    ("Clerk", "Administration & office"),
    # other languages
    ("Softwareentwickler (m/w/d)", "Software engineering"),
    ("Chef de projet", "Project & program management"),
    ("Infirmier", "Health care"),
)

NOT_SHOWN = (
    "Manager",
    "Senior Associate",
    "Specialist II",
    "Team Lead",
    "Intern",
    "Head of Amsterdam",
    "General Application",
    "Join our talent",
    "Various roles 2024",
    "Working Student (m/f/d)",
    "Saleswomen",
    "Cookies",
    "Legalese",
    "Nursery",
    "Posting 4411-B",
)

WEAKER_THAN = (
    # a weak word says nothing beside a strong one, in whatever part it stands
    ("Engineer - Data Warehouse", "Data & analytics"),
    ("Assistant, Payroll", "Human resources"),
    ("Coordinator (Events)", "Marketing & communications"),
    ("Technician, Pharmacy", "Health care"),
)


def read(text: str) -> list[Statement]:
    document = layouts.parse(RawFile("posting.txt", text, "utf-8"))
    return list(role_family.extract(document, sections.split(document)))


@pytest.mark.parametrize(("title", "family"), SHOWN + WEAKER_THAN)
def test_a_title_shows_its_family(title: str, family: str) -> None:
    hit = role_family.infer(title)
    assert hit is not None
    assert hit.value == family


@pytest.mark.parametrize("title", NOT_SHOWN)
def test_other_titles_show_none(title: str) -> None:
    assert role_family.infer(title) is None


def test_the_rule_says_that_it_is_inferred() -> None:
    text = "Title: Harbour Pilot and Accountant\n\nCome and count ships with us."
    (found,) = read(text)
    assert found.value == "Finance & accounting"
    assert found.evidence.rule == INFERRED
    assert found.evidence.exact == "Accountant"


def test_only_the_title_is_read() -> None:
    assert read("Title: Manager\n\nYou work with our accountants and software engineers.") == []


def test_a_stated_family_is_not_inferred_again() -> None:
    assert read("Title: Accountant\nJob family: Ships\n\nCount ships.") == []


@pytest.mark.parametrize(
    ("text", "families", "inferred"),
    [
        ("Title: Accountant\n\nYou count ships.", ("Finance & accounting",), True),
        ("Title: Accountant\nJob family: Ships\n\nYou count ships.", ("Ships",), False),
        ("Title: Manager\n\nYou count ships.", (), False),  # nothing is inferred, so nothing is marked
    ],
)
def test_the_summary_marks_what_no_text_states(text: str, families: tuple[str, ...], inferred: bool) -> None:
    found = extract(RawFile("posting.txt", text, "utf-8"))
    assert (found.summary.role_family, found.summary.role_family_inferred) == (families, inferred)
    assert rows.row("1", found)["role_family_inferred"] is inferred


@pytest.mark.parametrize("action", ["change", "confirm"])
def test_what_a_person_says_is_not_inferred(action: Literal["change", "confirm"]) -> None:
    found = extract(RawFile("posting.txt", "Title: Accountant\n\nYou count ships.", "utf-8"))
    by_person = Correction("role_family", {"role_family": ["Finance & accounting"]}, action)
    assert not overlay(found, [by_person]).extraction.summary.role_family_inferred
    assert overlay(found, []).extraction.summary.role_family_inferred


def test_no_phrase_stands_in_two_families() -> None:
    seen: dict[str, str] = {}
    for row in lexicons.rows("role_families"):
        for phrase in filter(None, f"{row['phrases']}|{row['weak']}".split("|")):
            assert seen.setdefault(phrase, row["family"]) == row["family"], phrase


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our museum keeps 4,000 artefacts.", "Media & writing"),
        ("You look after wetlands and their birds.", "Agriculture & environment"),
        ("You protect species, also in the museum of our forest.", "Agriculture & environment"),
    ],
)
def test_conservation_is_of_objects_in_a_museum(text: str, expected: str) -> None:
    assert extract(RawFile("a.txt", f"Head of Conservation\n\n{text}", "utf-8")).summary.role_family == (
        expected,
    )
