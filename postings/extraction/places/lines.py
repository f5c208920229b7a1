"""Reads places out of a line that states them: "Redmond, WA, US / Mountain View, CA, US", "Remote - US".

The line is cut into pieces; each piece means some countries, regions or cities of the gazetteer; neighbours
that agree ("Paris" and "TX") are one place. A city that the gazetteer lacks is believed beside a region or
country ("Las Colinas (TX)").
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from postings.extraction.places.gazetteer import ALIASED, POSTAL, Meaning, country_name, fold, region_name
from postings.extraction.places.pieces import Piece, among_cities, coded, may_be_city, pieces, says_something
from postings.extraction.records import Place

#: `unsure` of a place whose name has other meanings that are nearly as likely.
AMBIGUOUS = "place_ambiguous"
#: People in a city whose name alone is believed.
WELL_KNOWN = 100_000
_WORDS_TOO = frozenset({
    "reading", "mobile", "nice", "orange", "bath", "split", "best", "male", "union", "enterprise",
    "providence", "independence", "surprise", "hook", "man", "same", "date", "phoenix", "jackson",
    "columbia", "victoria", "carson", "troy", "florence", "kent", "sale", "central", "industry",
    "commerce", "normal", "bar", "can", "van", "bay",
})  # fmt: skip
#: British counties that addresses still name; they are no regions of the gazetteer.
_FORMER_COUNTIES = frozenset(
    {"avon", "berks", "bucks", "cleveland", "humberside", "middlesex", "salop", "tyne and wear"}
)
_KNOWN_REGIONS = frozenset({"GB", "DE", "FR", "ES", "IT", "IN"})


@dataclass(frozen=True, slots=True)
class Found:
    """A place and the span of the words that state it."""

    place: Place
    start: int
    end: int
    unsure: str | None = None
    #: Nothing but a city's or a region's name stands there, and no country or the like beside it.
    bare: bool = False
    #: A name that means a place wherever it stands: of a country, a region, a large city.
    known: bool = True
    #: An ordinary word as well: "Reading".
    word: bool = False

    @property
    def sure(self) -> bool:
        return not self.bare or (self.known and not self.word)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says of places; `entire` when all its words are places or say how one works there."""

    found: tuple[Found, ...] = ()
    entire: bool = False


