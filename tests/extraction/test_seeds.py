"""The real files that began the project, where they lie beside it, against a table read by people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from postings.extraction import extract, readers
from postings.extraction.records import Extraction

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the real seeds are not beside the project")

TABLE: dict[str, dict[str, Any]] = {
    "000": {
        "title": "Sales Operations Community Lead",
        "job_number": None,
        "location": (),
        "team": (),
        "experience": ("required", 5, 7),
        "degree": ("required_or_experience", "bachelor", "master"),
    },
    "001": {
        "title": "Sales Ops Program Mgr US",
        "job_number": "321975",
        "location": ("Chicago, IL, United States",),
        "role_family": ("Business programs & operations",),
        "team": ("Sales",),
        "experience": ("preferred_only", 2, 3),
        "degree": ("required_or_experience", "bachelor", "master"),
    },
    "003": {
        "title": "STU Director - Data & AI",
        "job_number": "308412",
        "location": ("Las Colinas, TX, United States",),
        "role_family": ("Sales",),
        "team": ("Sales",),
        "experience": ("required", 8, None),
        "degree": ("required", "bachelor", "master"),
    },
}


def read(number: str) -> Extraction:
    (path,) = SEEDS.glob(f"{number}_*")
    return extract(readers.decode(path.read_bytes(), path.name))


@pytest.mark.parametrize("number", TABLE)
def test_it_reads_a_seed_as_promised(number: str) -> None:
    summary = read(number).summary
    found = {
        "title": summary.title,
        "job_number": summary.job_number,
        "location": tuple(str(place) for place in summary.location),
        "role_family": summary.role_family,
        "team": summary.team,
        "experience": (summary.experience_state, summary.min_years, summary.max_years),
        "degree": (summary.degree_policy, summary.degree_floor, summary.degree_preferred),
    }
    assert {name: found[name] for name in TABLE[number]} == TABLE[number]
    assert not summary.contradictory


@pytest.mark.parametrize("number", TABLE)
def test_nothing_around_the_posting_is_part_of_it(number: str) -> None:
    extraction = read(number)
    for noise in ("Back to search results", "LinkedInTitle", "CompanyInsiderBlock", "Sales dynamo"):
        assert noise not in extraction.document.text
    asked = [one for one in extraction.statements if one.kind in ("degree", "experience", "field_of_study")]
    for notice in ("equal opportunity", "ancestry, color", "accommodation"):
        assert not [one for one in asked if notice in one.evidence.exact]
