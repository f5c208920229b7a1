"""Damaged and shuffled postings: whatever the text, reading ends in a sound result or in a sentence why not.

The texts are made of the samples: lines and words moved, repeated, cut and joined, characters damaged.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postings.extraction import extract, readers
from postings.extraction.records import DEGREE_LEVELS, Extraction, NoPosting, Summary
from postings.extraction.summary import fewest_years, rank

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*ROOT.glob("postings/samples/*/*.txt"), *ROOT.glob("tests/samples/*/*.txt")])
TEXTS = [path.read_text(encoding="utf-8", errors="replace") for path in SOURCES]
DAMAGE = [
    "\x00", "\x92", "\u200b", "\u00ad", "\uf0b7", "\ufeff", "\u2028", "\r", "\t", "\u0130", "\U0001f600",
    "e\u0301", "&amp;lt;", "&#0;", "&#x110000;", "<", ">", "</div>", "<li>", "<!--", "]]>", "<br", "{", '"',
    "â€™", "Ã©", "(", ")", "5+ years", "0 years", "99 years", "BS or MS", "PhD", "preferred", "Requirements:",
    "or", "•", " ? ", "-", "$1", "1.000.000", "GED", "no experience", "in lieu of", "10-5 years",
    "two (3) years", "---\n", "title: ", "|",
]  # fmt: skip
EXAMPLES = 40


def read(text: str, name: str = "fuzz.txt") -> Extraction | None:
    """None where the text is refused; anything else that is raised is a defect."""
    try:
        return extract(readers.decode(text.encode("utf-8", "surrogatepass"), name))
    except (NoPosting, readers.BadFile) as error:
        reason = str(error)
    assert reason.endswith("."), "a reason is a sentence"
    return None


def assert_sound(found: Extraction) -> None:
    """Every value quotes the text, and the summary agrees with itself."""
    text = found.document.text
    for statement in found.statements:
        evidence = statement.evidence
        assert 0 <= evidence.start < evidence.end
        assert text[evidence.start : evidence.end] == evidence.exact
        if statement.years_min is not None and statement.years_max is not None:
            assert 0 <= statement.years_min <= statement.years_max
    for block in found.document.blocks:
        assert text[block.start : block.end].strip()
    assert_consistent(found.summary)


def assert_consistent(summary: Summary) -> None:
    asked = summary.degree_policy in ("required", "required_or_experience")
    assert asked == (summary.degree_floor is not None)
    if summary.degree_preferred is not None:
        assert asked or summary.degree_policy == "preferred_only"
        assert rank(summary.degree_preferred) > rank(summary.degree_floor)
    numbered = summary.experience_state in ("required", "preferred_only")
    assert numbered == (summary.min_years is not None)
    if summary.max_years is not None:
        assert summary.min_years is not None
        assert summary.min_years <= summary.max_years
    for path in summary.paths:
        assert path.level is None or path.level in DEGREE_LEVELS
        assert path.years is None or path.years >= 0
    assert summary.common_min_years is None or summary.paths
    years = [needed for needed in fewest_years(summary).by_level if needed is not None]
    assert years == sorted(years, reverse=True), "a higher degree never needs more years"


def mutated(chance: random.Random) -> str:
    """A sample, or the halves of two, with some changes."""
    text = chance.choice(TEXTS)
    if chance.random() < 0.3:
        other = chance.choice(TEXTS)
        text = text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other)) :]
    for _ in range(chance.randrange(1, 12)):
        text = chance.choice((moved, repeated, cut, damaged, joined))(text, chance)
    return text


def moved(text: str, chance: random.Random) -> str:
    mark = chance.choice(("\n", ". ", " ", "<"))
    parts = text.split(mark)
    index = chance.randrange(len(parts))
    parts.insert(chance.randrange(len(parts)), parts.pop(index))
    return mark.join(parts)


def repeated(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    piece = text[start : start + chance.randrange(1, 80)]
    return text[:start] + piece * chance.randrange(1, 6) + text[start:]


def cut(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.randrange(1, 200) :]


def damaged(text: str, chance: random.Random) -> str:
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(text) + 1)
        text = (
            text[:at]
            + chance.choice(("", " "))
            + chance.choice(DAMAGE)
            + chance.choice(("", " "))
            + text[at:]
        )
    return text


def joined(text: str, chance: random.Random) -> str:
    """Line breaks lost, all or some."""
    with_what = chance.choice((" ", "", ", "))
    return text.replace("\n", with_what, chance.choice((-1, 1, 5)))


@pytest.mark.parametrize("seed", range(70))
def test_a_damaged_sample_is_read_soundly(seed: int) -> None:
    found = read(mutated(random.Random(seed)))
    if found is not None:
        assert_sound(found)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(st.sampled_from(DAMAGE), st.text(max_size=12)), max_size=60).map(" ".join))
def test_any_text_is_read_soundly(text: str) -> None:
    found = read(text)
    if found is not None:
        assert_sound(found)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = extract(readers.decode(data, "fuzz.html"))
    except (NoPosting, readers.BadFile):
        return
    assert_sound(found)
