"""Degrees and years in the wordings of postings: lines, what they state, and the words that prove it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from postings.extraction.records import DEGREE_LEVELS, Evidence, Statement, Summary
from postings.extraction.requirements.bounds import WORDS
from postings.extraction.summary import summarise
from postings.synthetic import vocabulary
from postings.synthetic.dice import Dice
from postings.synthetic.world import Family, languages


class Said(NamedTuple):
    """A statement before its place in the text is known; `exact` stands in its line."""

    exact: str
    kind: str
    value: str | None = None
    level: str | None = None
    years_min: float | None = None
    years_max: float | None = None
    strength: str | None = "required"
    or_experience: bool = False
    path: int | None = None
    conditioned: bool = False


class Line(NamedTuple):
    """A line of the text and what it states, in the order of the words; none of these before `start`."""

    text: str
    said: Sequence[Said] = ()
    start: int = 0


@dataclass
class Demands:
    """Lines for the section of requirements, and for that of what is only preferred."""

    required: list[Line] = field(default_factory=list)
    preferred: list[Line] = field(default_factory=list)

    def summary(self) -> Summary:
        """The values that follow from the statements, by extraction's own rules."""
        lines = (*self.required, *self.preferred)
        return _summary(tuple(said[1:] for line in lines for said in line.said if said.kind in _DECIDING))


_DECIDING = ("degree", "experience")
_LEVELS: Sequence[str] = DEGREE_LEVELS
_NAMES: dict[str, Sequence[str]] = {
    "high_school": ("High school diploma or GED", "High school diploma or equivalent", "High school diploma"),
    "associate": ("Associate degree", "Associate's degree", "Associate degree"),
    "bachelor": (
        "Bachelor's degree",
        "Bachelor's degree",
        "Bachelor’s degree",
        "BS degree",
        "Bachelor degree",
    ),
    "master": ("Master's degree", "Master’s degree", "MS degree", "Master degree"),
    "doctorate": ("PhD", "Doctorate", "PhD"),
}
#: Years asked for, by how senior the title sounds.
_YEARS: Sequence[Sequence[float]] = (
    (0.5, 1.0, 1.0, 1.0, 2.0, 2.0),
    (1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 4.0, 5.0, 5.0),
    (3.0, 4.0, 5.0, 5.0, 5.0, 6.0, 7.0, 8.0, 8.0, 10.0),
    (7.0, 8.0, 8.0, 10.0, 10.0, 12.0, 15.0),
)
_IN_WORDS = {number: word for word, number in WORDS.items() if number > 1 and " " not in word}
_STATES = ("required",) * 58 + ("preferred_only",) * 9 + ("asked_no_number",) * 9 + ("explicitly_none",) * 4
_STATES_OF_ALL = (*_STATES, *("not_stated",) * 20)
_ASKED = ("Proven experience", "Demonstrated experience", "Solid experience", "Hands-on experience")
_NONE_NEEDED = ("No prior experience needed", "No experience required", "No experience necessary")
_PLACES_OF_WORK = (
    *("in a similar role", "in {word} operations", "in the {word} sector", "with {word} teams"),
    *("in {word} work", "with {word} systems", "in the {word} industry", "within {word} groups"),
    *("supporting {word} customers", "across {word} projects", "in {word} environments"),
)
_FLUENT = ("Fluent in", "Professional level of", "Spoken and written")
_NO_DEGREE = ("No degree required", "No degree needed", "A degree is not required")


@lru_cache(maxsize=50_000)
def _summary(shapes: tuple[tuple[object, ...], ...]) -> Summary:
    nowhere = Evidence(0, 0, "", "synthetic")
    names = Said._fields[1:]
    return summarise(
        [
            Statement(evidence=nowhere, **dict(zip(names, shape, strict=True)))  # type: ignore[arg-type]
            for shape in shapes
        ]
    )


