"""`manage.py extract`: one file for people, lines of JSON for programs."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

TEXT = """Kiln Operator

Requirements
- Bachelor's degree required, Master's preferred
- 3-5 years of experience
"""
GOOD = json.dumps({"id": "good", "text": TEXT}).encode()
COMMAND = [sys.executable, "manage.py", "extract"]


@pytest.fixture(params=["1", "2"], ids=["one process", "two processes"])
def jobs(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def extract_lines(
    monkeypatch: pytest.MonkeyPatch, lines: list[bytes], jobs: str = "1"
) -> list[dict[str, Any]]:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines)), encoding="utf-8"))
    out = io.StringIO()
    call_command("extract", "--jsonl", "--jobs", jobs, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_file_is_printed_as_values_with_their_quotes_and_rules(tmp_path: Path) -> None:
    path = tmp_path / "kiln.txt"
    path.write_text(TEXT, encoding="utf-8")
    out = io.StringIO()
    call_command("extract", path, stdout=out)
    assert 'title: "Kiln Operator"' in out.getvalue()
    assert "3-5 years, required" in out.getvalue()
    assert "[years] 3-5 years of experience" in out.getvalue()


def test_lines_become_rows_in_their_order(monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    lines = [json.dumps({"id": n, "text": TEXT}).encode() for n in range(40)]
    rows = extract_lines(monkeypatch, [*lines, b"no json", b'{"id": 99, "text": ""}'], jobs)
    assert [row["id"] for row in rows] == [*range(40), None, 99]
    assert rows[0]["experience"] == {
        "state": "required",
        "min_years": 3,
        "max_years": 5,
        "quote": "3-5 years of experience",
    }
    assert "error" in rows[40]
    assert (rows[41]["degree"]["policy"], rows[41]["error"]) == (
        "not_stated",
        "line 42: The file is empty (0 bytes).",
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON (expecting property name enclosed in double quotes, character 2)"),
        (b"5", 'not an object with "id" and "text"'),
        (b"null", 'not an object with "id" and "text"'),
        (b"[]", 'not an object with "id" and "text"'),
        (b"{}", 'without "id"'),
        (b'{"id": 1}', 'without "text"'),
        (b'{"id": 1, "text": 5}', '"text" is not text'),
        (b'{"id": 1, "text": null}', '"text" is not text'),
        (b'{"id": [1], "text": "Clerk"}', '"id" is not text or a number'),
        (b'{"text": ' + b"[" * 100_000, "JSON that is nested too deeply"),
        (b'{"id": ' + b"9" * 6_000 + b', "text": "Clerk"}', "JSON with a number of too many digits"),
        (b'{"id": 1, "text": "caf\xe9"}', "not UTF-8 text (byte 23)"),
    ],
)
def test_a_bad_line_is_named_with_its_reason_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, line: bytes, reason: str
) -> None:
    bad, good = extract_lines(monkeypatch, [b"", line, GOOD])
    assert bad == {"id": None, "line": 2, "error": f"line 2: {reason}"}
    assert (good["id"], good["title"]) == ("good", "Kiln Operator")


def test_a_byte_order_mark_and_halves_of_letters_stop_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    half = rb'{"id": "\ud800", "text": "Clerk \ud800"}'
    rows = extract_lines(monkeypatch, [b"\xef\xbb\xbf" + GOOD, half])
    assert [row["id"] for row in rows] == ["good", "\ud800"]


def test_a_line_is_answered_before_the_next_one_is_written(jobs: str) -> None:
    command = [*COMMAND, "--jsonl", "--jobs", jobs]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for key in ("first", "second"):
            process.stdin.write(json.dumps({"id": key, "text": TEXT}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == key
        process.stdin.close()
    assert process.returncode == 0


def test_it_ends_quietly_when_its_reader_has_left(tmp_path: Path, jobs: str) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_bytes((GOOD + b"\n") * 200)
    pipe = f'"{sys.executable}" manage.py extract --jsonl --jobs {jobs} < "{lines}" | head -1'
    ended = subprocess.run(["sh", "-c", pipe], capture_output=True, text=True, timeout=60, check=False)
    assert json.loads(ended.stdout)["id"] == "good"
    assert ended.stderr == ""


def test_what_is_no_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"is a folder; name one file in it"):
        call_command("extract", tmp_path)
    with pytest.raises(CommandError, match=r"There is no such file\."):
        call_command("extract", tmp_path / "gone.txt")


def test_it_wants_either_a_file_or_lines() -> None:
    with pytest.raises(CommandError):
        call_command("extract")
