"""Every value of the columns has its words, and no two that differ share them."""

from __future__ import annotations

from itertools import product

import pytest

from postings.models.posting import DegreeLevel, DegreePolicy, ExperienceState
from postings.presentation import words
from postings.presentation.facts import DEGREE_STANDINGS, EXPERIENCE_STANDINGS

FLOORED = ("required", "required_or_experience")


def test_every_degree_reads_differently() -> None:
    said = {
        words.degree(policy, level if policy in FLOORED else None)
        for policy, level in product(DegreePolicy.values, DegreeLevel.values)
    }
    assert len(said) == 2 * 6 + 3


def test_every_experience_reads_differently() -> None:
    said = {words.experience(state, 3 if state == "required" else None) for state in ExperienceState.values}
    assert len(said) == len(ExperienceState.values)


def test_every_value_has_a_sign() -> None:
    assert set(DEGREE_STANDINGS) == set(DegreePolicy.values)
    assert set(EXPERIENCE_STANDINGS) == set(ExperienceState.values)
    assert set(words.DEGREES) == set(words.DEGREE_NOUNS) == set(DegreeLevel.values)


@pytest.mark.parametrize(
    ("minimum", "maximum", "said"),
    [
        (5, None, "5+ years"),
        (1, None, "1+ years"),
        (5, 7, "5–7 years"),
        (3, 3, "3 years"),
        (1, 1, "1 year"),
        (0, 3, "Up to 3 years"),
        (0, 1, "Up to 1 year"),
        (0, None, "0+ years"),
        (0.5, None, "6+ months"),
        (0.25, 0.5, "3–6 months"),
        (0.5, 2, "0.5–2 years"),  # months and years together are years
        (1.5, None, "1.5+ years"),
        (1 / 12, 1 / 12, "1 month"),
    ],
)
def test_years_read_as_people_say_them(minimum: float, maximum: float | None, said: str) -> None:
    assert words.years(minimum, maximum) == said
