"""Synthetic postings as lines for PostgreSQL's COPY, a block of lines a table.

Pure, so that processes without Django and without a connection can write them: what the database gives out
(primary keys, those of shared names, the time) is handed in.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from postings.extraction.records import INFERRED, Place
from postings.synthetic.making import RULE, Posting, make
from postings.synthetic.page import Block
from postings.synthetic.world import world

COLUMNS: dict[str, tuple[str, ...]] = {
    "postings_postingversion": ("posting_id", "number", "text", "text_sha256", "blocks", "created", "id"),
    "postings_posting": (
        *("id", "version_id", "title", "employer_id", "role_family_inferred"),
        *("degree_policy", "degree_floor", "degree_preferred", "contradictory"),
        *("experience_state", "min_years", "max_years", "paths", "common_min_years"),
        *("pay_minimum", "pay_maximum", "pay_currency", "pay_period"),
        *("unsure", "review", "hidden", "number_scope", "job_number", "posted_on", "first_loaded", "loaded"),
    ),
    "postings_sourcefile": (
        *("collection_id", "path", "sha256", "raw", "size", "encoding", "layout"),
        *("posting_id", "version_id", "loaded", "edition"),
    ),
    "postings_posting_teams": ("posting_id", "team_id"),
    "postings_posting_role_families": ("posting_id", "rolefamily_id"),
    "postings_posting_locations": ("posting_id", "location_id"),
    "postings_requirement": (
        *("posting_id", "kind", "value", "term_id", "level", "years_min", "years_max", "strength"),
        *("or_experience", "path", "start", "end", "exact", "rule", "corrected"),
    ),
}
#: Versions that are not shown.
EARLIER = "earlier versions"
LAYOUT = "key_value"
_NULL = "\\N"
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(frozen=True, slots=True)
class Keys:
    """The primary keys of what postings share: of terms by kind and slug, of all else by name."""

    collection: int
    terms: Mapping[tuple[str, str], int]
    employers: Mapping[str, int]
    teams: Mapping[str, int]
    families: Mapping[str, int]
    places: Mapping[Place, int]


@dataclass(frozen=True, slots=True)
class Names:
    """What postings share, before it has keys; as in `Keys`."""

    terms: frozenset[tuple[str, str]]
    employers: frozenset[str]
    teams: frozenset[str]
    families: frozenset[str]
    places: frozenset[Place]


@dataclass(frozen=True, slots=True)
class Order:
    """Postings of a seed to write: their numbers, and the keys that they and their texts get."""

    seed: int
    numbers: Sequence[int]
    posting_ids: Sequence[int]
    version_ids: Sequence[int]
    until: dt.date
    now: str


@dataclass(frozen=True, slots=True)
class Copy:
    """The lines of one table, in the text format of COPY."""

    table: str
    columns: tuple[str, ...]
    data: bytes
    count: int


def path_of(seed: int, number: int) -> str:
    """The name of the file that a posting comes from, as its page shows it; ordered by number.

    >>> path_of(1, 42)
    'synthetic-1-0000042.txt'
    """
    return f"synthetic-{seed}-{number:07d}.txt"


def number_of(path: str) -> int:
    """The number of the posting that comes from this file.

    >>> number_of(path_of(1, 42))
    42
    """
    return int(path.removesuffix(".txt").rpartition("-")[2])


def names_of(seed: int, numbers: Sequence[int], until: dt.date) -> Names:
    """The names that these postings have. It takes as long as making them."""
    made = [make(seed, number, until) for number in numbers]
    return Names(
        terms=frozenset((said.kind, said.value) for one in made for _, said in one.page.said if said.value),
        employers=frozenset(one.employer.name for one in made if one.employer),
        teams=frozenset(team for one in made for team in one.teams),
        families=frozenset(one.family for one in made),
        places=frozenset(place for one in made for place in one.places),
    )


def begin(before: Callable[[], None]) -> None:
    """Make a process ready to write. The collector of garbage need not look again at what stays."""
    before()
    world()
    gc.freeze()


def write(order: Order, keys: Keys) -> list[Copy]:
    """Make the postings of an order and write their lines."""
    lines: dict[str, list[str]] = defaultdict(list)
    triples = zip(order.numbers, order.posting_ids, order.version_ids, strict=True)
    for number, posting_id, version_id in triples:
        made = make(order.seed, number, order.until)
        _write_versions(lines, made, posting_id, version_id, order.now)
        lines["postings_posting"].append(_posting(made, posting_id, version_id, keys, order.now))
        lines["postings_sourcefile"].append(_file(made, posting_id, version_id, keys, order))
        _write_links(lines, made, posting_id, keys)
        lines["postings_requirement"] += _requirements(made, posting_id, keys)
    copies = [(table, columns, lines[table]) for table, columns in COLUMNS.items()]
    versions, columns, _ = copies[0]
    copies.insert(1, (versions, columns[:-1], lines[EARLIER]))
    return [
        Copy(table, columns, "".join(rows).encode(), len(rows)) for table, columns, rows in copies if rows
    ]


def _write_versions(
    lines: Mapping[str, list[str]], made: Posting, posting_id: int, version_id: int, now: str
) -> None:
    """The text that is shown, and the one before it; that has no key of ours, for nothing points at it."""
    page, number = made.page, 1
    if made.added_bullet is not None:
        earlier = _version(*page.without_bullet(made.added_bullet))
        lines[EARLIER].append(f"{posting_id}\t{number}\t{earlier}\t{now}\n")
        number = 2
    shown = _version(page.text(), page.blocks)
    lines["postings_postingversion"].append(f"{posting_id}\t{number}\t{shown}\t{now}\t{version_id}\n")


def _version(text: str, blocks: Sequence[Block]) -> str:
    listed = ",".join([f'["{kind}",{start},{end}]' for kind, start, end in blocks])
    return f"{_escaped(text)}\t\\\\x{sha256(text.encode()).hexdigest()}\t[{listed}]"


def _posting(made: Posting, posting_id: int, version_id: int, keys: Keys, now: str) -> str:
    summary, pay, employer = made.summary, made.pay, made.employer
    number = made.job_number
    scope = f"employer {employer.name.casefold()}" if employer and number else None
    values = (
        *(posting_id, version_id, made.title, keys.employers[employer.name] if employer else None),
        made.family_inferred,
        *(summary.degree_policy, summary.degree_floor, summary.degree_preferred, summary.contradictory),
        *(summary.experience_state, summary.min_years, summary.max_years),
        json.dumps([[path.level, path.years] for path in summary.paths]) if summary.paths else "[]",
        summary.common_min_years,
        *((pay.minimum, pay.maximum, pay.currency, pay.period) if pay else (None,) * 4),
        *("{}", "{}", False, scope, number, made.posted_on, now, now),
    )
    return _line(values)


def _file(made: Posting, posting_id: int, version_id: int, keys: Keys, order: Order) -> str:
    content = made.page.file().encode()
    raw = made.page.packed_file()
    return (
        f"{keys.collection}\t{path_of(order.seed, made.number)}\t\\\\x{sha256(content).hexdigest()}"
        f"\t\\\\x{raw.hex()}\t{len(content)}\tutf-8\t{LAYOUT}\t{posting_id}\t{version_id}\t{order.now}\t\n"
    )


def _write_links(lines: Mapping[str, list[str]], made: Posting, posting_id: int, keys: Keys) -> None:
    lines["postings_posting_role_families"].append(f"{posting_id}\t{keys.families[made.family]}\n")
    lines["postings_posting_teams"].extend(f"{posting_id}\t{keys.teams[team]}\n" for team in made.teams)
    places = dict.fromkeys(keys.places[place] for place in made.places)
    lines["postings_posting_locations"].extend(f"{posting_id}\t{place}\n" for place in places)


def _requirements(made: Posting, posting_id: int, keys: Keys) -> Iterable[str]:
    for start, said in made.page.said:
        exact, kind, value, level, least, most, strength, instead, path, _ = said
        term = keys.terms.get((kind, value)) if value else None
        rule = INFERRED if kind == "role_family" and made.family_inferred else RULE
        yield (
            f"{posting_id}\t{kind}\t{value or _NULL}\t{term or _NULL}\t{level or _NULL}"
            f"\t{least or _NULL}\t{most or _NULL}\t{strength or _NULL}\t{'t' if instead else 'f'}"
            f"\t{path or _NULL}\t{start}\t{start + len(exact)}\t{_escaped(exact)}\t{rule}\tf\n"
        )


def _line(values: Iterable[object]) -> str:
    return "\t".join(map(_field, values)) + "\n"


def _field(value: object) -> str:
    if value is None:
        return _NULL
    if isinstance(value, bool):
        return "t" if value else "f"
    return _escaped(str(value))


def _escaped(text: str) -> str:
    """
    >>> _escaped("two\\nlines")
    'two\\\\nlines'
    """
    if "\\" in text or "\t" in text or "\r" in text:
        return text.translate(_ESCAPES)
    return text.replace("\n", "\\n")  # thirty times as fast as `translate`, and all that our texts need
