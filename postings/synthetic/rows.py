"""Synthetic postings as rows for PostgreSQL's COPY, a block of rows a table; `lines` writes the short ones.

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
from hashlib import sha256
from struct import Struct

from postings.extraction.records import Place
from postings.synthetic import binary, prose, sections
from postings.synthetic.lines import Keys, Lines
from postings.synthetic.making import Posting, make
from postings.synthetic.page import packed
from postings.synthetic.world import world

VERSIONS, FILES = "postings_postingversion", "postings_sourcefile"
REQUIREMENTS = "postings_requirement"
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
    REQUIREMENTS: (
        *("posting_id", "start", "end", "kind", "value", "term_id", "level", "years_min", "years_max"),
        *("strength", "or_experience", "path", "exact", "rule", "corrected"),
    ),
}
#: Versions that are not shown.
EARLIER = "earlier versions"
_BINARY = (VERSIONS, EARLIER, FILES)
LAYOUT = "key_value"


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
    """The rows of one table, in the text format of COPY or in the binary one; `place` is where the data begin
    and end in memory that is `shared`."""

    table: str
    columns: tuple[str, ...]
    data: bytes | memoryview
    binary: bool
    place: tuple[int, int] | None = None


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


_writers: list[Writer] = []


def prepare(keys: Keys) -> None:
    """Write all that postings share, so that processes that are forked from now on need not. It goes in no
    circles, so nothing need look for any."""
    gc.disable()
    writer = Writer(keys)
    prose.write_all()
    writer.lines.remember(sections.write_all())
    _writers.append(writer)
    gc.freeze()
    gc.enable()


def begin(before: Callable[[], None], keys: Keys) -> None:
    """Make a process ready to write; one that was forked after `prepare` is."""
    before()
    world()
    if not (_writers and _writers[-1].lines.keys is keys):
        _writers.append(Writer(keys))
    gc.disable()


def write(order: Order) -> list[Copy]:
    """What a process that is ready writes."""
    return _writers[-1].write(order)


class Writer:
    """Makes postings and writes their rows with these keys."""

    def __init__(self, keys: Keys) -> None:
        self.lines = Lines(keys)

    def write(self, order: Order) -> list[Copy]:
        lines: dict[str, list[str]] = defaultdict(list)
        texts: dict[str, list[bytes]] = {table: [] for table in (*_BINARY, REQUIREMENTS)}
        created = binary.moment(order.now)
        ids = zip(order.numbers, order.posting_ids, order.version_ids, strict=True)
        for number, posting_id, version_id in ids:
            made = make(order.seed, number, order.until)
            self._write_texts(texts, made, posting_id, version_id, created)
            texts[FILES].append(
                _file(made, posting_id, version_id, self.lines.keys.collection, order.seed, created)
            )
            texts[REQUIREMENTS].append(self.lines.requirements(made, posting_id))
            self._write_lines(lines, made, posting_id, version_id, order.now)
        written = [(table, columns) for table, columns in _copied() if lines.get(table) or texts.get(table)]
        return [_copy(table, columns, lines, texts) for table, columns in written]

    def _write_texts(
        self, texts: dict[str, list[bytes]], made: Posting, posting_id: int, version_id: int, created: bytes
    ) -> None:
        count = 1
        if made.added_bullet is not None:
            earlier, blocks = made.page.without_bullet(made.added_bullet)
            listed = json.dumps(blocks, separators=(",", ":")).encode()
            texts[EARLIER].append(_version(posting_id, count, earlier.encode(), listed, created))
            count = 2
        text, listed = made.page.laid.text, made.page.listed_blocks()
        texts[VERSIONS].append(_version(posting_id, count, text, listed, created, version_id))

    def _write_lines(
        self, lines: dict[str, list[str]], made: Posting, posting_id: int, version_id: int, now: str
    ) -> None:
        write = self.lines
        lines["postings_posting"].append(write.posting(made, posting_id, version_id, now))
        lines["postings_posting_role_families"].append(write.family(made, posting_id))
        lines["postings_posting_teams"] += write.teams(made, posting_id)
        lines["postings_posting_locations"] += write.places(made, posting_id)


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
    if table in _BINARY:
        return Copy(name, columns, binary.table(texts[table]), binary=True)
    data = b"".join(texts[table]) if table in texts else "".join(lines[table]).encode()
    return Copy(name, columns, data, binary=False)


# --- texts and files, in the binary format -------------------------------------------------------------

_TEXT = Struct(">hiqihi")
_BLOCKS = Struct(">i32sib")
_CREATED = Struct(">i8s")
_KEY = Struct(">iq")
_PATH = Struct(">hiqi")
_BYTES = Struct(">i32si")
_REST = Struct(f">iii5si{len(LAYOUT)}siqiqi8si")


def _version(
    posting_id: int, number: int, content: bytes, listed: bytes, created: bytes, key: int | None = None
) -> bytes:
    """A text as a row; with a key of its own if it is shown."""
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
    content = made.page.file()
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
