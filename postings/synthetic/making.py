"""One synthetic posting by its seed and number: its text, and all that a loaded posting has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from postings.extraction.extractors.role_family import infer
from postings.extraction.records import Pay, Place, Summary
from postings.synthetic import facts, prose, sections
from postings.synthetic.demands import Said
from postings.synthetic.dice import Dice
from postings.synthetic.page import Page, Piece, stating
from postings.synthetic.sections import Asked
from postings.synthetic.world import Employer, Family, world

#: The rule of all statements that were written, not read.
RULE = "synthetic"
DAYS = 365
#: Of a hundred postings, those that had an earlier text.
REWRITTEN = 4

_SENIORITY = ("", "Junior", "", "", "", "", "Senior", "Senior", "Senior", "Lead", "Principal")
_RANK = {"Junior": 0, "": 1, "Senior": 2, "Lead": 2, "Principal": 3}


@dataclass(slots=True)
class Posting:
    """A posting as it is written. `page` has text, blocks and statements; the rest are values beside it."""

    number: int
    title: str
    family: str
    family_inferred: bool
    page: Page
    asked: Asked
    employer: Employer | None = None
    teams: tuple[str, ...] = ()
    places: Sequence[Place] = ()
    pay: Pay | None = None
    job_number: str | None = None
    posted_on: dt.date | None = None
    added_bullet: int | None = None
    """The bullet that an earlier text lacked; None where there was none."""

    @property
    def summary(self) -> Summary:
        return self.asked.summary


@dataclass(slots=True)
class Plan:
    """What is settled before a word is written."""

    family: Family
    employer: Employer
    seniority: str
    title: str
    common: bool
    """Whether other postings are likely to have this title."""
    teams: tuple[str, ...]


def make(seed: int, number: int, until: dt.date) -> Posting:
    """The posting with this number, posted in the year that ends with `until`. Always the same."""
    dice = Dice(seed, number)
    plan = _plan(dice)
    inferred, words = _family_of(plan.title.split(",")[0])
    stated = inferred is None or dice.chance(60)
    titled = _lasting_title if plan.common else _title
    made = Posting(
        number=number,
        title=plan.title,
        family=plan.family.name if stated or inferred is None else inferred,
        family_inferred=not stated,
        page=Page(titled(plan.title, words, None if stated else inferred)),
        asked=sections.asked(dice, plan.family, _RANK[plan.seniority]),
        teams=plan.teams,
    )
    _write_body(made, dice, plan)
    _write_facts(made, dice, plan, seed, until)
    made.added_bullet = dice.below(8) if dice.chance(REWRITTEN) else None
    return made


def _plan(dice: Dice) -> Plan:
    family, employer = dice.pick(world().families), dice.pick(world().employers)
    seniority, role = dice.pick(_SENIORITY), dice.pick(family.titles)
    teams = tuple(dice.some(family.teams, 1 if dice.chance(88) else 2)) if dice.chance(85) else ()
    title = f"{seniority} {role}".strip()
    form = dice.below(10)
    if form == 0 and teams:
        title = f"{title}, {teams[0]}"
    elif form in (1, 2):
        title = f"{title}, {dice.pick(family.words).capitalize()}"
    elif form == 3 and not seniority:
        title = f"{title} {dice.pick(('I', 'II', 'III'))}"
    return Plan(family, employer, seniority, title, form not in (1, 2), teams)


@lru_cache(maxsize=50_000)
def _family_of(title: str) -> tuple[str | None, str]:
    """The family that a reader infers from a title, and the words that show it."""
    hit = infer(title)
    return (hit.value, title[hit.start : hit.end]) if hit else (None, "")


def _title(title: str, words: str, family: str | None, lasting: bool = False) -> Piece:
    """The title, and the family that its words show."""
    shown = stating("title", title, [Said(title, "title", title, strength=None)], lasting=lasting)
    if family is not None:
        inferred = (title.index(words), Said(words, "role_family", family, strength=None))
        shown.said = [*shown.said, inferred]
    return shown


_lasting_title: Callable[[str, str, str | None], Piece] = lru_cache(maxsize=1 << 14)(
    partial(_title, lasting=True)
)


def _write_body(made: Posting, dice: Dice, plan: Plan) -> None:
    family, employer, body = plan.family, plan.employer, made.page.body
    team = plan.teams[0] if plan.teams else None
    body.append(stating("paragraph", prose.introduction(dice, family, employer, plan.title, team)))
    if dice.chance(60):
        body.append(prose.project(dice, family))
    body += (prose.work(dice, family), made.asked.section)
    body.append(prose.plain("heading", f"About {employer.spoken}"))
    if dice.chance(60):
        body.append(prose.project(dice, family))
    body.append(prose.closing(dice, family))


def _write_facts(made: Posting, dice: Dice, plan: Plan, seed: int, until: dt.date) -> None:
    made.employer = plan.employer if dice.chance(97) else None
    chosen = facts.places(dice, plan.employer) if dice.chance(94) else ()
    home, made.places = facts.home(plan.employer, made.employer is not None, chosen)
    family = None if made.family_inferred else made.family
    found = [home, facts.belonging(plan.teams, family)]
    if dice.chance(80):
        made.job_number = f"SYN-{seed}-{made.number:07d}"
        found.append(facts.job_number(made.job_number))
    if dice.chance(95):
        made.posted_on = until - dt.timedelta(days=min(dice.below(DAYS), dice.below(DAYS)))
    found.append(facts.terms(dice, made.posted_on))
    if dice.chance(55):
        country = made.places[0].country if made.places else "United States"
        middle = plan.family.pay * (0.7 + 0.25 * _RANK[plan.seniority])
        if paid := facts.pay(dice, country, middle):
            made.pay, piece = paid
            found.append(piece)
    made.page.facts = [one for one in found if one]
