"""Who hires whom where, and what each kind of work asks for: what text and facets of a posting share."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from postings.extraction import lexicons
from postings.extraction.extractors.role_family import infer
from postings.extraction.places.gazetteer import country_name, region_name
from postings.extraction.records import Place
from postings.synthetic import lists, vocabulary
from postings.synthetic.dice import Dice

EMPLOYERS = 5_000
CITIES = 3_000
MARK = "(synthetic)"

#: Of a hundred postings of each schooling: (policy, lowest level named, how many).
SCHOOLING: dict[str, tuple[tuple[str, str | None, int], ...]] = {
    "office": (
        ("required", "bachelor", 24),
        ("required_or_experience", "bachelor", 16),
        ("required", "high_school", 14),
        ("required", "associate", 6),
        ("preferred_only", "bachelor", 12),
        ("not_required", None, 6),
        ("not_stated", None, 22),
    ),
    "degree": (
        ("required", "bachelor", 40),
        ("required_or_experience", "bachelor", 26),
        ("required", "master", 5),
        ("required_or_experience", "master", 3),
        ("preferred_only", "bachelor", 7),
        ("not_required", None, 2),
        ("not_stated", None, 17),
    ),
    "science": (
        ("required", "bachelor", 26),
        ("required_or_experience", "bachelor", 16),
        ("required", "master", 20),
        ("required_or_experience", "master", 6),
        ("required", "doctorate", 14),
        ("preferred_only", "master", 6),
        ("not_stated", None, 12),
    ),
    "licensed": (
        ("required", "bachelor", 28),
        ("required", "associate", 14),
        ("required", "master", 10),
        ("required", "doctorate", 5),
        ("required", "high_school", 8),
        ("preferred_only", "bachelor", 11),
        ("not_stated", None, 24),
    ),
    "trade": (
        ("required", "high_school", 26),
        ("required", "certificate", 6),
        ("required_or_experience", "high_school", 5),
        ("required", "associate", 5),
        ("required_or_experience", "associate", 4),
        ("required", "bachelor", 7),
        ("preferred_only", "associate", 4),
        ("not_required", None, 11),
        ("not_stated", None, 32),
    ),
}
#: Languages that are asked for, the most frequent first.
_LANGUAGES = ("es", "fr", "de", "zh", "pt", "ja", "it", "nl", "pl", "ar", "sv", "ase")
#: Which certifications are for whom: a category of theirs by one of skills.
_CERTIFIED = {
    "cloud-and-operations": "information-technology",
    "education": "education-law-and-service",
    "engineering": "engineering-and-trades",
    "finance": "finance",
    "health-care": "health-care",
    "management": "management",
    "security": "information-technology",
    "trades": "engineering-and-trades",
}
#: Words of titles that are written in capitals.
_CAPITALS = frozenset(lists.words("capitals"))


Thing = TypeVar("Thing")


class Skill(NamedTuple):
    slug: str
    name: str


@dataclass(frozen=True, eq=False)
class Family:
    """One kind of work; `skills`, `fields`, `certifications` and `words` stand there as often as they are
    drawn."""

    name: str
    number: int
    titles: Sequence[str]
    skills: Sequence[Skill]
    fields: Sequence[tuple[str, str]]
    certifications: Sequence[tuple[str, str]]
    teams: Sequence[str]
    schooling: Sequence[tuple[str, str | None]]
    pay: int
    words: Sequence[str]


@dataclass(frozen=True, slots=True, eq=False)
class Employer:
    """An invented employer; `name` says that it is one, `spoken` is how its text calls it."""

    name: str
    spoken: str
    places: Sequence[Place]


@dataclass(frozen=True)
class World:
    """All that postings are made of. Families and employers stand there as often as they are drawn."""

    families: Sequence[Family]
    employers: Sequence[Employer]


@cache
def world() -> World:
    """The same for every seed, so that several seeds together are one larger collection."""
    families = [(family, int(row["share"])) for row in _rows() for family in [_family(row)]]
    return World(
        families=[family for family, share in families for _ in range(share)],
        employers=_by_zipf(_employers(_cities()), 1 << 16),
    )


@cache
def family_named(name: str) -> Family:
    return next(family for family in world().families if family.name == name)


def family_names() -> list[str]:
    return [row["family"] for row in _rows()]


def team_names() -> list[str]:
    """The teams of all families, some thirty.

    >>> 25 < len(team_names()) < 40
    True
    """
    return list(dict.fromkeys(team for row in _rows() for team in row["teams"].split("|")))


def _rows() -> Iterator[dict[str, str]]:
    source = Path(__file__).with_name("families.csv").read_text(encoding="utf-8")
    return iter(csv.DictReader(line for line in source.splitlines() if not line.startswith("#")))


@cache
def _lexicon(name: str) -> list[dict[str, str]]:
    return lexicons.rows(name)


def _family(row: dict[str, str]) -> Family:
    known = {one["slug"]: one["name"] for one in _lexicon("fields_of_study")}
    number = len(row["family"]) * 1000 + sum(map(ord, row["family"]))
    return Family(
        name=row["family"],
        number=number,
        titles=_titles(row["family"]),
        skills=_by_zipf(_skills(row["skills"].split("|"), number), 1 << 12),
        fields=_by_zipf([(slug, known[slug]) for slug in row["fields"].split("|")], 64),
        certifications=_by_zipf(_certifications(row["skills"].split("|")), 256),
        teams=row["teams"].split("|"),
        schooling=[one[:2] for one in SCHOOLING[row["schooling"]] for _ in range(one[2])],
        pay=int(row["pay"]),
        words=_words(row["family"], number),
    )


def _titles(family: str) -> list[str]:
    """The family's phrases that name a role, in the capitals of a title, and from which it is inferred."""
    nouns = {row["noun"] for row in _lexicon("role_nouns")}
    phrases = next(row["phrases"] for row in _lexicon("role_families") if row["family"] == family)
    titles = [_capitalised(phrase) for phrase in phrases.split("|") if phrase.split()[-1] in nouns]
    return [title for title in titles if (hit := infer(title)) and hit.value == family]


