"""What the API says of one posting: its text, its statements, its source, and what is like it."""

from __future__ import annotations

import zlib
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from postings.models import Collection, Posting, SourceFile
from tests import build
from tests.api.conftest import LINE, TEXT, Ask


def test_one_posting_adds_its_statements_its_text_and_its_source(
    ask: Ask, client: Client, seller: Posting
) -> None:
    file = SourceFile.objects.create(
        collection=Collection.objects.create(root="/secret/place"),
        path="sales/seller.txt",
        sha256=b"0" * 32,
        raw=zlib.compress(TEXT.encode()),
        size=len(TEXT),
        encoding="utf-8",
        layout="plain_text",
        posting=seller,
        version=seller.versions.get(),
        loaded=timezone.now(),
    )
    answer = ask(f"{seller.pk}/")
    statements, text, source = answer.pop("requirements"), answer.pop("text"), answer.pop("source")
    assert answer == {"id": seller.pk, "url": f"http://testserver/postings/{seller.pk}/seller/", **LINE}
    assert text == TEXT
    assert [(one["kind"], one["value"], one["strength"]) for one in statements] == [
        ("title", "Seller", None),
        ("degree", "bachelor", "required"),
        ("field_of_study", "Finance", "required"),
        ("experience", "5-7", "required"),
    ]
    for one in statements:
        assert set(one) == {"kind", "value", "strength", "start", "end", "exact", "rule"}
        assert text[one["start"] : one["end"]] == one["exact"]
    assert (source["file"], source["layout"], source["encoding"]) == (
        "sales/seller.txt",
        "plain_text",
        "utf-8",
    )
    assert source["url"] == f"http://testserver/postings/{seller.pk}/files/{file.pk}/"
    assert client.get(source["url"]).content.decode() == TEXT
    assert "secret" not in str(source)


@pytest.mark.parametrize(
    ("columns", "value"),
    [
        ({"years_min": 8}, "8+"),
        ({"years_min": 0.5}, "0.5+"),
        ({"value": "instead_of_degree", "years_min": 6}, "instead_of_degree"),
        ({"value": "explicitly_none"}, "explicitly_none"),
        ({}, None),
    ],
)
def test_the_value_of_an_experience(ask: Ask, columns: dict[str, Any], value: str | None) -> None:
    made = build.posting()
    build.requirement(made, "experience", **columns)
    (statement,) = ask(f"{made.pk}/")["requirements"]
    assert statement["value"] == value


def test_a_posting_without_a_file_has_no_source(ask: Ask) -> None:
    assert ask(f"{build.posting().pk}/")["source"] is None


def test_one_posting_takes_no_parameters(ask: Ask, seller: Posting) -> None:
    assert set(ask(f"{seller.pk}/?q=x", status=400)) == {"q"}


def test_similar_postings_say_what_they_share(ask: Ask, seller: Posting) -> None:
    for hidden in (False, True):
        build.posting(
            "Senior Seller",
            employer="Fabrikam",
            role_family=["Selling"],
            skill=["Haggling", "Packing"],
            hidden=hidden,
            degree="bachelor",
        )
    for skill in ("Haggling", "Juggling"):
        build.requirement(seller, "skill", term=build.term("skill", skill))
    (found,) = ask(f"{seller.pk}/similar/")["results"]
    assert found["posting"]["title"] == "Senior Seller"
    assert found["shared"] == {
        "title": False,
        "skill": ["Haggling"],
        "role_family": ["Selling"],
        "degree": True,
        "experience": False,
    }
    assert "text" not in found["posting"]
    assert list(ask(f"{seller.pk}/similar/?q=a", status=400)) == ["q"]
    ask("999999/similar/", status=404)
