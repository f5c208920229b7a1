"""`manage.py demo` and `manage.py serve`, run as a person runs them."""

import json
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from jobsite import postgres, serve
from tests.jobsite.commands import LONGEST, free_port, manage, new_data_folder, running


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder where the demo has been set up once."""
    with new_data_folder() as folder:
        (folder / "postgresql.local.conf").write_text("fsync = off\n")
        ended = manage(folder, "demo", "--no-serve")
        assert ended.returncode == 0, ended.stderr
        assert not postgres_runs(folder)
        yield folder


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def free() -> int:
    """A port that nobody listens on."""
    return free_port()


def wait_for_address(process: subprocess.Popen[str]) -> str:
    """The address that the command prints once it answers."""
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://\S+", line):
            return found.group()
    raise AssertionError(f"no address; {process.communicate()[1]}")


def postgres_runs(data: Path) -> bool:
    server = postgres.Server(data)
    return server.programs.answer(server.socket) != "silent"


def test_it_listens_on_the_first_free_port(taken: int, free: int) -> None:
    with serve.listen("127.0.0.1", [taken, free]) as listener:
        assert serve.url(listener) == f"http://127.0.0.1:{free}/"


def test_it_says_which_ports_it_tried(taken: int) -> None:
    with pytest.raises(serve.NoFreePortError, match=rf"{taken} \(Address already in use\)"):
        serve.listen("127.0.0.1", [taken])


def test_it_refuses_a_host_that_is_not_this_machine() -> None:
    with pytest.raises(serve.NoFreePortError, match=r"no\.such\.host\.invalid"):
        serve.listen("no.such.host.invalid", [0])


def test_the_address_can_be_opened_when_it_listens_everywhere() -> None:
    with serve.listen("0.0.0.0", [0]) as listener:  # noqa: S104
        assert serve.url(listener).startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("command", "number"), [("demo", signal.SIGTERM), ("serve", signal.SIGINT), ("serve", signal.SIGHUP)]
)
def test_it_serves_until_it_is_told_to_end_and_leaves_nothing_running(
    data: Path, free: int, command: str, number: signal.Signals
) -> None:
    with running(data, command, "--port", str(free)) as process:
        address = wait_for_address(process)

        with urlopen(f"{address}healthz") as answer:
            assert json.load(answer) == {"status": "ok", "database": "ok", "behind": 0}
        with urlopen(address) as answer:
            assert b"<h" in answer.read()
        assert postgres_runs(data)

        process.send_signal(number)
        _, complaints = process.communicate(timeout=LONGEST)
        assert process.returncode == 0, complaints
        assert "Traceback" not in complaints
        assert not postgres_runs(data)


def test_browsers_may_keep_static_files_for_ever(data: Path, free: int) -> None:
    with running(data, "serve", "--port", str(free)) as process:
        address = wait_for_address(process)

        with urlopen(f"{address}admin/login/") as answer:
            sheet = re.search(r"/static/admin/css/base\.[0-9a-f]{12}\.css", answer.read().decode())
            assert sheet
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Frame-Options"] == "DENY"
        with urlopen(address + sheet.group().lstrip("/")) as answer:
            assert "immutable" in answer.headers["Cache-Control"]

        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LONGEST)


def test_with_nohup_it_outlives_its_terminal(data: Path, free: int) -> None:
    with running(data, "serve", "--port", str(free), before=["nohup"]) as process:
        address = wait_for_address(process)

        process.send_signal(signal.SIGHUP)
        for _ in range(3):  # the master looks for signals once a second
            with urlopen(f"{address}healthz") as answer:
                assert answer.status == 200
            time.sleep(0.5)

        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LONGEST)
        assert process.returncode == 0


def test_a_taken_port_is_named_and_nothing_is_started(taken: int) -> None:
    with new_data_folder() as data:
        ended = manage(data, "demo", "--port", str(taken))

        assert ended.returncode == 1
        assert f"{taken} (Address already in use)" in ended.stderr
        assert not (data / "postgres").exists()
