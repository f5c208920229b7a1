"""Synthetic postings as rows for PostgreSQL's COPY, a block of rows a table.

Pure, so that processes without Django and without a connection can write them: what the database gives out
(primary keys, those of shared names, the time) is handed in.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from struct import Struct

from postings.extraction.records import INFERRED, Place, Summary
from postings.synthetic import binary
from postings.synthetic.demands import Said
from postings.synthetic.making import RULE, Posting, make
from postings.synthetic.page import packed
from postings.synthetic.world import world

VERSIONS, FILES = "postings_postingversion", "postings_sourcefile"
COLUMNS: dict[str, tuple[str, ...]] = {
    VERSIONS: ("posting_id", "number", "text", "text_sha256", "blocks", "created", "id"),
    "postings_posting": (
        *("id", "version_id", "title", "employer_id", "role_family_inferred"),
        *("degree_policy", "degree_floor", "degree_preferred", "contradictory"),
        *("experience_state", "min_years", "max_years", "paths", "common_min_years"),
        *("pay_minimum", "pay_maximum", "pay_currency", "pay_period"),
        *("unsure", "review", "hidden", "number_scope", "job_number", "posted_on", "first_loaded", "loaded"),
    ),
    FILES: (
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
_UNPAID = "\t".join([_NULL] * 4)
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(frozen=True, slots=True)
class Keys:
    """The primary keys of what postings share: of terms by kind and slug, of all else by name."""

    collection: int
    terms: Mapping[tuple[str, str | None], int]
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
    """The rows of one table, in the text format of COPY or in the binary one."""

    table: str
    columns: tuple[str, ...]
    data: bytes
    binary: bool


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
    """Make a process ready to write. What it makes goes in no circles, so nothing need look for any."""
    before()
    world()
    gc.disable()


def write(order: Order, keys: Keys) -> list[Copy]:
    """Make the postings of an order and write their rows."""
    lines: dict[str, list[str]] = defaultdict(list)
    texts: dict[str, list[bytes]] = {table: [] for table in (VERSIONS, EARLIER, FILES)}
    created = binary.moment(order.now)
    ids = zip(order.numbers, order.posting_ids, order.version_ids, strict=True)
    for number, posting_id, version_id in ids:
        made = make(order.seed, number, order.until)
        count = 1
        if made.added_bullet is not None:
            text, blocks = made.page.without_bullet(made.added_bullet)
            listed = json.dumps(blocks, separators=(",", ":"))
            texts[EARLIER].append(_version(posting_id, count, text, listed, created))
            count = 2
        shown = _version(posting_id, count, made.page.text(), made.page.listed_blocks(), created, version_id)
        texts[VERSIONS].append(shown)
        texts[FILES].append(_file(made, posting_id, version_id, keys.collection, order.seed, created))
        lines["postings_posting"].append(_posting(made, posting_id, version_id, keys, order.now))
        _write_links(lines, made, posting_id, keys)
        lines["postings_requirement"].append(_requirements(made, posting_id, keys))
    written = [(table, columns) for table, columns in _copied() if lines.get(table) or texts.get(table)]
    return [_copy(table, columns, lines, texts) for table, columns in written]


def _copied() -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is written, in the order of copying."""
    for table, columns in COLUMNS.items():
        yield table, columns
        if table == VERSIONS:
            yield EARLIER, columns[:-1]  # without keys of ours, for nothing points at them


def _copy(
    table: str,
    columns: tuple[str, ...],
    lines: Mapping[str, Sequence[str]],
    texts: Mapping[str, Sequence[bytes]],
) -> Copy:
    name = VERSIONS if table == EARLIER else table
    if table in texts:
        return Copy(name, columns, binary.table(texts[table]), binary=True)
    return Copy(name, columns, "".join(lines[table]).encode(), binary=False)


# --- texts and files, in the binary format -------------------------------------------------------------

_TEXT = Struct(">hiqihi")
_BLOCKS = Struct(">i32sib")
_CREATED = Struct(">i8s")
_KEY = Struct(">iq")
_PATH = Struct(">hiqi")
_BYTES = Struct(">i32si")
_REST = Struct(f">iii5si{len(LAYOUT)}siqiqi8si")


