"""A visitor without a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client

Visit = Callable[..., BeautifulSoup]
Get = Callable[..., HttpResponse]


@pytest.fixture
def get(client: Client, in_step: Callable[[], None]) -> Get:
    """`get("/?team=sales", HX_Request="true")`: the answer, with an index that is in step."""

    def get(address: str, **headers: str) -> HttpResponse:
        in_step()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.get(address, headers=sent)  # type: ignore[return-value]

    return get


@pytest.fixture
def visit(get: Get) -> Visit:
    """`visit("/?team=sales")`: the page, which must exist, as a tree."""

    def visit(address: str, **headers: str) -> BeautifulSoup:
        response = get(address, **headers)
        assert response.status_code == 200, response.status_code
        return BeautifulSoup(response.content, "lxml")

    return visit


def text_of(page: Tag, selector: str) -> str:
    """The words of the one element, as a reader has them: blanks are one space."""
    found = page.select(selector)
    assert len(found) == 1, f"{len(found)} elements are {selector!r}"
    return " ".join(found[0].get_text().split())


def texts_of(page: Tag, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in page.select(selector)]
