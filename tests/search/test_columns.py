"""How the values of a posting are laid out to be counted."""

from __future__ import annotations

from random import Random

import pytest

from postings.search.columns import seated
from postings.search.facets import FACET, FACETS

VALUES = [facet.name for facet in FACETS if facet.kind != "ordinal"]


@pytest.mark.parametrize("facet", VALUES)
def test_every_number_has_a_column_of_its_own(facet: str) -> None:
    chance = Random(3)
    for _ in range(300):
        numbers = chance.sample(range(1, 2_000), chance.randint(0, FACET[facet].columns))
        seats = seated(numbers, FACET[facet])
        assert len(seats) == FACET[facet].columns
        assert sorted(seats) == sorted([*numbers, *[0] * (FACET[facet].columns - len(numbers))])


def test_a_number_moves_to_another_of_its_seats_for_one_that_has_no_other() -> None:
    """So a value stands in few columns, whoever stands beside it."""
    chance, skill = Random(3), FACET["skill"]
    columns: dict[int, set[int]] = {}
    for _ in range(3_000):
        for column, number in enumerate(seated(chance.sample(range(1, 200), 7), skill)):
            if number:
                columns.setdefault(number, set()).add(column)
    assert sum(map(len, columns.values())) / len(columns) < 3.5


def test_buckets_stand_in_their_order_the_main_one_first() -> None:
    assert seated([4, 14], FACET["degree"]) == [4, 14]
    assert seated([4], FACET["degree"]) == [4, 0]
