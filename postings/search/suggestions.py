"""What somebody who types may mean: titles, skills, employers, teams and places with a word that begins so.

Each with the count that choosing it gives in the current search, whose words it takes the place of. Where no
label begins as all that was typed, the words before the last one or two stay what they are: "python chic"
suggests Chicago for Python. What a person searched for before is counted too, if they say what it was.

The answer must not keep anybody waiting, so the work of counting is bounded: what is quickly counted goes
first, and what is left when all work is used up is suggested without a number.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from tantivy import Searcher

from postings.search import answer
from postings.search.beginnings import Entry, folded
from postings.search.effort import alone, lists
from postings.search.index import TantivyIndex
from postings.search.known import Known
from postings.search.matching import Ask
from postings.search.names import Names
from postings.search.query import SearchQuery, to_query_string

Kind = Literal["recent", "title", "skill", "employer", "team", "location"]
KINDS: tuple[Kind, ...] = ("recent", "title", "skill", "employer", "team", "location")
TRIED = 3  # times as many are counted as are asked for, at most
WORK = 250_000  # postings that may be walked through for one answer: 7 ms
LITTLE = 2_000  # is always counted
SHORTEST_TAIL = 2  # letters of the last words, where those before them stay
MOST_RECENT = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to choose. `value` is a facet's value, the title, or the words that were searched.

    `url` is the query string of the search that has it chosen, `text` the words of that search, and `count`
    what it finds: None where counting would take too long.
    """

    kind: Kind
    label: str
    value: str
    count: int | None
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: Kind
    label: str
    value: str
    chosen: SearchQuery
    ask: Ask
    work: int


@dataclass
class Suggester:
    """Suggests from one index. Threads may share it."""

    index: TantivyIndex
    known: Known = field(init=False)

    def __post_init__(self) -> None:
        self.known = Known(self.index)

    def suggest(
        self, query: SearchQuery, names: Mapping[str, Names], limit: int, recent: Sequence[str] = ()
    ) -> tuple[Suggestion, ...]:
        """What begins as the query's text does and is found in the rest of the search: the best of each kind.

        `recent` are searches of before that somebody may mean again: they are all given back.
        """
        searcher = self.index.searcher()
        around = replace(query, verbatim=False, page=1, sort=None)
        past = [self._past(searcher, around, names, text) for text in recent[:MOST_RECENT]]
        found, left = self._counted(searcher, past, len(past), WORK, empty_too=True)
        for kept, prefix in _tails(query.text):
            here = replace(around, text=kept)
            begun = self._begun(searcher, here, names, prefix, limit)
            more, left = self._counted(searcher, begun, limit, left)
            if more:
                found += more
                break
        return tuple(sorted(found, key=lambda one: KINDS.index(one.kind)))

    def _begun(
        self, searcher: Searcher, here: SearchQuery, names: Mapping[str, Names], prefix: str, limit: int
    ) -> Iterator[_Candidate]:
        """The best of each kind, then the second best ..."""
        known = self.known.of(searcher, names)
        best = {kind: known[kind].best(prefix, limit) for kind in KINDS if kind in known}
        for turn in range(limit):
            for kind, entries in best.items():
                if turn < len(entries):
                    yield self._candidate(searcher, here, names, kind, entries[turn])

    def _candidate(
        self, searcher: Searcher, here: SearchQuery, names: Mapping[str, Names], kind: Kind, entry: Entry
    ) -> _Candidate:
        if kind == "title":
            chosen = replace(here, text=f'{here.text} title:"{entry.value}"'.strip())
        else:
            chosen = here.without(kind).choosing(kind, entry.value)
        ask = answer.ask(chosen, names, 1)
        work = lists(searcher, ask).effort()
        return _Candidate(kind, entry.label + entry.detail, entry.value, chosen, ask, work)

    def _past(
        self, searcher: Searcher, around: SearchQuery, names: Mapping[str, Names], text: str
    ) -> _Candidate:
        chosen = replace(around, text=text)
        ask = answer.ask(chosen, names, 1)
        return _Candidate("recent", text, text, chosen, ask, lists(searcher, ask).effort())

    def _counted(
        self,
        searcher: Searcher,
        candidates: Iterator[_Candidate] | Sequence[_Candidate],
        limit: int,
        work: int,
        empty_too: bool = False,
    ) -> tuple[list[Suggestion], int]:
        """The first of them that find something, and how much work is left."""
        waiting = deque(candidate for candidate, _ in zip(candidates, range(limit * TRIED), strict=False))
        found: dict[int, Suggestion] = {}
        place = 0
        while waiting and len(found) < limit:
            batch = [waiting.popleft() for _ in range(min(limit - len(found), len(waiting)))]
            numbered = list(enumerate(batch, start=place))
            place += len(batch)
            for number, candidate in sorted(numbered, key=lambda one: one[1].work):
                count = alone(searcher, candidate.ask)
                if count is None and candidate.work <= max(work, LITTLE):
                    count = self.index.count(candidate.ask, searcher)
                    work -= candidate.work
                if count != 0 or empty_too:
                    found[number] = _suggestion(candidate, count)
        return [found[number] for number in sorted(found)], work


def _suggestion(candidate: _Candidate, count: int | None) -> Suggestion:
    return Suggestion(
        kind=candidate.kind,
        label=candidate.label,
        value=candidate.value,
        count=count,
        text=candidate.chosen.text,
        url=to_query_string(candidate.chosen),
    )


def _tails(text: str) -> Iterator[tuple[str, str]]:
    """(what stays, the prefix): all that was typed, then its last two words, then the last.

    >>> list(_tails("python new y"))
    [('', 'python new y'), ('python', 'new y')]
    """
    whole = folded(text)
    if whole:
        yield "", whole
    words = text.split()
    for last in (2, 1):
        tail = folded(" ".join(words[-last:]))
        if len(words) > last and len(tail) >= SHORTEST_TAIL:
            yield " ".join(words[:-last]), tail
