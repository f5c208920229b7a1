"""Which country a posting is from, by its money, addresses and offices: settles "Durham" and "Cambridge".

A city's bare name can mean several. Where its likeliest meaning lies in another country than every sign of
the posting, the meaning in that country is taken; without a sign a near rival abroad makes it unsure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from postings.extraction.places import gazetteer
from postings.extraction.places.gazetteer import ALIASED, Meaning
from postings.extraction.places.lines import AMBIGUOUS
from postings.extraction.records import Place, Statement


def _signs(words: str, *others: str) -> re.Pattern[str]:
    """Any of the whole words, or of the other patterns; each alternative begins with a letter or mark of its
    own, even before it looks back, which makes the search several times as fast."""
    whole = (rf"{word[0]}(?<!\w.){word[1:]}\b" for word in words.split("|"))
    return re.compile("|".join((*whole, *others)))


_SIGNS = {
    "GB": (
        _signs(r"GBP|NHS|IR35|DBS\scheck|United\sKingdom|UK", r"£\s?\d", r"\.(?:co|ac|gov|org|nhs)\.uk\b"),
        re.compile(r"[A-Z](?<!\w.)[A-Z]?\d[\dA-Z]?\s\d[A-Z]{2}\b"),
    ),
    "US": (
        _signs(
            r"USD|401\s?\(?k|EEOC?|E-Verify",
            r"\$(?<![A-Z].)\s?\d",
            r"U(?<!\w.)(?:nited\sStates|\.S\.|SA)(?!\w)",
        ),
    ),
    "CA": (
        _signs("CAD|RRSP", r"C\$\s?\d", r"\.ca\b"),
        re.compile(r"[A-Z](?<!\w.)\d[A-Z]\s\d[A-Z]\d\b"),
    ),
    "AU": (_signs("AUD|ABN", r"A\$\s?\d", r"\.(?:com|edu|gov|org)\.au\b"),),
    "NZ": (_signs("NZD", r"NZ\$\s?\d", r"\.(?:co|ac|govt|org)\.nz\b"),),
    "IE": (_signs("Eircode", r"\.ie\b"),),
}
#: A rival abroad with a tenth of the people can well be meant.
_NEAR = 10
#: Beyond this the signs say where the employer is rather than which city is meant.
_FAR = 40


def settled(text: str, statement: Statement) -> Statement:
    """The statement of a bare city as the posting's other signs of a country have it; others unchanged."""
    place = statement.place
    if place is None or place.city is None:
        return statement
    cities = [one for one in gazetteer.meanings(statement.evidence.exact) if one.city]
    own = next((one for one in cities if gazetteer.country_name(one.country) == place.country), None)
    rivals = [one for one in cities if own and one.country != own.country]
    if own is None or own.population >= ALIASED * 5 or not rivals:
        return statement
    signs = {country for country, shapes in _SIGNS.items() if any(one.search(text) for one in shapes)}
    if own.country in signs:
        certain = len(signs) == 1 and statement.unsure == AMBIGUOUS
        return replace(statement, unsure=None) if certain else statement
    abroad = [one for one in rivals if one.country in signs and one.population * _FAR >= own.population]
    if len(signs) == 1 and abroad:
        settled_place = _as_place(max(abroad, key=lambda one: one.population))
        return replace(statement, place=settled_place, value=str(settled_place), unsure=None)
    if any(one.population * _NEAR >= own.population for one in rivals):
        return replace(statement, unsure=statement.unsure or AMBIGUOUS)
    return statement


def _as_place(meaning: Meaning) -> Place:
    postal = meaning.region if meaning.country in gazetteer.POSTAL else None
    region = gazetteer.region_name(meaning.country, postal) if postal else None
    return Place(gazetteer.country_name(meaning.country), region, meaning.city)
