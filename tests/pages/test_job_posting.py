"""The posting as schema.org's JobPosting: what was read, and nothing beside."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from postings.extraction import extract
from postings.extraction.records import RawFile
from postings.models import Posting, Term
from tests import build
from tests.pages.conftest import Get, Visit

pytestmark = pytest.mark.django_db
HOSTILE = "</script><script>alert(1)</script> & more"


def read(get: Get, posting: Posting) -> dict[str, Any]:
    response = get(f"/postings/{posting.pk}.jsonld")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/ld+json"
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_it_says_all_that_was_read(get: Get) -> None:
    made = build.posting(
        "Nurse",
        "Nurse\n\nWe hire nurses.",
        employer="Acme",
        team=["Ward 3"],
        role_family=["Nursing"],
        location=["united-states/il/chicago"],
        workplace=["remote"],
        skill=["Triage"],
        degree="bachelor",
        years=1.5,
        posted=dt.date(2026, 5, 1),
        job_number="77",
        number_scope="employer acme",
        pay_minimum=30,
        pay_currency="USD",
        pay_period="hour",
    )
    full_time = Term.objects.create(kind="employment_type", slug="FULL_TIME", name="Full-time")
    build.requirement(made, "employment_type", term=full_time)
    address = {"addressLocality": "Chicago", "addressRegion": "IL", "addressCountry": "United States"}
    assert read(get, made) == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "url": f"http://testserver{made.get_absolute_url()}",
        "title": "Nurse",
        "description": "Nurse\n\nWe hire nurses.",
        "datePosted": "2026-05-01",
        "identifier": {"@type": "PropertyValue", "name": "Acme", "value": "77"},
        "hiringOrganization": {"@type": "Organization", "name": "Acme"},
        "employmentUnit": [{"@type": "Organization", "name": "Ward 3"}],
        "jobLocation": [{"@type": "Place", "address": {"@type": "PostalAddress", **address}}],
        "jobLocationType": "TELECOMMUTE",
        "employmentType": ["FULL_TIME"],
        "occupationalCategory": ["Nursing"],
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "USD",
            "value": {"@type": "QuantitativeValue", "minValue": 30.0, "unitText": "HOUR"},
        },
        "educationRequirements": {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "bachelor degree",
        },
        "experienceRequirements": {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 18},
        "skills": ["Triage"],
    }


def test_what_was_not_read_is_left_out(get: Get) -> None:
    assert set(read(get, build.posting("Clerk"))) == {"@context", "@type", "url", "title", "description"}


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"degree_policy": "not_required"}, {"educationRequirements": "no requirements"}),
        ({"experience_state": "explicitly_none"}, {"experienceRequirements": "no requirements"}),
        # what is only preferred, or inferred, is no requirement and no fact
        ({"degree_policy": "preferred_only", "degree_preferred": "master"}, {}),
        ({"experience_state": "preferred_only", "min_years": 3}, {}),
        ({"role_family": ["Sales"], "role_family_inferred": True}, {}),
        ({"role_family": ["Sales"]}, {"occupationalCategory": ["Sales"]}),
        ({"workplace": ["hybrid"]}, {}),
    ],
)
def test_silence_preference_and_inference(get: Get, columns: dict[str, Any], said: dict[str, Any]) -> None:
    found = read(get, build.posting("Clerk", **columns))
    assert {name: value for name, value in found.items() if name in OF_INTEREST} == said


OF_INTEREST = ("educationRequirements", "experienceRequirements", "occupationalCategory", "jobLocationType")


def test_experience_may_stand_in_for_the_degree(get: Get) -> None:
    made = build.posting("Clerk", degree_policy="required_or_experience", degree_floor="master")
    assert read(get, made)["experienceInPlaceOfEducation"] is True


def test_it_can_stand_in_a_page_and_is_read_back(get: Get) -> None:
    """Hostile words end no script, and what reads such pages finds the posting again."""
    made = build.posting(HOSTILE, f"We hire nurses. {HOSTILE}", employer="Acme", posted=dt.date(2026, 5, 1))
    written = get(f"/postings/{made.pk}.jsonld").content.decode()
    assert not set("<>&") & set(written)

    page = f'<html><body><script type="application/ld+json">{written}</script></body></html>'
    found = extract(RawFile("posting.html", page, "utf-8"))

    assert found.document.layout == "json_ld"
    assert (found.summary.employer, found.summary.posted_on) == ("Acme", "2026-05-01")


def test_the_page_leads_to_it(visit: Visit, get: Get) -> None:
    made = build.posting("Clerk")
    (link,) = visit(made.get_absolute_url()).select('link[rel="alternate"][type="application/ld+json"]')
    assert get(str(link["href"])).status_code == 200


def test_a_hidden_posting_is_not_told(get: Get) -> None:
    made = build.posting("Clerk", hidden=True)
    assert get(f"/postings/{made.pk}.jsonld").status_code == 404
