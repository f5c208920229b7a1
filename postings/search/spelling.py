"""Misspelt words: what was probably meant, by the words that postings hold.

A word is misspelt when no posting has it in any form (or next to none, and none in a title or a name). What
was meant is the known word at the smallest distance, the most frequent of several: a word at distance 1 goes
before one at distance 2 unless that is a thousand times as frequent. Words that run together
("projectmanager") are taken apart, and those that a space tore ("java script") are joined.

Costs nothing but a look at each word while all are known; an unknown one takes a walk through the dictionary
from its first letters on. Errors in these letters are looked for by trying each.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA
from tantivy import Query, Schema, Searcher

from postings.search import synonyms, tokens, words
from postings.search.matching import PLAIN, STEMMED
from postings.search.words import Typed, Words

SHORTEST = 4  # letters of a word that is looked at
LONGEST = 40
BEGINNING = 4  # letters by which the dictionary is entered
LOOKED_AT = 2000  # of the words that begin so, the most frequent
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORTH_OF_AN_EDIT = 3.0  # powers of ten in frequency
RARE = 10_000  # a word in fewer than one of so many postings may be an error of theirs ...
RARER = 1000  # ... where what was meant is so many times as frequent
TORN = 10  # a space is an error where the joined word is so many times as frequent as the two side by side
COMMON = 20_000  # postings with a word, from which on it takes long to look for phrases with it
NAME_FIELDS = ("title_plain", "skill_plain", "employer_name", "team_name")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a word may have been meant as: one word of the index, or two."""

    text: str
    distance: int
    frequency: int

    @property
    def rank(self) -> float:
        return math.log10(self.frequency) - WORTH_OF_AN_EDIT * self.distance


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of the query, and what to put in its place."""

    start: int
    end: int
    text: str


def corrected(text: str, searcher: Searcher, schema: Schema) -> str | None:
    """The query as it was probably meant; None where nothing in it looks misspelt.

    Quoted words, excluded ones, prefixes and what holds a digit are taken as they are.
    """
    dictionary = Dictionary(searcher, schema)
    typed = [term for term in words.typed(text) if isinstance(term.node, Words) and not term.node.quoted]
    changes = {change.start: change for change in _joined(typed, dictionary)}
    done = {place for change in changes.values() for place in range(change.start, change.end)}
    done |= {place for before, after in _known_pairs(typed) for place in (before.start, after.start)}
    for term in typed:
        if term.start not in done and (meant := _meant(term, dictionary)) is not None:
            changes[term.start] = Change(term.start, term.end, meant)
    if not changes:
        return None
    for _, change in sorted(changes.items(), reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def _word_of(term: Typed) -> str | None:
    """The one term of the index that a typed word is, where it may be misspelt."""
    found = tokens.terms(term.node.text, stemmed=False) if isinstance(term.node, Words) else []
    if len(found) != 1 or not found[0].isalpha() or not found[0].isascii():
        return None
    return found[0] if len(found[0]) <= LONGEST else None


def _field_of(term: Typed) -> str | None:
    return term.node.field if isinstance(term.node, Words) else None


def _meant(term: Typed, dictionary: Dictionary) -> str | None:
    word, field = _word_of(term), _field_of(term)
    if word is None or len(word) < SHORTEST or synonyms.knows(tokens.stems(word)):
        return None
    frequency = dictionary.frequency(word, field)
    if frequency and not dictionary.is_doubtful(word, field, frequency):
        return None
    best = max(dictionary.candidates(word, field), key=lambda one: (one.rank, one.text), default=None)
    if best is None or (frequency and (best.distance > 1 or best.frequency < RARER * frequency)):
        return None
    return best.text


def _known_pairs(typed: list[Typed]) -> Iterator[tuple[Typed, Typed]]:
    """Neighbours that the vocabulary of synonyms knows how else to write ("dev ops")."""
    for before, after in pairwise(typed):
        first, second = _word_of(before), _word_of(after)
        if first and second and synonyms.knows([*tokens.stems(first), *tokens.stems(second)]):
            yield before, after


def _joined(typed: list[Typed], dictionary: Dictionary) -> Iterator[Change]:
    """Two neighbours that a space tore apart, as one word."""
    free = 0
    for before, after in pairwise(typed):
        first, second = _word_of(before), _word_of(after)
        if not first or not second or after.joins or before.start < free:
            continue
        if _field_of(before) is None is _field_of(after) and dictionary.is_torn(first, second):
            free = after.end
            yield Change(before.start, after.end, tokens.unmarked(first + second))


@dataclass(frozen=True)
class Dictionary:
    """The words of one generation of the index, with how many postings have them."""

    searcher: Searcher
    schema: Schema

    def frequency(self, word: str, field: str | None) -> int:
        """The postings that have the word in any form."""
        found: int = self.searcher.doc_freq(PLAIN[field], word)
        for stem in tokens.stems(word) if field in STEMMED else ():
            found = max(found, self.searcher.doc_freq(STEMMED[field], stem))
        return found

    def is_doubtful(self, word: str, field: str | None, frequency: int) -> bool:
        """Whether a known word is so rare that it may be an error of the postings; no name is."""
        if frequency * RARE >= self.searcher.num_docs:
            return False
        return field is None and not any(self.searcher.doc_freq(name, word) for name in NAME_FIELDS)

    def is_torn(self, first: str, second: str) -> bool:
        """Whether the two make a word that is far more frequent than they are side by side."""
        joined = first + second
        if len(joined) < SHORTEST + 2 or synonyms.knows([*tokens.stems(first), *tokens.stems(second)]):
            return False
        frequency = self.searcher.doc_freq(PLAIN[None], joined)
        if not frequency or self._lesser(first, second) > COMMON:
            return False
        return self.side_by_side(first, second) * TORN <= frequency

    def side_by_side(self, first: str, second: str) -> int:
        """About how many postings have the two words next to each other.

        Of two common words only titles are looked through: texts would take a hundred milliseconds.
        """
        both = [*tokens.stems(first), *tokens.stems(second)]
        if len(both) != 2:
            return 0
        lesser = min(self.searcher.doc_freq("text", stem) for stem in both)
        if not lesser:
            return 0
        query = Query.phrase_query(self.schema, "title" if lesser > COMMON else "text", list(both))
        found: int = self.searcher.search(query, 1).count  # type: ignore[attr-defined]  # missing in the stub
        return found

    def candidates(self, word: str, field: str | None) -> Iterator[Candidate]:
        """The known words that this one may have been meant as, at the smallest distance that has any."""
        most = 1 if len(word) < 6 else 2
        found = list(self._beginning_so(word, field, most))
        if not any(one.distance == 1 for one in found):
            found += self._beginning_otherwise(word, field)
            found += self._taken_apart(word, field)
        if not found and most > 1:
            found += self._beginning_so(word, field, most, BEGINNING - 1)
        yield from found

    def _beginning_so(
        self, word: str, field: str | None, most: int, letters: int = BEGINNING
    ) -> Iterator[Candidate]:
        """Words with the same first letters."""
        if len(word) <= letters:
            return
        begun = self.searcher.terms_with_prefix(PLAIN[field], word[:letters], limit=LOOKED_AT)
        frequencies = dict(begun)
        near = process.extract(
            word, list(frequencies), scorer=OSA.distance, score_cutoff=most, limit=None, processor=None
        )
        for known, distance, _ in near:
            if distance:
                yield Candidate(tokens.unmarked(known), int(distance), frequencies[known])

    def _beginning_otherwise(self, word: str, field: str | None) -> Iterator[Candidate]:
        """Words that differ by one letter, which is among the first."""
        for known in sorted(_with_an_error(word, BEGINNING)):
            if len(known) >= SHORTEST - 1 and (frequency := self.searcher.doc_freq(PLAIN[field], known)):
                yield Candidate(known, 1, frequency)

    def _taken_apart(self, word: str, field: str | None) -> Iterator[Candidate]:
        """Two words that stand side by side somewhere, and here lack their space."""
        if field is not None:
            return
        splits = [(word[:place], word[place:]) for place in range(2, len(word) - 1)]
        known = [(self._lesser(first, second), first, second) for first, second in splits]
        for lesser, first, second in sorted(known, reverse=True)[:3]:
            if lesser and (together := self.side_by_side(first, second)):
                yield Candidate(f"{first} {second}", 1, together)
                return

    def _lesser(self, first: str, second: str) -> int:
        name = PLAIN[None]
        return min(self.searcher.doc_freq(name, first), self.searcher.doc_freq(name, second))


def _with_an_error(word: str, letters: int) -> Iterable[str]:
    """All that the word may be when one of its first letters is wrong, missing, or one too many.

    >>> sorted({"engineer", "nengineer", "enginer"} & set(_with_an_error("enngineer", 4)))
    ['engineer', 'nengineer']
    """
    made: set[str] = set()
    for place in range(min(letters, len(word)) + 1):
        before, after = word[:place], word[place:]
        made.update(before + letter + after for letter in LETTERS)
        made.update(before + letter + after[1:] for letter in LETTERS)
        made.add(before + after[1:])
        if len(after) > 1:
            made.add(before + after[1] + after[0] + after[2:])
    made.discard(word)
    return made
