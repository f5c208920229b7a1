"""The searches that are measured, and what is typed: drawn from the postings that are there, by a seed.

Values, words and phrases are those of postings drawn by chance, so that frequent ones are asked for often,
and several filters of one search are those of one posting, as of somebody who chooses what has a count.
How frequent a word is, is a share of the postings: 100,000 and 1,000,000 are asked for the like. Phrases are
two or three neighbouring words that begin and end with one that at most a fifth of the postings have: nobody
searches for "of the team".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from django.db.models import Max, Min

from postings.models import Posting, PostingVersion
from postings.search import documents, tokens
from postings.search.documents import SearchDocument
from postings.search.facets import FACETS
from postings.search.index import TantivyIndex
from postings.search.names import Names
from postings.search.query import SearchQuery

NO_TEXT, WORDS, PHRASE, PREFIX, MISSPELT, FILTERS = (
    "no text, 1-2 filters",
    "1-2 words, 0-2 filters",
    "phrase",
    "prefix",
    "misspelt word",
    "4-5 filters",
)
SHARES = {NO_TEXT: 30, WORDS: 40, PHRASE: 10, PREFIX: 5, MISSPELT: 5, FILTERS: 10}
#: The share of the postings that has a word, by what the word is called: (from, to).
FREQUENCIES = {"common": (0.05, 0.5), "medium": (0.003, 0.05), "rare": (0.0, 0.003)}
WORD = re.compile(r"[a-z]{4,20}", re.IGNORECASE)
#: So many neighbouring words of a line, wherever they begin.
NEIGHBOURS = {
    2: re.compile(r"\b(?=([a-z]{2,15} [a-z]{2,15})\b)", re.IGNORECASE),
    3: re.compile(r"\b(?=([a-z]{2,15} [a-z]{2,15} [a-z]{2,15})\b)", re.IGNORECASE),
}
TELLING = 0.2  # the share of the postings that may have the first, and the last, word of a phrase
TRIES = 200  # postings that are looked through for a word that fits; in few postings there may be none


class EmptyError(Exception):
    """There are no postings to draw searches from."""


@dataclass(frozen=True, slots=True)
class Case:
    kind: str
    query: SearchQuery


@dataclass
class Drawing:
    """Draws searches by chance. `names` are those of the index's facets."""

    index: TantivyIndex
    names: dict[str, Names]
    chance: Random

    def cases(self, count: int) -> list[Case]:
        """So many searches, the kinds in their shares and mixed: a first part of them is a small mix."""
        made: list[Case] = []
        owed = dict.fromkeys(SHARES, 0)
        while len(made) < count:
            for kind, share in SHARES.items():
                owed[kind] += share
            kind = max(owed, key=lambda one: owed[one])
            owed[kind] -= 100
            made.append(Case(kind, self.query(kind)))
        return made

    def typed(self, count: int) -> list[SearchQuery]:
        """What somebody types into the search box, letter by letter."""
        made: list[SearchQuery] = []
        while len(made) < count:
            document = self._posting()
            label = self.chance.choice([document.title, *document.names, *document.skill_names])
            around = self._filtered(document, self.chance.choice((0, 0, 1)))
            lengths = [length for length in (1, 2, 3, 5, 8) if len(label) >= length]
            made += [replace(around, text=label[:length]) for length in lengths]
        return made[:count]

    def query(self, kind: str) -> SearchQuery:
        """A search of this kind."""
        document = self._posting()
        if kind == NO_TEXT:
            return self._filtered(document, self.chance.choice((1, 2)))
        if kind == FILTERS:
            return self._filtered(document, self.chance.choice((4, 5)))
        if kind == WORDS:
            wanted = self.chance.choices(list(FREQUENCIES), k=self.chance.choice((1, 2)))
            text = " ".join(self._word(frequency) for frequency in wanted)
            return replace(self._filtered(document, self.chance.choice((0, 1, 2))), text=text)
        if kind == PHRASE:
            return SearchQuery(text=f'"{self._phrase()}"')
        if kind == PREFIX:
            return SearchQuery(text=f"{self._word('medium')[: self.chance.choice((3, 4, 5))]}*")
        return SearchQuery(text=self._misspelt())

    def _posting(self) -> SearchDocument:
        return documents.read([self._id()])[0]

    def _id(self) -> int:
        shown = Posting.objects.filter(hidden=False)
        ends = shown.aggregate(first=Min("pk"), last=Max("pk"))
        if ends["first"] is None:
            raise EmptyError
        after = self.chance.randint(ends["first"], ends["last"])
        return int(shown.filter(pk__gte=after).order_by("pk").values_list("pk", flat=True)[0])

    def _filtered(self, document: SearchDocument, count: int) -> SearchQuery:
        """Filters by so many facets, each by one or two values that this posting has."""
        query = SearchQuery()
        having = [facet.name for facet in FACETS if document.codes[facet.name]]
        for facet in self.chance.sample(having, min(count, len(having))):
            codes = sorted(document.codes[facet])
            chosen = self.chance.sample(codes, min(self.chance.choice((1, 1, 1, 2)), len(codes)))
            known = self.names[facet].of_codes(chosen)
            values = sorted(name.value for name in known if name.code in chosen)
            query = query.choosing(facet, *values)
        return query

    def _first(self, drawn: Callable[[], Iterator[str]], fits: Callable[[str], bool]) -> str:
        """The first that fits of what is drawn from one posting after the other; the last where none does."""
        word = "posting"
        for _ in range(TRIES):
            for word in drawn():
                if fits(word):
                    return word
        return word

    def _word(self, frequency: str) -> str:
        low, high = FREQUENCIES[frequency]
        return self._first(lambda: self._some(WORD), lambda word: low < self.share(word) <= self._least(high))

    def _phrase(self) -> str:
        neighbours = NEIGHBOURS[self.chance.choice(list(NEIGHBOURS))]
        most = self._least(TELLING)

        def tells(phrase: str) -> bool:
            first, *_, last = phrase.split()
            return self.share(first) <= most and self.share(last) <= most

        return self._first(lambda: self._some(neighbours, most=100), tells)

    def share(self, word: str) -> float:
        """The share of the postings that have this word, or another of its stem."""
        searcher, stems = self.index.searcher(), tokens.terms(word)
        return searcher.doc_freq("text", stems[0]) / searcher.num_docs if stems else 0.0

    def _least(self, share: float) -> float:
        """This share, but no less than one posting."""
        return max(share, 1 / self.index.searcher().num_docs)

    def _misspelt(self) -> str:
        """A word that postings have, with an error of the fingers that makes it none that they have."""
        searcher = self.index.searcher()

        def wrong() -> Iterator[str]:
            for word in self._some(WORD):
                if len(word) > 5 and searcher.doc_freq("text_plain", word.lower()) > 1:
                    yield mistyped(word.lower(), self.chance)

        return self._first(wrong, lambda word: not searcher.doc_freq("text_plain", word))

    def _some(self, pattern: re.Pattern[str], most: int = 5) -> Iterator[str]:
        """Pieces of a posting's text that look so."""
        text = PostingVersion.objects.filter(shown_by=self._id()).values_list("text", flat=True)
        found = sorted(set(pattern.findall(text[0]))) if text else []
        return iter(self.chance.sample(found, min(most, len(found))))


def mistyped(word: str, chance: Random) -> str:
    """The word with two letters swapped, one left out, or one twice; never the first.

    >>> sorted({mistyped("nurse", Random(number)) for number in range(40)})[:4]
    ['nrse', 'nruse', 'nure', 'nures']
    """
    at = chance.randrange(1, len(word) - 1)
    way = chance.randrange(3)
    if way == 0 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if way == 1:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]
