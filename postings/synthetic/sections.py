"""Sections of postings that ask for something, each written once for a family and then drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from postings.extraction.records import Summary
from postings.synthetic import prose
from postings.synthetic.demands import Line, Said, demands
from postings.synthetic.dice import Dice
from postings.synthetic.page import Piece, joined, listing, stating
from postings.synthetic.world import Family, Skill, family_named

#: What a family asks for, of degree and experience: so many different pieces for each seniority.
DEMANDS = 211
#: Lines of skills of a family.
LINES = 401
_SENIORITIES = 4
_ASKED = (
    *("Qualifications", "Requirements", "Minimum qualifications", "Required qualifications"),
    *("What you bring", "Who you are", "Your profile", "Job requirements"),
)
_PREFERRED = (
    *("Preferred qualifications", "Nice to have", "Preferred skills"),
    *("Desired qualifications", "Bonus points", "Preferred"),
)
# where the chance of these sections begins, beyond that of `prose`
_CHANCE_OF_DEMANDS = 100_000
_CHANCE_OF_SKILLS = 200_000


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Degree and experience: the section of requirements up to the skills, the one of what is preferred if
    there is any, and the values that follow from both."""

    required: Piece
    preferred: Piece | None
    summary: Summary


class SkillLine(NamedTuple):
    piece: Piece
    slugs: frozenset[str]


def asked(dice: Dice, family: Family, seniority: int) -> Asked:
    return _asked(family.name, seniority, dice.below(DEMANDS))


@cache
def _asked(name: str, seniority: int, number: int) -> Asked:
    family = family_named(name)
    dice = Dice(family.number, _CHANCE_OF_DEMANDS + number * _SENIORITIES + seniority)
    made = demands(dice, family, seniority)
    return Asked(
        required=joined([prose.plain("heading", dice.pick(_ASKED)), *listing(made.required)]),
        preferred=joined([_preferred(dice), *listing(made.preferred)]) if made.preferred else None,
        summary=made.summary(),
    )


def _preferred(dice: Dice) -> Piece:
    return prose.plain("heading", dice.pick(_PREFERRED))


def write(dice: Dice, family: Family, demanded: Asked) -> list[Piece]:
    """The section of requirements and that of what is preferred, which some postings lack."""
    required, preferred = _skills(dice, family)
    body = [demanded.required, *required, prose.traits(dice)]
    if demanded.preferred:
        body.append(demanded.preferred)
    elif preferred:
        body.append(_preferred(dice))
    return body + preferred


def _skills(dice: Dice, family: Family) -> tuple[list[Piece], list[Piece]]:
    """Some seven skills, none of them twice: lines of what is asked for, and one of what is preferred."""
    named: set[str] = set()
    name, draw = family.name, dice.next
    required = _new((_skill_line(name, "required", draw() % LINES) for _ in range(3 + draw() % 4)), named)
    if draw() % 4 == 0:
        return required, []
    return required, _new([_skill_line(name, "preferred", draw() % LINES)], named)


def _new(lines: Iterable[SkillLine], named: set[str]) -> list[Piece]:
    """Of these lines, those that name nothing that was named before."""
    found = []
    for piece, slugs in lines:
        if named.isdisjoint(slugs):
            named |= slugs
            found.append(piece)
    return found


@cache
def _skill_line(name: str, strength: str, number: int) -> SkillLine:
    """One to three skills, drawn as often as the family has them."""
    family = family_named(name)
    dice = Dice(family.number, _CHANCE_OF_SKILLS + 2 * number + (strength == "required"))
    skills = dice.some(family.skills, 1 + dice.below(3))
    line = _line(dice, skills, strength)
    piece = stating("bullet", line.text, line.said, line.start, lasting=True)
    return SkillLine(piece, frozenset(skill.slug for skill in skills))


def _line(dice: Dice, skills: Sequence[Skill], strength: str) -> Line:
    names = [skill.name for skill in skills]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    said = [Said(skill.name, "skill", skill.slug, strength=strength) for skill in skills]
    lead = prose.skill_lead(dice)
    return Line(f"{lead} {listed}", said, len(lead))
