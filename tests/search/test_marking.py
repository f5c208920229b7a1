"""Where the words of a search stand in a text, without taking all of it apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from postings.search import tokens
from postings.search.marking import Sought, places

LEXICONS = Path(__file__).parents[2] / "postings"
WORD = re.compile(r"[A-Za-z]+")
FORMS = (
    "hoping hopped hopes happy happily happier legacies legacy applying applied capability capably abilities "
    "dying dies lying lied tying ties skies sky analyses analyzing daring priced pricing notifies using "
    "icing singly early only gently controlled relational citation university universities news inning skis"
)


def marked(text: str, *sought: Sought) -> list[str]:
    return [text[place.start : place.end] for place in places(tokens.composed(text), list(sought), reach=20)]


def of(words: str) -> list[Sought]:
    return [Sought(term, 5.0) for term in tokens.terms(words)]


def test_every_word_begins_as_its_stem_is_looked_for() -> None:
    words = {*FORMS.split()}
    for file in LEXICONS.rglob("*.csv"):
        words.update(word.lower() for word in WORD.findall(file.read_text(encoding="utf-8")))
    assert len(words) > 3_000
    for word in words:
        [stem] = tokens.stems(word)
        assert word.startswith(Sought(stem, 1.0).beginnings), (word, stem)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Manages managers, MANAGEMENT; mismanaged", "manager", ["Manages", "managers", "MANAGEMENT"]),
        ("salary of sales", "sale", ["sales"]),  # begins alike, is another word
        ("A résumé, Resume or RÉSUMÉS — “resume”", "resume", ["résumé", "Resume", "RÉSUMÉS", "resume"]),
        ("Encyclopædia and cœur, naïve", "encyclopaedia coeur", ["Encyclopædia", "cœur"]),
        ("C, C++ and C# • Objective-C", "c", ["C", "C"]),
        ("C, C++ and C# • Objective-C", "c++", ["C++"]),
        ("R&D, R & D, AT&T", "r&d", ["R&D"]),
        ("R&D, R & D, AT&T", "d", ["D"]),
        ("ASP.NET, .NET and net", ".net", [".NET"]),
        ("Node.js; node. js", "node", ["node"]),
        ("Bachelor’s, bachelor's, Bachelor?s s", "bachelor", ["Bachelor", "bachelor", "Bachelor"]),
        ("Bachelor’s, bachelor's, Bachelor?s s", "s", ["s"]),
        ("Опыт работы", "опыт", ["Опыт"]),
        ("snake_case words", "case", ["case"]),
        ("x" * 90 + " x", "x", ["x"]),
    ],
)
def test_a_word_is_marked_where_the_index_has_its_term(text: str, words: str, expected: list[str]) -> None:
    assert marked(text, *of(words)) == expected


def test_a_prefix_marks_whatever_begins_so() -> None:
    prefix = Sought("eng", 5.0, is_prefix=True)
    assert marked("Engine, ENGLISH; Éngage, challeng", prefix) == ["Engine", "ENGLISH", "Éngage"]


def test_words_that_say_little_are_marked_near_others_or_where_they_are_alone() -> None:
    little, much = Sought("and", 0.5), Sought("weld", 5.0)
    text = f"We weld and bend. {'More is said. ' * 5}And more."
    assert marked(text, little, much) == ["weld", "and"]
    assert marked(text, little) == ["and", "And"]
