"""Where data is kept, and what is generated there once."""

import os
from pathlib import Path

import pytest

from jobsite import folders
from jobsite.environment import SettingError

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user's PostgreSQL to think of")


@as_root
def test_root_keeps_data_outside_a_project_that_postgresql_cannot_enter(tmp_path: Path) -> None:
    # pytest's folder is closed to others, as root's home is.
    project = tmp_path / "jobsite"

    chosen = folders.default_data_folder(project, "nobody")

    assert chosen.parent == Path("/var/lib")
    assert chosen.name.startswith("jobsite-")
    assert chosen != folders.default_data_folder(tmp_path / "elsewhere" / "jobsite", "nobody")


@pytest.mark.skipif(os.geteuid() == 0, reason="root's data may have to be elsewhere")
def test_data_is_kept_in_the_project(tmp_path: Path) -> None:
    assert folders.default_data_folder(tmp_path, "nobody") == tmp_path / "data"


@as_root
@pytest.mark.parametrize(("user", "reason"), [("root", "must not be root"), ("no-such-user", "has no user")])
def test_root_must_name_another_existing_user(tmp_path: Path, user: str, reason: str) -> None:
    with pytest.raises(SettingError, match=reason):
        folders.default_data_folder(tmp_path, user)


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "secret_key"

    first = folders.kept_secret(path)

    assert len(first) > 50
    assert folders.kept_secret(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secret_key"]


def test_a_data_folder_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(SettingError, match=r"cannot be made \(Not a directory\)"):
        folders.make_data_folder(tmp_path / "file" / "data")
