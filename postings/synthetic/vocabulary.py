"""The words of synthetic postings and how often each comes: a few common ones, and a tail of rare ones.

By Zipf's law: the word of rank r is drawn in proportion to 1/r. With the draws of one posting (`making`),
words stand in shares of the postings from nearly all down to one in two thousand. The words are our own,
those of the lexicons, words built from stems, and invented names.
"""

from __future__ import annotations

from functools import cache
from itertools import product

from postings.extraction import lexicons
from postings.synthetic import lists
from postings.synthetic.dice import Dice

#: How many words there are, from the most common to the rarest.
WORDS = 40_000
#: Draws are from a table of this length, in which a word stands as often as Zipf's law says.
TABLE = 1 << 18
TABLE_OF_A_FIELD = 1 << 14

#: Words by which a reader knows a demand; the sentences around must not make one.
_TELLING = frozenset({"experience", "degree", "education", "training", "years", "knowledge"})


@cache
def by_rank() -> list[str]:
    """All words, the most common first; of each thousand of built and invented ones the order is chance."""
    known = dict.fromkeys([*lists.words("common"), *_of_lexicons()])
    parts = product(["", *lists.words("prefixes")], lists.words("stems"), lists.words("suffixes"))
    built = ["".join(part) for part in parts]
    names = ["".join(syllables) for syllables in product(*_syllables(2))]
    names = [name for name in names if name not in known]
    tail = shuffled(built, 1)
    wanted = WORDS - len(known) - len(tail)
    tail = shuffled([*tail, *shuffled(names, 2)[:wanted]], 3)
    return list(dict.fromkeys([*known, *tail]))


def _of_lexicons() -> list[str]:
    """Single plain words of the names of skills and fields of study, none that is such a name by itself: what
    a posting names is what its requirements hold."""
    skills = lexicons.rows("skills")
    names = [row["name"] for row in (*lexicons.rows("fields_of_study"), *skills)]
    words = dict.fromkeys(word for name in names for word in name.lower().split())
    tools = {
        name.lower()
        for row in skills
        for column in ("anyhow", "exact", "beside", "listed")
        for name in row[column].split("|")
    }
    fitting = [word for word in words if word.isascii() and word.isalpha() and len(word) > 4]
    return shuffled([word for word in fitting if word not in tools and word not in _TELLING], 4)


@cache
def table() -> list[str]:
    """The words as often as they are drawn: pick any of it with the same chance."""
    return drawn_as_often(by_rank(), TABLE)


def drawn_as_often(words: list[str], length: int) -> list[str]:
    """A list of about `length` in which the word of rank r stands in proportion to 1/r, at least once.

    >>> drawn_as_often(["a", "b", "c"], 11)
    ['a', 'a', 'a', 'a', 'a', 'a', 'b', 'b', 'b', 'c', 'c']
    """
    share = length / sum(1 / rank for rank in range(1, len(words) + 1))
    filled: list[str] = []
    for rank, word in enumerate(words, 1):
        filled += [word] * max(1, round(share / rank))
    return filled


def shuffled(words: list[str], number: int) -> list[str]:
    """The words in an order that is the same each time, whatever the seed of the postings."""
    dice = Dice(0, number)
    return sorted(words, key=lambda _: dice.next())


def invented(dice: Dice) -> str:
    """A name that hardly any other posting has.

    >>> invented(Dice(1, 1)).istitle()
    True
    """
    return "".join([dice.pick(half) for half in _halves()])


@cache
def _halves() -> list[list[str]]:
    """The first two syllables of an invented name, and the last two."""
    first, second, third, last = _syllables(2)
    begun = ["".join(pair).capitalize() for pair in product(first, second)]
    return [begun, ["".join(pair) for pair in product(third, last)]]


@cache
def _syllables(middles: int) -> list[list[str]]:
    middle = lists.words("name_middles")
    return [lists.words("name_beginnings"), *[middle] * middles, lists.words("name_endings")]
