"""The figures as tables for people, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from postings.bench.measures import Asked, Compared, Deep
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
    yield f"Total and all counts are equal in {alike:,} of {found.peers.count:,} searches."
    yield from (f"They differ: ?{one}" for one in found.unlike)


def deep(found: Deep) -> Iterator[str]:
    yield row("engine: first page of searches with 10,000 results", found.first)
    yield row("engine: their results 9,981 to 10,000", found.last)


def sentences(
    postings: int, index: int, built: float | None, visible: Mapping[int, float | None], memory: Sequence[int]
) -> Iterator[str]:
    time = f", built in {built:,.0f} s" if built is not None else ""
    yield f"{postings:,} postings; the index has {index / 1e6:,.0f} MB{time}."
    for changed, took in visible.items():
        if took is not None:
            plural = "s" if changed > 1 else ""
            yield f"{changed:,} changed posting{plural}: visible {took:,.0f} ms after the commit."
    if memory:
        most = " and ".join(f"{one / 1e6:,.0f}" for one in memory)
        yield f"Anonymous memory of the web workers at most: {most} MB."
