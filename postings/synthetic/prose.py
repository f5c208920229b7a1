"""The sentences of a posting that ask for nothing that is counted: about, work, benefits, small print.

Most of a posting is put together from pieces of its family, a few sentences each, as an employer copies what
it wrote before. A piece is written when it is first drawn: writing each sentence anew took half of the time.
"""

from __future__ import annotations

from functools import cache

from postings.extraction.records import BlockKind
from postings.synthetic import lists, vocabulary
from postings.synthetic.dice import Dice
from postings.synthetic.page import Piece, piece
from postings.synthetic.world import Employer, Family, family_named

#: What each synthetic posting says of itself.
CONFESSION = (
    "This posting is synthetic: jobsite made it to measure its own search. "
    "Nobody is hiring, and the employer does not exist."
)

_LONGEST_PARAGRAPH = 340
#: Pieces of each kind that a family has, a prime number; a posting has some three of each.
PIECES = 401
_OPENINGS = lists.phrases("openings")
_NOUNS = lists.words("nouns")
_GROUPS = lists.words("groups")
_ADJECTIVES = lists.words("adjectives")
_PURPOSES = lists.phrases("purposes")
_SKILL_LEADS = lists.phrases("skill_leads")
_TRAITS = lists.phrases("traits")
_BENEFITS = lists.phrases("benefits")
_SMALL_PRINT = lists.phrases("small_print")


def bullet(dice: Dice, family: Family) -> str:
    """One thing that one does in this job."""
    form, opening, noun = dice.below(4), dice.pick(_OPENINGS), dice.pick(_NOUNS)
    word, own = dice.pick(vocabulary.table()), dice.pick(family.words)
    if form == 0:
        return (
            f"{opening} the {own} {noun} for {word} and {dice.pick(vocabulary.table())} {dice.pick(_GROUPS)}"
        )
    if form == 1:
        return f"{opening} {own} {noun} and {word} {dice.pick(_NOUNS)} {dice.pick(_PURPOSES)}"
    if form == 2:
        also = dice.pick(family.words)
        return f"{opening} {dice.pick(_ADJECTIVES)} {own} {noun} across {also} {dice.pick(_GROUPS)}"
    return (
        f"{opening} {own} and {dice.pick(family.words)} {noun} {dice.pick(_PURPOSES)}, {word} ones above all"
    )


def sentence(dice: Dice, family: Family) -> str:
    """One sentence about the work and the people."""
    form, noun, group = dice.below(5), dice.pick(_NOUNS), dice.pick(_GROUPS)
    word, own = dice.pick(vocabulary.table()), dice.pick(family.words)
    if form == 0:
        return f"Our {own} {noun} serve {word} {group} in many places, {dice.pick(_PURPOSES)}."
    if form == 1:
        return f"You will work with {own} {group} on {dice.pick(_ADJECTIVES)} {word} {noun}."
    if form == 2:
        return f"The {own} {noun} of today began as a {word} project, and its {group} are still here."
    if form == 3:
        also = dice.pick(family.words)
        return f"This year {word} and {own} {noun} come together, {dice.pick(_PURPOSES)}, for {also} {group}."
    return f"Between {own} {group} and {word} {noun}, no two days are the same."


def introduction(dice: Dice, family: Family, employer: Employer, title: str, team: str | None) -> str:
    group = f"the {team} team" if team else f"our {dice.pick(family.words)} group"
    form = dice.below(3)
    if form == 0:
        opening = f"{employer.spoken} is looking for a {title} to join {group}."
    elif form == 1:
        opening = f"Join {employer.spoken} as a {title} in {group}."
    else:
        opening = f"As a {title} at {employer.spoken} you strengthen {group}."
    return f"{opening} {sentence(dice, family)}"


def duties(dice: Dice, family: Family, count: int) -> list[Piece]:
    """So many lists of three or four things that one does."""
    return [_duties(family.name, number) for number in _different(dice, count)]


def stories(dice: Dice, family: Family, count: int) -> list[Piece]:
    """So many pieces of three to five sentences about the work."""
    return [_story(family.name, number) for number in _different(dice, count)]


def _different(dice: Dice, count: int) -> list[int]:
    first, step = dice.below(PIECES), 1 + dice.below(PIECES - 1)
    return [(first + step * place) % PIECES for place in range(count)]


def project(dice: Dice, family: Family) -> str:
    """A sentence with a name that hardly any other posting holds."""
    return f"Ask us about {vocabulary.invented(dice)}, our {dice.pick(family.words)} project."


@cache
def _duties(name: str, number: int) -> Piece:
    family = family_named(name)
    dice = Dice(family.number, 2 * number)
    return piece("bullet", [bullet(dice, family) for _ in range(3 + dice.below(2))])


@cache
def _story(name: str, number: int) -> Piece:
    family = family_named(name)
    dice = Dice(family.number, 2 * number + 1)
    return piece("paragraph", _paragraphs([sentence(dice, family) for _ in range(3 + dice.below(3))]))


def _paragraphs(sentences: list[str]) -> list[str]:
    """The sentences in paragraphs shorter than those that a reader takes apart."""
    found = sentences[:1]
    for one in sentences[1:]:
        if len(found[-1]) + len(one) < _LONGEST_PARAGRAPH:
            found[-1] = f"{found[-1]} {one}"
        else:
            found.append(one)
    return found


def skill_lead(dice: Dice) -> str:
    return dice.pick(_SKILL_LEADS)


def traits(dice: Dice) -> list[Piece]:
    return [plain("bullet", words) for words in dice.some(_TRAITS, 1 + dice.below(4))]


def benefits(dice: Dice) -> list[Piece]:
    return [plain("bullet", words) for words in dice.some(_BENEFITS, 3 + dice.below(4))]


def small_print(dice: Dice) -> list[Piece]:
    return [plain("paragraph", words) for words in dice.some(_SMALL_PRINT, dice.below(3))]


@cache
def plain(kind: BlockKind, words: str) -> Piece:
    """A block of words that many postings have: a heading, a benefit."""
    return piece(kind, [words])