def _capitalised(phrase: str) -> str:
    return " ".join(word.upper() if word in _CAPITALS else word.capitalize() for word in phrase.split())


def _skills(categories: Sequence[str], number: int) -> list[Skill]:
    """The skills of these categories in the order of their frequency, those of the first ones in front; and
    at the end all others, for no kind of work is closed to any."""
    rows = [row for row in _lexicon("skills") if row["kind"] != "soft"]
    order = vocabulary.shuffled([row["slug"] for row in rows], number)
    rank = {slug: at for at, slug in enumerate(order)}
    depth = {category: at for at, category in enumerate(categories)}
    rows.sort(key=lambda row: depth.get(row["category"], 9) // 2 * 10_000 + rank[row["slug"]])
    soft = [row for row in _lexicon("skills") if row["kind"] == "soft"]
    return [Skill(row["slug"], row["name"]) for row in (*rows[:6], *soft[:4], *rows[6:], *soft[4:])]


def _certifications(categories: Sequence[str]) -> list[tuple[str, str]]:
    """Those of these categories of skills whose name is one of the ways in which a reader knows them."""
    wanted = {_CERTIFIED[category] for category in categories[:2] if category in _CERTIFIED}
    return [
        (row["slug"], row["name"])
        for row in _lexicon("certifications")
        if row["category"] in wanted
        and (row["name"].lower() in row["anyhow"].split("|") or row["name"] in row["exact"].split("|"))
    ]


@cache
def languages() -> Sequence[tuple[str, str]]:
    """(code, name) of languages as often as they are drawn."""
    names = {row["slug"]: row["name"] for row in _lexicon("languages")}
    return _by_zipf([(slug, names[slug]) for slug in _LANGUAGES], 256)


def _words(family: str, number: int) -> list[str]:
    """Words that this kind of work says more often than others do: common ones, and a part of the tail."""
    common, tail = vocabulary.by_rank()[:1500], vocabulary.by_rank()[1500::20]
    own = [word for word in family.lower().replace("&", "").split() if len(word) > 3]
    chosen = vocabulary.shuffled(common, number)[:400] + vocabulary.shuffled(tail, number)[:600]
    return vocabulary.drawn_as_often(list(dict.fromkeys([*own, *chosen])), vocabulary.TABLE_OF_A_FIELD)


# --- employers and places ------------------------------------------------------------------------------


def _employers(cities: Sequence[Place]) -> list[Employer]:
    names: dict[str, None] = {}
    near = defaultdict(list)
    for place in cities:
        near[place.country].append(place)
    dice, businesses = Dice(0, 5), lists.words("businesses")
    while len(names) < EMPLOYERS:
        names[f"{vocabulary.invented(dice)} {dice.pick(businesses)}"] = None
    return [Employer(f"{name} {MARK}", name, _home(dice, cities, near)) for name in names]


def _home(dice: Dice, cities: Sequence[Place], near: Mapping[str, Sequence[Place]]) -> list[Place]:
    """One to six cities, most of them in the country of the first."""
    first = dice.pick(cities)
    others = dice.some(near[first.country], dice.below(5)) if dice.chance(60) else []
    abroad = [dice.pick(cities)] if others and dice.chance(25) else []
    return list(dict.fromkeys([first, *others, *abroad]))


def _cities() -> list[Place]:
    """Large cities as often as they are drawn: the largest first, those of English-speaking countries, whose
    postings these are, counted eight times."""
    weight = {"US": 12, "GB": 8, "CA": 8, "AU": 8, "IE": 8, "NZ": 8, "IN": 2}
    rows = sorted(lexicons.table("cities"), key=lambda row: -int(row[5]) * weight.get(row[1], 1))
    return _by_zipf([_place(*row[:3]) for row in rows[:CITIES]], 1 << 15)


def _place(name: str, country: str, region: str) -> Place:
    """As extraction names it where a posting gives city, region and country."""
    return Place(country_name(country), region_name(country, region) if region else None, name)


def _by_zipf(things: Sequence[Thing], length: int) -> list[Thing]:
    if not things:
        return []
    share = length / sum(1 / rank for rank in range(1, len(things) + 1))
    return [thing for rank, thing in enumerate(things, 1) for _ in range(max(1, round(share / rank)))]
