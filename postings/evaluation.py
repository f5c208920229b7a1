"""Compares what is read in labelled postings with their labels, field by field.

A label is one line of JSON: `id`, `text`, `title`, `degree{policy, floor, preferred}`, `experience{state,
min_years, max_years}`, `paths[{degree, years}]`; `corpus` names its source, a `title_disputed` is not judged.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from postings.extraction import extract, readers, rows
from postings.extraction.records import Document, Evidence, Extraction, NoPosting

Label = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled posting and what is read in it; `rules` names the rules behind degree and experience."""

    label: Label
    row: dict[str, Any]
    rules: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Miss:
    """One field of one posting that is not as labelled."""

    id: str
    source: str
    field: str
    expected: Any
    found: Any
    quote: str | None
    rule: str | None


@dataclass(slots=True)
class Tally:
    """How many of how many, with a 95 % interval (Wilson)."""

    right: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        return self.right / self.of if self.of else None

    def interval(self) -> tuple[float, float] | None:
        """
        >>> low, high = Tally(right=95, of=100).interval()
        >>> f"{low:.3f} {high:.3f}"
        '0.888 0.978'
        """
        if not self.of:
            return None
        z, n, p = 1.959964, self.of, self.right / self.of
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def as_dict(self) -> dict[str, Any]:
        return {"right": self.right, "of": self.of, "share": self.share, "interval": self.interval()}


@dataclass(slots=True)
class Evaluation:
    """Tallies by field and by source, confusions of policy and state, and every miss."""

    postings: int = 0
    fields: dict[str, Tally] = field(default_factory=dict)
    sources: dict[str, dict[str, Tally]] = field(default_factory=dict)
    confusion: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    promoted: Tally = field(default_factory=Tally)
    promoted_of_preferred: Tally = field(default_factory=Tally)
    paths_invented: Tally = field(default_factory=Tally)
    misses: list[Miss] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for `--json` and `--compare`."""
        return {
            "postings": self.postings,
            "fields": {name: tally.as_dict() for name, tally in self.fields.items()},
            "sources": {
                source: {name: tally.as_dict() for name, tally in tallies.items()}
                for source, tallies in sorted(self.sources.items())
            },
            "confusion": {
                name: [{"expected": e, "found": f, "count": n} for (e, f), n in counts.most_common()]
                for name, counts in self.confusion.items()
            },
            "promoted": self.promoted.as_dict(),
            "promoted_of_preferred": self.promoted_of_preferred.as_dict(),
            "paths_invented": self.paths_invented.as_dict(),
            "misses": [_miss_as_dict(miss) for miss in self.misses],
        }


def _miss_as_dict(miss: Miss) -> dict[str, Any]:
    return {name: getattr(miss, name) for name in Miss.__slots__}


# --- fields --------------------------------------------------------------------------------------------


def _title(row: Label) -> str | None:
    title = row.get("title")
    return " ".join(title.casefold().split()) if title else None


def _paths(row: Label) -> list[tuple[str, float | None]]:
    """Alternatives in one order: how a posting orders them says nothing."""
    paths = [(p["degree"] or "", p["years"]) for p in row["paths"]]
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
}
CONFUSED = ("degree_policy", "experience_state")


def _counts(name: str, label: Label) -> bool:
    """Whether a field of a posting is judged: paths where it has some, titles where the text has one."""
    if name == "paths":
        return bool(label["paths"])
    if name == "title":
        return bool(label.get("title")) and not label.get("title_disputed")
    return True


# --- evaluation ----------------------------------------------------------------------------------------


def labels(path: Path) -> Iterator[Label]:
    """The labels of a file, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read(label: Label) -> Read:
    """What is read in one labelled posting; a text taken for no posting reads as silence."""
    try:
        extraction = extract(readers.decode(label["text"].encode(), f"{label['id']}.txt"))
    except (readers.BadFile, NoPosting):
        return Read(label, silence(label["id"]), {"degree": "no_posting", "experience": "no_posting"})
    summary = extraction.summary
    rules = {"degree": _rule(summary.degree_evidence), "experience": _rule(summary.experience_evidence)}
    return Read(label, rows.row(label["id"], extraction), rules)


def _rule(evidence: Evidence | None) -> str | None:
    return evidence.rule if evidence else None


def silence(key: Any) -> dict[str, Any]:
    """The row of a file that holds no posting."""
    return rows.row(key, Extraction(Document(layout="", text="", blocks=()), (), ()))


def evaluate(reads: Iterable[Read]) -> Evaluation:
    """Tally labelled postings."""
    result = Evaluation(fields={name: Tally() for name in FIELDS}, confusion={n: Counter() for n in CONFUSED})
    for one in reads:
        result.postings += 1
        source = str(one.label.get("corpus") or "unknown")
        tallies = result.sources.setdefault(source, {name: Tally() for name in FIELDS})
        for name, value in FIELDS.items():
            _judge(result, tallies[name], one, name, value, source)
        _judge_promotion(result, one)
        if not one.label["paths"]:
            _count(result.paths_invented, bool(one.row["paths"]))
    return result


def _judge(
    result: Evaluation, tally: Tally, one: Read, name: str, value: Callable[[Label], Any], source: str
) -> None:
    expected, found = value(one.label), value(one.row)
    if name in CONFUSED:
        result.confusion[name][expected, found] += 1
    if _counts(name, one.label):
        _count(result.fields[name], expected == found)
        _count(tally, expected == found)
    elif name != "paths" or expected == found:
        return
    if expected != found:
        part = "experience" if name in ("experience_state", "min_years", "max_years") else "degree"
        quote = one.row[part]["quote"] if name != "title" else None
        rule = one.rules.get(part) if name != "title" else None
        result.misses.append(Miss(one.label["id"], source, name, expected, found, quote, rule))


def _judge_promotion(result: Evaluation, one: Read) -> None:
    """A degree or years that are only preferred, read as required."""
    label, row = one.label, one.row
    degree = label["degree"]["policy"] == "preferred_only"
    years = label["experience"]["state"] == "preferred_only"
    promoted = degree and row["degree"]["policy"] in ("required", "required_or_experience")
    promoted = promoted or (years and row["experience"]["state"] == "required")
    _count(result.promoted, promoted)
    if degree or years:
        _count(result.promoted_of_preferred, promoted)


def _count(tally: Tally, yes: bool) -> None:
    tally.of += 1
    tally.right += yes


def compare(old: Mapping[str, Any], new: Evaluation) -> tuple[list[Miss], list[Mapping[str, Any]]]:
    """What a change of rules lost and won: misses that are new, and misses of `old` that are gone."""
    before = {(miss["id"], miss["field"]): miss for miss in old["misses"]}
    after = {(miss.id, miss.field): miss for miss in new.misses}
    lost = [miss for key, miss in after.items() if key not in before]
    won = [miss for key, miss in before.items() if key not in after]
    return lost, won


def percent(tally: Tally) -> str:
    """
    >>> percent(Tally(right=95, of=100)), percent(Tally())
    ('95.0 % (95 of 100; 88.8 to 97.8)', 'none')
    """
    interval = tally.interval()
    if interval is None:
        return "none"
    low, high = (100 * end for end in interval)
    return f"{100 * tally.right / tally.of:.1f} % ({tally.right} of {tally.of}; {low:.1f} to {high:.1f})"


def sources_in_order(result: Evaluation) -> Sequence[str]:
    return sorted(result.sources)
