"""Looking phrases up: joints, symbols, exact spellings, the longest phrase."""

from __future__ import annotations

import time

import pytest

from postings.extraction.text.vocabulary import Vocabulary, words

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


def test_a_part_of_a_text_has_the_words_that_begin_in_it() -> None:
    text = "one two three"
    assert words(text).within(4, 8).folded == ["two"]


def test_time_is_linear_in_the_text() -> None:
    text = "java machine learning " * 40_000
    started = time.process_time()
    assert sum(1 for _ in TOOLS.find(words(text))) == 80_000
    assert time.process_time() - started < 20