def demands(dice: Dice, family: Family, seniority: int) -> Demands:
    """What one posting of a family asks for; `seniority` from 0 (junior) to 3."""
    made = Demands()
    policy, level = dice.pick(family.schooling)
    tied = False
    if level is None:
        if policy == "not_required":
            words = dice.pick(_NO_DEGREE)
            made.required.append(Line(words, [Said(words, "degree", "not_required", strength=None)]))
    elif policy == "preferred_only":
        made.preferred.append(_degree_line(dice, family, level, "preferred"))
    else:
        tied = _ask_degree(made, dice, family, policy, level, seniority)
    if not tied:
        _ask_experience(made, dice, family, seniority)
    elif dice.chance(15):
        made.required.append(_years_line(dice, family, float(1 + dice.below(3)), "required"))
    if family.certifications and dice.chance(20):
        _ask_certification(made, dice, family)
    if dice.chance(8):
        _ask_language(made, dice)
    return made


# --- degrees -------------------------------------------------------------------------------------------


def _ask_degree(made: Demands, dice: Dice, family: Family, policy: str, level: str, seniority: int) -> bool:
    """Ask for a degree; says whether its line names years too."""
    tied = False
    if level == "certificate":
        made.required.append(_vocational(dice, family))
        return False
    if policy == "required_or_experience" and dice.chance(45):
        line, tied = _instead(dice, family, level, seniority)
        made.required.append(line)
    elif policy == "required_or_experience":
        made.required.append(_or_equivalent(dice, family, level))
    elif level in ("bachelor", "master") and dice.chance(14):
        made.required.append(_ladder(dice, family, level, seniority))
        return True
    else:
        made.required.append(_degree_line(dice, family, level, "required"))
    above = _LEVELS.index(level) + 1
    if level not in ("high_school", "doctorate") and dice.chance(30):
        made.preferred.append(_degree_line(dice, family, _LEVELS[above], "preferred"))
    elif level != "high_school" and dice.chance(2):
        words = f"{_NAMES[level][0]} preferred"
        made.preferred.append(Line(words, [Said(words, "degree", level=level, strength="preferred")]))
    return tied


def _degree(
    dice: Dice, family: Family, level: str, strength: str = "required", **more: object
) -> tuple[str, list[Said]]:
    """Words for a degree, in one to three fields or none, and what they state."""
    name = dice.pick(_NAMES[level])
    if level == "high_school" or dice.chance(8):
        return name, [Said(name, "degree", level=level, strength=strength, **more)]  # type: ignore[arg-type]
    fields = dice.some(family.fields, 1 + dice.below(3))
    words = f"{name} in {_listed([name for _, name in fields])}"
    degree = Said(words, "degree", level=level, strength=strength, conditioned=True, **more)  # type: ignore[arg-type]
    return words, [degree, *(Said(name, "field_of_study", slug, strength=strength) for slug, name in fields)]


def _degree_line(dice: Dice, family: Family, level: str, strength: str) -> Line:
    words, said = _degree(dice, family, level, strength)
    if strength == "required" and dice.chance(40):
        words += " required"
    return Line(words, said)


def _vocational(dice: Dice, family: Family) -> Line:
    """A vocational certificate counts where it stands beside a degree."""
    slug, name = dice.pick(family.fields)
    certificate, degree = "Vocational certificate", f"Associate degree in {name}"
    said = [
        Said(certificate, "degree", level="certificate"),
        Said(degree, "degree", level="associate", conditioned=True),
        Said(name, "field_of_study", slug),
    ]
    return Line(f"{certificate} or {degree}", said)


def _or_equivalent(dice: Dice, family: Family, level: str) -> Line:
    words, said = _degree(dice, family, level, or_experience=True)
    instead = dice.pick(("or equivalent experience", "or equivalent work experience"))
    return Line(f"{words} {instead}", [*said, Said(instead, "experience", "instead_of_degree")])


def _instead(dice: Dice, family: Family, level: str, seniority: int) -> tuple[Line, bool]:
    """A number of years that may stand in for the degree; the degree may have years of its own."""
    few = dice.pick(_YEARS[seniority])
    many = f"{few + 4:g}"
    if few >= 1 and dice.chance(60):
        words, said = _degree(dice, family, level, path=1)
        years, more = f"{few:g}+ years of experience", f"{many}+ years of experience"
        tied = [
            Said(years, "experience", years_min=few, path=1),
            Said(more, "experience", "instead_of_degree", years_min=few + 4, path=2),
        ]
        return Line(f"{words} and {years}, or {more}", [*said, *tied]), True
    words, said = _degree(dice, family, level, or_experience=True, path=1)
    years = f"{int(few) + 4} years"
    lieu = Said(years, "experience", "instead_of_degree", years_min=float(int(few) + 4), path=2)
    return Line(f"{words}, or {years} of experience in lieu of a degree", [*said, lieu]), False


