"""What extraction reads in the demo's postings, against what a person says that they ask for.

The labels hold one line a posting, written with the text and by the rules of requirement semantics, without
looking at the rules of the code. `manage.py evaluate` measures with them too (README).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from postings import evaluation
from postings.extraction import extract, readers
from postings.extraction.records import Summary

ROOT = Path(__file__).resolve().parents[2]
LABELS = ROOT / "tests" / "samples" / "labels.jsonl"
SAMPLES = ROOT / "postings" / "samples"

# Misses that are known; a rule that mends one by accident is noticed.
MISSED = {
    ("indeed/027_487bc6e2f0a91d5e.txt", "degree"),
    ("indeed/030_92d74b0f6ae8c31d.txt", "degree"),
    ("indeed/035_5d0f2be7418a93c6.txt", "degree"),
    ("microsoft/partner-development-manager-iii.txt", "experience"),
    ("microsoft/premier-field-engineer-sql-tokyo.txt", "title"),
    ("microsoft/principal-researcher-hci.txt", "degree"),
    ("microsoft/technical-writer-2-azure-iot.txt", "degree"),
}


def in_order(paths: list[Any]) -> list[Any]:
    return sorted(paths, key=str)


def as_told(summary: Summary) -> dict[str, Any]:
    """The summary in the shape of the truth files."""
    return {
        "title": summary.title,
        "job_number": summary.job_number,
        "location": [str(place) for place in summary.location],
        "team": list(summary.team),
        "degree": {
            "policy": summary.degree_policy,
            "floor": summary.degree_floor,
            "preferred": summary.degree_preferred,
        },
        "experience": {
            "state": summary.experience_state,
            "min_years": summary.min_years,
            "max_years": summary.max_years,
        },
        "paths": in_order([{"degree": path.level or "none", "years": path.years} for path in summary.paths]),
        "contradictory": summary.contradictory,
        "common_min_years": summary.common_min_years,
    }


def told() -> Iterator[Any]:
    for label in evaluation.load(LABELS):
        sample = f"{label['corpus']}/{label['name']}"
        for field in sorted(label.keys() & as_told(Summary()).keys()):
            marks = (
                [pytest.mark.xfail(strict=True, reason="a known miss")] if (sample, field) in MISSED else []
            )
            yield pytest.param(sample, field, label[field], marks=marks)


@pytest.mark.parametrize(("sample", "field", "truth"), list(told()))
def test_it_reads_what_a_person_reads(sample: str, field: str, truth: Any) -> None:
    raw = readers.decode((SAMPLES / sample).read_bytes(), sample)
    read = as_told(extract(raw).summary)[field]
    assert read == (in_order(truth) if field == "paths" else truth)


def test_every_sample_is_told() -> None:
    files = {str(path.relative_to(SAMPLES)) for path in SAMPLES.glob("*/*.txt")}
    assert files == {one.values[0] for one in told()}


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*/*.txt")), ids=lambda path: path.stem)
def test_every_value_quotes_the_text(path: Path) -> None:
    extraction = extract(readers.decode(path.read_bytes(), path.name))
    for statement in extraction.statements:
        evidence = statement.evidence
        assert extraction.document.text[evidence.start : evidence.end] == evidence.exact
