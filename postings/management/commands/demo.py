"""`manage.py demo`: from nothing to a page in the browser."""

import argparse
import fcntl
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from jobsite import serve, static

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


class Command(BaseCommand):
    help = (
        "Set up the database, load the sample postings and serve the site on the first free port from 8000."
    )
    with_samples = True

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (%(default)s)")
        parser.add_argument("--port", type=_port, help="this port and no other")
        parser.add_argument("--no-serve", action="store_true", help="set up everything, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["no_serve"]:
            self.prepare(options["verbosity"])
            return
        ports = serve.FIRST_PORTS if options["port"] is None else [options["port"]]
        try:
            listener = serve.listen(options["host"], ports)
        except serve.NoFreePortError as error:
            raise CommandError(str(error)) from None
        self.prepare(options["verbosity"])
        address = serve.url(listener)
        serve.serve(listener, ready=lambda: self.say(f"jobsite is at {address} - Ctrl-C ends it."))

    def prepare(self, verbosity: int) -> None:
        """Bring database, samples, index and static files up to date; a second process waits its turn."""
        with open(settings.JOBSITE_DATA / "prepare.lock", "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            quiet = {"verbosity": max(verbosity - 1, 0)}
            self.say("Bringing the database up to date ...")
            call_command("migrate", interactive=False, **quiet)
            if self.with_samples:
                self.say("Loading the sample postings ...")
                call_command("ingest", str(SAMPLES))
            call_command("index")
            static.collect()
        # The workers of the server are forked, and neither connections nor a pool's threads outlive that.
        connections.close_all()
        for connection in connections.all(initialized_only=True):
            if isinstance(connection, DatabaseWrapper):
                connection.close_pool()

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)
