"""Which posting a file is a sighting of (semantics: identity)."""

from __future__ import annotations

from typing import Any

import pytest

from postings.loader import load
from postings.models import Employer, EmployerAlias, Posting, PostingVersion, SourceFile
from tests.loader.making import loaded, reading, the_posting

pytestmark = pytest.mark.django_db

SITE: dict[str, Any] = {"site": "jobs.example.org"}


#: Two files, whether they are the same posting, and how the second fares.
TABLE: list[tuple[dict[str, Any], dict[str, Any], bool, str]] = [
    # the job number within its site or employer comes first
    ({"number": "7", **SITE}, {"path": "b.txt", "text": "Other", "number": "7", **SITE}, True, "changed"),
    (
        {"number": "7", "employer": "Acme"},
        {"path": "b.txt", "number": "7", "employer": "ACME"},
        True,
        "duplicate",
    ),
    (
        {"number": "7", **SITE},
        {"path": "b.txt", "text": "Other", "number": "7", "site": "x.org"},
        False,
        "new",
    ),
    (
        {"number": "7", "employer": "Acme"},
        {"text": "Other", "number": "7", "employer": "Bmce"},
        False,
        "new",
    ),
    # different numbers are never the same posting, whatever else is the same
    ({"number": "7", **SITE}, {"number": "8", **SITE, "content": b"changed"}, False, "new"),
    ({"number": "7"}, {"path": "b.txt", "number": "8"}, False, "new"),
    # the same text
    ({}, {"path": "b.txt"}, True, "duplicate"),
    ({}, {"path": "b.txt", "root": "/elsewhere"}, True, "duplicate"),
    ({"number": "7", **SITE}, {"path": "b.txt"}, True, "duplicate"),
    ({"number": "7", **SITE}, {"path": "b.txt", "number": "7", "site": "x.org"}, True, "duplicate"),
    # the same path, when neither text has a number
    ({}, {"text": "Clerk, now for longer"}, True, "changed"),
    ({}, {"text": "Clerk!", "root": "/elsewhere"}, False, "new"),
    ({"number": "7", **SITE}, {"text": "Clerk!"}, False, "new"),
    ({}, {"text": "Clerk!", "number": "7", **SITE}, False, "new"),
    # a number of which nobody knows where it counts: the same path tells
    ({"number": "7"}, {"text": "Clerk!", "number": "7"}, True, "changed"),
    ({"number": "7"}, {"text": "Clerk!", "number": "7", **SITE}, True, "changed"),
    ({"number": "7"}, {"path": "b.txt", "text": "Clerk!", "number": "7"}, False, "new"),
]
WITHIN_ONE_BATCH = [row for row in TABLE if row[1].keys() & {"path", "root"}]  # a path comes once in a batch


@pytest.mark.parametrize(("first", "second", "same", "outcome"), TABLE)
def test_a_file_finds_its_posting(
    first: dict[str, Any], second: dict[str, Any], same: bool, outcome: str
) -> None:
    results = loaded(reading(**first), reading(**second))

    assert [one.outcome for one in results] == ["new", outcome]
    assert (results[0].posting_id == results[1].posting_id) is same
    assert Posting.objects.count() == (1 if same else 2)


@pytest.mark.parametrize(("first", "second", "same", "outcome"), WITHIN_ONE_BATCH)
def test_a_file_finds_a_posting_of_its_own_batch(
    first: dict[str, Any], second: dict[str, Any], same: bool, outcome: str
) -> None:
    results = load([reading(**first), reading(**second)], None)

    assert [one.outcome for one in results] == ["new", outcome]
    assert Posting.objects.count() == (1 if same else 2)
    assert SourceFile.objects.filter(superseded=None).count() == 2


def test_an_alias_of_the_employer_finds_the_posting_by_its_number() -> None:
    loaded(reading(number="7", employer="Acme"))
    EmployerAlias.objects.create(name="Acme Ltd", employer=Employer.objects.get(name="Acme"))

    (result,) = loaded(reading("b.txt", "Other words", number="7", employer="acme LTD"))

    assert (result.outcome, Posting.objects.count(), Employer.objects.count()) == ("changed", 1, 1)


def test_the_newest_loaded_text_is_shown_and_stays_until_a_file_changes() -> None:
    old, new = (
        reading("a.txt", "Clerk\nold", number="7", **SITE),
        reading("b.txt", "Clerk\nnew", number="7", **SITE),
    )
    loaded(old, new)

    again = loaded(old, new, old)

    assert [one.outcome for one in again] == ["unchanged", "unchanged", "unchanged"]
    shown = the_posting().version
    assert shown is not None
    assert shown.text == "Clerk\nnew"


def test_a_new_text_is_a_new_version_and_the_old_one_is_kept() -> None:
    loaded(reading(text="Clerk\n3 years"), reading(text="Clerk\n5 years"))

    texts = PostingVersion.objects.order_by("number").values_list("number", "text")
    assert list(texts) == [(1, "Clerk\n3 years"), (2, "Clerk\n5 years")]
    assert the_posting().version == PostingVersion.objects.get(number=2)


def test_a_text_that_comes_back_is_the_version_it_was() -> None:
    loaded(reading(text="Clerk\nold"), reading(text="Clerk\nnew"), reading(text="Clerk\nold"))

    assert PostingVersion.objects.count() == 2
    assert the_posting().version == PostingVersion.objects.get(number=1)


def test_the_bytes_of_every_text_are_kept() -> None:
    loaded(reading(content=b"first bytes"), reading(content=b"other bytes"))

    live = SourceFile.objects.get(superseded=None)
    old = SourceFile.objects.exclude(superseded=None).get()
    assert (reading().path, bytes(live.sha256) == bytes(old.sha256)) == (live.path, False)
    assert PostingVersion.objects.count() == 1


def test_a_file_that_now_holds_another_job_leaves_its_old_posting_as_it_was() -> None:
    loaded(reading(text="Clerk", number="7", **SITE), reading(text="Smith", number="8", **SITE))

    assert sorted(Posting.objects.values_list("title", "job_number")) == [("Clerk", "7"), ("Smith", "8")]
    assert SourceFile.objects.get(superseded=None).posting == Posting.objects.get(title="Smith")


def test_a_posting_takes_over_a_number_that_a_later_sighting_states() -> None:
    loaded(reading("a.txt", "Clerk"), reading("b.txt", "Clerk", number="7", **SITE))

    loaded(reading("c.txt", "Clerk, once more", number="7", **SITE))

    assert (the_posting().job_number, the_posting().number_scope) == ("7", "site jobs.example.org")