@dataclass(frozen=True, slots=True)
class _Hypothesis:
    """What a draft may mean, with the levels (country, region, city) that words of the line stand for."""

    meaning: Meaning
    stated: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A place in the making: its span and what it can still mean."""

    start: int
    end: int
    hypotheses: tuple[_Hypothesis, ...]


def read(text: str, start: int = 0, end: int | None = None) -> Reading:
    """The places that `text[start:end]` states, in order, each once.

    >>> [str(found.place) for found in read("Remote - US, or HKI, Uusimaa, FI").found]
    ['United States', 'Helsinki, Uusimaa, Finland']
    """
    drafts: list[_Draft] = []
    unknown: list[Piece] = []
    before: Piece | None = None  # the piece just before, where it means nothing
    end = len(text) if end is None else end
    for piece in among_cities(list(pieces(text, start, end))):
        if not drafts and before is None and coded(text, start, end):
            countries = tuple(
                m._replace(loose=False) for m in piece.meanings if m.region is None and not m.city
            )
            piece = replace(piece, meanings=countries or piece.meanings)
        if not piece.meanings:
            unknown.append(piece)
            before = piece
        elif before is not None and _complete(drafts, before, piece):
            unknown.remove(before)
            before = None
        else:
            _extend(drafts, piece, alone=before is not None and says_something(before.text))
            before = None
    by_place: dict[Place, Found] = {}
    for found in filter(None, map(_found, drafts)):
        by_place.setdefault(found.place, found)
    said_more = any(says_something(piece.text) for piece in unknown)
    return Reading(tuple(by_place.values()), bool(by_place) and not said_more)


def _complete(drafts: list[_Draft], before: Piece, piece: Piece) -> bool:
    """Make a city of an unknown name before a region or country: "Las Colinas (TX)"."""
    named = [m for m in piece.meanings if m.city is None and not m.loose]
    if not piece.joined or not named or not may_be_city(before.text):
        return False
    levels = frozenset({"city"})
    known = tuple(
        _Hypothesis(Meaning(m.country, m.region, before.text.strip()), levels | {_level(m)})
        for m in _likeliest(named)
    )
    start = before.start
    if drafts and before.joined and all(h.stated == {"country"} for h in drafts[-1].hypotheses):
        countries = {h.meaning.country for h in drafts[-1].hypotheses}
        if any(h.meaning.country in countries for h in known):
            start = drafts.pop().start  # "United States, Las Colinas (TX)"
    drafts.append(_Draft(start, piece.end, known))
    return True


def _extend(drafts: list[_Draft], piece: Piece, *, alone: bool) -> None:
    """Let `piece` complete the last draft where both agree, else begin a new one."""
    hypotheses = tuple(_Hypothesis(m, frozenset({_level(m)})) for m in piece.meanings)
    if drafts and piece.joined and not alone:
        last = drafts[-1]
        british = tuple(h for h in last.hypotheses if h.meaning.country == "GB" and h.meaning.city)
        if british and fold(piece.text) in _FORMER_COUNTIES:
            drafts[-1] = _Draft(last.start, piece.end, british)
            return
        merged = _agreeing(last.hypotheses, hypotheses) or _unlisted(last.hypotheses, piece)
        if merged:
            drafts[-1] = _Draft(last.start, piece.end, merged)
            return
    drafts.append(_Draft(piece.start, piece.end, hypotheses))


def _agreeing(known: tuple[_Hypothesis, ...], said: tuple[_Hypothesis, ...]) -> tuple[_Hypothesis, ...]:
    return tuple(dict.fromkeys(filter(None, (_merge(a, b) for a in known for b in said))))


def _merge(known: _Hypothesis, said: _Hypothesis) -> _Hypothesis | None:
    """Both as one place: "Paris" and "TX", but neither "Paris" and "NY" nor "WA" and "CA"."""
    a, b = known.meaning, said.meaning
    if a.country != b.country or known.stated & said.stated:
        return None
    if a.region and b.region and a.region != b.region:
        return None
    if "region" in said.stated and a.city and not a.region:
        return None
    both = Meaning(a.country, a.region or b.region, a.city or b.city, max(a.population, b.population))
    return _Hypothesis(both, known.stated | said.stated)


def _unlisted(known: tuple[_Hypothesis, ...], piece: Piece) -> tuple[_Hypothesis, ...]:
    """A city that the gazetteer knows elsewhere only: "Sunnyvale, TX" is not the one in California."""
    city = next((h.meaning.city for h in known if h.stated == {"city"}), None)
    codes = [m for m in piece.meanings if m.region and not m.city and m.country in POSTAL and not m.loose]
    if city is None or not piece.text.isupper():
        return ()
    return tuple(
        _Hypothesis(Meaning(m.country, m.region, city), frozenset({"city", "region"})) for m in codes
    )


def _level(meaning: Meaning) -> str:
    return "city" if meaning.city else "region" if meaning.region else "country"


def _likeliest(found: list[Meaning]) -> list[Meaning]:
    """Without the meanings that are seldom meant, where there are others."""
    usual = [m for m in found if not m.loose]
    in_us = [m for m in usual if m.country == "US"]
    return in_us or usual or [m for m in found if m.region is None] or found


# --- from a draft to a place ---------------------------------------------------------------------------


def _found(draft: _Draft) -> Found | None:
    ranked = sorted(draft.hypotheses, key=_weight, reverse=True)
    best, rivals = ranked[0], ranked[1:]
    if best.meaning.loose:
        return None
    elsewhere = [h for h in rivals if h.meaning[:2] != best.meaning[:2] and len(h.stated) == len(best.stated)]
    doubtful = bool(elsewhere) and _weight(best) < 5 * _weight(elsewhere[0])
    place = _as_place(best.meaning, best.stated)
    bare = len(best.stated) == 1 and best.stated != {"country"}
    known = _well_known(best.meaning)
    word = (best.meaning.city or "").lower() in _WORDS_TOO
    return Found(place, draft.start, draft.end, AMBIGUOUS if doubtful else None, bare, known, word)


def _well_known(meaning: Meaning) -> bool:
    """True for names that mean a place wherever they stand; "South" is a region of Cameroon."""
    if meaning.city:
        return meaning.population >= WELL_KNOWN
    return meaning.region is None or meaning.country in POSTAL or meaning.country in _KNOWN_REGIONS


def _weight(hypothesis: _Hypothesis) -> int:
    """How likely a hypothesis is where nothing else decides: people, and countries before regions."""
    meaning = hypothesis.meaning
    if meaning.loose:
        return 0 if meaning.region else 1
    if meaning.city:
        return meaning.population + 1
    if meaning.country == "US":
        return ALIASED * 6
    return ALIASED * 5 if meaning.region is None else ALIASED // 5


def _as_place(meaning: Meaning, stated: frozenset[str]) -> Place:
    """A region belongs to a city's name where that is the custom, else where it is stated."""
    country = country_name(meaning.country)
    city = meaning.city if meaning.city != country else None
    region = region_name(meaning.country, meaning.region) if meaning.region else None
    if region and city and meaning.country not in POSTAL:
        region = None if "region" not in stated or fold(city) in fold(region) else region
    return Place(country, region, city)
