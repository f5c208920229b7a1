"""The judged list: whether the best stands first, and whether what is misspelt is found all the same.

148 postings of our own in `judged/postings.csv`, queries with graded results in `judged/queries.csv`, typing
errors in `judged/misspelt.csv`. Run with `-rP` to read the figures.
"""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from postings.search import drainer, search
from tests import build
from tests.search.conftest import ids, query

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parent / "judged"
TODAY = dt.date(2024, 6, 1)
FIRST = 10
LEAST = 0.85  # of the mean nDCG@10


def rows(name: str) -> list[dict[str, str]]:
    lines = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.fixture(scope="module")
def keys(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[int, str]]:
    """The postings' keys by id; indexed, and taken back when the module's tests are done."""
    folder: Path = tmp_path_factory.mktemp("judged")
    with django_db_blocker.unblock(), override_settings(INDEX_FOLDER=folder), transaction.atomic():
        made = {_posting(row): row["key"] for row in rows("postings")}
        drainer.drain()
        yield made
        transaction.set_rollback(True)


def _posting(row: dict[str, str]) -> int:
    skills = row["skills"].split("|")
    text = "\n".join([row["title"], row["employer"], row["body"], "You bring: " + ", ".join(skills) + "."])
    made = build.posting(
        row["title"],
        text,
        employer=row["employer"],
        team=[row["team"]],
        skill=skills,
        location=[row["place"]],
        posted=TODAY - dt.timedelta(days=int(row["age"])),
    )
    return int(made.pk)


def ndcg(found: list[str], grades: dict[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten.

    >>> ndcg(["a", "b"], {"a": 3, "b": 1}), round(ndcg(["b", "a"], {"a": 3, "b": 1}), 2)
    (1.0, 0.71)
    """

    def gain(ordered: list[int]) -> float:
        return sum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(ordered[:FIRST]))

    return gain([grades.get(key, 0) for key in found]) / gain(sorted(grades.values(), reverse=True))


def first(keys: dict[int, str], text: str) -> list[str]:
    return [keys[posting] for posting in ids(search(query(text=text), FIRST))]


def test_the_best_stands_first(keys: dict[int, str]) -> None:
    scores: dict[str, float] = {}
    for row in rows("queries"):
        grades = {key: int(grade) for key, grade in (one.split("=") for one in row["grades"].split())}
        assert grades.keys() <= set(keys.values()), row["query"]
        found = first(keys, row["query"])
        scores[row["query"]] = ndcg(found, grades)
        if scores[row["query"]] < LEAST:
            print(f"{scores[row['query']]:.2f}  {row['query']}: {' '.join(found)}")
    mean = sum(scores.values()) / len(scores)
    print(f"nDCG@{FIRST} of {len(scores)} queries: {mean:.3f}")
    assert len(scores) >= 60
    assert mean >= LEAST


def test_what_is_misspelt_finds_what_was_meant(keys: dict[int, str]) -> None:
    errors = rows("misspelt")
    missed = []
    for row in errors:
        found, meant = (set(first(keys, row[column])) for column in ("typed", "meant"))
        if found != meant or not meant:
            missed.append((row["typed"], search(query(text=row["typed"])).corrected))
    assert len(errors) >= 40
    assert missed == []