def _version(
    posting_id: int, number: int, text: str, blocks: str, created: bytes, key: int | None = None
) -> bytes:
    """A text as a row; with a key of its own if it is shown."""
    content, listed = text.encode(), blocks.encode()
    return b"".join(
        (
            _TEXT.pack(6 if key is None else 7, 8, posting_id, 2, number, len(content)),
            content,
            _BLOCKS.pack(32, sha256(content).digest(), len(listed) + 1, 1),  # jsonb's version, 1, goes before
            listed,
            _CREATED.pack(8, created),
            b"" if key is None else _KEY.pack(8, key),
        )
    )


def _file(
    made: Posting, posting_id: int, version_id: int, collection: int, seed: int, loaded: bytes
) -> bytes:
    content = made.page.file().encode()
    path, raw = path_of(seed, made.number).encode(), packed(content)
    return b"".join(
        (
            _PATH.pack(11, 8, collection, len(path)),
            path,
            _BYTES.pack(32, sha256(content).digest(), len(raw)),
            raw,
            _REST.pack(
                *(4, len(content), 5, b"utf-8", len(LAYOUT), LAYOUT.encode()),
                *(8, posting_id, 8, version_id, 8, loaded, 0),
            ),
        )
    )


# --- all else, as lines --------------------------------------------------------------------------------


def _posting(made: Posting, posting_id: int, version_id: int, keys: Keys, now: str) -> str:
    employer, number, pay = made.employer, made.job_number, made.pay
    employed = keys.employers[employer.name] if employer else _NULL
    scope = f"employer {employer.name.casefold()}" if employer and number else _NULL
    paid = f"{pay.minimum}\t{pay.maximum}\t{pay.currency}\t{pay.period}" if pay else _UNPAID
    return (
        f"{posting_id}\t{version_id}\t{_escaped(made.title)}\t{employed}\t{made.family_inferred}"
        f"\t{_asked(made.summary)}\t{paid}\t{{}}\t{{}}\tf\t{scope}\t{number or _NULL}"
        f"\t{made.posted_on or _NULL}\t{now}\t{now}\n"
    )


@lru_cache(maxsize=50_000)
def _asked(summary: Summary) -> str:
    """The columns of degree and experience."""
    paths = json.dumps([[path.level, path.years] for path in summary.paths])
    values = (
        *(summary.degree_policy, summary.degree_floor, summary.degree_preferred, summary.contradictory),
        *(summary.experience_state, summary.min_years, summary.max_years, paths, summary.common_min_years),
    )
    return "\t".join(_NULL if value is None else str(value) for value in values)


def _write_links(lines: Mapping[str, list[str]], made: Posting, posting_id: int, keys: Keys) -> None:
    lines["postings_posting_role_families"].append(f"{posting_id}\t{keys.families[made.family]}\n")
    lines["postings_posting_teams"].extend(f"{posting_id}\t{keys.teams[team]}\n" for team in made.teams)
    places = dict.fromkeys(keys.places[place] for place in made.places)
    lines["postings_posting_locations"].extend(f"{posting_id}\t{place}\n" for place in places)


def _requirements(made: Posting, posting_id: int, keys: Keys) -> str:
    found = []
    key_of, of_family = keys.terms.get, INFERRED if made.family_inferred else RULE
    for start, said in made.page.said:
        kind = said.kind
        rule = of_family if kind == "role_family" else RULE
        before, length, after = _statement(said, key_of((kind, said.value)), rule)
        found.append(f"{posting_id}{before}{start}\t{start + length}{after}")
    return "".join(found)


@lru_cache(maxsize=50_000)
def _statement(said: Said, term: int | None, rule: str) -> tuple[str, int, str]:
    """What stands before a statement's place in its line, how long its words are, and what comes after."""
    exact, kind, value, level, least, most, strength, instead, path, _ = said
    before = (
        f"\t{kind}\t{value or _NULL}\t{term or _NULL}\t{level or _NULL}\t{least or _NULL}\t{most or _NULL}"
        f"\t{strength or _NULL}\t{instead}\t{path or _NULL}\t"
    )
    return before, len(exact), f"\t{_escaped(exact)}\t{rule}\tf\n"


def _escaped(text: str) -> str:
    """
    >>> _escaped("two\\nlines")
    'two\\\\nlines'
    """
    if "\\" in text or "\t" in text or "\r" in text:
        return text.translate(_ESCAPES)
    return text.replace("\n", "\\n")  # thirty times as fast as `translate`, and all that our texts need
