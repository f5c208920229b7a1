"""What the index is given for a text: words and stems that the engine would have made of it."""

from __future__ import annotations

import random

from postings.search import synonyms, tokens

PIECES = [
    *(
        "machine",
        "Learning",
        "front",
        "END",
        "data",
        "entry",
        "résumé",
        "naïve",
        "nai\u0308ve",
        "ﬁtter",
        "İ",
        "ß",
    ),
    *("C++", "C#", ".NET", "node.js", "R&D", "AT&T", "Bachelor's", "Bachelor?s", "a_b", "x" * 79, "x" * 80),
    *(
        "é" * 39,
        "é" * 40,
        "é" * 45,
        "½",
        "⑴",
        "Ⓐ",
        "٣",
        "𝟙",
        "𝒜",
        "中文",
        "हिन्दी",
        "🙂",
        "\u0345",
        "\u200d",
        "\x1c",
    ),
]
GAPS = ["", " ", " ", " ", "-", "\n", "\u00a0", "\u3000", "\x85", " – "]


def _texts() -> list[str]:
    """All characters beside letters, and pieces at random."""
    chance = random.Random(4)
    characters = [chr(code) for code in range(0, 0x30000, 3) if not 0xD800 <= code < 0xE000]
    around = [f"a{one}b {one} x{one}" for one in characters]
    made = [" ".join(around[start : start + 100]) for start in range(0, len(around), 100)]
    for _ in range(1000):
        made.append("".join(chance.choice(PIECES + PIECES[:6] * 4) + chance.choice(GAPS) for _ in range(30)))
    return [tokens.marked(text) for text in made]


def test_words_and_stems_are_those_that_the_engine_makes() -> None:
    beginnings = {phrase[0] for phrase in synonyms.phrases()}
    noted = 0
    for text in _texts():
        words, stems = tokens.words(text), tokens.stems(text)
        known = tokens.stems_of(words)
        assert [stem for stem in known if stem != tokens.TOO_LONG] == stems
        assert [len(word.encode()) >= tokens.LONGEST for word in words] == [
            stem == tokens.TOO_LONG for stem in known
        ]
        assert tokens.stemmed().analyze(" ".join(known)) == stems
        assert tokens.exact().analyze(" ".join(words)) == tokens.exact().analyze(text)
        phrases = {
            phrase
            for place, stem in enumerate(stems)
            if stem in beginnings
            for phrase in synonyms.phrases()
            if (*stems[place : place + len(phrase)],) == phrase
        }
        assert synonyms.phrases_in(known) == phrases
        noted += len(phrases)
    assert noted > 100


def test_more_words_than_are_kept_are_stemmed_all_the_same() -> None:
    words = [f"x{number}" for number in range(tokens.STEMS_KEPT + 10)]
    assert tokens.stems_of(words) == words
    assert tokens.stems_of(["engineers"]) == ["engin"]
