"""Files of results, read back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from postings.exports import EXPORTS
from tests import build

Exported = Callable[..., list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def nobody_has_asked_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def some(db: None) -> None:
    build.posting(
        "Seller",
        "We sell.",
        employer="Contoso",
        team=["Sales", "Retail"],
        role_family=["Selling"],
        location=["united-states/il/chicago", "germany"],
        degree="bachelor",
        degree_policy="required_or_experience",
        degree_preferred="master",
        years=5,
        max_years=7.5,
        paths=[["bachelor", 5], [None, 8.5]],
        common_min_years=1,
        field_of_study=["Finance"],
        skill=["Haggling", "C++"],
        employment_type=["Full time"],
        workplace=["Remote"],
        posted=dt.date(2026, 5, 1),
        pay_minimum=30.5,
        pay_currency="USD",
        pay_period="hour",
    )
    build.posting("Warehouse clerk", "We sell, too.", team=["Stores"], years=2)
    build.posting("Nurse, nights", 'Line\none, "quoted".', employer="Häuser & Söhne")
    build.posting("Hidden", hidden=True)


def read_csv(text: str) -> list[dict[str, Any]]:
    assert text.startswith("\ufeff"), "Excel reads UTF-8 only with a mark"
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def read_json_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


READERS: dict[str, Callable[[str], list[dict[str, Any]]]] = {"csv": read_csv, "jsonl": read_json_lines}
NAMES = [export.name for export in EXPORTS]


@pytest.fixture
def exported_as(client: Client, in_step: Callable[[], None]) -> Exported:
    """`exported_as("csv", "?team=sales")`: the rows of the file, read back."""

    def read(name: str, search: str = "") -> list[dict[str, Any]]:
        in_step()
        answer = client.get(f"/export/{name}/{search}")
        assert answer.status_code == 200, answer.content
        assert answer["Content-Disposition"] == f'attachment; filename="postings.{name}"'
        return READERS[name](answer.getvalue().decode())

    return read
