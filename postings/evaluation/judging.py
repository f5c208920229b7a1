"""Compares what is read in labelled postings with their labels, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from postings.evaluation.labels import Label
from postings.evaluation.reads import Read, Seen
from postings.evaluation.tallies import Figures

#: By what figures are told apart, beside those of all postings.
GROUPS = ("source", "class", "holdout")


@dataclass(frozen=True, slots=True)
class Miss:
    """One field of one posting that is not as labelled; `quote`, `rule` and `context` are those of `Seen`."""

    id: str
    source: str
    field: str
    expected: Any
    found: Any
    quote: str | None
    rule: str | None
    context: str | None


def _title(row: Label) -> str | None:
    title = row.get("title")
    return " ".join(title.casefold().split()) if title else None


def _paths(row: Label) -> list[tuple[str, float | None]]:
    """Alternatives in one order: how a posting orders them says nothing."""
    paths = [("" if p["degree"] in (None, "none") else p["degree"], p["years"]) for p in row["paths"]]
    return sorted(paths, key=lambda path: (path[0], path[1] is not None, path[1] or 0))


#: What is compared, in the order of the report.
FIELDS: dict[str, Callable[[Label], Any]] = {
    "title": _title,
    "degree_policy": lambda row: row["degree"]["policy"],
    "degree_floor": lambda row: row["degree"]["floor"],
    "degree_preferred": lambda row: row["degree"]["preferred"],
    "experience_state": lambda row: row["experience"]["state"],
    "min_years": lambda row: row["experience"]["min_years"],
    "max_years": lambda row: row["experience"]["max_years"],
    "paths": _paths,
    "common_min_years": lambda row: row.get("common_min_years"),
}
CONFUSED = ("degree_policy", "experience_state")
_EXPERIENCE = ("experience_state", "min_years", "max_years", "common_min_years")


@dataclass(slots=True)
class Evaluation:
    """Figures of all postings and of each group, confusions of policy and state, and every miss."""

    all: Figures = field(default_factory=lambda: Figures.of(FIELDS))
    groups: dict[str, dict[str, Figures]] = field(default_factory=lambda: {name: {} for name in GROUPS})
    confusion: dict[str, Counter[tuple[str, str]]] = field(
        default_factory=lambda: {name: Counter() for name in CONFUSED}
    )
    ids: list[str] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for `--json` and `--compare`."""
        return {
            **self.all.as_dict(),
            "groups": {
                kind: {name: figures.as_dict() for name, figures in sorted(members.items())}
                for kind, members in self.groups.items()
            },
            "confusion": {
                name: [{"expected": e, "found": f, "count": n} for (e, f), n in counts.most_common()]
                for name, counts in self.confusion.items()
            },
            "ids": self.ids,
            "misses": [asdict(miss) for miss in self.misses],
        }


def evaluate(reads: Iterable[Read]) -> Evaluation:
    """Tally labelled postings."""
    result = Evaluation()
    for one in reads:
        result.ids.append(one.label["id"])
        for figures in _figures(result, one.label):
            _tally(figures, one)
        for name in CONFUSED:
            if _judged(name, one.label):
                result.confusion[name][FIELDS[name](one.label), FIELDS[name](one.row)] += 1
        result.misses.extend(_misses(one))
    return result


def _figures(result: Evaluation, label: Label) -> Iterator[Figures]:
    """The figures that a posting counts in: those of all, and of each of its groups."""
    yield result.all
    holdout = label.get("holdout")
    names = (
        str(label.get("corpus") or "unknown"),
        label.get("class"),
        None if holdout is None else "held out" if holdout else "in view",
    )
    for kind, name in zip(GROUPS, names, strict=True):
        if name is not None:
            yield result.groups[kind].setdefault(name, Figures.of(FIELDS))


def _tally(figures: Figures, one: Read) -> None:
    figures.postings += 1
    for name, value in FIELDS.items():
        if _judged(name, one.label) and not _vain(name, one.label):
            figures.fields[name].count(value(one.label) == value(one.row))
    if not one.label["paths"] and _judged("paths", one.label):
        figures.paths_invented.count(bool(one.row["paths"]))
    only_preferred, promoted = _promotion(one)
    figures.promoted.count(promoted)
    if only_preferred:
        figures.promoted_of_preferred.count(promoted)


def _judged(name: str, label: Label) -> bool:
    """Whether a field of a posting is labelled, and not disputed."""
    if name == "title" and not label.get("title"):
        return False
    if name == "common_min_years" and (name not in label or not label["paths"]):
        return False
    disputed = set(label.get("disputed") or ())
    disputed |= {"title"} if label.get("title_disputed") else set()
    disputed |= {"experience_state"} if label.get("experience_disputed") else set()
    return name not in disputed


def _vain(name: str, label: Label) -> bool:
    """Paths are judged where there are some; invented ones are counted apart."""
    return name == "paths" and not label["paths"]


def _misses(one: Read) -> Iterator[Miss]:
    for name, value in FIELDS.items():
        expected, found = value(one.label), value(one.row)
        if expected == found or not _judged(name, one.label):
            continue
        part = "title" if name == "title" else "experience" if name in _EXPERIENCE else "degree"
        seen = one.seen.get(part, Seen())
        source = str(one.label.get("corpus") or "unknown")
        yield Miss(one.label["id"], source, name, expected, found, seen.quote, seen.rule, seen.context)


def _promotion(one: Read) -> tuple[bool, bool]:
    """Whether a posting's degree or years are only preferred, and whether such were read as required."""
    label, row = one.label, one.row
    degree = label["degree"]["policy"] == "preferred_only" and _judged("degree_policy", label)
    years = label["experience"]["state"] == "preferred_only" and _judged("experience_state", label)
    promoted = degree and row["degree"]["policy"] in ("required", "required_or_experience")
    promoted = promoted or (years and row["experience"]["state"] == "required")
    return degree or years, promoted


def compare(old: Mapping[str, Any], new: Evaluation) -> tuple[list[Miss], list[Mapping[str, Any]]]:
    """What a change of rules lost and won: misses that are new, and misses of `old` that are gone.

    Postings that only one of the two measured are left out.
    """
    both = set(old["ids"]) & set(new.ids)
    before = {(miss["id"], miss["field"]): miss for miss in old["misses"] if miss["id"] in both}
    after = {(miss.id, miss.field): miss for miss in new.misses if miss.id in both}
    lost = [miss for key, miss in after.items() if key not in before]
    won = [miss for key, miss in before.items() if key not in after]
    return lost, won
