"""The sentences of a posting that ask for nothing that is counted: about, work, benefits, small print."""

from __future__ import annotations

from postings.synthetic import lists, vocabulary
from postings.synthetic.dice import Dice
from postings.synthetic.world import Employer, Family

#: What each synthetic posting says of itself.
CONFESSION = (
    "This posting is synthetic: jobsite made it to measure its own search. "
    "Nobody is hiring, and the employer does not exist."
)

_LONGEST_PARAGRAPH = 340
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


def paragraphs(dice: Dice, family: Family, least: int) -> list[str]:
    """At least so many sentences, in paragraphs shorter than those that a reader takes apart.

    Most of them hold a name that hardly any other posting holds.
    """
    sentences = [sentence(dice, family) for _ in range(least + dice.below(3))]
    if dice.chance(60):
        sentences.append(f"Ask us about {vocabulary.invented(dice)}, our {dice.pick(family.words)} project.")
    found = sentences[:1]
    for one in sentences[1:]:
        if len(found[-1]) + len(one) < _LONGEST_PARAGRAPH:
            found[-1] = f"{found[-1]} {one}"
        else:
            found.append(one)
    return found


def skill_lead(dice: Dice) -> str:
    return dice.pick(_SKILL_LEADS)


def traits(dice: Dice) -> list[str]:
    return dice.some(_TRAITS, 1 + dice.below(4))


def benefits(dice: Dice) -> list[str]:
    return dice.some(_BENEFITS, 3 + dice.below(4))


def small_print(dice: Dice) -> list[str]:
    return dice.some(_SMALL_PRINT, dice.below(3))
