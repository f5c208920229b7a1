"""Synthetic postings are repeatable, true to their text, and what a reader reads."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from postings import extraction
from postings.extraction import lexicons
from postings.extraction.readers import decode
from postings.extraction.records import DEGREE_LEVELS, Extraction
from postings.extraction.summary import fewest_years
from postings.synthetic import prose, vocabulary, world
from postings.synthetic.making import Posting as Made
from postings.synthetic.making import make
from tests.loader.synthetic import UNTIL

SAMPLE = 300
READ = 60


@pytest.fixture(scope="module")
def sample() -> list[Made]:
    return [make(1, number, UNTIL) for number in range(SAMPLE)]


@pytest.fixture(scope="module")
def read(sample: list[Made]) -> list[tuple[Made, Extraction]]:
    """Some of them with what extraction reads in their files."""
    return [(made, extraction.extract(decode(made.page.file(), "a.txt"))) for made in sample[:READ]]


def test_the_same_seed_and_number_make_the_same_posting(sample: list[Made]) -> None:
    again = make(1, 7, UNTIL)
    assert again.page.text() == sample[7].page.text()
    assert again.page.said == sample[7].page.said
    assert make(2, 7, UNTIL).page.text() != again.page.text()


def test_no_two_postings_have_the_same_text(sample: list[Made]) -> None:
    assert len({one.page.text() for one in sample}) == SAMPLE


def test_every_statement_quotes_the_text_exactly(sample: list[Made]) -> None:
    for one in sample:
        text = one.page.text()
        assert all(text[start : start + len(said.exact)] == said.exact for start, said in one.page.said)


def test_texts_are_as_long_as_postings_are(sample: list[Made]) -> None:
    lengths = [len(one.page.text()) for one in sample]
    assert 3_500 < sum(lengths) / SAMPLE < 5_000
    assert sum(2_500 <= length <= 6_000 for length in lengths) == SAMPLE


def test_every_posting_says_that_it_is_synthetic(sample: list[Made]) -> None:
    assert all("synthetic" in words.lower() for words in prose.CONFESSIONS)
    for one in sample:
        assert sum(words in one.page.text().splitlines() for words in prose.CONFESSIONS) == 1
    assert all(one.employer is None or one.employer.name.endswith(world.MARK) for one in sample)


def test_words_come_in_all_frequencies(sample: list[Made]) -> None:
    """There are words in every fifth posting, in every fiftieth, and a tail of words that hardly any has."""
    shares = Counter(
        word for one in sample for word in set(re.findall(r"[a-z]{4,}", one.page.text().lower()))
    )
    common = [word for word, count in shares.items() if 0.15 < count / SAMPLE < 0.25]
    medium = [word for word, count in shares.items() if 0.01 < count / SAMPLE < 0.03]
    rare = [word for word, count in shares.items() if count == 1]
    assert len(common) > 10
    assert len(medium) > 300
    assert len(rare) > 3_000
    assert len(vocabulary.by_rank()) > 30_000


def test_text_and_facets_belong_together(sample: list[Made]) -> None:
    """What a family names among its skills, it names more often than others do."""
    named = Counter(
        (one.family, said.value) for one in sample for _, said in one.page.said if said.kind == "skill"
    )
    by_skill = Counter(skill for _, skill in named.elements())
    (family, skill), together = named.most_common(1)[0]
    share = sum(one.family == family for one in sample) / SAMPLE
    assert together / by_skill[skill] > 2 * share


def test_all_policies_and_states_and_shapes_occur(sample: list[Made]) -> None:
    summaries = [one.summary for one in sample]
    assert len({one.degree_policy for one in summaries}) == 5
    assert {one.degree_floor for one in summaries} == {None, *DEGREE_LEVELS}
    assert len({one.experience_state for one in summaries}) == 6
    assert {len(one.paths) for one in summaries} >= {0, 2, 3}
    assert any(path.level is None for one in summaries for path in one.paths)
    assert any(fewest_years(one).in_place is not None for one in summaries)
    assert {len(one.places) for one in sample} >= {0, 1, 2}
    assert {len(one.teams) for one in sample} == {0, 1, 2}
    assert {one.family_inferred for one in sample} == {True, False}
    assert {said.kind for one in sample for _, said in one.page.said} >= {"certification", "language"}
    for absent in ("employer", "posted_on", "job_number", "pay"):
        assert {getattr(one, absent) is None for one in sample} == {True, False}


def test_the_families_are_those_of_the_lexicon() -> None:
    assert world.family_names() == [row["family"] for row in lexicons.rows("role_families")]


def test_a_reader_reads_the_very_text(read: list[tuple[Made, Extraction]]) -> None:
    """So reading a synthetic posting again adds no version to it."""
    for one, found in read:
        assert found.document.text == one.page.text()
        assert [(block.kind, block.start, block.end) for block in found.document.blocks] == one.page.blocks


def test_a_reader_agrees_with_what_was_written(read: list[tuple[Made, Extraction]]) -> None:
    """All 60 agree today; a few may differ when the rules of reading change."""
    pairs = [(one.summary, found.summary) for one, found in read]
    degrees = sum(
        (a.degree_policy, a.degree_floor, a.degree_preferred)
        == (b.degree_policy, b.degree_floor, b.degree_preferred)
        for a, b in pairs
    )
    years = sum(
        (a.experience_state, a.min_years, a.max_years) == (b.experience_state, b.min_years, b.max_years)
        for a, b in pairs
    )
    assert degrees >= 57
    assert years >= 57
    assert sum(a.paths == b.paths for a, b in pairs) >= 57
    assert sum(named(one) == read_in(found) for one, found in read) >= 57
    assert sum(one.title == found.summary.title for one, found in read) >= 57
    assert sum((one.family,) == found.summary.role_family for one, found in read) >= 57


NAMED = ("certification", "language", "field_of_study")


def named(one: Made) -> set[tuple[str, str | None]]:
    return {(said.kind, said.value) for _, said in one.page.said if said.kind in NAMED}


def read_in(found: Extraction) -> set[tuple[str, str | None]]:
    return {(one.kind, one.value) for one in found.statements if one.kind in NAMED}


def test_no_posting_names_a_skill_twice(sample: list[Made]) -> None:
    for one in sample:
        skills = [said.value for _, said in one.page.said if said.kind == "skill"]
        assert len(skills) == len(set(skills)) >= 1
