"""Runs side by side in one table, as the README has it: with fewer postings, and with more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from postings.bench.report import megabytes

Run = Mapping[str, Any]  # as `--json` writes it
NONE = "–"


def table(runs: Sequence[Run]) -> Iterator[str]:
    """A column a run. A dash stands where a run did not measure something."""
    yield f"| | {' | '.join(format(run['postings'], ',') for run in runs)} |\n|---|{'---|' * len(runs)}"
    for what, said in ROWS:
        yield f"| {what} | {' | '.join(_or_none(said, run) for run in runs)} |"


def _or_none(said: Callable[[Run], str], run: Run) -> str:
    try:
        return said(run)
    except (KeyError, TypeError, ValueError):  # not measured: no such key, null, or an empty list
        return NONE


def times(found: Run) -> str:
    """
    >>> times({"p50": 9.31, "p95": 46.6, "p99": 1073.6})
    '9.3 / 46.6 / 1,073.6 ms'
    """
    return f"{' / '.join(format(found[one], ',.1f') for one in ('p50', 'p95', 'p99'))} ms"


def _visible(run: Run) -> str:
    return " / ".join(f"{took:,.0f}" for took in run["visible_ms"].values()) + " ms"


def _export(run: Run) -> str:
    return f"{run['export']['first_byte_ms']:,.0f} ms, {run['export']['a_second']:,.0f} a second"


def _memory(run: Run) -> str:
    return f"{megabytes([max(run['worker_bytes']['at most'])])} MB"


def _deep(run: Run) -> str:
    return f"{run['deep']['last']['p50'] / run['deep']['first']['p50']:.1f}"


ROWS: tuple[tuple[str, Callable[[Run], str]], ...] = (
    ("engine, p50 / p95 / p99", lambda run: times(run["engine"]["alone"])),
    ("whole page", lambda run: times(run["pages"]["alone"])),
    ("typeahead, a letter", lambda run: times(run["typeahead"])),
    ("engine, several clients: searches a second", lambda run: f"{run['engine']['a_second']:,.0f}"),
    ("whole pages, several clients: pages a second", lambda run: f"{run['pages']['a_second']:,.0f}"),
    ("results 9,981 to 10,000: times the first page's time, at p50", _deep),
    ("the yardstick", lambda run: times(run["yardstick"]["peers"])),
    (
        "times the engine's time, at p50 / p95",
        lambda run: f"{run['yardstick']['times_at_p50']:,.0f} / {run['yardstick']['times_at_p95']:,.0f}",
    ),
    (
        "searches in which a count differs",
        lambda run: f"{len(run['yardstick']['unlike'])} of {run['yardstick']['peers']['count']}",
    ),
    ("visible after the commit of 1 / of 1,000 changes", _visible),
    ("file of all postings: first byte, postings", _export),
    ("anonymous memory of a web worker at most", _memory),
    ("size of the index", lambda run: f"{megabytes([run['index_bytes']])} MB"),
    ("time to build the index", lambda run: f"{run['built_seconds']:,.0f} s"),
)
