"""A run as it goes: its figures are in the file as soon as they are measured, however it ends."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from postings.bench import growth


class Interrupted(KeyboardInterrupt):
    """By a signal. As on Ctrl-C, what waits for the database first ends the statement."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C, and what else asks a process to end, raise Interrupted; but what is ignored stays so."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:  # as `nohup` sets it
            signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, _: object) -> None:
    raise Interrupted(number)


class Run:
    """The figures so far, by section, and the file that has them where one is wanted."""

    def __init__(self, figures: Mapping[str, Any], file: Path | None) -> None:
        self.figures: dict[str, Any] = dict(figures)
        self.file = file

    @classmethod
    def continued(cls, begun: dict[str, Any], file: Path | None) -> Run:
        """With what the file has of other sections, if it is of as many postings and the same searches."""
        if file is None or not file.exists():
            return cls(begun, file)
        found = growth.read(file)
        if found["postings"] != begun["postings"] or growth.otherwise(found, begun):
            raise growth.OtherFileError(f"{file} holds figures of other postings or other searches.")
        return cls(found | begun, file)

    def keep(self, found: Mapping[str, Any]) -> None:
        """A reader of the file sees the figures before, or these."""
        self.figures.update(found)
        if self.file is not None:
            draft = self.file.with_name(f"{self.file.name}.{os.getpid()}")
            draft.write_text(json.dumps(self.plain(), indent=1) + "\n", encoding="utf-8")
            os.replace(draft, self.file)

    def plain(self) -> dict[str, Any]:
        """The figures as they are read from the file."""
        plain: dict[str, Any] = json.loads(json.dumps(self.figures, default=asdict))
        return plain
