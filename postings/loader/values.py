"""A posting's effective values, and how they differ from what the database holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from postings.extraction.overlay import CORRECTED, Overlaid
from postings.extraction.records import Pay, Place, Statement, Summary
from postings.loader.terms import family_of
from postings.loader.vocabulary import LONGEST_NAME, VOCABULARIES, clean, clean_place, place_of, place_slug
from postings.models import Posting, Requirement

UNTITLED = "Untitled posting"
LONGEST_TITLE = 500

#: Columns of Posting that are written as they are, by what they are about.
COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "degree": ("degree_policy", "degree_floor", "degree_preferred", "contradictory"),
    "experience": ("experience_state", "min_years", "max_years"),
    "paths": ("paths", "common_min_years"),
    "role_family_inferred": ("role_family_inferred",),
    "pay": ("pay_minimum", "pay_maximum", "pay_currency", "pay_period"),
    "posted": ("posted_on",),
    "unsure": ("unsure",),
    "review": ("review",),
    "hidden": ("hidden",),
    "job_number": ("job_number", "number_scope"),
}


class Row(NamedTuple):
    """A requirement as the table holds it. `start`, `end` are None where its words are not in the text."""

    kind: str
    value: str | None
    term_id: int | None
    level: str | None
    years_min: float | None
    years_max: float | None
    strength: str | None
    or_experience: bool
    path: int | None
    start: int | None
    end: int | None
    exact: str
    rule: str
    unsure: str | None
    corrected: bool

    @classmethod
    def of(cls, statement: Statement, term_id: int | None) -> Row:
        evidence = statement.evidence
        quotes = evidence.end > evidence.start
        return cls(
            kind=statement.kind,
            value=statement.value,
            term_id=term_id,
            level=statement.level,
            years_min=statement.years_min,
            years_max=statement.years_max,
            strength=statement.strength,
            or_experience=statement.or_experience,
            path=statement.path,
            start=evidence.start if quotes else None,
            end=evidence.end if quotes else None,
            exact=evidence.exact,
            rule=evidence.rule,
            unsure=statement.unsure,
            corrected=evidence.rule == CORRECTED,
        )

    @classmethod
    def held(cls, requirement: Requirement) -> Row:
        return cls(*(getattr(requirement, name) for name in cls._fields))


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what it is about, and the values before and after (None: there was none)."""

    about: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Values:
    """What a posting's row, its links and its requirements say, or are to say.

    `names` are the shared names by kind (team, role_family, employer), as the vocabulary spells them.
    """

    columns: Mapping[str, Any]
    names: Mapping[str, tuple[str, ...]]
    places: tuple[Place, ...]
    rows: tuple[Row, ...]

    @classmethod
    def held(cls, posting: Posting) -> Values:
        """Those of a posting whose links and requirements were fetched."""
        return cls(
            columns={name: getattr(posting, name) for group in COLUMNS.values() for name in group},
            names={
                "team": tuple(team.name for team in posting.teams.all()),
                "role_family": tuple(family.name for family in posting.role_families.all()),
                "employer": (posting.employer.name,) if posting.employer else (),
            },
            places=tuple(place_of(place) for place in posting.locations.all()),
            rows=tuple(Row.held(requirement) for requirement in posting.requirements.all()),
        )

    def fields_unlike(self, held: Values) -> list[str]:
        """The columns whose values differ from the held ones."""
        return [name for name, value in self.columns.items() if held.columns[name] != value]

    def changes(self, held: Values | None) -> list[Change]:
        """Every difference by what it is about; all that is stated when nothing is held yet."""
        found = [*self._column_changes(held), *self._name_changes(held), *self._row_changes(held)]
        return [change for change in found if change.before != change.after]

    def _column_changes(self, held: Values | None) -> Iterable[Change]:
        for about, names in COLUMNS.items():
            before = {name: held.columns[name] for name in names} if held else None
            yield Change(about, before, {name: self.columns[name] for name in names})

    def _name_changes(self, held: Values | None) -> Iterable[Change]:
        for kind, names in self.names.items():
            yield Change(kind, sorted(held.names[kind]) if held else [], sorted(names))
        before = sorted(map(str, held.places)) if held else []
        yield Change("location", before, sorted(map(str, self.places)))

    def _row_changes(self, held: Values | None) -> Iterable[Change]:
        if held is None:
            return
        before, after = Counter(held.rows), Counter(self.rows)
        yield from (Change("requirement", row, None) for row in (before - after))
        yield from (Change("requirement", None, row) for row in (after - before))


