"""What the index holds of a posting: read from the database, a batch at a time, and known by a digest.

A posting that is hidden has no document (semantics 3: B). Nothing here knows the engine.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from postings.models import Location, Posting
from postings.search import candidates, skills, tokens
from postings.search.facets import FACETS, Facet

VERSION = 5  # part of the index's fingerprint: raise it when a document is made in another way

ID_BITS = 40
LAST_ID = (1 << ID_BITS) - 1
YEARS_UNKNOWN = 99.999  # after every number of years that is believed
TITLE_KEPT = 100  # characters that decide the order by title
SEARCHED_NAMES = ("employer", "team", "role_family", "location")
TITLE_TAIL = re.compile(r" [-–—|/:] |[,;(\[|]|[–—]")
EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One posting as the index knows it.

    `skill_names` are those of its skills and their aliases. `codes` has the values under each facet, sorted,
    with all that stands above them; of trees, `branches` has those with none below, each with the number of
    levels that it adds to the ones before. `years` is the required minimum. `qualifying` has for each of HELD
    the fewest years with which its holder qualifies, if by experience in place of a degree; None: no number
    of years is enough. The three sort keys end in the id, so that no two are equal: `newest` falls, the
    others rise.
    """

    id: int
    title: str
    names: tuple[str, ...]
    employer_names: tuple[str, ...]
    team_names: tuple[str, ...]
    skill_names: tuple[str, ...]
    body: str
    codes: Mapping[str, tuple[int, ...]]
    branches: Mapping[str, tuple[tuple[int, int], ...]]
    years: float | None
    qualifying: tuple[float | None, ...]
    newest: int
    fewest_years: int
    by_title: str

    @property
    def title_head(self) -> str:
        """What many postings may share of their titles, for suggestions."""
        return title_head(self.title)

    @property
    def digest(self) -> int:
        """A signed number of 64 bits that tells different documents apart."""
        parts = [str(getattr(self, name)) for name in self.__slots__]
        hashed = hashlib.blake2b("\x1f".join(parts).encode(errors="surrogatepass"), digest_size=8)
        return int.from_bytes(hashed.digest(), signed=True)


@dataclass(frozen=True, slots=True)
class _Row:
    """The columns of a posting that its document is made of."""

    id: int
    title: str
    degree_policy: str
    degree_floor: str | None
    experience_state: str
    min_years: float | None
    paths: list[list[Any]]
    common_min_years: float | None
    posted_on: dt.date | None
    first_loaded: dt.datetime
    text: str | None


@dataclass(frozen=True, slots=True)
class _Linked:
    """The values of some postings under one facet: posting -> code -> name; of trees, the branches too."""

    names: Mapping[int, Mapping[int, str]]
    branches: Mapping[int, list[tuple[int, int]]]


def read(ids: Sequence[int]) -> list[SearchDocument]:
    """The documents of those of these postings that may be found, in the order of their ids."""
    columns = (
        "id",
        "title",
        "degree_policy",
        "degree_floor",
        "experience_state",
        "min_years",
        "paths",
        "common_min_years",
        "posted_on",
        "first_loaded",
        "version__text",
    )
    visible = Posting.objects.filter(pk__in=ids, hidden=False).order_by("pk")
    rows = [_Row(*row) for row in visible.values_list(*columns)]
    if not rows:
        return []
    linked = {facet.name: _linked(facet, [row.id for row in rows]) for facet in FACETS if facet.path}
    return [_document(row, linked) for row in rows]


def _linked(facet: Facet, ids: Sequence[int]) -> _Linked:
    pairs = (
        Posting.objects.filter(pk__in=ids, **{f"{facet.path}__isnull": False}, **facet.only)
        .order_by()
        .values_list("pk", facet.path, f"{facet.path}__name")
    )
    names: dict[int, dict[int, str]] = defaultdict(dict)
    for posting, code, name in pairs:
        names[posting][code] = name
    return _up_the_tree(names) if facet.kind == "tree" else _Linked(names, {})


