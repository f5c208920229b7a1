"""One extraction as one plain row: what `manage.py extract --jsonl` writes, in the shape of the labels."""

from __future__ import annotations

from typing import Any

from postings.extraction.records import Evidence, Extraction, Path, Place, Summary


def row(key: Any, extraction: Extraction) -> dict[str, Any]:
    """The values of one posting under the names of semantics.md; absent is None or an empty list."""
    summary = extraction.summary
    return {
        "id": key,
        "title": summary.title,
        "degree": {
            "policy": summary.degree_policy,
            "floor": summary.degree_floor,
            "preferred": summary.degree_preferred,
            "quote": _quote(summary.degree_evidence),
        },
        "experience": {
            "state": summary.experience_state,
            "min_years": number(summary.min_years),
            "max_years": number(summary.max_years),
            "quote": _quote(summary.experience_evidence),
        },
        "paths": [_path(path) for path in summary.paths],
        "common_min_years": number(summary.common_min_years),
        **_facts(summary),
        "contradictory": summary.contradictory,
        "unsure": list(summary.unsure),
        "unread": [s.evidence.exact for s in extraction.statements if s.kind == "unread"],
    }


def number(years: float | None) -> float | int | None:
    """Whole years without the point.

    >>> number(5.0), number(0.5), number(None)
    (5, 0.5, None)
    """
    return int(years) if years is not None and years == int(years) else years


def _facts(summary: Summary) -> dict[str, Any]:
    pay = summary.pay
    return {
        "employer": summary.employer,
        "location": [_place(place) for place in summary.location],
        "role_family": list(summary.role_family),
        "role_family_inferred": summary.role_family_inferred,
        "team": list(summary.team),
        "field_of_study": list(summary.field_of_study),
        "skill": list(summary.skill),
        "certification": list(summary.certification),
        "language": list(summary.language),
        "employment_type": list(summary.employment_type),
        "workplace": list(summary.workplace),
        "pay": None
        if pay is None
        else {
            "minimum": number(pay.minimum),
            "maximum": number(pay.maximum),
            "currency": pay.currency,
            "period": pay.period,
        },
        "job_number": summary.job_number,
        "posted_on": summary.posted_on,
    }


def _place(place: Place) -> dict[str, str | None]:
    return {"city": place.city, "region": place.region, "country": place.country}


def _path(path: Path) -> dict[str, Any]:
    return {"degree": path.level, "years": number(path.years)}


def _quote(evidence: Evidence | None) -> str | None:
    return evidence.exact if evidence else None
