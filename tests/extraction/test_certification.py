"""Certifications, licences and clearances that a posting asks for."""

from __future__ import annotations

import pytest

from postings.extraction import lexicons
from postings.extraction.extractors import certification
from tests.extraction.said import statements, values

ASKED = [
    ("A valid driver's licence", ["drivers-license"]),
    ("Current RN license; BLS and ACLS within six months",
     ["registered-nurse", "basic-life-support", "advanced-cardiac-life-support"]),
    ("CPA or CFA", ["certified-public-accountant", "chartered-financial-analyst"]),
    ("PMP, CISSP or Security+", ["pmp", "cissp", "comptia-security-plus"]),
    ("CDL Class A with hazmat endorsement", ["commercial-drivers-license", "hazmat-endorsement"]),
    ("Active TS/SCI clearance", ["top-secret-clearance"]),
    ("CSM certification", ["certified-scrummaster"]),
    ("AWS Certified Solutions Architect", ["aws-certification"]),
    ("Führerschein Klasse B", ["drivers-license"]),
    ("Registration as P.Eng., or eligibility", ["professional-engineer"]),
]  # fmt: skip
NOT_ASKED = [
    "Certified by the Coastal Pilots Partnership (CPP)",  # not of payroll
    "Credentials of the Coastal Infrastructure Safety Agency (CISA), and CISA grants",
    "Users have access to board-certified counselors.",
    "You report results to partners such as DHS/CISA.",
    "Seventy percent of our investors are Chartered Financial Analysts.",
    "You will work for a CPA firm",
    "Reports to the RN on duty",
    "No driver's license needed",
    "The CSM members of our team",  # customer success managers, says the line
    "We hold the public trust dear",
    "Benefits\n- We pay for your PMP exam",
    "The rn of the matter",
    "Lead the PSM rollout at the refinery",
    "Lead the company in RN adoption on phones",  # React Native
    "A certified organic farm",
    "Bring your cat; no license to ill",
]


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_it_reads_what_is_asked(text: str, expected: list[str]) -> None:
    assert values(certification, text) == expected


@pytest.mark.parametrize("text", NOT_ASKED)
def test_other_mentions_ask_for_nothing(text: str) -> None:
    assert values(certification, text) == []


def test_a_plus_is_preferred() -> None:
    found = statements(certification, "Requirements\n- CPA required\n- PMP is a plus")
    assert [(one.value, one.strength) for one in found] == [
        ("certified-public-accountant", "required"),
        ("pmp", "preferred"),
    ]


def test_each_phrase_stands_for_one_certification() -> None:
    rows = lexicons.rows("certifications")
    phrases = [p for row in rows for mode in ("anyhow", "exact", "beside") for p in row[mode].split("|") if p]
    assert len(phrases) == len(set(phrases))
    assert len({row["slug"] for row in rows}) == len(rows)
