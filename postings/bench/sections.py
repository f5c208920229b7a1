"""What a run is made of, in its order. To measure something more: a function here, and an entry below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from postings.bench import comparing, measures, report
from postings.bench.mix import Case
from postings.bench.server import Inside, Server, Site, served
from postings.search import drainer
from postings.search.query import SearchQuery

CHANGED = (1, 1000)
Found = dict[str, Any]


@dataclass
class Bench:
    """What is measured with; `say` tells how far it is, `memory` is what the site's workers had so far."""

    cases: Sequence[Case]
    typed: Sequence[SearchQuery]
    clients: int
    processes: int
    yardstick: int
    say: Callable[[str], None]
    memory: dict[str, list[int]] = field(default_factory=dict)
    site: Site = field(default_factory=Inside)

    @contextmanager
    def with_server(self) -> Iterator[None]:
        """The site in processes of its own while this lasts."""
        with served() as self.site:
            self.remembered("at first")
            yield
        self.site = Inside()

    def remembered(self, when: str) -> Found:
        """How much memory each worker has of its own, now and at any time before."""
        if isinstance(self.site, Server):
            self.memory[when] = self.site.memory()
            self.memory["at most"] = sorted(self.site.most.values())
        return {"worker_bytes": dict(self.memory)}


@dataclass(frozen=True, slots=True)
class Section:
    """`measure` yields figures, again where they have grown; `told` makes lines of them for people."""

    name: str
    doing: str
    measure: Callable[[Bench], Iterator[Found]]
    told: Callable[[Found], Iterator[str]]


def _engine(bench: Bench) -> Iterator[Found]:
    yield {"engine": measures.engine(bench.cases, bench.clients, bench.processes)}


def _typeahead(bench: Bench) -> Iterator[Found]:
    yield {"typeahead": measures.typeahead(bench.typed)}


def _deep(bench: Bench) -> Iterator[Found]:
    yield {"deep": measures.deep_pages(bench.cases)}


def _pages(bench: Bench) -> Iterator[Found]:
    found = measures.pages(bench.site, bench.cases, bench.clients)
    yield {"pages": found, **bench.remembered("after the pages")}


def _changes(bench: Bench) -> Iterator[Found]:
    """Where no server drains, we do."""
    drain = None if isinstance(bench.site, Server) else drainer.drain
    found = {count: measures.freshness(count, drain) for count in CHANGED}
    yield {"visible_ms": found, **bench.remembered("after changed postings")}


def _export(bench: Bench) -> Iterator[Found]:
    yield {"export": measures.export(bench.site), **bench.remembered("after a download")}


def _yardstick(bench: Bench) -> Iterator[Found]:
    cases = bench.cases[: bench.yardstick]
    done: list[comparing.Beside] = []
    yield {"yardstick": comparing.compared(done, len(cases))}
    for one in comparing.beside(cases):
        done.append(one)
        yield {"yardstick": comparing.compared(done, len(cases))}
        bench.say(report.beside(len(done), len(cases), one))


OF_THE_ENGINE = (
    Section("engine", "Asking the engine", _engine, report.engine),
    Section("typeahead", "Asking for suggestions", _typeahead, report.typeahead),
    Section("deep", "Turning to the last pages", _deep, report.deep),
)
OF_A_SITE = (
    Section("pages", "Asking for pages", _pages, report.pages),
    Section("changes", "Changing postings", _changes, report.changes),
    Section("export", "Downloading all postings", _export, report.export),
)
LAST = (Section("yardstick", "Asking the yardstick", _yardstick, report.yardstick),)
SECTIONS = (*OF_THE_ENGINE, *OF_A_SITE, *LAST)
