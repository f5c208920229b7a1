"""The database backend that settings name when there is no DATABASE_URL."""

import functools
import subprocess
from collections.abc import Iterable
from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base, client

from jobsite import postgres


@functools.cache
def server() -> postgres.Server:
    """The embedded PostgreSQL of this installation."""
    return postgres.Server(settings.JOBSITE_DATA, settings.POSTGRES_USER)


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell` with the wheel's own psql."""

    def runshell(self, parameters: Iterable[str]) -> None:
        postgres.use(server())
        arguments, environment = self.settings_to_cmd_args_env(
            self.connection.settings_dict, list(parameters)
        )
        subprocess.run([server().programs.folder / "psql", *arguments[1:]], env=environment, check=True)


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the server before the first connection, and again should it have died."""

    client_class = DatabaseClient

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        postgres.use(server())
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:  # the driver's own: Django makes its own of it further out
            if not postgres.revive(server()):
                raise
            return super().get_new_connection(conn_params)
