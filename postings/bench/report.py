"""The figures as tables for people, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from postings.bench.comparing import Compared
from postings.bench.growth import Growth
from postings.bench.measures import Asked, Deep, Exported
from postings.bench.timing import Figures

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


def asked(what: str, found: Asked) -> Iterator[str]:
    yield row(f"{what}, one client", found.alone)
    yield row(f"{what}, {found.clients} clients: {found.a_second:,} a second", found.together)
    for kind, times in found.by_kind.items():
        yield row(f"{what}: {kind}", times)


def compared(found: Compared | None, of: int) -> Iterator[str]:
    if found is None:
        return
    some = found.peers is not None and found.peers.count < of
    yield row(
        f"a GROUP BY a facet through the ORM{', a sample of the searches' if some else ''}", found.peers
    )
    if some:
        yield row("engine, the same sample", found.ours)


def verdict(found: Compared | None) -> Iterator[str]:
    if found is None or found.peers is None:
        return
    times = f"{found.times_at_p50:,} times the engine's at p50, {found.times_at_p95:,} times at p95"
    yield f"The yardstick's time is {times}."
    alike = found.peers.count - len(found.unlike)
    yield (
        f"Total and all counts are equal in {alike:,} of {found.peers.count:,} searches, "
        f"{found.without_text:,} of them without text; with text, over what the index matched."
    )
    yield from (f"They differ: ?{one}" for one in found.unlike)


def deep(found: Deep) -> Iterator[str]:
    yield row("engine: first page of searches with 10,000 results", found.first)
    yield row("engine: their results 9,981 to 10,000", found.last)


def times_deeper(found: Deep) -> Iterator[str]:
    if found.first is not None and found.last is not None:
        p50, p95 = found.last.p50 / found.first.p50, found.last.p95 / found.first.p95
        yield f"The last page takes {p50:.1f} times as long as the first at p50, {p95:.1f} times at p95."


def sentences(found: Mapping[str, Any]) -> Iterator[str]:
    """What is no table."""
    time = f", built in {found['built_seconds']:,.0f} s" if found["built_seconds"] is not None else ""
    yield f"{found['postings']:,} postings; the index has {found['index_bytes'] / 1e6:,.0f} MB{time}."
    for changed, took in found["visible_ms"].items():
        if took is not None:
            plural = "s" if changed > 1 else ""
            yield f"{changed:,} changed posting{plural}: visible {took:,.0f} ms after the commit."
    if found["export"] is not None:
        yield exported(found["export"])
    for when, workers in found["worker_bytes"].items():
        if workers:
            yield f"Anonymous memory of the web workers {when}: {megabytes(workers)} MB."


def exported(found: Exported) -> str:
    return (
        f"All {found.rows:,} postings as a file: the first byte after {found.first_byte_ms:,.0f} ms, the "
        f"last after {found.seconds:,.1f} s, {found.a_second:,.0f} postings a second."
    )


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
