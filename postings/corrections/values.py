"""Values that people give, checked against what semantics.md says they may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from postings.extraction.overlay import COLUMNS, REQUIREMENT_FIELDS
from postings.extraction.records import DEGREE_LEVELS
from postings.extraction.summary import rank
from postings.loader.values import LONGEST_TITLE
from postings.loader.vocabulary import LONGEST_NAME, LONGEST_PLACE
from postings.models.correction import CorrectionKind
from postings.models.posting import FLOORED, DegreePolicy, ExperienceState, Strength

MOST_YEARS = 25
Value = dict[str, Any]


def clean(kind: str, value: Mapping[str, Any]) -> Value:
    """The value with tidy names and nothing that does not belong to its kind; ValidationError else.

    >>> clean("title", {"title": "  Field   Engineer "})
    {'title': 'Field Engineer'}
    """
    if kind not in CLEANERS:
        raise ValidationError(f"Nothing of a posting is called {kind!r}.")
    known = REQUIREMENT_FIELDS if kind == CorrectionKind.REQUIREMENT else COLUMNS[kind]
    unknown = sorted(set(value) - set(known))
    if unknown:
        raise ValidationError(f"{', '.join(unknown)} does not belong to a {kind}.")
    return CLEANERS[kind](value)


def _title(value: Mapping[str, Any]) -> Value:
    title = _name("title", value.get("title"), LONGEST_TITLE)
    if title is None:
        raise ValidationError({"title": "A posting needs a title."})
    return {"title": title}


def _employer(value: Mapping[str, Any]) -> Value:
    return {"employer": _name("employer", value.get("employer"))}


def _names(field: str) -> Callable[[Mapping[str, Any]], Value]:
    def cleaned(value: Mapping[str, Any]) -> Value:
        names = [name for given in value.get(field) or () if (name := _name(field, given))]
        return {field: list({name.lower(): name for name in names}.values())}

    return cleaned


def _location(value: Mapping[str, Any]) -> Value:
    places = []
    for given in value.get("location") or ():
        place = {
            part: _name("location", given.get(part), LONGEST_PLACE) for part in ("country", "region", "city")
        }
        if place["country"] is None:
            raise ValidationError({"location": "A place needs its country."})
        if place not in places:
            places.append(place)
    return {"location": places}


def _degree(value: Mapping[str, Any]) -> Value:
    policy = _choice("degree_policy", value.get("degree_policy"), DegreePolicy.values)
    floor = _choice("degree_floor", value.get("degree_floor"), DEGREE_LEVELS, empty=True)
    preferred = _choice("degree_preferred", value.get("degree_preferred"), DEGREE_LEVELS, empty=True)
    if policy in FLOORED and floor is None:
        raise ValidationError({"degree_floor": "A degree that is required has a lowest level."})
    if policy not in FLOORED and floor is not None:
        raise ValidationError({"degree_floor": "Only a degree that is required has a lowest level."})
    if policy == DegreePolicy.PREFERRED_ONLY and preferred is None:
        raise ValidationError({"degree_preferred": "Say which level is preferred."})
    if policy in (DegreePolicy.NOT_REQUIRED, DegreePolicy.NOT_STATED) and preferred is not None:
        raise ValidationError(
            {"degree_preferred": "A level is preferred: then the policy is “preferred only”."}
        )
    if floor is not None and preferred is not None and rank(preferred) <= rank(floor):  # type: ignore[arg-type]
        raise ValidationError(
            {"degree_preferred": "The preferred level stands above the lowest one, or is empty."}
        )
    return {"degree_policy": policy, "degree_floor": floor, "degree_preferred": preferred}


def _experience(value: Mapping[str, Any]) -> Value:
    state = _choice("experience_state", value.get("experience_state"), ExperienceState.values)
    least = _years("min_years", value.get("min_years"))
    most = _years("max_years", value.get("max_years"))
    numbered = state in (ExperienceState.REQUIRED, ExperienceState.PREFERRED_ONLY)
    if numbered and least is None:
        raise ValidationError({"min_years": "Say how many years at least; 0 where it is “up to”."})
    if not numbered and (least is not None or most is not None):
        field = "min_years" if least is not None else "max_years"
        raise ValidationError({field: "Years go with “required” and “preferred only”."})
    if least is not None and most is not None and most < least:
        raise ValidationError({"max_years": "This is less than the least years."})
    return {"experience_state": state, "min_years": least, "max_years": most}


def _paths(value: Mapping[str, Any]) -> Value:
    paths = []
    for given in value.get("paths") or ():
        level = _choice("paths", given.get("level"), DEGREE_LEVELS, empty=True)
        years = _years("paths", given.get("years"))
        if level is None and years is None:
            raise ValidationError({"paths": "A path has a degree, or years, or both."})
        paths.append({"level": level, "years": years})
    if len(paths) == 1:
        raise ValidationError({"paths": "One path is no alternative: there are two or more, or none."})
    return {"paths": paths, "common_min_years": _years("common_min_years", value.get("common_min_years"))}


def _requirement(value: Mapping[str, Any]) -> Value:
    cleaned = dict(value)
    for field, choices in (("level", DEGREE_LEVELS), ("strength", Strength.values)):
        if field in cleaned:
            cleaned[field] = _choice(field, cleaned[field], choices, empty=True)
    for field in ("years_min", "years_max"):
        if field in cleaned:
            cleaned[field] = _years(field, cleaned[field])
    least, most = cleaned.get("years_min"), cleaned.get("years_max")
    if least is not None and most is not None and most < least:
        raise ValidationError({"years_max": "This is less than the least years."})
    if cleaned.get("path") is not None and not 0 < int(cleaned["path"]) < 100:
        raise ValidationError({"path": "Alternatives are numbered from 1."})
    return cleaned


CLEANERS: dict[str, Callable[[Mapping[str, Any]], Value]] = {
    "title": _title,
    "employer": _employer,
    "team": _names("team"),
    "role_family": _names("role_family"),
    "location": _location,
    "degree": _degree,
    "experience": _experience,
    "paths": _paths,
    "requirement": _requirement,
}


def _name(field: str, given: object, longest: int = LONGEST_NAME) -> str | None:
    tidy = " ".join(str(given or "").replace("\x00", "").split())
    if len(tidy) > longest:
        raise ValidationError({field: f"This has {len(tidy)} characters; {longest} are possible."})
    return tidy or None


def _choice(field: str, given: object, choices: Iterable[str], *, empty: bool = False) -> str | None:
    if empty and given in (None, ""):
        return None
    if given not in tuple(choices):
        raise ValidationError({field: f"This is one of {', '.join(choices)}."})
    return str(given)


def _years(field: str, given: object) -> float | None:
    if given in (None, ""):
        return None
    try:
        years = float(str(given))
    except ValueError:
        raise ValidationError({field: "This is a number of years; 6 months are 0.5."}) from None
    if not 0 <= years <= MOST_YEARS:
        raise ValidationError({field: f"Years are from 0 to {MOST_YEARS}."})
    return years
