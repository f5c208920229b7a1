"""How many postings demand how many years: bars beside the fields of the range, and the same as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from postings.search.query import SearchQuery

LAST_BAR = 15  # and more: few postings demand so many years
BAR_WIDTH = 10  # in the drawing's own units
GAP = 2
HEIGHT = 40
LEAST = 1.5  # so that a single posting among thousands can be seen
MARKED = (0, 5, 10, LAST_BAR)  # years that have their number below


@dataclass(frozen=True, slots=True)
class Bar:
    """The postings that demand from these years up to the next; the drawing's `x`, `y` and `height`.

    `within` says that it is, at least in part, inside the range that was asked for.
    """

    label: str
    count: int
    x: int
    y: float
    height: float
    within: bool
    marked: bool

    @property
    def mark(self) -> float:
        """Where its number stands: below its middle; the last one ends where the drawing does."""
        width = BAR_WIDTH - GAP
        return self.x + (width if self.x == LAST_BAR * BAR_WIDTH else width / 2)


@dataclass(frozen=True, slots=True)
class YearsChart:
    """All that `_years_chart.html` prints."""

    bars: tuple[Bar, ...]
    bar_width: int = BAR_WIDTH - GAP
    width: int = BAR_WIDTH * (LAST_BAR + 1) - GAP
    height: int = HEIGHT


def years_chart(counted: Mapping[int, int], query: SearchQuery) -> YearsChart | None:
    """Bars from none to LAST_BAR years, which has all above it; None where no posting demands any."""
    counts = [0] * (LAST_BAR + 1)
    for years, count in counted.items():
        counts[min(years, LAST_BAR)] += count
    most = max(counts)
    if not most:
        return None
    return YearsChart(tuple(_bar(years, count, most, query) for years, count in enumerate(counts)))


def _bar(years: int, count: int, most: int, query: SearchQuery) -> Bar:
    height = max(round(HEIGHT * count / most, 1), LEAST) if count else 0.0
    return Bar(
        label=f"{years}+" if years == LAST_BAR else str(years),
        count=count,
        x=years * BAR_WIDTH,
        y=round(HEIGHT - height, 1),
        height=height,
        within=_is_within(years, query),
        marked=years in MARKED,
    )


def _is_within(years: int, query: SearchQuery) -> bool:
    """
    >>> [_is_within(years, SearchQuery(years_min=2.5, years_max=4.0)) for years in (1, 2, 4, 5)]
    [False, True, True, False]
    >>> _is_within(LAST_BAR, SearchQuery(years_min=20.0)), _is_within(3, SearchQuery())
    (True, False)
    """
    low, high = query.years_min, query.years_max
    if low is None and high is None:
        return False
    reaches_low = low is None or years == LAST_BAR or years + 1 > low
    return reaches_low and (high is None or years <= high)
