"""The web server: gunicorn on a socket that is bound before anything else can go wrong."""

import signal
import socket
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from postings.search import background

FIRST_PORTS = range(8000, 8020)
WORKERS = 2
THREADS = 4


class NoFreePortError(Exception):
    """None of the ports could be bound; the message says which, and why."""


def listen(host: str, ports: Iterable[int]) -> socket.socket:
    """A socket that listens on the first free one of the ports."""
    tried = []
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise NoFreePortError(f"{host!r} is not an address of this machine ({error.strerror}).") from None
    for port in ports:
        listener = socket.socket(family, kind, protocol)
        # Without this a server that has just ended would keep its port for a minute.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # gunicorn sets this too, but later: who has connected by then would wait 40 ms for each page.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            listener.bind((address[0], port))
            listener.listen(2048)
        except OSError as error:
            listener.close()
            tried.append(f"{port} ({error.strerror})")
        else:
            return listener
    raise NoFreePortError(f"No free port on {host}: {', '.join(tried)}.")


def url(listener: socket.socket) -> str:
    """The address to open in a browser on this machine."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compared, not bound
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(listener: socket.socket, ready: Callable[[], None]) -> None:
    """Answer requests until SIGINT or SIGTERM, then end this process with status 0.

    `ready` is called when signals are obeyed and requests are answered.
    """
    _Master(_Application(listener, ready)).run()


class _Application(BaseApplication):
    """Hands gunicorn its settings and, in each worker, the site."""

    def __init__(self, listener: socket.socket, ready: Callable[[], None]) -> None:
        self.options: dict[str, Any] = {
            "bind": f"fd://{listener.detach()}",
            "workers": WORKERS,
            "threads": THREADS,
            "worker_class": "gthread",
            "timeout": 120,
            "graceful_timeout": 10,
            "limit_request_line": 8190,  # the most it allows: a search of 700 Arabic letters has 4,200
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda _master: ready(),
            "worker_exit": lambda _master, _worker: background.stop(),
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        from jobsite.wsgi import application  # in the worker: what it starts would not survive the fork

        return application


class _Master(Arbiter):
    # A reload would keep the code that this process has imported already; and a closed terminal means "end".
    handle_hup = Arbiter.handle_term

    def init_signals(self) -> None:
        outlives_terminal = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN  # as `nohup` sets it
        super().init_signals()
        if outlives_terminal:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
