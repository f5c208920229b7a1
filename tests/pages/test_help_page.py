"""The help page is made from the declarations, so nothing that can be asked is missing."""

from __future__ import annotations

from postings.filters import PostingFilterSet
from postings.search.facets import FACETS
from postings.search.query import HELD, SORTS
from tests.pages.conftest import Visit, texts_of


def test_every_parameter_is_explained(visit: Visit) -> None:
    page = visit("/help/")
    terms = {name for term in texts_of(page, ".help__entry dt") for name in term.split(", ")}
    assert set(PostingFilterSet.parameters()) <= terms


def test_every_parameter_has_a_sentence_beside_its_name() -> None:
    silent = [name for name, one in PostingFilterSet.base_filters.items() if not one.extra.get("help_text")]
    assert silent == []


def test_it_explains_candidates_and_what_is_left_out(visit: Visit) -> None:
    page = visit("/help/")
    for heading in ("#candidate", "#narrowing"):
        assert page.select(f"h2{heading}")
    terms = texts_of(page, ".help__entry dt")
    assert {"not", "asks for, who qualifies", "Find in list", "Suggestions"} <= set(terms)


def test_every_bucket_and_order_is_named(visit: Visit) -> None:
    values = set(texts_of(visit("/help/"), ".help__values kbd"))
    buckets = {bucket.value for facet in FACETS for bucket in facet.buckets}
    assert values == buckets | set(SORTS) | set(HELD)


def test_a_lost_visitor_is_led_back(client: object, db: None) -> None:
    answer = client.get("/no/such/page/")  # type: ignore[attr-defined]
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()
