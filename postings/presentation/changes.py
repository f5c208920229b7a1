"""What a load changes of a posting, a line a field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from postings.loader.values import Change, Row
from postings.presentation import words

NOTHING = "nothing"
LONGEST = 100


def lines_of(changes: Iterable[Change]) -> list[str]:
    """One line a change: what it is about, and the value before (where there was one) and after.

    >>> lines_of([Change("team", ["Sales"], ["Azure", "Sales"]), Change("title", None, {"title": "Clerk"})])
    ['team: Sales → Azure, Sales', 'title: Clerk']
    """
    return [line for change in changes if (line := _line(change))]


def _line(change: Change) -> str | None:
    if change.about == "text":
        return f"text: version {change.after}"
    if change.about == "requirement":
        sign, row = ("+", change.after) if change.before is None else ("-", change.before)
        return f"requirement: {sign} {_requirement(row)}"
    after = _value(change.about, change.after)
    if change.before is None or (change.before == [] and change.after):
        return f"{change.about}: {after}" if after not in (NOTHING, "no") else None
    return f"{change.about}: {_value(change.about, change.before)} → {after}"


def _value(about: str, value: Any) -> str:
    match about:
        case "degree":
            degree = words.degree(value["degree_policy"], value["degree_floor"], value["degree_preferred"])
            aside = words.degree_aside(value["degree_policy"], value["degree_preferred"])
            doubt = "contradictory" if value["contradictory"] else ""
            return "; ".join(part for part in (degree, aside, doubt) if part)
        case "experience":
            return words.experience(value["experience_state"], value["min_years"], value["max_years"])
        case "paths":
            told = [*words.paths(value["paths"]), words.common_years(value["common_min_years"])]
            return "; ".join(part for part in told if part) or NOTHING
        case "pay":
            return words.pay(*value.values()) or NOTHING
        case "job_number":
            return (
                " of ".join(part for part in (value["job_number"], value["number_scope"]) if part) or NOTHING
            )
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        (value,) = value.values()
    if isinstance(value, list):
        return ", ".join(str(part) for part in value) or NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    return NOTHING if value is None else str(value)


def _requirement(row: Row) -> str:
    parts = [row.kind, row.value, row.level, row.strength]
    if row.years_min is not None:
        parts.append(words.years(row.years_min, row.years_max))
    said = " ".join(part for part in parts if part)
    quote = " ".join(row.exact.split())
    return f"{said} “{quote if len(quote) <= LONGEST else quote[: LONGEST - 1] + '…'}”"
