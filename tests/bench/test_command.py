"""The command on postings that are committed: clients in other processes see them; runs side by side."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from postings.bench import growth, measures, sides
from postings.bench.clients import ClientsError, search_at_once
from postings.bench.growth import Growth
from postings.loader import bulk
from postings.models import Posting
from postings.search import SearchQuery, drainer


@pytest.mark.django_db
def test_without_postings_or_an_index_it_says_what_to_do(index_folder: Path) -> None:
    with pytest.raises(CommandError, match="make_postings"):
        call_command("bench_search", no_server=True, stdout=StringIO(), stderr=StringIO())


@pytest.fixture
def committed(transactional_db: None, index_folder: Path) -> int:
    """Synthetic postings that other threads and processes see; how many."""
    list(bulk.add(1, 40, dt.date(2026, 6, 30), jobs=1))
    drainer.drain()
    return 40


def test_the_command_measures_everything_and_changes_nothing(committed: int, tmp_path: Path) -> None:
    before = list(Posting.objects.order_by("pk").values())
    out, file = StringIO(), tmp_path / "figures.json"
    options = {"searches": 20, "clients": 3, "yardstick": 4, "no_server": True, "json": file, "export": True}
    (tmp_path / "then.json").write_text(json.dumps(run(seed=1, p50=2)))
    options["against"] = tmp_path / "then.json"
    call_command("bench_search", stdout=out, stderr=StringIO(), **options)
    assert list(Posting.objects.order_by("pk").values()) == before
    printed, written = out.getvalue(), json.loads(file.read_text())
    assert written["postings"] == written["export"]["rows"] == committed
    assert written["run"] == {"searches": 20, "seed": 1, "clients": 3, "processes": 2}
    assert {written["engine"][one]["count"] for one in ("alone", "together")} == {20}
    assert written["pages"]["together"]["count"] == 20
    assert sum(one["count"] for one in written["engine"]["by_kind"].values()) == 20
    assert written["yardstick"]["unlike"] == []
    assert written["visible_ms"]["1"] > 0
    assert written["visible_ms"]["1000"] is None
    assert written["index_bytes"] > 20_000
    assert "| engine, one client | 20 |" in printed
    assert "| engine, the same searches | 4 |" in printed
    assert "equal in 4 of 4 searches, 1 of them without text" in printed
    assert "The yardstick answered the first" not in printed
    assert "40 postings; the index has" in printed
    assert "All 40 postings as a file" in printed
    assert "| | 10 | 40 |" in printed
    assert "| times as long with 40 postings as with 10 |" in printed


class Watched(StringIO):
    """Standard error that does something when a line with these words is written."""

    def __init__(self, words: str, act: Callable[[str], None]) -> None:
        super().__init__()
        self.words, self.act = words, act

    def write(self, said: str) -> int:
        written = super().write(said)
        if self.words in said:
            self.act(said)
        return written


def test_what_is_measured_is_told_and_kept_before_the_next_is(committed: int, tmp_path: Path) -> None:
    out, file, seen = StringIO(), tmp_path / "figures.json", []

    def look(said: str) -> None:
        seen.append((said.strip(), json.loads(file.read_text()), out.getvalue()))

    options = {"searches": 20, "clients": 1, "processes": 1, "yardstick": 3, "no_server": True, "json": file}
    call_command("bench_search", stdout=out, stderr=Watched("Asking ", look), **options)
    told = {said: (set(kept), printed) for said, kept, printed in seen}
    assert "engine" not in told["Asking the engine ..."][0]
    assert told["Asking for suggestions ..."][0] >= {"postings", "run", "index_bytes", "engine"}
    assert "| engine, one client | 20 |" in told["Asking for suggestions ..."][1]
    assert told["Asking for pages ..."][0] >= {"engine", "typeahead", "deep"}
    assert told["Asking the yardstick ..."][0] >= {"pages", "visible_ms"}
    assert "| page, one client | 20 |" in told["Asking the yardstick ..."][1]


def test_each_search_of_the_yardstick_is_told_and_kept(committed: int, tmp_path: Path) -> None:
    file, seen = tmp_path / "figures.json", []

    def look(said: str) -> None:
        kept = json.loads(file.read_text())["yardstick"]
        seen.append((said.partition(",")[0], kept["peers"]["count"], kept["of"]))

    options = {"searches": 20, "yardstick": 3, "only": ["yardstick"], "json": file}
    call_command("bench_search", stdout=StringIO(), stderr=Watched(", engine ", look), **options)
    assert seen == [("1 of 3", 1, 3), ("2 of 3", 2, 3), ("3 of 3", 3, 3)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_interrupts_the_yardstick_has_the_figures_so_far(
    committed: int, tmp_path: Path, number: signal.Signals
) -> None:
    if number == signal.SIGINT:  # which a run of the tests in the background has begun with ignored
        signal.signal(number, signal.default_int_handler)
    out, file, handler = StringIO(), tmp_path / "figures.json", signal.getsignal(number)
    err = Watched("2 of 20, ", lambda _: os.kill(os.getpid(), number))
    options = {"searches": 20, "yardstick": 20, "only": ["yardstick"], "json": file}
    with pytest.raises(SystemExit) as ended:
        call_command("bench_search", stdout=out, stderr=err, **options)
    assert ended.value.code == 128 + number
    assert signal.getsignal(number) is handler
    kept = json.loads(file.read_text())["yardstick"]
    assert (kept["of"], kept["peers"]["count"], kept["ours"]["count"]) == (20, 2, 2)
    assert "The yardstick answered the first 2 of 20 searches" in out.getvalue()
    assert "equal in 2 of 2 searches" in out.getvalue()
    assert "Interrupted" in err.getvalue()


def test_what_is_interrupted_before_it_is_measured_has_no_figures(committed: int, tmp_path: Path) -> None:
    out, file = StringIO(), tmp_path / "figures.json"
    err = Watched("Asking for suggestions ...", lambda _: os.kill(os.getpid(), signal.SIGTERM))
    options = {"searches": 5, "clients": 1, "processes": 1, "no_server": True, "json": file}
    with pytest.raises(SystemExit):
        call_command("bench_search", stdout=out, stderr=err, **options)
    assert set(json.loads(file.read_text())) == {"postings", "run", "index_bytes", "engine"}
    assert "| engine, one client | 5 |" in out.getvalue()
    assert "typeahead" not in out.getvalue()


def test_a_section_measured_apart_joins_the_figures_of_the_same_searches(
    committed: int, tmp_path: Path
) -> None:
    file = tmp_path / "figures.json"

    def measured(only: str, seed: int = 1) -> Any:
        options = {"searches": 5, "seed": seed, "yardstick": 2, "only": [only], "json": file}
        call_command("bench_search", stdout=StringIO(), stderr=StringIO(), **options)
        return json.loads(file.read_text())

    first = measured("typeahead")
    both = measured("yardstick")
    assert both["yardstick"]["peers"]["count"] == 2
    assert both["typeahead"] == first["typeahead"]
    with pytest.raises(CommandError, match="other searches"):
        measured("yardstick", seed=2)
    assert json.loads(file.read_text()) == both


def test_clients_in_processes_of_their_own_see_this_database_and_this_index(committed: int) -> None:
    queries = measures.draw(7).typed(12)
    found = search_at_once(queries, clients=3, processes=2)
    assert len(found.times) == 12
    assert found.a_second > 0


def test_a_process_of_clients_that_fails_is_an_error(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a database that has such a name there is nothing to search in."""
    monkeypatch.setitem(connection.settings_dict, "NAME", "test_nowhere")
    with pytest.raises(ClientsError):
        search_at_once([SearchQuery()], clients=1, processes=1)