def _ladder(dice: Dice, family: Family, level: str, seniority: int) -> Line:
    """Two or three degrees, the higher the fewer years: "PhD and 1+ years, or Master's degree and 3+ ..."."""
    top = 2 + (level == "bachelor" and dice.chance(40))
    at = _LEVELS.index(level)
    lowest = max(1, int(dice.pick(_YEARS[seniority])))
    rungs, said = [], []
    for path, higher in enumerate(reversed(range(top)), 1):
        words, stated = _degree(dice, family, _LEVELS[at + higher], path=path)
        more = lowest + 2 * (top - 1 - higher)
        years = f"{more}+ years of experience"
        rungs.append(f"{words} and {years}")
        said += [*stated, Said(years, "experience", years_min=float(more), path=path)]
    return Line(", or ".join(rungs), said)


def _listed(names: Sequence[str]) -> str:
    """
    >>> _listed(["Law"]), _listed(["Law", "Finance", "Art"])
    ('Law', 'Law, Finance or Art')
    """
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]


# --- certifications and languages ------------------------------------------------------------------------


def _ask_certification(made: Demands, dice: Dice, family: Family) -> None:
    slug, name = dice.pick(family.certifications)
    if dice.chance(70):
        made.required.append(Line(name, [Said(name, "certification", slug)]))
    else:
        made.preferred.append(Line(name, [Said(name, "certification", slug, strength="preferred")]))


def _ask_language(made: Demands, dice: Dice) -> None:
    slug, name = dice.pick(languages())
    words = f"{dice.pick(_FLUENT)} {name}"
    if dice.chance(60):
        made.required.append(Line(words, [Said(name, "language", slug)]))
    else:
        made.preferred.append(Line(words, [Said(name, "language", slug, strength="preferred")]))


# --- years ---------------------------------------------------------------------------------------------


def _ask_experience(made: Demands, dice: Dice, family: Family, seniority: int) -> None:
    state = dice.pick(_STATES_OF_ALL)
    if state == "required":
        made.required.append(_years_line(dice, family, dice.pick(_YEARS[seniority]), "required"))
        if dice.chance(25):
            made.preferred.append(_years_line(dice, family, float(2 + dice.below(9)), "preferred"))
    elif state == "preferred_only":
        made.preferred.append(_years_line(dice, family, dice.pick(_YEARS[seniority]), "preferred"))
    elif state == "asked_no_number":
        words = f"{dice.pick(_ASKED)} {_where(dice, family)}"
        made.required.append(Line(words, [Said(words, "experience", "asked_no_number")]))
    elif state == "explicitly_none" and seniority < 2:
        words = dice.pick(_NONE_NEEDED)
        made.required.append(Line(words, [Said(words, "experience", "explicitly_none")]))


def _years_line(dice: Dice, family: Family, years: float, strength: str) -> Line:
    words, most = _years(dice, years)
    words = f"{words} of experience {_where(dice, family)}"
    said = Said(words, "experience", years_min=years, years_max=most, strength=strength)
    return Line(words, [said])


def _years(dice: Dice, years: float) -> tuple[str, float | None]:
    """A number of years in words, and the largest that it allows."""
    if years < 1:
        return "Six months", None
    least, most = int(years), int(years) + 2 + dice.below(3)
    form = dice.below(6)
    if form < 3:
        return f"{least}+ years", None
    if form == 3:
        return f"At least {least} years", None
    if form == 4:
        return f"{least}-{most} years", float(most)
    return f"Minimum of {_IN_WORDS.get(least, least)} ({least}) years", None


def _where(dice: Dice, family: Family) -> str:
    word = dice.pick(vocabulary.table() if dice.chance(30) else family.words)
    return dice.pick(_PLACES_OF_WORK).format(word=word)
