"""The facts that stand at the end of a posting's text: who hires where, since when, and for how much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache, lru_cache

from postings.extraction.records import Pay, PayPeriod, Place
from postings.synthetic.demands import Said
from postings.synthetic.dice import Dice
from postings.synthetic.page import Piece, joined, stating
from postings.synthetic.world import Employer

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
Coded = tuple[str, str]


def places(dice: Dice, employer: Employer) -> tuple[int, ...]:
    """Which of an employer's places; its home first."""
    count = len(employer.places)
    drawn = [dice.next() % count for _ in range(1 if dice.chance(72) else 2 + dice.below(3))]
    return tuple(sorted(set(drawn)))


@lru_cache(maxsize=1 << 15)
def home(employer: Employer, named: bool, chosen: tuple[int, ...]) -> tuple[Piece | None, Sequence[Place]]:
    """The employer, if it is `named`, and those of its places that are `chosen`."""
    found = [employer.places[number] for number in chosen]
    lines = [_field("Company", "employer", employer.name)] if named else []
    if found:
        said = [Said(str(place), "location", str(place), strength=None) for place in found]
        label = "Locations" if len(found) > 1 else "Location"
        words = f"{label}: {'; '.join(one.exact for one in said)}"
        lines.append(stating("field", words, said, len(label)))
    return joined(lines) if lines else None, found


@cache
def belonging(teams: tuple[str, ...], family: str | None) -> Piece | None:
    """Teams, and the role family where it is stated."""
    pairs = zip(("Team", "Department"), teams, strict=False)
    lines = [_field(label, "team", team) for label, team in pairs]
    if family:
        lines.append(_field("Category", "role_family", family))
    return joined(lines) if lines else None


def job_number(words: str) -> Piece:
    lead = "Job number: "
    text = f"{lead}{words}"
    return Piece("field", text, text, [(len(lead), Said(words, "job_number", words, strength=None))])


def terms(dice: Dice, posted_on: dt.date | None) -> Piece | None:
    """When it was posted, as what one is employed, and where one works."""
    employed = dice.pick(_TYPES) if dice.chance(85) else None
    return _terms(posted_on, employed, dice.pick(_WORKPLACES) if dice.chance(70) else None)


@lru_cache(maxsize=1 << 14)
def _terms(posted_on: dt.date | None, employed: Coded | None, working: Coded | None) -> Piece | None:
    lines = [_field("Posted", "posted", posted_on.isoformat())] if posted_on else []
    if employed:
        lines.append(_field("Employment type", "employment_type", employed[1], employed[0]))
    if working:
        lines.append(_field("Workplace", "workplace", working[1], working[0]))
    return joined(lines) if lines else None


def _field(label: str, kind: str, words: str, value: str | None = None, lasting: bool = False) -> Piece:
    """A line that states one thing, which is its words unless another value is given."""
    said = Said(words, kind, value or words, strength=None)
    return stating("field", f"{label}: {words}", [said], len(label), lasting)


def pay(dice: Dice, country: str, middle: float) -> tuple[Pay, Piece] | None:
    """A range around `middle`, in US dollars a year, where the country's money is one that we can write."""
    if country not in _CURRENCIES:
        return None
    sign, currency, worth = _CURRENCIES[country]
    middle = middle * worth * (80 + dice.below(41)) / 100
    if middle < 50_000 and dice.chance(50):
        low = round(middle / 2000)
        return _paid(sign, currency, low, low + 2 + dice.below(9), "hour")
    low = round(middle / 1000)
    return _paid(sign, currency, 1000 * low, 1000 * (low + 5 + dice.below(40)), "year")


@lru_cache(maxsize=1 << 15)
def _paid(sign: str, currency: str, low: int, high: int, unit: PayPeriod) -> tuple[Pay, Piece]:
    cents = ",.2f" if unit == "hour" else ",.0f"
    words = f"{sign}{low:{cents}} - {sign}{high:{cents}} per {unit}"
    paid = Pay(float(low), float(high), currency, unit)
    return paid, _field("Salary", "pay", words, str(paid), lasting=True)
