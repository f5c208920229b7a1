"""What is offered (pay, workplace, employment, day), and what was inferred: on the list and on the page."""

from __future__ import annotations

import datetime as dt

import pytest

from postings.models import Posting
from tests import build
from tests.pages.conftest import Visit, text_of, texts_of
from tests.pages.test_posting_page import told

TEXT = """\
Staff Nurse

We hire full time, on site.
Pay: $30 to $35 an hour.
Posted on 1 May 2026. RN licence, fluent Dutch."""


@pytest.fixture
def nurse(db: None) -> Posting:
    made = build.posting(
        "Staff Nurse",
        TEXT,
        role_family=["Health care"],
        role_family_inferred=True,
        pay_minimum=30,
        pay_maximum=35,
        pay_currency="USD",
        pay_period="hour",
        posted=dt.date(2026, 5, 1),
    )
    told(made, "role_family", "Nurse", value="Health care", rule="inferred_from_title")
    told(
        made,
        "employment_type",
        "full time",
        value="FULL_TIME",
        term=build.term("employment_type", "Full-time"),
    )
    told(made, "workplace", "on site", value="on_site", term=build.term("workplace", "On site"))
    told(made, "pay", "$30 to $35 an hour", value="USD 30-35 per hour")
    told(made, "posted", "1 May 2026", value="2026-05-01")
    licence = build.term("certification", "Registered Nurse")
    told(made, "certification", "RN licence", value="rn", term=licence, strength="required")
    told(made, "language", "Dutch", value="nl", term=build.term("language", "Dutch"), strength="required")
    return made


def test_the_list_shows_the_offer_and_what_is_inferred(visit: Visit, nurse: Posting) -> None:
    page = visit("/")
    names, offer = page.select(".card .whereabouts")
    assert texts_of(names, "li") == ["Health care (inferred)"]
    assert texts_of(offer, "li") == ["Full-time", "On site", "USD 30–35 per hour", "Posted 1 May 2026"]


def test_a_stated_family_is_not_called_inferred(visit: Visit, nurse: Posting) -> None:
    Posting.objects.update(role_family_inferred=False)
    assert texts_of(visit("/"), ".card .whereabouts:first-of-type li") == ["Health care"]
    assert "inferred" not in visit(nurse.get_absolute_url()).get_text()


def test_a_posting_that_offers_nothing_has_no_such_line(visit: Visit, db: None) -> None:
    build.posting("Clerk")
    assert visit("/").select(".whereabouts--offer") == []


def test_each_fact_stands_beside_its_sentence(visit: Visit, nurse: Posting) -> None:
    page = visit(nurse.get_absolute_url())
    facts = {text_of(fact, "dt"): text_of(fact, "dd") for fact in page.select(".stated__fact")}
    assert facts == {
        "Role family": "Health care (inferred from the title) Staff Nurse",
        "Employment type": "Full-time We hire full time, on site.",
        "Workplace": "On site We hire full time, on site.",
        "Pay": "USD 30–35 per hour Pay: $30 to $35 an hour.",
        "Posted": "1 May 2026 Posted on 1 May 2026.",
    }
    marked = [mark.get_text() for mark in page.select(".stated__quote mark")]
    assert marked == ["Nurse", "full time", "on site", "$30 to $35 an hour", "1 May 2026"]
    for link in page.select(".stated__fact a"):
        assert page.select(str(link["href"]))


def test_of_several_sums_the_first_proves_the_pay(visit: Visit, nurse: Posting) -> None:
    told(nurse, "pay", "35 an hour", value="USD 35 per hour")
    (pay,) = [
        fact for fact in visit(nurse.get_absolute_url()).select(".stated__fact") if "Pay" in fact.get_text()
    ]
    assert texts_of(pay, "mark") == ["$30 to $35 an hour"]


def test_a_name_that_the_text_puts_otherwise_stands_beside_its_words(visit: Visit, nurse: Posting) -> None:
    lists = texts_of(visit(nurse.get_absolute_url()), ".terms")
    assert lists == [
        "Certifications and licences 1 Registered Nurse RN licence",
        "Languages 2 Dutch",
    ]


def test_a_list_without_values_says_so(visit: Visit, nurse: Posting) -> None:
    assert text_of(visit("/"), "#facet-team .facet__note") == "None of these postings says."
    assert visit("/").select("#facet-workplace .facet__note") == []
