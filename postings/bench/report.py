"""The figures as tables and sentences for people, in Markdown; one function a section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from postings.bench.comparing import Beside, Compared
from postings.bench.growth import Growth
from postings.bench.measures import Asked, Deep, Exported
from postings.bench.timing import Figures
from postings.search.query import to_query_string

Run = Mapping[str, Any]
"""The figures of a run as they were measured, by section."""

HEAD = "| milliseconds | searches | p50 | p95 | p99 | longest |\n|---|---|---|---|---|---|"


def row(label: str, found: Figures | None) -> str:
    """
    >>> row("prefix", Figures(10, 4.0, 9.25, 12.0, 12.0))
    '| prefix | 10 | 4.0 | 9.2 | 12.0 | 12.0 |'
    """
    if found is None:
        return f"| {label} | 0 | - | - | - | - |"
    times = (found.p50, found.p95, found.p99, found.longest)
    return f"| {label} | {found.count:,} | {' | '.join(f'{time:,.1f}' for time in times)} |"


def laid_out(lines: Iterable[str], within: bool = False) -> Iterator[str]:
    """With a head before rows and an empty line on both sides of a table; `within` one already.

    >>> list(laid_out(["| a |", "Said.", "| b |"], within=True)) == ["| a |", "", "Said.", "", HEAD, "| b |"]
    True
    """
    for line in lines:
        row = line.startswith("|")
        if row != within:
            yield ""
        if row and not within:
            yield HEAD
        within = row
        yield line


def asked(what: str, found: Asked) -> Iterator[str]:
    yield row(f"{what}, one client", found.alone)
    yield row(f"{what}, {found.clients} clients: {found.a_second:,} a second", found.together)
    for kind, times in found.by_kind.items():
        yield row(f"{what}: {kind}", times)


def engine(run: Run) -> Iterator[str]:
    yield from asked("engine", run["engine"])


def typeahead(run: Run) -> Iterator[str]:
    yield row("typeahead in the engine, a letter", run["typeahead"])


def deep(run: Run) -> Iterator[str]:
    found: Deep = run["deep"]
    yield row("engine: first page of searches with 10,000 results", found.first)
    yield row("engine: their results 9,981 to 10,000", found.last)
    if found.first is not None and found.last is not None:
        p50, p95 = found.last.p50 / found.first.p50, found.last.p95 / found.first.p95
        yield f"The last page takes {p50:.1f} times as long as the first at p50, {p95:.1f} times at p95."


def pages(run: Run) -> Iterator[str]:
    yield from asked("page", run["pages"])
    yield from memory(run, "at first", "after the pages")


def changes(run: Run) -> Iterator[str]:
    for changed, took in run["visible_ms"].items():
        if took is not None:
            plural = "s" if changed > 1 else ""
            yield f"{changed:,} changed posting{plural}: visible {took:,.0f} ms after the commit."
    yield from memory(run, "after changed postings")


def export(run: Run) -> Iterator[str]:
    found: Exported = run["export"]
    yield (
        f"All {found.rows:,} postings as a file: the first byte after {found.first_byte_ms:,.0f} ms, the "
        f"last after {found.seconds:,.1f} s, {found.a_second:,.0f} postings a second."
    )
    yield from memory(run, "after a download")


def memory(run: Run, *moments: str) -> Iterator[str]:
    """Nothing of a site that has no workers."""
    for when in moments:
        if workers := run["worker_bytes"].get(when):
            most = megabytes(run["worker_bytes"]["at most"])
            yield f"Anonymous memory of the web workers {when}: {megabytes(workers)} MB; at most {most} MB."


def yardstick(run: Run) -> Iterator[str]:
    found: Compared = run["yardstick"]
    done = found.peers.count if found.peers is not None else 0
    yield row("a GROUP BY a facet through the ORM", found.peers)
    yield row("engine, the same searches", found.ours)
    if done < found.of:
        yield f"The yardstick answered the first {done:,} of {found.of:,} searches: of no other is told here."
    if done:
        times = f"{found.times_at_p50:,} times the engine's at p50, {found.times_at_p95:,} times at p95"
        yield f"The yardstick's time is {times}, in {done:,} searches."
        yield (
            f"Total and all counts are equal in {done - len(found.unlike):,} of {done:,} searches, "
            f"{found.without_text:,} of them without text; with text, over what the index matched."
        )
    yield from (f"They differ: ?{one}" for one in found.unlike)


def beside(number: int, of: int, one: Beside) -> str:
    """One search of the yardstick, when it is answered."""
    counts = "counts equal" if one.alike else "COUNTS DIFFER"
    times = f"yardstick {one.theirs:,.0f} ms, engine {one.ours:,.1f} ms"
    return f"{number:,} of {of:,}, {one.case.kind}: {times}, {counts}: ?{to_query_string(one.case.query)}"


def held(run: Run) -> str:
    """What there is to search in."""
    time = f", built in {run['built_seconds']:,.0f} s" if "built_seconds" in run else ""
    return f"{run['postings']:,} postings; the index has {run['index_bytes'] / 1e6:,.0f} MB{time}."


def megabytes(sizes: Sequence[int]) -> str:
    """
    >>> megabytes([181_000_000, 190_400_000])
    '181 and 190'
    """
    return " and ".join(f"{one / 1e6:,.0f}" for one in sizes)


def growth(then: int, now: int, other: Sequence[str], found: Sequence[Growth]) -> Iterator[str]:
    """How times grew from so many postings to so many."""
    if other:
        yield f"The runs differ in more than their postings: {', '.join(other)}."
    yield f"| times as long with {now:,} postings as with {then:,} | p50 | p95 |\n|---|---|---|"
    yield from (f"| {one.what} | {one.p50:,.1f} | {one.p95:,.1f} |" for one in found)
