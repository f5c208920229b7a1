"""Values that run together without a separator in the footer of flattened Microsoft pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from postings.extraction import lexicons

_EVERYWHERE = re.compile(
    r"(?:multiple|various|several|many|all|any)\s+(?:locations?|cities|sites|offices)\Z|virtual\Z|remote\Z",
    re.IGNORECASE,
)
_SENTENCE_END = ".!?\u2026"
_ALSO_COUNTRIES = frozenset({
    "Brunei", "China", "Cote d'Ivoire", "Czech Republic", "Czechia", "Hong Kong", "Hong Kong SAR", "Korea",
    "Macao SAR", "Macau", "Macedonia", "Moldova", "Multiple Locations", "Multiple locations", "Palestine",
    "Puerto Rico", "Russia", "South Korea", "Taiwan", "Tanzania", "The Netherlands", "Türkiye", "UAE", "UK",
    "USA", "United States", "United States of America", "Venezuela", "Vietnam",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the page's own words, and its canonical form: None where the words name no place."""

    words: str
    value: str | None


def places(text: str) -> tuple[Place, ...]:
    """Places of the form "Country, City (ST) Country, City" taken apart.

    >>> [place.value for place in places("United States, Redmond (WA) Germany, Munich Japan")]
    ['Redmond, WA, United States', 'Munich, Germany', 'Japan']
    """
    starts = [match.start() for match in _country_names().finditer(text)]
    if not starts or text[: starts[0]].strip():
        return ()
    found: list[Place] = []
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        words = text[start:stop].strip(" ,;")
        if words and words not in (place.words for place in found):
            found.append(Place(words, _canonical(words)))
    return tuple(found)


def values(text: str) -> tuple[str, ...]:
    """Names in sentence case taken apart, up to where marketing begins.

    A capital begins the next name, except behind "&". Marketing ("Microsoft Sales. Sales dynamo? ...") begins
    with the employer's name, with a name that was there already, or with a sentence.

    >>> values("IT operations Sales & marketing Finance Microsoft Finance. Like numbers?")
    ('IT operations', 'Sales & marketing', 'Finance')
    """
    names = _names(text[:600].split())
    found: list[str] = []
    for index, name in enumerate(names):
        if _is_marketing(names, index, found):
            return _rejoined(found, names[index:])
        found.append(name)
    return tuple(dict.fromkeys(found))


def rejoined(found: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """`found` with neighbours put together again that are one of the `known` names.

    >>> rejoined(("Supply", "Chain", "Sales"), ("Supply Chain",))
    ('Supply Chain', 'Sales')
    """
    joined: list[str] = []
    for name in found:
        if joined and f"{joined[-1]} {name}" in known:
            joined[-1] += f" {name}"
        else:
            joined.append(name)
    return tuple(joined)


def _names(words: list[str]) -> list[str]:
    names: list[str] = []
    joined = False
    for word in words:
        if names and (joined or not word[0].isupper()):
            names[-1] += f" {word}"
        else:
            names.append(word)
        joined = word in ("&", "-", "/") or word.endswith(("&", ",", "/"))
    return names


def _is_marketing(names: list[str], index: int, found: list[str]) -> bool:
    name = names[index]
    if name[-1] in _SENTENCE_END or any(f"{end} " in name for end in _SENTENCE_END):
        return True
    if not found:
        return False
    return name == "Microsoft" or name.startswith("Microsoft ") or name in found or name.split()[0] in found


def _rejoined(found: list[str], marketing: list[str]) -> tuple[str, ...]:
    """Names that were taken apart by mistake: "Supply | Chain | Microsoft Supply Chain. ..."."""
    praised = " ".join(marketing[:6]).removeprefix("Microsoft ").split(".")[0]
    for index in range(len(found) - 1):
        if " ".join(found[index:]) == praised:
            return (*dict.fromkeys(found[:index]), praised)
    return tuple(dict.fromkeys(found))


def _canonical(words: str) -> str | None:
    country, _, rest = words.partition(",")
    if _EVERYWHERE.search(country):
        return None
    city, _, region = rest.strip().rstrip(")").partition(" (")
    if _EVERYWHERE.search(city):
        city = ""
    return ", ".join(part for part in (city.strip(" ,"), region.strip(), country.strip()) if part)


@cache
def _country_names() -> re.Pattern[str]:
    """Any country's name where a place could begin: at the start, or behind a space and before a comma,
    another country or the end. "Luxembourg, Luxembourg" is one place, so the comma in front is no start."""
    names = {row["name"] for row in lexicons.rows("countries")} | _ALSO_COUNTRIES
    one = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?:(?<=[^,]\s)|\A\s*)(?:{one})(?=\s*,|\s*\Z|\s+(?:{one})\b)")
