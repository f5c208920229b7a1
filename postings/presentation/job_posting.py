"""A posting in schema.org's words, for programs: JobPosting as JSON-LD.

It holds what was read in the text (or a person has set), and nothing beside: no guessed country code, no end
date, no family that the title merely suggests; what is only preferred is no requirement of schema.org.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from postings.loader.vocabulary import place_of
from postings.models import Location, Posting, Requirement

Thing = dict[str, Any]

#: Google's words where it has one for the level, else words like them.
CREDENTIALS: dict[str, str] = {
    "high_school": "high school",
    "certificate": "professional certificate",
    "associate": "associate degree",
    "bachelor": "bachelor degree",
    "master": "master degree",
    "doctorate": "doctoral degree",
}
UNITS: dict[str, str] = {
    "hour": "HOUR",
    "day": "DAY",
    "week": "WEEK",
    "two_weeks": "2 WEEKS",
    "month": "MONTH",
    "year": "YEAR",
}
NONE_NEEDED = "no requirements"


def json_ld(posting: Posting, requirements: Sequence[Requirement], url: str) -> str:
    """The posting as a JSON document; `<`, `>` and `&` are escaped, as a script element needs."""
    written = json.dumps(job_posting(posting, requirements, url), ensure_ascii=False, indent=2)
    return written.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")


def job_posting(posting: Posting, requirements: Sequence[Requirement], url: str) -> Thing:
    """`requirements` are in the order of the text, with their terms. Absent is left out."""
    said: Thing = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "url": url,
        "title": posting.title,
        "description": posting.version.text if posting.version else None,
        "datePosted": posting.posted_on.isoformat() if posting.posted_on else None,
        "identifier": _identifier(posting),
        "hiringOrganization": _organization(posting.employer.name) if posting.employer else None,
        "employmentUnit": [_organization(team.name) for team in posting.teams.all()],
        "jobLocation": [_place(place) for place in posting.locations.all()],
        "jobLocationType": "TELECOMMUTE" if "remote" in _slugs(requirements, "workplace") else None,
        "employmentType": _slugs(requirements, "employment_type"),
        "occupationalCategory": []
        if posting.role_family_inferred
        else [family.name for family in posting.role_families.all()],
        "baseSalary": _salary(posting),
        "educationRequirements": _education(posting),
        "experienceRequirements": _experience(posting),
        "experienceInPlaceOfEducation": posting.degree_policy == "required_or_experience" or None,
        "skills": _names(requirements, "skill"),
    }
    return {name: value for name, value in said.items() if value not in (None, [])}


def _organization(name: str) -> Thing:
    return {"@type": "Organization", "name": name}


def _identifier(posting: Posting) -> Thing | None:
    if not posting.job_number:
        return None
    number: Thing = {"@type": "PropertyValue", "value": posting.job_number}
    return number | ({"name": posting.employer.name} if posting.employer else {})


def _place(location: Location) -> Thing:
    place = place_of(location)
    parts = {"addressLocality": place.city, "addressRegion": place.region, "addressCountry": place.country}
    address = {"@type": "PostalAddress"} | {name: part for name, part in parts.items() if part}
    return {"@type": "Place", "address": address}


def _salary(posting: Posting) -> Thing | None:
    if posting.pay_currency is None:
        return None
    amounts = {"minValue": posting.pay_minimum, "maxValue": posting.pay_maximum}
    value: Thing = {"@type": "QuantitativeValue"}
    value |= {name: amount for name, amount in amounts.items() if amount is not None}
    if posting.pay_period:
        value["unitText"] = UNITS[posting.pay_period]
    return {"@type": "MonetaryAmount", "currency": posting.pay_currency, "value": value}


def _education(posting: Posting) -> Thing | str | None:
    if posting.degree_floor:
        category = CREDENTIALS[posting.degree_floor]
        return {"@type": "EducationalOccupationalCredential", "credentialCategory": category}
    return NONE_NEEDED if posting.degree_policy == "not_required" else None


def _experience(posting: Posting) -> Thing | str | None:
    if posting.experience_state == "required" and posting.min_years is not None:
        months = round(posting.min_years * 12)
        return {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": months}
    return NONE_NEEDED if posting.experience_state == "explicitly_none" else None


def _slugs(requirements: Sequence[Requirement], kind: str) -> list[str]:
    return list(dict.fromkeys(one.term.slug for one in requirements if one.kind == kind and one.term))


def _names(requirements: Sequence[Requirement], kind: str) -> list[str]:
    return list(dict.fromkeys(one.term.name for one in requirements if one.kind == kind and one.term))
