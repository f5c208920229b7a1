"""The schema documents what there is to ask."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.test import Client

from postings.filters import PostingFilterSet
from postings.search.facets import FACETS
from postings.search.query import HELD, SORTS


def test_the_schema_is_valid_without_a_warning(tmp_path: Path) -> None:
    schema = tmp_path / "schema.yml"
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(schema), stderr=StringIO())
    assert "search_postings" in schema.read_text()


def test_the_schema_documents_every_parameter(client: Client, db: None) -> None:
    schema = client.get("/api/schema/?format=json").json()
    documented = schema["paths"]["/api/postings/"]["get"]["parameters"]
    assert {one["name"] for one in documented} == set(PostingFilterSet.parameters())
    assert all(one["description"] for one in documented)
    degree = next(one for one in documented if one["name"] == "degree")
    assert "bachelor_or_experience" in degree["description"]


def test_the_schema_says_which_values_every_new_parameter_takes(client: Client, db: None) -> None:
    schema = client.get("/api/schema/?format=json").json()
    documented = {one["name"]: one for one in schema["paths"]["/api/postings/"]["get"]["parameters"]}
    assert documented["candidate_degree"]["schema"]["enum"] == list(HELD)
    assert documented["candidate_years"]["schema"]["maximum"] == 100
    assert documented["candidate_field"]["schema"]["type"] == "array"
    assert documented["verbatim"]["schema"]["enum"] == ["0", "1"]
    assert documented["sort"]["schema"]["enum"] == list(SORTS)
    assert documented["page"]["schema"]["type"] == "integer"
    for facet in FACETS:
        assert documented[f"{facet.name}_not"]["schema"]["type"] == "array"
        assert "none of them may hold" in documented[f"{facet.name}_not"]["description"]
        assert "any of them may hold" in documented[facet.name]["description"]
    assert "bachelor_or_experience" in documented["degree_not"]["description"]


def test_the_schema_documents_every_address(client: Client, db: None) -> None:
    schema = client.get("/api/schema/?format=json").json()
    assert set(schema["paths"]) == {
        "/api/postings/",
        "/api/postings/{id}/",
        "/api/postings/{id}/similar/",
        "/api/suggestions/",
        "/export/{name}/",
    }
    documented = {one["name"] for one in schema["paths"]["/api/suggestions/"]["get"]["parameters"]}
    assert documented == set(PostingFilterSet.parameters()) - {"page", "sort", "verbatim"}
