"""Text is cut so that nothing is lost, whatever overlaps."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from postings.presentation.segments import cut


@dataclass(frozen=True)
class Range:
    start: int
    end: int


TEXT = "Bachelor's degree in finance required"
ranges = st.tuples(st.integers(0, 36), st.integers(1, 37)).map(lambda ends: Range(min(ends), max(ends)))
spans = st.lists(ranges.filter(lambda span: span.start < span.end), max_size=6)


@given(spans, ranges)
def test_the_runs_are_exactly_the_text(spans: list[Range], part: Range) -> None:
    runs = cut(TEXT, part.start, part.end, spans)
    assert "".join(run.text for run in runs) == TEXT[part.start : part.end]


@given(spans)
def test_each_span_covers_exactly_its_words(spans: list[Range]) -> None:
    runs = cut(TEXT, 0, len(TEXT), spans)
    for span in spans:
        assert "".join(run.text for run in runs if span in run.covering) == TEXT[span.start : span.end]


@given(spans)
def test_each_span_begins_and_ends_once(spans: list[Range]) -> None:
    runs = cut(TEXT, 0, len(TEXT), set(spans))
    for span in set(spans):
        assert [span in run.begins for run in runs].count(True) == 1
        assert [span in run.ends for run in runs].count(True) == 1


def test_the_shortest_of_overlapping_spans_comes_first() -> None:
    whole, part = Range(0, 37), Range(21, 28)
    inner = next(run for run in cut(TEXT, 0, 37, [whole, part]) if run.text == "finance")
    assert inner.covering == (part, whole)


def test_a_span_that_began_before_the_range_does_not_begin_in_it() -> None:
    (run,) = cut(TEXT, 10, 17, [Range(0, 37)])
    assert (run.text, run.begins, run.ends) == (" degree", (), ())
