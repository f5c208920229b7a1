"""Lines of places against the gazetteer: forms, ambiguous names, and what is no place."""

from __future__ import annotations

import csv
import time
from importlib.resources import files

import pytest

from postings.extraction import lexicons
from postings.extraction.places import gazetteer
from postings.extraction.places import lines as places

READ = [
    ("NYC / LA", ["New York, NY, United States", "Los Angeles, CA, United States"]),  # cities among cities
    ("NYC / Mandeville, LA", ["New York, NY, United States", "Mandeville, LA, United States"]),
    ("Lafayette, LA", ["Lafayette, LA, United States"]),
    ("Mackay, Mackay & Coalfields QLD", ["Mackay, QLD, Australia"]),
    ("Bristol, Avon", ["Bristol, United Kingdom"]),
    ("Avon, OH", ["Avon, OH, United States"]),
    ("Chicago (IL)", ["Chicago, IL, United States"]),
    ("United States, Chicago (IL)", ["Chicago, IL, United States"]),
    (
        "Redmond, WA, US / Mountain View, CA, US",
        ["Redmond, WA, United States", "Mountain View, CA, United States"],
    ),
    ("HKI, Uusimaa, FI", ["Helsinki, Uusimaa, Finland"]),
    ("Remote - US", ["United States"]),
    ("Remote, United States", ["United States"]),
    ("London (Old Street), hybrid", ["London, United Kingdom"]),
    ("US, TX, Austin", ["Austin, TX, United States"]),
    ("US-WA-Bellevue", ["Bellevue, WA, United States"]),
    ("IN, KA, Bangalore", ["Bengaluru, Karnataka, India"]),
    ("Brussels, Brussels Region, Belgium", ["Brussels, Belgium"]),
    ("Multiple locations, United States", ["United States"]),
    ("Innsbruck or Vienna, Austria, or remote within the EU", ["Innsbruck, Austria", "Vienna, Austria"]),
    ("WA / CA / NY", ["WA, United States", "CA, United States", "NY, United States"]),
    ("Las Colinas, TX", ["Las Colinas, TX, United States"]),  # the gazetteer has no Las Colinas
    ("Landvetter, Sweden", ["Landvetter, Sweden"]),
    ("Munich, Germany", ["Munich, Germany"]),
    ("München", ["Munich, Germany"]),
    ("Toronto, ON, CA", ["Toronto, ON, Canada"]),  # CA behind ON is Canada
    ("San Jose, CA, US", ["San Jose, CA, United States"]),  # CA behind a city is California
    ("Hobart, Australia", ["Hobart, TAS, Australia"]),
    ("Atlanta, Georgia", ["Atlanta, GA, United States"]),
    ("Tbilisi, Georgia", ["Tbilisi, Georgia"]),
    ("Paris, Texas", ["Paris, TX, United States"]),
    ("London, Ontario", ["London, ON, Canada"]),
    ("Sunnyvale, TX", ["Sunnyvale, TX, United States"]),  # not the one in California
    ("Washington, D.C.", ["Washington, DC, United States"]),
    ("Austin TX", ["Austin, TX, United States"]),
    ("Seattle, WA 98101", ["Seattle, WA, United States"]),
    ("10115 Berlin", ["Berlin, Germany"]),
    ("Greater Seattle Area", ["Seattle, WA, United States"]),
    ("San Francisco Bay Area", ["San Francisco, CA, United States"]),
    ("Belfast, Northern Ireland", ["Belfast, Northern Ireland, United Kingdom"]),
    ("São Paulo, Brazil", ["São Paulo, Brazil"]),
    ("Singapore", ["Singapore"]),
]
NO_PLACE = [
    "Remote",
    "Hybrid",
    "Full time",
    "Apply now",
    "in",
    "",
    "4:00 PM",
    "3 days per week",
    "Data Engineer",
    "or",
]


@pytest.mark.parametrize(("line", "expected"), READ)
def test_it_reads_the_places_of_a_line(line: str, expected: list[str]) -> None:
    assert [str(found.place) for found in places.read(line).found] == expected


@pytest.mark.parametrize("line", NO_PLACE)
def test_other_words_are_no_place(line: str) -> None:
    assert places.read(line).found == ()


@pytest.mark.parametrize(
    ("line", "doubted"),
    [
        ("Cambridge", True),
        ("Springfield", True),
        ("Georgia", True),
        ("Cambridge, MA", False),
        ("Paris", False),
    ],
)
def test_a_name_with_several_meanings_is_unsure(line: str, doubted: bool) -> None:
    (found,) = places.read(line).found
    assert (found.unsure == places.AMBIGUOUS) is doubted


@pytest.mark.parametrize(
    ("line", "entire"), [("Berlin, Germany", True), ("Engineer in Berlin, Germany", False)]
)
def test_a_line_with_other_words_is_not_entirely_a_place(line: str, entire: bool) -> None:
    assert places.read(line).entire is entire


@pytest.mark.parametrize(
    ("line", "sure"),
    [("Time, Norway", True), ("Time", False), ("Reading", False), ("Reading, UK", True), ("Berlin", True)],
)
def test_a_name_that_is_a_word_as_well_is_sure_only_in_company(line: str, sure: bool) -> None:
    (found,) = places.read(line).found
    assert found.sure is sure


def test_spans_quote_the_words_of_the_place() -> None:
    line = "Remote or Las Colinas (TX), United States"
    (found,) = places.read(line).found
    assert line[found.start : found.end] == "Las Colinas (TX), United States"


def test_cities_have_coordinates() -> None:
    found = gazetteer.coordinates("DE", None, "Cologne")
    assert found is not None
    assert (round(found.latitude), round(found.longitude)) == (51, 7)
    assert gazetteer.coordinates("US", "TX", "Las Colinas") is None


def test_the_lexicons_of_places_agree_with_each_other() -> None:
    countries = {code for code, _, _ in lexicons.table("countries")}
    regions = {(country, code) for country, code, *_ in lexicons.table("regions")}
    assert {country for country, _ in regions} <= countries
    for _, country, region, _ in lexicons.table("place_aliases"):
        assert country in countries
        assert not region or (country, region) in regions


def test_cities_are_written_without_quotes() -> None:
    """The gazetteer splits these lines at their commas; a quoted name would come apart."""
    source = files("postings.extraction.lexicons").joinpath("cities.csv").read_text(encoding="utf-8")
    assert '"' not in source
    assert all(len(row) == 7 for row in csv.reader(lexicons.lines("cities")))


def test_a_hostile_line_takes_no_time() -> None:
    started = time.process_time()
    for line in ("New York, " * 20_000, "-" * 200_000, "(" * 100_000, "a " * 100_000):
        places.read(line)
    assert time.process_time() - started < 20
