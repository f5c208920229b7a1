"""What the structured requirements of a schema.org `JobPosting` say of the degree."""

from __future__ import annotations

import json
from typing import Any

import pytest

from postings.extraction import extract
from postings.extraction.records import RawFile

EXPERIENCE = {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 36}


def posting(**properties: Any) -> RawFile:
    said = {
        "@type": "JobPosting",
        "title": "Baker",
        "description": "<p>You knead dough and fire the oven.</p>",
    }
    return RawFile("posting.json", json.dumps(said | properties), "utf-8")


def credential(category: object) -> dict[str, object]:
    return {"@type": "EducationalOccupationalCredential", "credentialCategory": category}


@pytest.mark.parametrize(
    ("required", "policy", "floor"),
    [
        (credential("high school"), "required", "high_school"),
        (credential("HighSchool"), "required", "high_school"),
        ("High school", "required", "high_school"),  # a value of its own, no sentence
        (credential({"@type": "DefinedTerm", "name": "associate degree"}), "required", "associate"),
        (credential("postgraduate degree"), "required", "master"),
        (credential(["bachelor degree", "associate degree"]), "required", "associate"),
        ([credential("bachelor degree"), credential("high school")], "required", "high_school"),
        # Among alternatives to a degree a certificate counts; alone it is none.
        ([credential("certificate"), credential("bachelor degree")], "required", "certificate"),
        (credential("certificate"), "not_stated", None),
        (credential("postsecondary certificate"), "not_stated", None),
        (credential("professional certificate"), "not_stated", None),
        ("Certificate", "not_stated", None),
        (credential("no requirements"), "not_stated", None),
        (credential(None), "not_stated", None),
        ("You gave talks at a high school, say.", "not_stated", None),
        ([], "not_stated", None),
    ],
)
def test_the_category_of_a_credential_is_a_level(required: object, policy: str, floor: str | None) -> None:
    read = extract(posting(educationRequirements=required)).summary
    assert (read.degree_policy, read.degree_floor) == (policy, floor)


@pytest.mark.parametrize(
    ("in_place", "policy"), [(True, "required_or_experience"), (False, "required"), (None, "required")]
)
def test_experience_in_place_of_education_is_a_property(in_place: bool | None, policy: str) -> None:
    read = extract(
        posting(
            educationRequirements=credential("bachelor degree"),
            experienceRequirements=EXPERIENCE,
            experienceInPlaceOfEducation=in_place,
        )
    ).summary
    assert (read.degree_policy, read.degree_floor, read.min_years) == (policy, "bachelor", 3)


def test_experience_in_place_of_no_education_is_nothing() -> None:
    assert extract(posting(experienceInPlaceOfEducation=True)).summary.degree_policy == "not_stated"