def _up_the_tree(given: Mapping[int, Mapping[int, str]]) -> _Linked:
    """The same with all places above those that are given."""
    columns = Location.objects.values_list("pk", "name", "parent_id")
    places = {pk: (name, above) for pk, name, above in columns}
    names: dict[int, dict[int, str]] = {}
    branches: dict[int, list[tuple[int, int]]] = {}
    for posting, codes in given.items():
        names[posting], branches[posting] = {}, []
        chains = [_chain(code, places) for code in codes if code in places]  # else it is going right now
        inner = {code for chain in chains for code in chain[1:]}
        for chain in sorted(chain for chain in chains if chain[0] not in inner):
            added = [code for code in chain if code not in names[posting]]
            branches[posting].append((chain[0], len(added)))
            names[posting] |= {code: places[code][0] for code in added}
    return _Linked(names, branches)


def _chain(code: int, places: Mapping[int, tuple[str, int | None]]) -> list[int]:
    """A place and all above it, from below."""
    chain = [code]
    while (above := places[chain[-1]][1]) is not None and above in places and above not in chain:
        chain.append(above)
    return chain


def _document(row: _Row, linked: Mapping[str, _Linked]) -> SearchDocument:
    codes = {facet: tuple(sorted(one.names.get(row.id, ()))) for facet, one in linked.items()}
    branches = {facet: tuple(one.branches.get(row.id, ())) for facet, one in linked.items()}
    for facet in FACETS:
        if facet.codes is not None:
            codes[facet.name] = facet.codes(row)
    names = {facet: tuple(sorted(set(one.names.get(row.id, {}).values()))) for facet, one in linked.items()}
    return SearchDocument(
        id=row.id,
        title=row.title,
        names=tuple(dict.fromkeys(name for facet in SEARCHED_NAMES for name in names[facet])),
        employer_names=names["employer"],
        team_names=names["team"],
        skill_names=_with_aliases(names["skill"]),
        body=row.text or "",
        codes=codes,
        branches=branches,
        years=row.min_years if row.experience_state == "required" else None,
        qualifying=candidates.years_by_holding(row),
        newest=(_day(row) << ID_BITS) | row.id,
        fewest_years=(round(_years_to_sort_by(row) * 1000) << ID_BITS) | (LAST_ID - row.id),
        by_title=f"{_folded(row.title)[:TITLE_KEPT]}\0{row.id:0{len(str(LAST_ID))}d}",
    )


def _with_aliases(names: tuple[str, ...]) -> tuple[str, ...]:
    known = skills.aliases()
    return tuple(dict.fromkeys(one for name in names for one in (name, *known.get(name, ()))))


def _day(row: _Row) -> int:
    return ((row.posted_on or row.first_loaded.date()) - EPOCH).days


def _years_to_sort_by(row: _Row) -> float:
    if row.experience_state == "required" and row.min_years is not None:
        return row.min_years
    return 0.0 if row.experience_state == "explicitly_none" else YEARS_UNKNOWN


def title_head(title: str) -> str:
    """A title without what only its posting says: place, shift, number.

    >>> title_head("Sr. Buyer,  Steel (Joliet)"), title_head("Front-End Developer - Remote")
    ('Sr. Buyer', 'Front-End Developer')
    """
    return " ".join(TITLE_TAIL.split(title, maxsplit=1)[0].split())[:TITLE_KEPT]


def _folded(title: str) -> str:
    """The title as it is sorted: without case, accents and leading punctuation.

    >>> _folded("“Émile” & Söhne")
    'emile” & sohne'
    """
    letters = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return plain.replace("\0", " ").lstrip(" \t\n\"'“”„«»([{-–—*#•")


def all_texts(document: SearchDocument) -> Iterable[str]:
    """All that a search for words looks through."""
    yield document.title
    yield from document.names
    yield document.body
    if also := tokens.parts(document.title + "\n" + document.body):
        yield also
