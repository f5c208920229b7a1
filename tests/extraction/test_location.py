"""Where a posting states its place, source by source, and what is said of other places."""

from __future__ import annotations

import pytest

from postings.extraction import layouts, sections
from postings.extraction.extractors import location
from postings.extraction.records import RawFile
from tests.extraction.said import statements, values

BODY = [
    ("Location: Dublin, Ireland\nWe fix boats.", ["Dublin, Ireland"]),
    ("Pay well. Work location: Marlborough, MADuration: 12 months", ["Marlborough, MA, United States"]),
    ("The role is based in Leeds, United Kingdom, near the station.", ["Leeds, United Kingdom"]),
    ("You will work from our Lisbon office on most days.", ["Lisbon, Portugal"]),
]
NOT_SAID = [
    "Remote work is possible.",
    "Reading and writing skills",
    "We support the Orange team and the South branch.",
    "Starts at 4:00 PM",
    "Familiar with Jackson and Phoenix",
]


FRENCH = [
    ("Portes-les-Vallons (26)", ["Portes-les-Vallons, France"]),
    ("Télétravail partiel à 92399 Bois-Perron", ["Bois-Perron, France"]),
    ("Vieux Moulin (2A)", ["Vieux Moulin, France"]),
]
NOT_FRENCH = ["Poste cadre (un seul)", "Chauffeur (126)", "33 postes", "Salaire 40000"]


@pytest.mark.parametrize(("line", "expected"), FRENCH)
def test_a_small_french_town_is_known_by_its_number(line: str, expected: list[str]) -> None:
    found = statements(location, f"{line}\n\nNous recherchons un chauffeur H/F pour notre agence.")
    assert [one.value for one in found] == expected
    assert {one.unsure for one in found} == {location.UNLISTED}


@pytest.mark.parametrize("line", NOT_FRENCH)
def test_other_numbers_make_no_town(line: str) -> None:
    assert values(location, f"{line}\n\nNous recherchons un chauffeur H/F pour notre agence.") == []


@pytest.mark.parametrize(("text", "expected"), BODY)
def test_it_reads_the_place_of_the_work(text: str, expected: list[str]) -> None:
    assert values(location, text) == expected


@pytest.mark.parametrize("text", NOT_SAID)
def test_other_places_are_not_the_place_of_the_work(text: str) -> None:
    assert values(location, text) == []


def test_a_stated_place_decides_before_the_text() -> None:
    text = "Title: Cook\nLocation: Lyon, France\n\nOur company is based in Berlin, Germany."
    read = layouts.parse(RawFile("posting.txt", text, "utf-8"))
    assert [one.value for one in location.extract(read, sections.split(read))] == ["Lyon, France"]


def test_a_place_that_only_the_employer_is_in_is_unsure() -> None:
    (found,) = statements(location, "We are a small company headquartered in Hamburg, Germany.")
    assert (found.value, found.unsure) == ("Hamburg, Germany", location.FROM_TEXT)


def test_each_place_is_said_once_with_its_parts() -> None:
    found = statements(location, "Location: Austin, TX / Austin, TX / Boise, ID")
    assert [one.value for one in found] == ["Austin, TX, United States", "Boise, ID, United States"]
    assert found[0].place is not None
    assert (found[0].place.city, found[0].place.region) == ("Austin", "TX")


def test_a_place_that_the_text_names_in_passing_is_the_last_resort_and_unsure() -> None:
    (found,) = statements(
        location, "Founded in London, we ship boats. Meet us in London, or at our Oslo yard."
    )
    assert (found.value, found.unsure) == ("London, United Kingdom", location.FROM_TEXT)


def test_other_offices_of_the_employer_are_not_the_place() -> None:
    text = "We have set up our new offices in Norway and Japan. The role is based in Chile."
    assert values(location, text) == ["Chile"]


@pytest.mark.parametrize(
    ("text", "expected", "unsure"),
    [
        ("Location: Durham\nSalary: £31,250", "Durham, United Kingdom", None),
        ("Location: Durham\nWrite to jobs@harbour-school.ac.uk", "Durham, United Kingdom", None),
        ("Location: Durham\nWe pay $31,250 a year.", "Durham, NC, United States", None),
        ("Location: Durham\nWe bake.", "Durham, NC, United States", "place_ambiguous"),
        ("Location: Durham, NC\nSalary: £31,250", "Durham, NC, United States", None),
        ("Location: Cambridge\nWe pay $31 or £25 an hour.", "Cambridge, United Kingdom", "place_ambiguous"),
        ("Location: Cambridge\nWe pay £25 an hour.", "Cambridge, United Kingdom", None),
        ("Location: Leeds\nWe pay $31 an hour.", "Leeds, United Kingdom", None),  # no Leeds as large there
    ],
)
def test_a_bare_city_is_in_the_country_of_the_other_signs(
    text: str, expected: str, unsure: str | None
) -> None:
    (said,) = statements(location, text)
    assert (said.value, said.unsure) == (expected, unsure)


def test_two_place_lines_are_two_places() -> None:
    read = layouts.parse(
        RawFile("a.txt", "Cook\n\nTucson, AZ\nFlagstaff, AZ\n\nYou cook for guests.", "utf-8")
    )
    said = location.extract(read, sections.split(read))
    assert {one.value for one in said} == {"Tucson, AZ, United States", "Flagstaff, AZ, United States"}
