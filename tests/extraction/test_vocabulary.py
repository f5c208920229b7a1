"""Looking phrases up: joints, symbols, exact spellings, the longest phrase."""

from __future__ import annotations

import time

import pytest

from postings.extraction.text.vocabulary import Vocabulary, spellings, words

TOOLS = Vocabulary(
    [("node.js", "node"), ("c++", "cpp"), ("c#", "cs"), (".net", "net"), ("ci/cd", "cicd"), ("r&d", "rd"),
     ("java", "java"), ("java ee", "jee"), ("machine learning", "ml")],
    [("Go", "go"), ("R", "r")],
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Node JS, node-js and Node.js", ["node", "node", "node"]),
        ("C++/C#", ["cpp", "cs"]),
        ("C#, .NET", ["cs", "net"]),
        ("CI / CD or CI/CD", ["cicd", "cicd"]),
        ("R and D, R&D", ["rd", "rd"]),
        ("Java EE, not just Java", ["jee", "java"]),
        ("machine\u00a0learning, machine-learning", ["ml", "ml"]),
        ("Go, go", ["go"]),
        ("JavaScript, Gopher, C+", []),
        ("asp.network", []),
        ("node. js", []),
        ("machine, learning", []),
    ],
)
def test_it_finds_phrases_by_their_words(text: str, expected: list[str]) -> None:
    assert [hit.value for hit in TOOLS.find(words(text))] == expected


def test_the_span_of_a_hit_quotes_the_text() -> None:
    text = "İ knows Node.js"  # "İ" is two characters in lower case
    (hit,) = TOOLS.find(words(text))
    assert text[hit.start : hit.end] == "Node.js"


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 11), (11, 42)], [["cpp"], ["ml", "jee"]]),
        ([(11, 19), (19, 42)], [[], ["jee"]]),  # "machine" begins in the one, "learning" in the other
        ([(11, 20), (30, 39)], [["ml"], ["java"]]),  # "EE" begins behind the second
        ([(0, 0), (20, 11)], [[], []]),
    ],
)
def test_a_span_has_the_phrases_whose_words_begin_in_it(
    spans: list[tuple[int, int]], expected: list[list[str]]
) -> None:
    text = "C++ it is; machine learning, then, Java EE"
    found = TOOLS.find_within(words(text), spans)
    assert [[hit.value for hit in each] for each in found] == expected


def test_it_says_where_the_wanted_words_stand() -> None:
    assert words("Interns, an intern+ and internal").positions(spellings("intern interns")) == [0, 12]


def test_time_is_linear_in_the_text() -> None:
    text = "java machine learning " * 40_000
    started = time.process_time()
    assert sum(1 for _ in TOOLS.find(words(text))) == 80_000
    assert time.process_time() - started < 20
