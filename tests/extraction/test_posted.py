"""The posted day: written forms, and days that are others."""

from __future__ import annotations

import pytest

from postings.extraction.extractors import posted
from tests.extraction.said import statements, values

DAYS = [
    ("Date Posted: 2026-05-31", "2026-05-31"),
    ("Posted on May 31, 2026", "2026-05-31"),
    ("Opening Date: 4/30/2019 08:30:00 AM", "2019-04-30"),
    ("Published: 31.05.2026", "2026-05-31"),
    ("Posted: 31 May 2026", "2026-05-31"),
    ("Posting Date: Oct. 1st, 2025", "2025-10-01"),
    ("Date: 31-05-2026 is no day that we know; Posted 2 Jan 2026", "2026-01-02"),
]
OTHER_DAYS = [
    "Closing Date: 26/02/2024",
    "Start Date: September 1, 2026",
    "Apply by 2026-05-31",
    "Posted 3 days ago",
    "Founded on May 31, 2001",
    "Posted: 2026-13-45",
    "Date posted: soon",
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_it_reads_the_day(text: str, day: str) -> None:
    assert values(posted, text) == [day]


@pytest.mark.parametrize("text", OTHER_DAYS)
def test_other_days_are_not_the_posted_day(text: str) -> None:
    assert values(posted, text) == []


@pytest.mark.parametrize(
    ("text", "doubted"),
    [("Posted: 3/4/2021", True), ("Posted: 3/14/2021", False), ("Posted: 3/3/2021", False)],
)
def test_a_day_that_may_be_the_month_is_unsure(text: str, doubted: bool) -> None:
    (found,) = statements(posted, text)
    assert (found.unsure is not None) is doubted
