"""Languages asked for, and names of languages that are something else."""

from __future__ import annotations

import pytest

from postings.extraction.extractors import language
from tests.extraction.said import statements, values

ASKED = [
    ("Fluent in English and German", ["en", "de"]),
    ("French-speaking colleagues wanted", ["fr"]),
    ("Sehr gute Deutsch- und Englischkenntnisse", ["de", "en"]),
    ("Spanish language skills", ["es"]),
    ("English (C1), Dutch (B2)", ["en", "nl"]),
    ("Bilingual English/Spanish", ["en", "es"]),
    ("Excellent written and spoken Japanese", ["ja"]),
    ("Goda kunskaper i svenska och engelska", ["sv", "en"]),
    ("Knowledge of American Sign Language is welcome", ["ase"]),
    ("Mandarin is a plus? No: Mandarin is required.", ["zh"]),
]
NOT_ASKED = [
    "You have no need to speak Finnish.",
    "We make tools for the (English) language learning market.",
    "Sign language supported",
    "We cook French cuisine for the Spanish market.",
    "A degree in English literature",
    "Our German customers are kind.",
    "English teachers gather here.",
    "The Danish company moved.",
    "Non-French speakers are welcome.",
    "A polish of the floors",
    "Works in Turkish baths",
]


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_it_reads_the_languages(text: str, expected: list[str]) -> None:
    assert values(language, text) == expected


@pytest.mark.parametrize("text", NOT_ASKED)
def test_nationalities_and_markets_are_no_languages(text: str) -> None:
    assert values(language, text) == []


def test_a_plus_is_preferred() -> None:
    found = statements(language, "Requirements\n- Fluent English\n- French language skills are a plus")
    assert [(one.value, one.strength) for one in found] == [("en", "required"), ("fr", "preferred")]