def effective(
    overlaid: Overlaid,
    columns: Mapping[str, Any],
    spelled: Callable[[str, Iterable[str]], tuple[str, ...]],
    term_of: Callable[[Statement], int | None],
) -> Values:
    """The values in force: those of the overlaid summary, with `columns` for what it does not know.

    `spelled(kind, names)` gives names as the vocabulary spells them, each once.
    """
    summary, statements = overlaid.extraction.summary, overlaid.extraction.statements
    names = stated_names(summary)
    return Values(
        columns={
            "title": _title(summary.title),
            "degree_policy": summary.degree_policy,
            "degree_floor": summary.degree_floor,
            "degree_preferred": summary.degree_preferred,
            "contradictory": summary.contradictory,
            "experience_state": summary.experience_state,
            "min_years": summary.min_years,
            "max_years": summary.max_years,
            "paths": [[path.level, path.years] for path in summary.paths],
            "common_min_years": summary.common_min_years,
            "role_family_inferred": summary.role_family_inferred,
            **_pay(summary.pay),
            "posted_on": _posted_on(statements),
            "unsure": [*summary.unsure, *_unusable(summary)],
            **columns,
        },
        names={kind: spelled(kind, names[kind]) for kind in VOCABULARIES},
        places=_places(summary),
        rows=tuple(Row.of(statement, term_of(statement)) for statement in statements),
    )


def stated_names(summary: Summary) -> dict[str, tuple[str, ...]]:
    """The usable names of a summary by kind, tidied but not yet looked up."""
    stated = {
        "team": summary.team,
        "role_family": summary.role_family,
        "employer": (summary.employer,) if summary.employer else (),
    }
    return {kind: tidy_names(kind, names) for kind, names in stated.items()}


def tidy_names(kind: str, names: Sequence[str]) -> tuple[str, ...]:
    """Names of one kind as the vocabulary takes them, each once; of employers the first holds.

    >>> tidy_names("team", ["  Cloud \\n AI ", "", "Cloud AI"]), tidy_names("employer", ["Acme", "Ltd"])
    (('Cloud AI',), ('Acme',))
    """
    tidy = [clean(name) for name in (names[:1] if kind == "employer" else names)]
    spelled = [family_of(name) if kind == "role_family" else name for name in tidy if name]
    return tuple(dict.fromkeys(spelled))


def _places(summary: Summary) -> tuple[Place, ...]:
    tidy = [kept for place in summary.location if (kept := clean_place(place))]
    return tuple({place_slug(place): place for place in tidy}.values())


def _title(title: str | None) -> str:
    tidy = " ".join((title or "").split()) or UNTITLED
    return tidy if len(tidy) <= LONGEST_TITLE else f"{tidy[: LONGEST_TITLE - 1]}…"


def _unusable(summary: Summary) -> list[str]:
    """Doubts that the summary cannot have: what does not fit the tables."""
    doubts = [] if summary.title else ["no_title"]
    named: dict[str, Sequence[str]] = {
        "employer": [summary.employer] if summary.employer else [],
        "team": summary.team,
        "role_family": summary.role_family,
    }
    doubts += [
        f"{kind}_too_long" for kind, names in named.items() if any(len(n) > LONGEST_NAME for n in names)
    ]
    if any(clean_place(place) is None for place in summary.location):
        doubts.append("location_too_long")
    return doubts


def _pay(pay: Pay | None) -> dict[str, Any]:
    return {
        "pay_minimum": pay.minimum if pay else None,
        "pay_maximum": pay.maximum if pay else None,
        "pay_currency": pay.currency if pay else None,
        "pay_period": pay.period if pay else None,
    }


def _posted_on(statements: Iterable[Statement]) -> date | None:
    """The stated day, where it is stated as one (2026-05-31)."""
    for statement in statements:
        if statement.kind == "posted" and statement.value:
            try:
                return date.fromisoformat(statement.value)
            except ValueError:
                continue
    return None
