"""One synthetic posting by its seed and number: its text, and all that a loaded posting has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from postings.extraction.extractors.role_family import infer
from postings.extraction.records import Pay, Place, Summary
from postings.synthetic import prose
from postings.synthetic.demands import Demands, Line, Said, demands
from postings.synthetic.dice import Dice
from postings.synthetic.page import Page, Piece, stating
from postings.synthetic.world import Employer, Family, Skill, world

#: The rule of all statements that were written, not read.
RULE = "synthetic"
DAYS = 365
#: Of a hundred postings, those that had an earlier text.
REWRITTEN = 4

_SENIORITY = ("", "Junior", "", "", "", "", "Senior", "Senior", "Senior", "Lead", "Principal")
_RANK = {"Junior": 0, "": 1, "Senior": 2, "Lead": 2, "Principal": 3}
_DUTIES = (
    *("Responsibilities", "Key responsibilities", "What you will do", "Your responsibilities", "Duties"),
    *("Main duties", "Essential functions", "The role", "A typical day", "Job duties"),
)
_ASKED = (
    *("Qualifications", "Requirements", "Minimum qualifications", "Required qualifications"),
    *("What you bring", "Who you are", "Your profile", "Job requirements"),
)
_PREFERRED = (
    *("Preferred qualifications", "Nice to have", "Preferred skills"),
    *("Desired qualifications", "Bonus points", "Preferred"),
)
_OFFER = ("Benefits", "What we offer", "Perks", "Our benefits", "We offer", "Why join us")
_TYPES = (
    (("FULL_TIME", "Full-time"),) * 15
    + (("PART_TIME", "Part-time"),) * 2
    + (
        ("CONTRACTOR", "Contract"),
        ("TEMPORARY", "Temporary"),
        ("INTERN", "Internship"),
    )
)
_WORKPLACES = (("on_site", "On-site"),) * 5 + (("hybrid", "Hybrid"),) * 3 + (("remote", "Remote"),) * 2
_CURRENCIES = {
    "United States": ("$", "USD", 1.0),
    "United Kingdom": ("£", "GBP", 0.6),
    "Germany": ("€", "EUR", 0.7),
    "Ireland": ("€", "EUR", 0.7),
    "France": ("€", "EUR", 0.6),
    "Spain": ("€", "EUR", 0.5),
    "Italy": ("€", "EUR", 0.5),
}


@dataclass
class Posting:
    """A posting as it is written. `page` has text, blocks and statements; the rest are values beside it."""

    number: int
    title: str
    family: str
    family_inferred: bool
    page: Page
    summary: Summary
    employer: Employer | None = None
    teams: Sequence[str] = ()
    places: Sequence[Place] = ()
    pay: Pay | None = None
    job_number: str | None = None
    posted_on: dt.date | None = None
    added_bullet: int | None = None
    """The bullet that an earlier text lacked; None where there was none."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is settled before a word is written."""

    family: Family
    employer: Employer
    seniority: str
    title: str
    teams: Sequence[str]


def make(seed: int, number: int, until: dt.date) -> Posting:
    """The posting with this number, posted in the year that ends with `until`. Always the same."""
    dice = Dice(seed, number)
    plan = _plan(dice)
    asked = demands(dice, plan.family, _RANK[plan.seniority])
    page = Page()
    inferred, words = _family_of(plan.title.split(",")[0])
    stated = dice.chance(60) or inferred is None
    page.pieces.append(_title(plan.title) if stated else _title(plan.title, words, inferred))
    made = Posting(
        number=number,
        title=plan.title,
        family=plan.family.name if stated or inferred is None else inferred,
        family_inferred=not stated,
        page=page,
        summary=asked.summary(),
    )
    _write_body(page, dice, plan, asked)
    _write_facts(made, dice, plan, seed, until)
    made.added_bullet = dice.below(8) if dice.chance(REWRITTEN) else None
    return made


def _plan(dice: Dice) -> Plan:
    family, employer = dice.pick(world().families), dice.pick(world().employers)
    seniority, role = dice.pick(_SENIORITY), dice.pick(family.titles)
    teams = dice.some(family.teams, 1 if dice.chance(88) else 2) if dice.chance(85) else []
    title = f"{seniority} {role}".strip()
    form = dice.below(10)
    if form == 0 and teams:
        title = f"{title}, {teams[0]}"
    elif form in (1, 2):
        title = f"{title}, {dice.pick(family.words).capitalize()}"
    elif form == 3 and not seniority:
        title = f"{title} {dice.pick(('I', 'II', 'III'))}"
    return Plan(family, employer, seniority, title, teams)


@lru_cache(maxsize=50_000)
def _family_of(title: str) -> tuple[str | None, str]:
    """The family that a reader infers from a title, and the words that show it."""
    hit = infer(title)
    return (hit.value, title[hit.start : hit.end]) if hit else (None, "")


@lru_cache(maxsize=50_000)
def _title(title: str, words: str = "", family: str | None = None) -> Piece:
    """The title, and the family that its words show."""
    shown = stating("title", title, [Said(title, "title", title, strength=None)])
    if family is None:
        return shown
    inferred = (title.index(words), Said(words, "role_family", family, strength=None))
    return shown._replace(said=[*shown.said, inferred])


# --- the body ------------------------------------------------------------------------------------------


