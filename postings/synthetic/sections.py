"""The section of a posting that asks for something, written once for a family and then drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from postings.extraction.records import Summary
from postings.synthetic import prose
from postings.synthetic.demands import Line, Said, demands
from postings.synthetic.dice import Dice
from postings.synthetic.page import Piece, joined, listing, stating
from postings.synthetic.world import Family, Skill, family_named, family_names

#: What a family asks for, of degree and experience: so many different pieces for each seniority, more where
#: there are more postings.
DEMANDS = (23, 89, 89, 23)
#: Lines of skills of a family, by how strongly they are asked for.
LINES = {"required": 211, "preferred": 101}
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
    """What is required and what is preferred, and the values that follow from it."""

    section: Piece
    summary: Summary


class SkillLine(NamedTuple):
    """A line of skills or several, and which they name."""

    piece: Piece
    slugs: frozenset[str]


def asked(dice: Dice, family: Family, seniority: int) -> Asked:
    return _asked(family.name, seniority, dice.below(DEMANDS[seniority]))


@cache
def _asked(name: str, seniority: int, number: int) -> Asked:
    family = family_named(name)
    dice = Dice(family.number, _CHANCE_OF_DEMANDS + number * len(DEMANDS) + seniority)
    made = demands(dice, family, seniority)
    named: set[str] = set()
    required = [*listing(made.required), *_skill_lines(dice, name, "required", 3 + dice.below(4), named)]
    preferred = listing(made.preferred)
    if dice.chance(75):
        preferred += _skill_lines(dice, name, "preferred", 1, named)
    body = [prose.plain("heading", dice.pick(_ASKED)), *required, prose.traits(dice)]
    if preferred:
        body += (prose.plain("heading", dice.pick(_PREFERRED)), *preferred)
    return Asked(joined(body), made.summary())


def _skill_lines(dice: Dice, name: str, strength: str, count: int, named: set[str]) -> Iterator[Piece]:
    """Up to so many lines, none with a skill that is `named` already: no posting names one twice."""
    for _ in range(count):
        line = _skill_line(name, strength, dice.below(LINES[strength]))
        if named.isdisjoint(line.slugs):
            named |= line.slugs
            yield line.piece


def write_all() -> list[Piece]:
    """Write all sections now, for processes that are to share them."""
    return [
        _asked(name, seniority, number).section
        for name in family_names()
        for seniority, count in enumerate(DEMANDS)
        for number in range(count)
    ]


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