def run(seed: int, p50: float) -> dict[str, Any]:
    times = {"p50": p50, "p95": 2 * p50}
    return {
        "postings": 10,
        "run": {"searches": 20, "seed": seed, "clients": 8, "processes": 2},
        "engine": {"alone": times, "by_kind": {"phrase": times}},
        "typeahead": None,
    }


def test_growth_is_said_of_all_that_was_timed_twice(tmp_path: Path) -> None:
    (tmp_path / "then.json").write_text(json.dumps(run(seed=1, p50=2)))
    then, now = growth.read(tmp_path / "then.json"), run(seed=2, p50=5)
    found = list(growth.growths(then, now))
    assert found == [Growth("engine alone", 2.5, 2.5), Growth("engine phrase", 2.5, 2.5)]
    assert growth.otherwise(then, now) == ["seed"]


def test_a_table_has_a_column_a_run_and_a_dash_where_nothing_was_measured() -> None:
    then, now = run(seed=1, p50=2), run(seed=1, p50=5)
    now["engine"]["alone"] |= {"p99": 1234.5}
    now |= {"postings": 1000, "worker_bytes": {"at most": [1_000_000, 3_000_000]}, "index_bytes": 2_000_000}
    then |= {"worker_bytes": {"at most": []}}
    lines = "\n".join(sides.table([then, now])).splitlines()
    assert lines[:3] == [
        "| | 10 | 1,000 |",
        "|---|---|---|",
        "| engine, p50 / p95 / p99 | – | 5.0 / 10.0 / 1,234.5 ms |",
    ]
    assert "| anonymous memory of a web worker at most | – | 3 MB |" in lines
    assert "| size of the index | – | 2 MB |" in lines
    assert "| the yardstick | – | – |" in lines


def test_the_readme_has_each_row_of_the_table() -> None:
    readme = (settings.BASE_DIR / "README.md").read_text()
    assert [what for what, _ in sides.ROWS if f"\n| {what} | " not in readme] == []


@pytest.mark.parametrize("held", ["", "[]", '{"postings": 3}'])
def test_a_file_without_figures_is_refused_before_anything_is_measured(tmp_path: Path, held: str) -> None:
    (tmp_path / "other.json").write_text(held)
    with pytest.raises(CommandError, match=r"other\.json"):
        call_command("bench_search", against=tmp_path / "other.json")
