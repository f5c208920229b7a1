"""The sentences of a posting that ask for nothing that is counted: about, work, benefits, small print.

Most of a posting is put together from pieces of its family, a few sentences each, as an employer copies what
it wrote before. A piece is written when it is first drawn: writing each sentence anew took half of the time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from postings.extraction.records import BlockKind
from postings.synthetic import lists, vocabulary
from postings.synthetic.dice import Dice
from postings.synthetic.page import Piece, blocks, joined, stating
from postings.synthetic.world import Employer, Family, family_named, family_names

#: What each synthetic posting says of itself, in one of these ways.
CONFESSIONS = lists.phrases("confessions")

_LONGEST_PARAGRAPH = 340
#: Pieces of each kind that a family has, a prime number; a posting has some three of each.
PIECES = 251
#: Longer sections that are put together from those, another prime number: two of a posting's three.
SECTIONS = 199
_NO_FAMILY = 1
_CHANCE_OF_SECTIONS = 300_000  # where their chance begins, beyond that of `sections`
_OPENINGS = lists.phrases("openings")
_TASKS = lists.phrases("tasks")
_SENTENCES = [*lists.phrases("sentences"), *lists.phrases("patterns") * 12]
_INTRODUCTIONS = lists.phrases("introductions")
_PROJECTS = lists.phrases("projects")
_PURPOSES = [*lists.phrases("purposes"), *lists.phrases("relations") * 4]
_NOUNS = lists.words("nouns")
_GROUPS = lists.words("groups")
_ADJECTIVES = lists.words("adjectives")
_VERBS = lists.words("verbs")
_MOMENTS = lists.phrases("moments")
_SKILL_LEADS = lists.phrases("skill_leads")
_TRAITS = lists.phrases("traits")
_BENEFITS = lists.phrases("benefits")
_SMALL_PRINT = lists.phrases("small_print")
_DUTIES = (
    *("Responsibilities", "Key responsibilities", "What you will do", "Your responsibilities", "Duties"),
    *("Main duties", "Essential functions", "The role", "A typical day", "Job duties"),
)
_OFFER = ("Benefits", "What we offer", "Perks", "Our benefits", "We offer", "Why join us")
_TABLES: dict[str, Sequence[str]] = {
    "noun": _NOUNS,
    "things": _NOUNS,
    "group": _GROUPS,
    "people": _GROUPS,
    "adjective": _ADJECTIVES,
    "verb": _VERBS,
    "moment": _MOMENTS,
}
_GAP = re.compile(r"\{([a-z]+)\}")
#: "a" before a word that wants "an"; no "unit" and no "user" does.
_ARTICLE = re.compile(r"\b([Aa])(?= (?:[aeio]|u(?:n(?!i)|p|r|l|m)))")


class _Template(NamedTuple):
    """A line of a list, or a part of one: its words for `%`, for each gap all that may fill it, and whether
    an article stands before a gap."""

    words: str
    fillings: Sequence[Sequence[str]]
    article: bool


@cache
def _template(line: str, name: str) -> _Template:
    """The line as a family of this name fills it."""
    own = family_named(name).words
    tables = {**_TABLES, "word": vocabulary.table(), "own": own, "also": own}
    fillings = [tables[gap] for gap in _GAP.findall(line)]
    return _Template(_GAP.sub("%s", line), fillings, "a {" in line.lower())


@cache
def _around_purpose(line: str) -> tuple[str, str, str]:
    return line.partition("{purpose}")


def _filled(line: str, dice: Dice, family: Family, used: set[str]) -> str:
    """The line with a word drawn for each of its gaps, none that is `used` already. Of some fifty lines none
    stands in most postings, so no phrase does either, but for those that real postings share too."""
    before, purpose, after = _around_purpose(line)
    if purpose:
        parts = (before, dice.pick(_PURPOSES), after)
        return "".join([_filled(part, dice, family, used) for part in parts if part])
    template = _template(line, family.name)
    filled = template.words % tuple([_unused(filling, dice, used) for filling in template.fillings])
    return _ARTICLE.sub(r"\1n", filled) if template.article else filled


def _unused(words: Sequence[str], dice: Dice, used: set[str]) -> str:
    count, draw = len(words), dice.next
    word = words[draw() % count]
    while word in used:
        word = words[draw() % count]
    used.add(word)
    return word


def bullet(dice: Dice, family: Family) -> str:
    """One thing that one does in this job."""
    return f"{dice.pick(_OPENINGS)} {_filled(dice.pick(_TASKS), dice, family, set())}"


def sentence(dice: Dice, family: Family) -> str:
    """One sentence about the work and the people."""
    written = _filled(dice.pick(_SENTENCES), dice, family, set())
    return written[0].upper() + written[1:]


def with_article(title: str) -> str:
    """
    >>> [with_article(title) for title in ("Actuary", "HR Partner", "UX Designer", "Underwriter", "Nurse")]
    ['an Actuary', 'an HR Partner', 'a UX Designer', 'an Underwriter', 'a Nurse']
    """
    spelled = title[:2].isupper()
    vowel = title[0] in ("AEFHILMNORSX" if spelled else "AEIO") or title.startswith(("Under", "Urban"))
    return f"{'an' if vowel else 'a'} {title}"


def introduction(dice: Dice, family: Family, employer: Employer, title: str, team: str | None) -> str:
    group = f"the {team} team" if team else f"the {dice.pick(family.words)} group"
    opening = dice.pick(_INTRODUCTIONS).format(
        employer=employer.spoken, title=title, a_title=with_article(title), group=group
    )
    return f"{opening[0].upper()}{opening[1:]} {_sentence(family.name, dice.below(PIECES))}"


def work(dice: Dice, family: Family) -> Piece:
    """A story of the work, and what one does: three to five lists of three or four things."""
    return _work(family.name, dice.below(SECTIONS))


def closing(dice: Dice, family: Family) -> Piece:
    """Two or three stories, and the end."""
    return _closing(family.name, dice.below(SECTIONS))


@cache
def _work(name: str, number: int) -> Piece:
    dice = Dice(family_named(name).number, _CHANCE_OF_SECTIONS + 2 * number)
    lists_of_duties = [_duties(name, one) for one in _different(dice, number, 3 + dice.below(3))]
    return joined([_story(name, number), plain("heading", dice.pick(_DUTIES)), *lists_of_duties])


@cache
def _closing(name: str, number: int) -> Piece:
    dice = Dice(family_named(name).number, _CHANCE_OF_SECTIONS + 2 * number + 1)
    stories = [_story(name, one) for one in _different(dice, number, 2 + dice.below(2))]
    return joined([*stories, *_end(dice)])


def _different(dice: Dice, section: int, count: int) -> list[int]:
    """So many different pieces for this section; all sections together begin with every other piece."""
    step = 1 + dice.below(PIECES - 1)
    return [(2 * section + step * place) % PIECES for place in range(count)]


def project(dice: Dice, family: Family) -> Piece:
    """A sentence with a name that hardly any other posting holds."""
    name, own = vocabulary.invented(dice), dice.pick(family.words)
    words = dice.pick(_PROJECTS).format(name=name, own=own, noun=dice.pick(_NOUNS))
    return stating("paragraph", words)


@cache
def _duties(name: str, number: int) -> Piece:
    family = family_named(name)
    dice = Dice(family.number, 3 * number)
    return blocks("bullet", [bullet(dice, family) for _ in range(3 + dice.below(2))])


@cache
def _story(name: str, number: int) -> Piece:
    family = family_named(name)
    dice = Dice(family.number, 3 * number + 1)
    return blocks("paragraph", _paragraphs([sentence(dice, family) for _ in range(5 + dice.below(3))]))


@cache
def _sentence(name: str, number: int) -> str:
    family = family_named(name)
    return sentence(Dice(family.number, 3 * number + 2), family)


def _paragraphs(sentences: list[str]) -> list[str]:
    """The sentences in paragraphs shorter than those that a reader takes apart."""
    found = sentences[:1]
    for one in sentences[1:]:
        if len(found[-1]) + len(one) < _LONGEST_PARAGRAPH:
            found[-1] = f"{found[-1]} {one}"
        else:
            found.append(one)
    return found


def write_all() -> None:
    """Write all pieces now, for processes that are to share them."""
    for name in family_names():
        for number in range(PIECES):
            _sentence(name, number)
        for number in range(SECTIONS):
            _work(name, number)
            _closing(name, number)


def skill_lead(dice: Dice) -> str:
    return dice.pick(_SKILL_LEADS)


def traits(dice: Dice) -> Piece:
    """Bullets of what is asked for and is nothing that is counted."""
    return _traits(dice.below(PIECES))


@cache
def _traits(number: int) -> Piece:
    dice = Dice(_NO_FAMILY, 2 * number)
    return blocks("bullet", dice.some(_TRAITS, 1 + dice.below(4)))


def _end(dice: Dice) -> list[Piece]:
    """What is offered, up to two paragraphs of small print, and what tells that the posting is synthetic."""
    offered = [plain("heading", dice.pick(_OFFER)), blocks("bullet", dice.some(_BENEFITS, 3 + dice.below(4)))]
    ending = [*dice.some(_SMALL_PRINT, dice.below(3)), dice.pick(CONFESSIONS)]
    return [*offered, blocks("paragraph", ending)]


@cache
def plain(kind: BlockKind, words: str) -> Piece:
    """A block of words that many postings have, as a heading is."""
    return stating(kind, words, lasting=True)
