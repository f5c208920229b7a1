"""Cuts a line of places into pieces, each with what it can mean: "Redmond", "WA", "US", "hybrid"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from postings.extraction.places.gazetteer import POSTAL, Meaning, meanings

_SEPARATOR = re.compile(
    r"""
      (?P<strong>[;|\n\u2022\u00b7]|\s(?:or|and|oder|und|ou|et|y|&|\+)\s|,\s?(?:or|and)\s)
    | (?P<weak>-{2,3}|\s?[,()\[\]/:]\s?|\s+[-\u2013\u2014>]\s*|\s*[\u2013\u2014]\s+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: Words of no place: where and how one works.
_NOISE = re.compile(
    r"""\b(?:
        full-?\s?time | part-?\s?time | fully | full | 100% | remote(?:ly)? | hybrid | on-?\s?site
      | in-?\s?office | in-?\s?person | telework | wfh | work\sfrom\shome | home-?based | home\soffice
      | flexible | virtual | based | location | locations | multiple | various | several | other | offices?
      | headquarters | hq | head\soffice | site | preferred | only | friendly | first | possible | optional
      | available | ok | negotiable | anywhere | nationwide | within | from | in | the | of | to | a | an
      | any | area | metro(?:politan)? | region | greater | downtown | surrounding | near | city | county
      | states? | province | all | main | campus | time\s?zones? | eligible | candidates? | citizens?
      | residents? | work | worldwide | global(?:ly)? | emea | apac | latam | europe | eu | european\sunion
      | north\samerica | americas | asia | est | pst | cst | utc | gmt
      | (?:up\sto\s)?\d+\s?(?:%|days?(?:\s?(?:a|per|/)\s?week)?)? | more | \+\s?\d+ | cbd | onsite/remote
      | tbd | contract | permanent | visa
    )\b\.?""",
    re.VERBOSE | re.IGNORECASE,
)
_AREA = re.compile(
    r"""^(?:greater|the|downtown|central|metro|city\sof|in|near|from|within|locations?:?)\s+
      |,?\s+(?:metropolitan\s+area|metro\s+area|metro|bay\s+area|area|region|city\s+cent(?:re|er)|city|offices?|hq|based|cbd|only
        |cedex(?:\s\d+)?|\d{1,2}(?:er|e|[eè]me))$""",
    re.VERBOSE | re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"^(?:[A-Z]{1,2}-)?\d{4,6}(?:-\d{4})?\s+"
    r"|\s+(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[\dA-Z]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d)$"
)
_NAME = re.compile(
    r"[^\W\d_][\w'’.-]*"
    r"(?:\s(?:of|the|de|la|le|am|an|der|upon|on|du|del|da|do|and|und|[^\W\d_][\w'’.-]*)){0,4}\Z"
)
_NO_CITY = re.compile(
    r"""\b(?:salary|pay|compensation|rate|benefits?|bonus|team|department|dept|division|offices?|university|college
      |schools?|hospital|cent(?:er|re)|clinic|labs?|inc|llc|ltd|gmbh|corp|company|group|bank|agency|services?|systems?
      |solutions|technolog(?:y|ies)|duration|visa|travel|us|job|role|apply|manager|engineer|developer|analyst|director
      |specialist|sales|support|elections?|country)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SHORT_CITIES = ("NYC", "SF")
#: A town and the area of its job board: "Mackay, Mackay & Coalfields QLD".
_TOWN_AND_AREA = re.compile(
    r"(?P<town>[A-Z][\w'’-]{2,20}(?:\s[A-Z][\w'’-]{2,20})?),\s(?P=town)\s&\s[A-Z][\w'’ -]{2,30}?"
    r"\s(?P<state>[A-Z]{2,3})"
)
_CODED = re.compile(r"[A-Z]{2}\s?,\s?[A-Z0-9]{0,3}\s?,")
_UNHYPHENED, _UNSPACED = re.compile(r"[^-]+"), re.compile(r"\S+")
_MOST_WORDS = 6
_LONGEST = 80  # characters of a piece that can be a place


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the line with what it can mean; `joined` to the piece before it by a comma or the like."""

    text: str
    start: int
    end: int
    joined: bool
    meanings: tuple[Meaning, ...]


def pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    area = _TOWN_AND_AREA.fullmatch(text, start, end)
    if area:
        yield from _understood(text, *area.span("town"), False)
        yield from _understood(text, *area.span("state"), True)
        return
    position, joined = start, False
    for match in _SEPARATOR.finditer(text, start, end):
        yield from _understood(text, position, match.start(), joined)
        joined = match["strong"] is None
        position = match.end()
    yield from _understood(text, position, end, joined)


def among_cities(found: list[Piece]) -> list[Piece]:
    """With "LA" as the city where it stands among such: "NYC / SF / LA", not "Mandeville, LA"."""
    if not any(piece.text in _SHORT_CITIES for piece in found):
        return found
    read: list[Piece] = []
    for index, piece in enumerate(found):
        before = found[index - 1] if index else None
        if piece.text == "LA" and (
            before is None or not piece.joined or before.text in (*_SHORT_CITIES, "LA")
        ):
            cities = tuple(meaning for meaning in meanings("La") if meaning.city)
            piece = replace(piece, meanings=cities[:1] or piece.meanings, joined=False)
        read.append(piece)
    return read


def coded(text: str, start: int, end: int) -> bool:
    """A line like "US, TX, Austin" or "MY, , ": it begins with the code of a country."""
    return bool(_CODED.match(text, start, end))


def _understood(text: str, start: int, end: int, joined: bool) -> Iterator[Piece]:
    """The pieces of `text[start:end]`, which holds no separator: one, or two like "Austin TX"."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1] in " \t\u00a0.*,":
        end -= 1
    if start == end:
        return
    if not says_something(text[start:end]):
        yield Piece(text[start:end], start, end, joined, ())
        return
    whole = meanings(text[start:end])
    if whole or end - start > _LONGEST:
        yield Piece(text[start:end], start, end, joined, whole)
        return
    for cut in (_trimmed, _by_hyphen, _by_word):
        pieces = cut(text, start, end, joined)
        if pieces:
            yield from pieces
            return
    yield Piece(text[start:end], start, end, joined, ())


def _trimmed(text: str, start: int, end: int, joined: bool) -> list[Piece]:
    """The piece without "Greater", "Area", "office", a postcode."""
    if len(text[start:end].split()) < 2:
        return []  # nothing of these stands without a space
    first, last = start, end
    for pattern in (_AREA, _POSTCODE, _AREA):
        for match in list(pattern.finditer(text[first:last]))[::-1]:
            if match.start() == 0:
                first += match.end()
            else:
                last = first + match.start() if match.end() == last - first else last
    if (first, last) == (start, end) or first >= last:
        return []
    known = meanings(text[first:last])
    return (
        [Piece(text[first:last], first, last, joined, known)]
        if known
        else _by_word(text, first, last, joined)
    )


def _by_hyphen(text: str, start: int, end: int, joined: bool) -> list[Piece]:
    """ "US-WA-Bellevue", "Germany-Berlin"."""
    if "-" not in text[start:end]:
        return []
    parts = [(m.start(), m.end()) for m in _UNHYPHENED.finditer(text, start, end)]
    if len(parts) < 2 or not meanings(text[parts[0][0] : parts[0][1]].strip()):
        return []
    pieces = [
        Piece(text[a:b].strip(), a, b, joined or number > 0, meanings(text[a:b].strip()))
        for number, (a, b) in enumerate(parts)
    ]
    named = [piece for piece in pieces if piece.meanings]
    return pieces if len(named) >= 2 or (named and not says_something(pieces[-1].text)) else []


def _by_word(text: str, start: int, end: int, joined: bool) -> list[Piece]:
    """ "Austin TX", "Berlin Germany", "Remote US": a name and a name, or words of no place and a name."""
    words = [(m.start(), m.end()) for m in _UNSPACED.finditer(text, start, end)]
    if not 2 <= len(words) <= _MOST_WORDS:
        return []
    for cut in range(len(words) - 1, 0, -1):
        a, b = words[0][0], words[cut - 1][1]
        c, d = words[cut][0], words[-1][1]
        left, right = meanings(text[a:b]), meanings(text[c:d])
        if left and right:
            return [Piece(text[a:b], a, b, joined, left), Piece(text[c:d], c, d, True, right)]
        if right and not says_something(text[a:b]):
            return [Piece(text[c:d], c, d, joined, right)]
        if left and not says_something(text[c:d]):
            return [Piece(text[a:b], a, b, joined, left)]
        if (
            right
            and may_be_city(text[a:b])
            and text[c:d].isupper()
            and any(m.country in POSTAL for m in right)
        ):
            return [Piece(text[a:b], a, b, joined, ()), Piece(text[c:d], c, d, True, right)]
    return []


def says_something(words: str) -> bool:
    """True when there is more in `words` than where and how one works."""
    return _has_more(words) if len(words) <= _LONGEST else _has_more.__wrapped__(words)


@lru_cache(maxsize=4_096)  # the same few ("Remote", "Full-time") stand in most postings; none is long
def _has_more(words: str) -> bool:
    return any(char.isalnum() for char in _NOISE.sub(" ", words))


def may_be_city(words: str) -> bool:
    if len(words) > 40 or not words[:1].isupper() or _NO_CITY.search(words):
        return False
    return says_something(words) and bool(_NAME.match(words.strip()))
