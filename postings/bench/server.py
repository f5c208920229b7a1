"""The site that is measured: in processes of its own, as `manage.py serve` runs it, or within this one."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.http import StreamingHttpResponse
from django.test import Client

PATIENCE = 600.0  # seconds until it answers: it brings the index in step first
LOOKS = 0.2  # seconds between looks at its memory
PART = 1 << 16  # bytes of a download that are read at a time
ANONYMOUS = re.compile(r"RssAnon:\s+(\d+) kB")


class SiteError(Exception):
    """The site did not start, or gave an answer that is no page."""


class Site(Protocol):
    def get(self, address: str) -> bytes: ...

    def download(self, address: str) -> Iterator[bytes]: ...


class Inside:
    """The site within this process, through Django's test client: without sockets, in tests."""

    def get(self, address: str) -> bytes:
        answer = Client(SERVER_NAME="localhost").get(address)
        if answer.status_code != 200:
            raise SiteError(f"{address}: {answer.status_code}")
        return bytes(answer.content)

    def download(self, address: str) -> Iterator[bytes]:
        answer: object = Client(SERVER_NAME="localhost").get(address)
        if not isinstance(answer, StreamingHttpResponse):
            raise SiteError(f"{address}: no download")
        yield from cast("Iterator[bytes]", answer)  # the client closes it at its end


class Server:
    """The site in processes of its own, over HTTP; each thread that asks keeps its connection."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port
        self.most: dict[int, int] = {}  # by worker, the most memory of its own that it was seen with
        self._local = threading.local()

    def get(self, address: str) -> bytes:
        """The page, as it comes over the wire: compressed."""
        kept: http.client.HTTPConnection | None = getattr(self._local, "connection", None)
        for connection in (kept, None):
            if connection is None:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
            self._local.connection = connection
            try:
                connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                content = answer.read()
            except (http.client.HTTPException, ConnectionError):
                if kept is None:
                    raise
                kept = None
                continue  # the server closes connections that were silent for a while
            if answer.status != 200:
                raise SiteError(f"{address}: {answer.status}")
            return content
        raise SiteError(f"{address}: no answer")

    def download(self, address: str) -> Iterator[bytes]:
        """The parts of a long answer as they come, on a connection of its own."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)) as connection:
            connection.request("GET", address)
            answer = connection.getresponse()
            if answer.status != 200:
                raise SiteError(f"{address}: {answer.status}")
            while part := answer.read1(PART):
                yield part

    def memory(self) -> list[int]:
        """How much memory of its own each worker has now."""
        found = {worker: _anonymous(worker) for worker in _children(self.process.pid)}
        for worker, has in found.items():
            self.most[worker] = max(self.most.get(worker, 0), has)
        return sorted(filter(None, found.values()))


@contextmanager
def served() -> Iterator[Server]:
    """A server of its own while it lasts, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "serve", "--port", str(port)]
    # In a group of its own: Ctrl-C is for us, who still need it to take back what was changed.
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, process_group=0) as process:
        server = Server(process, port)
        ended = threading.Event()
        watching = threading.Thread(target=_watch, args=(server, ended), daemon=True)
        try:
            _await(server)
            watching.start()
            yield server
        finally:
            ended.set()
            process.terminate()


def _await(server: Server) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise SiteError(f"The server ended with {server.process.returncode}.")
        try:
            server.get("/healthz")
        except (ConnectionError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
    raise SiteError("The server does not answer.")


def _watch(server: Server, ended: threading.Event) -> None:
    while not ended.wait(LOOKS):
        server.memory()


def _children(process: int) -> list[int]:
    """Its child processes; none where the system has no such folder."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [int(number) for number in task.read_text().split()]
        except OSError:  # ended meanwhile
            continue
    return found


def _anonymous(process: int) -> int:
    """Bytes of memory that are its own: not those of files, which processes share."""
    try:
        found = ANONYMOUS.search(Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0
