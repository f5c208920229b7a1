"""Postings like one: rare words, title and skills find candidates in the index, and what they share with the
posting decides their order.

The words of a long text are many and most of them common, so the engine is asked for the rarest alone, until
their postings together are too many to look at: MOST_WALKED at a million took 6 ms.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TypeVar

from tantivy import Occur, Query, Searcher

from postings.models import Posting, Requirement
from postings.search import tokens
from postings.search.documents import title_head
from postings.search.facets import degree_codes, experience_codes
from postings.search.index import TantivyIndex

CANDIDATES = 40
MOST_WALKED = 150_000  # postings that have one of the words or skills that are asked for, together
TITLE_WORDS, SKILLS, TEXT_WORDS = 6, 10, 8
COMMON = 50  # a word of the text that more than one in so many postings have says nothing
FEW = 20  # but so many postings may have it, however few there are
SHORTEST_WORD = 3
TITLE_WEIGHT, SKILL_WEIGHT, TEXT_WEIGHT = 2.0, 1.0, 0.2
FAMILY, DEGREE, YEARS = 3.0, 1.0, 1.0  # what sharing these adds
LEAST = 0.25  # of the score of the best, below which one is not like it
COLUMNS = ("title", "employer_id", "degree_policy", "degree_floor", "experience_state", "min_years")
NUMBERED = ("required", "explicitly_none")  # states of experience that say how much is enough

Value = TypeVar("Value", int, str)


@dataclass(frozen=True, slots=True)
class Traits:
    """What two postings may share; `degree` and `years` are buckets, None where none is demanded."""

    title: frozenset[str]
    skills: frozenset[int]
    families: frozenset[int]
    degree: int | None
    years: int | None


@dataclass(frozen=True, slots=True)
class Similar:
    """A posting like another: the ids of the skills that both name, the rarest first, and of the families.

    `same_degree` and `same_years`: both demand what is in the same bucket.
    """

    posting_id: int
    skills: tuple[int, ...]
    families: tuple[int, ...]
    same_degree: bool
    same_years: bool
    same_title: bool


def similar(index: TantivyIndex, posting: Posting, most: int) -> list[Similar]:
    """The postings most like this one, which need not be in the index; of many alike the newest alone."""
    own = _traits([posting])[posting.pk]
    looking = _Looking(index, index.searcher(), posting, own)
    scores = dict(looking.candidates())
    rows = Posting.objects.filter(pk__in=scores, hidden=False).order_by().only(*COLUMNS)
    found = {one.pk: one for one in rows}
    traits = _traits(found.values())
    total = {pk: scores[pk] + looking.shared(traits[pk]) for pk in found}
    best = max(total.values(), default=0.0)
    chosen: dict[tuple[int | None, str], int] = {_kind(posting): posting.pk}
    for pk in sorted(found, key=lambda pk: (-total[pk], -pk)):
        if total[pk] >= best * LEAST:
            chosen.setdefault(_kind(found[pk]), pk)
    likes = [pk for pk in chosen.values() if pk != posting.pk][:most]
    return [looking.what_is_shared(pk, traits[pk]) for pk in likes]


def _kind(posting: Posting) -> tuple[int | None, str]:
    """The same job in many towns is one kind."""
    return posting.employer_id, title_head(posting.title).casefold()


@dataclass
class _Looking:
    """The search for postings like one."""

    index: TantivyIndex
    searcher: Searcher
    posting: Posting
    own: Traits
    asked: set[int] = field(default_factory=set)  # the skills that the engine's scores count already
    weights: dict[int, float] = field(init=False)  # of its skills

    def __post_init__(self) -> None:
        self.weights = {
            skill: SKILL_WEIGHT * _rarity(self.searcher, self.searcher.doc_freq("skill", skill))
            for skill in self.own.skills
        }

    def candidates(self) -> Iterator[tuple[int, float]]:
        """(id, score) of those that the engine finds most like it."""
        clauses = [(Occur.Should, query) for query in self.affordable()]
        if not clauses:
            return
        itself = Query.term_query(self.index.index.schema, "id", self.posting.pk)
        query = Query.boolean_query([(Occur.Must, Query.boolean_query(clauses)), (Occur.MustNot, itself)])
        hits = self.searcher.search(query, CANDIDATES, count=False).hits
        ids = self.searcher.fast_field_values("id", [address for _, address in hits])
        for found, (score, _) in zip(ids, hits, strict=True):
            if found is not None:
                yield int(found), score

    def affordable(self) -> Iterator[Query]:
        """Words and skills in turn, as long as their postings are not too many."""
        sorts = (list(self.title_words()), list(self.skills()), list(self.text_words()))
        walked = 0
        for turn in zip_longest(*sorts):
            for frequency, query in filter(None, turn):
                if walked + frequency <= MOST_WALKED:
                    walked += frequency
                    yield query

    def title_words(self) -> Iterator[tuple[int, Query]]:
        """(how many postings have it, the query) for each word, the rarest first."""
        for frequency, word in _rarest(self.searcher, "title", self.own.title)[:TITLE_WORDS]:
            query = Query.term_query(self.index.index.schema, "title", word)
            yield frequency, Query.boost_query(query, TITLE_WEIGHT)

    def skills(self) -> Iterator[tuple[int, Query]]:
        for frequency, skill in _rarest(self.searcher, "skill", self.own.skills)[:SKILLS]:
            query = Query.term_query(self.index.index.schema, "skill", skill)
            self.asked.add(skill)
            yield frequency, Query.const_score_query(query, self.weights[skill])

    def text_words(self) -> Iterator[tuple[int, Query]]:
        text = self.posting.version.text if self.posting.version else ""
        for frequency, word in _telling_words(self.searcher, text):
            query = Query.term_query(self.index.index.schema, "text", word)
            yield frequency, Query.boost_query(query, TEXT_WEIGHT)

    def shared(self, other: Traits) -> float:
        """What the things that both have add to the engine's score."""
        both = (self.own.skills & other.skills) - self.asked
        added = sum(self.weights[skill] for skill in both)
        added += FAMILY if self.own.families & other.families else 0.0
        added += DEGREE if _same(self.own.degree, other.degree) else 0.0
        return added + (YEARS if _same(self.own.years, other.years) else 0.0)

    def what_is_shared(self, pk: int, other: Traits) -> Similar:
        skills = sorted(self.own.skills & other.skills, key=lambda skill: (-self.weights[skill], skill))
        return Similar(
            posting_id=pk,
            skills=tuple(skills),
            families=tuple(sorted(self.own.families & other.families)),
            same_degree=_same(self.own.degree, other.degree),
            same_years=_same(self.own.years, other.years),
            same_title=self.own.title == other.title,
        )