def _write_body(page: Page, dice: Dice, plan: Plan, asked: Demands) -> None:
    family = plan.family
    team = plan.teams[0] if plan.teams else None
    page.add("paragraph", prose.introduction(dice, family, plan.employer, plan.title, team))
    page.pieces.extend(prose.stories(dice, family, 1))
    if dice.chance(60):
        page.add("paragraph", prose.project(dice, family))
    page.pieces.extend(
        [prose.plain("heading", dice.pick(_DUTIES)), *prose.duties(dice, family, 3 + dice.below(3))]
    )
    required, preferred = _skills(dice, family)
    page.pieces.append(prose.plain("heading", dice.pick(_ASKED)))
    page.bullets([*asked.required, *required])
    page.pieces.extend(prose.traits(dice))
    if asked.preferred or preferred:
        page.pieces.append(prose.plain("heading", dice.pick(_PREFERRED)))
        page.bullets([*asked.preferred, *preferred])
    page.pieces.append(prose.plain("heading", f"About {plan.employer.spoken}"))
    page.pieces.extend(prose.stories(dice, family, 2 + dice.below(2)))
    if dice.chance(60):
        page.add("paragraph", prose.project(dice, family))
    page.pieces.extend(
        [prose.plain("heading", dice.pick(_OFFER)), *prose.benefits(dice), *prose.small_print(dice)]
    )


def _skills(dice: Dice, family: Family) -> tuple[list[Line], list[Line]]:
    """Some eight skills: lines of one to three that are asked for, and one line of what is preferred."""
    skills = dice.some(family.skills, 4 + dice.below(9))
    least = min(len(skills), max(2, len(skills) - dice.below(4)))
    required = []
    at = 0
    while at < least:
        some = skills[at : min(at + 1 + dice.below(3), least)]
        required.append(_skill_line(dice, some, "required"))
        at += len(some)
    return required, [_skill_line(dice, skills[least:], "preferred")] if skills[least:] else []


def _skill_line(dice: Dice, skills: Sequence[Skill], strength: str) -> Line:
    names = [skill.name for skill in skills]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    said = [Said(skill.name, "skill", skill.slug, strength=strength) for skill in skills]
    lead = prose.skill_lead(dice)
    return Line(f"{lead} {listed}", said, len(lead))


# --- the facts at the end ------------------------------------------------------------------------------


def _write_facts(made: Posting, dice: Dice, plan: Plan, seed: int, until: dt.date) -> None:
    if dice.chance(97):
        made.employer = plan.employer
        made.page.pieces.append(_field("Company", "employer", plan.employer.name))
    if dice.chance(94):
        made.places = _places(dice, plan.employer)
        label = "Locations" if len(made.places) > 1 else "Location"
        made.page.pieces.append(_listed(label, "location", tuple([str(place) for place in made.places])))
    made.teams = plan.teams
    for label, team in zip(("Team", "Department"), plan.teams, strict=False):
        made.page.pieces.append(_field(label, "team", team))
    if not made.family_inferred:
        made.page.pieces.append(_field("Category", "role_family", made.family))
    if dice.chance(80):
        made.job_number = f"SYN-{seed}-{made.number:07d}"
        said = [Said(made.job_number, "job_number", made.job_number, strength=None)]
        made.page.add("field", f"Job number: {made.job_number}", said)
    if dice.chance(95):
        made.posted_on = until - dt.timedelta(days=min(dice.below(DAYS), dice.below(DAYS)))
        made.page.pieces.append(_field("Posted", "posted", made.posted_on.isoformat()))
    if dice.chance(85):
        slug, words = dice.pick(_TYPES)
        made.page.pieces.append(_field("Employment type", "employment_type", words, slug))
    if dice.chance(70):
        slug, words = dice.pick(_WORKPLACES)
        made.page.pieces.append(_field("Workplace", "workplace", words, slug))
    if dice.chance(55):
        _write_pay(made, dice, plan)


@lru_cache(maxsize=50_000)
def _field(label: str, kind: str, words: str, value: str | None = None) -> Piece:
    """A line that states one thing, which is its words unless another value is given."""
    said = Said(words, kind, value or words, strength=None)
    return stating("field", f"{label}: {words}", [said], len(label))


@lru_cache(maxsize=50_000)
def _listed(label: str, kind: str, values: tuple[str, ...]) -> Piece:
    said = [Said(value, kind, value, strength=None) for value in values]
    return stating("field", f"{label}: {'; '.join(values)}", said, len(label))


def _places(dice: Dice, employer: Employer) -> list[Place]:
    return dice.some(employer.places, 1 if dice.chance(72) else 2 + dice.below(3))


def _write_pay(made: Posting, dice: Dice, plan: Plan) -> None:
    """A range around what the family earns, where the country's money is one that we can write."""
    country = made.places[0].country if made.places else "United States"
    if country not in _CURRENCIES:
        return
    sign, currency, worth = _CURRENCIES[country]
    middle = plan.family.pay * worth * (0.7 + 0.25 * _RANK[plan.seniority]) * (80 + dice.below(41)) / 100
    if middle < 50_000 and dice.chance(50):
        low, high = float(round(middle / 2000)), float(round(middle / 2000)) + 2 + dice.below(9)
        words, period = f"{sign}{low:.2f} - {sign}{high:.2f} per hour", "hour"
    else:
        low = round(middle / 1000) * 1000.0
        high, period = low + 1000 * (5 + dice.below(40)), "year"
        words = f"{sign}{low:,.0f} - {sign}{high:,.0f} per year"
    made.pay = Pay(low, high, currency, period)  # type: ignore[arg-type]
    made.page.add("field", f"Salary: {words}", [Said(words, "pay", str(made.pay), strength=None)])
