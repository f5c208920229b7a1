"""Cutting a text into runs, so that marked words can overlap and nothing is ever marked safe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Protocol, TypeVar


class Span(Protocol):
    """Anything that points into the text: half-open, in code points."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Span)


@dataclass(frozen=True, slots=True)
class Segment(Generic[S]):
    """A run of text under one set of spans: those that cover it, and those that begin or end with it.

    `covering` has the shortest span first: where spans overlap, the one that says most decides the look.
    """

    text: str
    covering: tuple[S, ...] = ()
    begins: tuple[S, ...] = ()
    ends: tuple[S, ...] = ()


def cut(text: str, start: int, end: int, spans: Iterable[S]) -> list[Segment[S]]:
    """The runs of `text[start:end]`, in order; together they are exactly that text.

    A span that begins before or ends after the range is cut at it; `begins` and `ends` still tell where it
    truly begins and ends.
    """
    touching = [span for span in spans if span.start < end and span.end > start]
    edges = {start, end}
    for span in touching:
        edges.update((max(span.start, start), min(span.end, end)))
    points = sorted(edges)
    return [_segment(text, low, high, touching) for low, high in pairwise(points)]


def _segment(text: str, low: int, high: int, spans: Sequence[S]) -> Segment[S]:
    covering = sorted((s for s in spans if s.start <= low and s.end >= high), key=lambda s: s.end - s.start)
    return Segment(
        text=text[low:high],
        covering=tuple(covering),
        begins=tuple(s for s in spans if s.start == low),
        ends=tuple(s for s in spans if s.end == high),
    )
