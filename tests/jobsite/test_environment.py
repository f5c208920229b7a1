"""Settings are read strictly: what cannot be meant is refused with a sentence that names the variable."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jobsite import environment
from jobsite.environment import SettingError


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("yes", True), (" On ", True), ("TRUE", True), ("0", False), ("off", False), ("", True)],
)
def test_a_flag_is_a_yes_or_a_no(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("A_FLAG", value)

    assert environment.flag("A_FLAG", True) is expected


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda name: environment.flag(name, False), "maybe"),
        (lambda name: environment.flag(name, False), "2"),
        (lambda name: environment.integer(name, 5, 1, 9), "10"),
        (lambda name: environment.integer(name, 5, 1, 9), "-1"),
        (lambda name: environment.integer(name, 5, 1, 9), "4.0"),
        (lambda name: environment.integer(name, 5, 1, 9), "٣"),  # a digit, but not one that people type here
        (lambda name: environment.choice(name, "INFO", ("INFO", "ERROR")), "LOUD"),
        (lambda name: environment.names(name, []), "a.example b.example"),
        (lambda name: environment.names(name, []), "a.example,,b.example"),
        (lambda name: environment.folder(name, Path()), __file__),
        (lambda name: environment.database_url(name), "sqlite:///db.sqlite3"),
        (lambda name: environment.database_url(name), "postgresql://localhost"),
        (lambda name: environment.database_url(name), "postgresql://user:p@ss:word@host:port/name"),
        (lambda name: environment.database_url(name), "jobsite"),
    ],
)
def test_an_odd_value_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[str], object], value: str
) -> None:
    monkeypatch.setenv("A_SETTING", value)

    with pytest.raises(SettingError, match=r"^A_SETTING must"):
        read("A_SETTING")


def test_a_password_is_not_shown_when_a_database_url_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_URL", "mysql://user:hunter2@host/name")

    with pytest.raises(SettingError) as refusal:
        environment.database_url("A_URL")

    assert "hunter2" not in str(refusal.value)


def test_readers_return_what_was_meant(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("A_NUMBER", "7")
    monkeypatch.setenv("A_LEVEL", "error")
    monkeypatch.setenv("SOME_HOSTS", "a.example, b.example")
    monkeypatch.setenv("A_FOLDER", str(tmp_path / "new"))
    monkeypatch.setenv("A_URL", "postgresql://anna:secret@db.example:5433/jobs")

    database = environment.database_url("A_URL") or {}

    assert environment.integer("A_NUMBER", 5, 1, 9) == 7
    assert environment.choice("A_LEVEL", "INFO", ("INFO", "ERROR")) == "ERROR"
    assert environment.names("SOME_HOSTS", []) == ["a.example", "b.example"]
    assert environment.folder("A_FOLDER", Path()) == tmp_path / "new"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "jobs")


def test_what_is_not_set_takes_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_BLANK", "  ")

    assert environment.text("A_BLANK") is None
    assert environment.integer("A_BLANK", 5, 1, 9) == 5
    assert environment.names("A_BLANK", ["x"]) == ["x"]
    assert environment.database_url("A_BLANK") is None


def test_a_misspelt_setting_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBSITE_DEBGU", "1")

    with pytest.raises(SettingError, match="JOBSITE_DEBGU is not a setting of jobsite"):
        environment.refuse_unknown({"JOBSITE_DEBUG", "JOBSITE_DATA", "JOBSITE_LOG_LEVEL"})
