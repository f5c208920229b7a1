"""The databases of the histories: copies of one that holds a few postings, made and dropped in an instant."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import suppress
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import OperationalError, connection, connections

from jobsite.embedded.base import server
from postings.models import SearchIndex
from postings.search import outbox
from tests.search.histories import writes

COPY = "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY"


def make_template(name: str, folder: Path, files: int) -> None:
    """A database with the tables of now, and some postings loaded from files."""
    _outside(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    connections["default"].settings_dict["NAME"] = name
    call_command("migrate", verbosity=0)
    writes.files(folder, random.Random(0), files, files)
    writes.load(folder)
    with connection.cursor() as cursor:  # a crash may lose nothing that somebody has seen
        cursor.execute("ALTER ROLE CURRENT_USER SET synchronous_commit = on")
    connection.close()


def copy(name: str, to: str) -> None:
    _outside(f"DROP DATABASE IF EXISTS {to} WITH (FORCE)")
    _empty(name)
    _outside(COPY.format(to, name))


def replace(name: str, by: str) -> None:
    _outside(f"DROP DATABASE {name} WITH (FORCE)", f"ALTER DATABASE {by} RENAME TO {name}")


def drop(name: str) -> None:
    _outside(
        f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"DROP DATABASE IF EXISTS {name}_dump WITH (FORCE)"
    )


def crash(whole: bool) -> None:
    """Kill one process of PostgreSQL, or the first of them; return when it answers again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database() ORDER BY pid")
        [process, *_] = [pid for (pid,) in cursor.fetchall()]
    if whole:
        process = int((server().cluster / "postmaster.pid").read_text().split("\n", 1)[0])
    with suppress(ProcessLookupError):  # it has just ended by itself
        os.kill(process, signal.SIGKILL)
    give_up = time.monotonic() + 60
    while True:
        connection.close()
        try:
            connection.ensure_connection()
        except OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.05)
        else:
            return


def registered() -> list[str]:
    """The ids of the indexes that the database knows."""
    return [str(known) for known in SearchIndex.objects.values_list("pk", flat=True)]


def forget_one(seed: int) -> None:
    """Take the registration of one index away, as `index --forget` does."""
    known = list(SearchIndex.objects.order_by("pk"))
    if known:
        outbox.forget(str(random.Random(seed).choice(known).pk))


def _empty(name: str) -> None:
    """End what killed processes have left connected."""
    ending = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    _outside(f"{ending} WHERE datname = '{name}'")


def _outside(*statements: str) -> None:
    """Statements in another database than those that they are about."""
    connection.ensure_connection()
    arguments = connection.get_connection_params() | {"dbname": "postgres"}
    connection.close()
    known = {"dbname", "host", "port", "user", "password"}
    arguments = {name: value for name, value in arguments.items() if name in known}
    with psycopg.connect(**arguments, autocommit=True) as outside:
        for statement in statements:
            outside.execute(statement)
