"""Sections of postings that ask for something, each written once for a family and then drawn."""

from __future__ import annotations

from collections.abc import Sequence
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
DEMANDS = (53, 211, 211, 53)
#: Lines of skills of a family, by how strongly they are asked for.
LINES = {"required": 401, "preferred": 199}
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
_CHANCE_OF_REQUIRED = 250_000


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Degree and experience: the section of requirements up to the skills, the one of what is preferred if
    there is any, and the values that follow from both."""

    required: Piece
    preferred: Piece | None
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
    return Asked(
        required=joined([prose.plain("heading", dice.pick(_ASKED)), *listing(made.required)]),
        preferred=joined([_preferred(dice), *listing(made.preferred)]) if made.preferred else None,
        summary=made.summary(),
    )


def _preferred(dice: Dice) -> Piece:
    return prose.plain("heading", dice.pick(_PREFERRED))


def write(dice: Dice, family: Family, demanded: Asked) -> list[Piece]:
    """The section of requirements and that of what is preferred, which some postings lack."""
    required = _required_skills(family.name, dice.below(prose.SECTIONS))
    body = [demanded.required, required.piece]
    preferred = (
        _skill_line(family.name, "preferred", dice.below(LINES["preferred"])) if dice.chance(75) else None
    )
    if preferred and not required.slugs.isdisjoint(preferred.slugs):
        preferred = None  # no posting names a skill twice
    if demanded.preferred:
        body.append(demanded.preferred)
    elif preferred:
        body.append(_preferred(dice))
    return [*body, preferred.piece] if preferred else body


def write_all() -> list[Piece]:
    """Write all sections now, for processes that are to share them."""
    names = family_names()
    asked = [
        _asked(name, seniority, number)
        for name in names
        for seniority, count in enumerate(DEMANDS)
        for number in range(count)
    ]
    required = [_required_skills(name, number) for name in names for number in range(prose.SECTIONS)]
    preferred = [
        _skill_line(name, "preferred", number) for name in names for number in range(LINES["preferred"])
    ]
    pieces = [piece for one in asked for piece in (one.required, one.preferred) if piece]
    return pieces + [line.piece for line in (*required, *preferred)]


@cache
def _required_skills(name: str, number: int) -> SkillLine:
    """Three to six lines of some seven skills, none of them twice, and traits."""
    dice = Dice(family_named(name).number, _CHANCE_OF_REQUIRED + number)
    named: set[str] = set()
    lines = []
    for _ in range(3 + dice.below(4)):
        line = _skill_line(name, "required", dice.below(LINES["required"]))
        if named.isdisjoint(line.slugs):
            named |= line.slugs
            lines.append(line.piece)
    return SkillLine(joined([*lines, prose.traits(dice)]), frozenset(named))


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
