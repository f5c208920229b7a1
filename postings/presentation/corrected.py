"""Values in the shape of a correction, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postings.presentation import words

NOTHING = "Not stated"


def told(kind: str, value: Mapping[str, Any] | None) -> str:
    """A value of one kind as people read it.

    >>> told("team", {"team": ["Sales", "Azure"]}), told("employer", {"employer": None})
    ('Sales, Azure', 'Not stated')
    >>> told("paths", {"paths": [{"level": "master", "years": 3}, {"level": None, "years": 8}]})
    "Master's degree and 3 years; 8 years, no degree"
    """
    if value is None:
        return NOTHING
    match kind:
        case "location":
            return "; ".join(_place(place) for place in value["location"]) or NOTHING
        case "team" | "role_family":
            return ", ".join(value[kind]) or NOTHING
        case "degree":
            degree = (value["degree_policy"], value["degree_floor"], value["degree_preferred"])
            aside = words.degree_aside(degree[0], degree[2])
            return "; ".join(part for part in (words.degree(*degree), aside) if part)
        case "experience":
            return words.experience(value["experience_state"], value["min_years"], value["max_years"])
        case "paths":
            rows = [[path["level"], path["years"]] for path in value["paths"]]
            common = words.common_years(value.get("common_min_years"))
            return "; ".join(part for part in (*words.paths(rows), common) if part) or "None"
        case "requirement":
            return _requirement(value)
        case "hidden":
            return "Hidden"
        case "reviewed":
            return "; ".join(value["reasons"])
    return str(value[kind] or NOTHING)


def _place(place: Mapping[str, str | None]) -> str:
    return ", ".join(part for part in (place["city"], place["region"], place["country"]) if part)


def _requirement(value: Mapping[str, Any]) -> str:
    """Only what is said: a correction of a requirement may decide some of its fields.

    >>> told("requirement", {"level": "master", "strength": "preferred", "path": None})
    "Master's degree, preferred"
    """
    parts = [
        words.DEGREE_NOUNS[value["level"]] if value.get("level") else None,
        str(value["value"]).replace("_", " ") if value.get("value") else None,
        words.years(value["years_min"], value.get("years_max"))
        if value.get("years_min") is not None
        else None,
        "or experience" if value.get("or_experience") else None,
        value.get("strength"),
        f"path {value['path']}" if value.get("path") is not None else None,
    ]
    return ", ".join(part for part in parts if part) or "Nothing"
