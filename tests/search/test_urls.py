"""The addresses that facets lead to are those of the searches they mean, however they are put together."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from postings.search.facets import FACETS
from postings.search.query import (
    Candidate,
    SearchQuery,
    excluded_by,
    to_query_string,
    toggled_by,
)

VALUES = ("a", "b", "c", "é&")


@pytest.mark.parametrize("seed", range(60))
def test_a_link_of_a_facet_is_the_address_of_its_search(seed: int) -> None:
    chance = random.Random(seed)
    query = SearchQuery(
        text=chance.choice(["", "c++ lead"]),
        sort=chance.choice([None, "title", "newest"]),
        years_min=chance.choice([None, 2.0]),
        degree_unstated=chance.random() < 0.3,
        candidate=chance.choice([None, Candidate("bachelor", 3.0, ("law",))]),
    )
    for facet in FACETS:
        if chance.random() < 0.3:
            query = query.choosing(facet.name, *chance.sample(VALUES, 2))
        if chance.random() < 0.3:
            query = query.excluding(facet.name, *chance.sample(VALUES, 2))
    query = replace(query, page=chance.choice([1, 3]))
    for facet in FACETS:
        chooses, excludes = toggled_by(query, facet.name), excluded_by(query, facet.name)
        for value in VALUES:
            assert chooses(value) == to_query_string(query.toggling(facet.name, value))
            assert excludes(value) == to_query_string(query.toggling_exclusion(facet.name, value))
