"""A file is read and sent a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from postings.api import exported
from postings.exports import EXPORTS
from postings.models import Posting
from tests import build
from tests.pages.exports.conftest import Exported


def test_rows_are_read_a_batch_at_a_time_and_in_few_queries(
    client: Client, in_step: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exported, "BATCH", 4)
    for number in range(10):
        build.posting(f"Clerk {number}", employer=f"Employer {number}", team=["Sales", f"Team {number}"])
    in_step()
    client.get("/export/jsonl/").getvalue()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get("/export/jsonl/")
        before = len(asked)
        parts = iter(answer)
        sizes: list[int] = []
        costs: list[int] = []
        for part in parts:
            sizes.append(len(part.splitlines()))
            costs.append(len(asked) - before - sum(costs))
    assert sizes == [4, 4, 2]
    assert before <= 2
    assert max(costs) <= 2
    assert costs[0] > 0, "rows are read when they are sent"


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_a_format_writes_a_row_before_it_takes_the_next(export: Any, exported_as: Exported, db: None) -> None:
    build.posting("Clerk")
    (row,) = exported_as("jsonl")
    taken = 0

    def rows() -> Iterable[Mapping[str, Any]]:
        nonlocal taken
        for _ in range(50):
            taken += 1
            yield row

    written = export.write(rows())
    next(written), next(written)
    assert taken <= 2


def test_texts_of_postings_are_not_read(client: Client, in_step: Callable[[], None]) -> None:
    build.posting("Clerk", "A long text.")
    in_step()
    with CaptureQueriesContext(connection) as asked:
        client.get("/export/csv/").getvalue()
    assert not [query for query in asked.captured_queries if "postings_postingversion" in query["sql"]]


@pytest.mark.usefixtures("some")
def test_a_posting_hidden_since_it_was_found_is_left_out(client: Client, in_step: Callable[[], None]) -> None:
    in_step()
    answer = client.get("/export/jsonl/")
    Posting.objects.filter(title="Seller").update(hidden=True)
    assert "Seller" not in answer.getvalue().decode()


@pytest.mark.usefixtures("some")
def test_the_head_of_a_file_costs_no_rows(client: Client, in_step: Callable[[], None]) -> None:
    in_step()
    with CaptureQueriesContext(connection) as asked:
        answer = client.head("/export/csv/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert answer.getvalue() == b""
    assert not [query for query in asked.captured_queries if '"postings_posting"."title"' in query["sql"]]