def _same(own: int | None, other: int | None) -> bool:
    return own is not None and own == other


def _rarest(searcher: Searcher, field: str, values: Iterable[Value]) -> list[tuple[int, Value]]:
    """(how many postings have it, the value), without what no posting has."""
    counted = ((searcher.doc_freq(field, value), value) for value in values)
    return sorted((frequency, value) for frequency, value in counted if frequency)


def _telling_words(searcher: Searcher, text: str) -> list[tuple[int, str]]:
    """(how many postings have it, the word) for words that are frequent in the text and rare elsewhere."""
    most = max(FEW, searcher.num_docs // COMMON)
    weighed: list[tuple[float, int, str]] = []
    for word, times in Counter(tokens.terms(text)).items():
        if len(word) < SHORTEST_WORD or not word.isalpha():
            continue
        frequency = searcher.doc_freq("text", word)
        if 1 < frequency <= most:
            weighed.append((-times * _rarity(searcher, frequency), frequency, word))
    return [(frequency, word) for _, frequency, word in sorted(weighed)[:TEXT_WORDS]]


def _rarity(searcher: Searcher, frequency: int) -> float:
    return math.log(1 + searcher.num_docs / max(frequency, 1))


def _traits(postings: Iterable[Posting]) -> dict[int, Traits]:
    """The traits of these postings, in two queries."""
    known = {posting.pk: posting for posting in postings}
    skills = _codes(
        Requirement.objects.filter(posting__in=known, kind="skill", term__isnull=False)
        .order_by()
        .values_list("posting_id", "term_id")
    )
    families = _codes(
        Posting.role_families.through.objects.filter(posting_id__in=known)
        .order_by()
        .values_list("posting_id", "rolefamily_id")
    )
    return {
        pk: Traits(
            title=frozenset(tokens.terms(title_head(posting.title))),
            skills=skills.get(pk, frozenset()),
            families=families.get(pk, frozenset()),
            degree=degree_codes(posting)[0] if posting.degree_floor else None,
            years=experience_codes(posting)[0] if posting.experience_state in NUMBERED else None,
        )
        for pk, posting in known.items()
    }


def _codes(pairs: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    made: dict[int, set[int]] = {}
    for posting, code in pairs:
        made.setdefault(posting, set()).add(code)
    return {posting: frozenset(codes) for posting, codes in made.items()}
