"""Misspelt words: what is corrected, and what is left alone."""

from __future__ import annotations

import pytest

from tests import build
from tests.search.conftest import Find, ids

pytestmark = pytest.mark.django_db

TEXT = "The project manager knows javascript, software, engineering and our warehouse. Nurses and café staff."
CORRECTED = [
    ("sofware", "software"),
    ("sofware -nurses", "software -nurses"),
    ("Sofware  engineering", "software  engineering"),  # all else stays as it was typed
    ("mnaager", "manager"),
    ("wrehouse", "warehouse"),
    ("jawascript", "javascript"),
    ("projectmanager", "project manager"),
    ("ware house sofware", "warehouse software"),
    ("ware house", "warehouse"),
    ("zebra OR sofware", "zebra OR software"),
    ("title:clrek", "title:clerk"),
    ("employer:nortwind", "employer:northwind"),
]
LEFT_ALONE = [
    "software",
    "softwares",  # another form of a known word
    '"sofware"',  # quoted
    "-sofware",
    "sofw*",
    "sof2ware",  # digits
    "teh",  # too short to tell
    "bakker",  # known: somebody's name
    "xylophonist",  # nothing is near
    "",
    "   ",
    "c++",
    "sr",  # a known abbreviation
    "sofware" * 20,
]


@pytest.fixture
def postings(find: Find) -> None:
    build.posting("Clerk", "We hire.", employer="Bakker")
    build.posting("Clerk", TEXT, employer="Northwind")


@pytest.mark.parametrize(("typed", "meant"), CORRECTED, ids=[typed for typed, _ in CORRECTED])
def test_what_was_meant_is_searched(find: Find, postings: None, typed: str, meant: str) -> None:
    found = find(text=typed)
    assert found.corrected == meant
    assert ids(found) == ids(find(text=meant))
    assert found.query.text == typed


@pytest.mark.parametrize("typed", LEFT_ALONE)
def test_what_is_not_misspelt_stays(find: Find, postings: None, typed: str) -> None:
    assert find(text=typed).corrected is None


def test_the_words_as_typed_are_searched_where_that_is_asked_for(find: Find, postings: None) -> None:
    found = find(text="sofware", verbatim=True)
    assert (found.corrected, found.count) == (None, 0)


def test_of_words_at_one_distance_the_most_frequent_is_meant(find: Find) -> None:
    build.posting(text="A baker.")
    for _ in range(2):
        build.posting(text="A maker.")
    assert find(text="naker").corrected == "maker"


def test_filters_that_find_nothing_are_named_for_what_was_meant(find: Find, postings: None) -> None:
    build.posting("Clerk", "We hire.", team=["Sales"])
    found = find(text="sofware", team=["sales"])
    assert (found.count, found.corrected) == (0, "software")
    assert [(offer.constraint.name, offer.count) for offer in found.relaxations] == [("q", 1), ("team", 1)]
