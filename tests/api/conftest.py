"""What the tests of the API share: asking, and a posting that states much."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from postings.models import Posting
from tests import build

Ask = Callable[..., Any]
TEXT = "Seller. A Bachelor's degree in finance required. 5-7 years in sales."


@pytest.fixture(autouse=True)
def nobody_has_asked_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ask(client: Client, in_step: Callable[[], None]) -> Ask:
    """`ask("?team=sales")` or `ask("12/")`: the JSON of an answer with this status."""

    def ask(rest: str = "", status: int = 200) -> Any:
        in_step()
        answer = client.get(f"/api/postings/{rest}")
        assert answer.status_code == status, answer.content
        return answer.json()

    return ask


@pytest.fixture
def seller(db: None) -> Posting:
    made = build.posting(
        "Seller",
        TEXT,
        employer="Contoso",
        team=["Sales", "Retail"],
        role_family=["Selling"],
        location=["united-states/il/chicago"],
        degree_policy="required_or_experience",
        degree_floor="bachelor",
        degree_preferred="master",
        experience_state="required",
        min_years=5,
        max_years=7,
        paths=[["bachelor", 5], [None, 8.5]],
    )
    for kind, exact, columns in (
        ("degree", "Bachelor's degree in finance", {"level": "bachelor", "strength": "required"}),
        (
            "field_of_study",
            "finance",
            {"term": build.term("field_of_study", "Finance"), "strength": "required"},
        ),
        ("experience", "5-7 years in sales", {"years_min": 5, "years_max": 7, "strength": "required"}),
        ("title", "Seller", {"value": "Seller"}),
    ):
        start = TEXT.index(exact)
        build.requirement(made, kind, start=start, end=start + len(exact), exact=exact, **columns)
    return made


#: What the API says of the seller, beside id and address.
LINE = {
    "title": "Seller",
    "employer": "Contoso",
    "team": ["Retail", "Sales"],
    "role_family": ["Selling"],
    "role_family_inferred": False,
    "location": ["Chicago, IL, United States"],
    "field_of_study": ["Finance"],
    "skill": [],
    "certification": [],
    "language": [],
    "employment_type": [],
    "workplace": [],
    "pay": None,
    "posted_on": None,
    "degree": {"policy": "required_or_experience", "floor": "bachelor", "preferred": "master"},
    "experience": {"state": "required", "min_years": 5.0, "max_years": 7.0},
    "paths": [{"degree": "bachelor", "years": 5}, {"degree": None, "years": 8.5}],
    "common_min_years": None,
}
