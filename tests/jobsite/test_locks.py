"""The lock files hold what pyproject.toml asks for; `make lock` makes them anew."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.jobsite.commands import PROJECT

ENTRY = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)[^\n]*(?P<hashes>(?:\n    --hash=\S+[^\n]*)*)", re.M
)


def asked(*extras: str) -> list[Requirement]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in extras for line in project["optional-dependencies"][extra]),
    ]
    return [Requirement(line) for line in lines]


def pinned(name: str) -> dict[str, set[str]]:
    """The versions of each package in a lock file: several where they depend on the Python version."""
    versions: dict[str, set[str]] = {}
    for entry in ENTRY.finditer((PROJECT / name).read_text()):
        versions.setdefault(canonicalize_name(entry["name"]), set()).add(entry["version"])
    return versions


@pytest.mark.parametrize(("name", "extras"), [("requirements.txt", []), ("requirements-dev.txt", ["dev"])])
def test_a_lock_file_holds_every_dependency_within_its_range(name: str, extras: list[str]) -> None:
    locked = pinned(name)

    for requirement in asked(*extras):
        versions = locked.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name} is missing from {name}"
        assert all(requirement.specifier.contains(version) for version in versions), str(requirement)


def test_development_runs_on_the_versions_of_production() -> None:
    development = pinned("requirements-dev.txt")

    assert {name: development.get(name) for name in pinned("requirements.txt")} == pinned("requirements.txt")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_entry_of_a_lock_file_has_a_hash(name: str) -> None:
    entries = list(ENTRY.finditer((PROJECT / name).read_text()))

    assert len(entries) > 20
    assert [entry["name"] for entry in entries if not entry["hashes"].strip()] == []
    assert "index-url" not in (PROJECT / name).read_text()
