"""The labels of real postings: their shape, and what is read where their texts lie beside the project."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest

from postings import evaluation
from postings.extraction.records import DEGREE_LEVELS, DegreePolicy, ExperienceState

LABELS = Path(__file__).resolve().parents[1] / "labels"
CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
FILES = sorted(LABELS.glob("*.jsonl"))
LADDERED = {"required", "required_or_experience"}

# Shares that a change of rules must not fall below; the README has the figures themselves.
KEPT = {
    "hard.jsonl": {"degree_policy": 0.90, "degree_floor": 0.94, "experience_state": 0.95, "min_years": 0.95},
    "unseen.jsonl": {
        "degree_policy": 0.88,
        "degree_floor": 0.93,
        "experience_state": 0.95,
        "min_years": 0.95,
    },
}


def load(path: Path) -> list[dict[str, Any]]:
    return list(evaluation.load(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_label_uses_the_words_of_the_rules(path: Path) -> None:
    for label in load(path):
        degree, experience = label["degree"], label["experience"]
        assert degree["policy"] in get_args(DegreePolicy), label["id"]
        assert experience["state"] in get_args(ExperienceState), label["id"]
        levels = {degree["floor"], degree["preferred"], *(one["degree"] for one in label["paths"])}
        assert levels <= {None, "none", *DEGREE_LEVELS}, label["id"]
        assert "text" not in label, label["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_values_of_a_label_agree_with_each_other(path: Path) -> None:
    for label in load(path):
        degree, experience = label["degree"], label["experience"]
        assert (degree["floor"] is not None) == (degree["policy"] in LADDERED), label["id"]
        numbered = experience["state"] in ("required", "preferred_only", "instead_of_degree")
        assert numbered or experience["min_years"] is None, label["id"]
        assert experience["state"] != "required" or experience["min_years"] is not None, label["id"]
        levels = [one["degree"] for one in label["paths"] if one["degree"] not in (None, "none")]
        lowest = min(levels, key=DEGREE_LEVELS.index, default=None)
        assert not label["paths"] or lowest == degree["floor"], label["id"]


def test_no_posting_is_labelled_twice() -> None:
    ids = [label["id"] for path in FILES for label in load(path)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_label_finds_its_posting(path: Path) -> None:
    labels = load(path)
    if not CORPORA.is_dir():
        pytest.skip(f"{len(labels)} labels: the corpora are not beside the project")
    joined, absent = evaluation.join(labels, CORPORA)
    assert (len(joined), absent.total()) == (len(labels), 0)


@pytest.mark.parametrize("name", KEPT)
def test_labelled_postings_are_read_as_well_as_before(name: str) -> None:
    labels = load(LABELS / name)
    joined, absent = evaluation.join(labels, CORPORA if CORPORA.is_dir() else None)
    if absent:
        pytest.skip(f"{absent.total()} of {len(labels)} labels: their texts are not beside the project")
    figures = evaluation.evaluate(map(evaluation.read, joined)).all
    shares = {field: figures.fields[field].share or 0 for field in KEPT[name]}
    assert {field: share for field, share in shares.items() if share < KEPT[name][field]} == {}
    assert figures.paths_invented.right == 0
