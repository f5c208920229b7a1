"""Processes that are forked from one that has everything imported: they begin in milliseconds."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from django.db import InterfaceError, OperationalError

LONGEST = 300  # seconds for which anything is waited for; other programs may leave us little time
DATABASE_GONE = 75  # how a process ends whose database was killed under it
# what tells that it is gone: Django's, and psycopg's own where COPY meets it
GONE = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)


class StuckError(Exception):
    """A process that should have ended long ago."""


@dataclass
class Processes:
    """The processes of one history. What they print goes to `log`, with the trace of what ended them.

    The process that forks them must have no thread and no connection to the database.
    """

    log: Path
    running: dict[int, str] = field(default_factory=dict)

    def start(self, name: str, act: Callable[..., object], *arguments: object) -> int:
        process = os.fork()
        if not process:
            self._be(name, act, arguments)
        self.running[process] = name
        return process

    def ask(self, act: Callable[..., Any], *arguments: object) -> Any:
        """What a process of its own answers."""
        answer = self.log.with_suffix(".answer")

        def write() -> None:
            answer.write_bytes(pickle.dumps(act(*arguments)))

        if self.end(self.start(act.__name__, write)):
            raise StuckError(f"{act.__name__} failed; see {self.log}")
        return pickle.loads(answer.read_bytes())  # noqa: S301  our own

    def kill(self, process: int) -> None:
        """As `kill -9`."""
        os.kill(process, signal.SIGKILL)
        self.end(process)

    def kill_all(self) -> None:
        for process in list(self.running):
            self.kill(process)

    def stop(self, process: int) -> int:
        """Ask a process to end."""
        os.kill(process, signal.SIGTERM)
        return self.end(process)

    def end(self, process: int) -> int:
        """Wait until the process has ended; its exit code, negative where a signal ended it."""
        give_up = time.monotonic() + LONGEST
        while time.monotonic() < give_up:
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                del self.running[process]
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.005)
        os.kill(process, signal.SIGABRT)  # faulthandler then tells where it stood
        os.waitpid(process, 0)
        raise StuckError(f"{self.running.pop(process)} does not end; see {self.log}")

    def ended(self) -> dict[str, int]:
        """Names and exit codes of those that have ended by themselves."""
        found = {}
        for process, name in list(self.running.items()):
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                del self.running[process]
                found[name] = os.waitstatus_to_exitcode(status)
        return found

    def _be(self, name: str, act: Callable[..., object], arguments: tuple[object, ...]) -> None:
        code = 1
        try:
            log = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.dup2(log, 1)
            os.dup2(log, 2)
            act(*arguments)
            code = 0
        except BaseException as error:  # the process ends here, whatever it was
            if isinstance(error, GONE):
                code = DATABASE_GONE
            traceback.print_exc()
            print(f"which ended {name}")
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
