"""Countries, their regions and cities of 15,000 people or more: what a name can mean.

The data is GeoNames (CC BY 4.0, see lexicons/README.md), read on first use. Reading a line of places, and
choosing among the meanings of a name, is the business of `places`.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from postings.extraction.lexicons import lines, table

#: Countries whose regions are written by their postal abbreviation ("TX") and belong to a city's name.
POSTAL = frozenset({"US", "CA", "AU"})
#: The weight of a city whose name was added by hand: such a name means what the lexicon says.
ALIASED = 1_000_000
_FOLDED = {
    ord("ß"): "ss",
    ord("ø"): "o",
    ord("ł"): "l",
    ord("đ"): "d",
    ord("ı"): "i",
    ord("æ"): "ae",
    ord("œ"): "oe",
}
_QUOTES = {ord("’"): "'", ord("‘"): "'", ord("–"): "-", ord("‐"): "-", ord("."): None}


class Meaning(NamedTuple):
    """A country, a region (`city` None) or a city that a name can stand for; codes as in the lexicons."""

    country: str
    region: str | None = None
    city: str | None = None
    population: int = 0
    #: A code that is seldom meant: it needs a country, a region or a city beside it that agrees.
    loose: bool = False


class Coordinates(NamedTuple):
    """Degrees north and east."""

    latitude: float
    longitude: float


def fold(name: str) -> str:
    """`name` in lower case, without accents and full stops, with plain quotes and single spaces.

    >>> fold("St. Gallen"), fold("Łódź"), fold("L’Aquila")
    ('st gallen', 'lodz', "l'aquila")
    """
    name = name.lower()
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.translate(_QUOTES).translate(_FOLDED))
        name = "".join(char for char in name if not unicodedata.combining(char))
    return " ".join(name.replace(".", " ").split())


@lru_cache(maxsize=10_000)  # the same countries, states and large cities stand in most postings
def meanings(name: str) -> tuple[Meaning, ...]:
    """What `name` can stand for: countries, regions, cities; empty when the gazetteer has no such name.

    Abbreviations count only in capitals ("IN" is Indiana or India, "in" is not).

    >>> [m.city for m in meanings("München")], meanings("in")
    (['Munich'], ())
    """
    folded = fold(name)
    if not folded:
        return ()
    found = _names().get(folded, ())
    if len(folded) <= 6:
        plain = name.replace(".", "").replace(" ", "")
        if len(plain) <= 3 and plain.islower():
            return ()
        if plain.isupper():
            found += _abbreviations().get(plain, ())
            if found and len(plain) <= 3:
                return tuple(dict.fromkeys(found))  # "WA" is no city of Ghana
    cities = (Meaning(row[1], row[2] or None, row[0], int(row[5])) for row in _city_rows(folded))
    return tuple(dict.fromkeys((*found, *cities)))


def country_name(code: str) -> str:
    return _countries()[code]


def region_name(country: str, region: str) -> str:
    """The region as a place names it: the postal abbreviation where that is the custom, else its name."""
    name, abbreviation = _regions()[country, region]
    return abbreviation if country in POSTAL and abbreviation else name


def coordinates(country: str, region: str | None, city: str) -> Coordinates | None:
    """Where a city lies; None for cities that the gazetteer lacks."""
    for row in _city_rows(fold(city)):
        if row[1] == country and region in (None, row[2]):
            return Coordinates(float(row[3]), float(row[4]))
    return None


@cache
def _countries() -> dict[str, str]:
    return {code: name for code, _, name in table("countries")}


@cache
def _region_rows() -> list[list[str]]:
    return table("regions")


@cache
def _regions() -> dict[tuple[str, str], tuple[str, str]]:
    return {(country, code): (name, short) for country, code, short, name, _ in _region_rows()}


@cache
def _names() -> dict[str, tuple[Meaning, ...]]:
    """Countries and regions by their names, and every name that was added by hand."""
    names: dict[str, tuple[Meaning, ...]] = {}
    for code, name in _countries().items():
        names[fold(name)] = (Meaning(code),)
    for country, code, _, _, folded in _region_rows():
        for name in folded.split("|"):
            names[name] = (*names.get(name, ()), Meaning(country, code))
    for alias, country, region, city in table("place_aliases"):
        meaning = Meaning(country, region or None, city or None, ALIASED)
        names[alias] = (meaning, *names.get(alias, ()))
    return names


@cache
def _abbreviations() -> dict[str, tuple[Meaning, ...]]:
    """Codes of countries and regions in capitals: "US", "USA", "WA", "BY"."""
    codes: dict[str, tuple[Meaning, ...]] = {}
    for country, code, short, _, _ in _region_rows():
        if len(short) > 1:
            codes[short] = (*codes.get(short, ()), Meaning(country, code, loose=country not in POSTAL))
    for country, iso3, _ in table("countries"):
        for short in (country, iso3):
            codes[short] = (*codes.get(short, ()), Meaning(country, loose=True))
    return codes


@cache
def _cities() -> dict[str, str]:
    """Folded name -> the lines of cities.csv with that name. Lines, not rows: 34,000 rows take 0.3 s."""
    cities: dict[str, str] = {}
    for line in lines("cities"):
        name, _, rest = line.partition(",")
        folded = rest.rpartition(",")[2] or name.lower()
        known = cities.get(folded)
        cities[folded] = line if known is None else f"{known}\n{line}"
    return cities


def _city_rows(folded: str) -> list[list[str]]:
    found = _cities().get(folded)
    return [line.split(",") for line in found.split("\n")] if found else []
