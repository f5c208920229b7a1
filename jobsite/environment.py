"""Strict readers of environment variables.

Each reader takes the variable's name and what holds without it. A value that cannot be meant is refused with
a sentence that names the variable; nothing is ever read "as good as possible".
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


class SettingError(ImproperlyConfigured):
    """A setting that cannot be meant; the message is a sentence for the person who set it."""


PREFIX = "JOBSITE_"
YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off")


def text(name: str) -> str | None:
    """The variable's text without surrounding blanks, or None when it is unset or blank."""
    return os.environ.get(name, "").strip() or None


def flag(name: str, default: bool) -> bool:
    """A yes or no: 1/0, true/false, yes/no, on/off, in any case."""
    value = text(name)
    if value is None:
        return default
    if value.lower() in YES:
        return True
    if value.lower() in NO:
        return False
    raise SettingError(f"{name} must be 1 or 0 (yes/no, true/false, on/off), not {value!r}.")


def integer(name: str, default: int, minimum: int, maximum: int) -> int:
    """A whole number within `minimum..maximum`, both included."""
    value = text(name)
    if value is None:
        return default
    if not (value.isascii() and value.isdigit() and minimum <= int(value) <= maximum):
        raise SettingError(f"{name} must be a whole number from {minimum} to {maximum}, not {value!r}.")
    return int(value)


def choice(name: str, default: str, choices: Iterable[str]) -> str:
    """One of a few words, in any case; returned as `choices` spells it."""
    value = text(name)
    if value is None:
        return default
    for known in choices:
        if value.lower() == known.lower():
            return known
    raise SettingError(f"{name} must be one of {', '.join(choices)}, not {value!r}.")


def names(name: str, default: list[str]) -> list[str]:
    """A list divided by commas, such as host names; an empty entry or a blank inside one is refused."""
    value = text(name)
    if value is None:
        return default
    entries = [entry.strip() for entry in value.split(",")]
    if any(not entry or len(entry.split()) > 1 for entry in entries):
        raise SettingError(f"{name} must be a list divided by commas, without gaps, not {value!r}.")
    return entries


def folder(name: str, default: Path) -> Path:
    """An absolute path of a folder, which need not exist yet; `~` is the home folder."""
    value = text(name)
    if value is None:
        return default
    path = Path(value).expanduser().resolve()
    if path.exists() and not path.is_dir():
        raise SettingError(f"{name} must be a folder, but {path} is a file.")
    return path


def database_url(name: str) -> dict[str, Any] | None:
    """Django's settings of the PostgreSQL that a URL names, or None when the variable is unset."""
    value = text(name)
    if value is None:
        return None
    try:
        parsed = dict(dj_database_url.parse(value))
    except (ValueError, dj_database_url.ParseError):
        parsed = {}
    if parsed.get("ENGINE") != "django.db.backends.postgresql" or not parsed.get("NAME"):
        raise SettingError(f"{name} must look like postgresql://user:password@host:5432/database.")
    return parsed


def refuse_unknown(known: Iterable[str]) -> None:
    """Refuse a misspelt setting: any variable that begins with `JOBSITE_` but is not in `known`."""
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in set(known))
    if unknown:
        raise SettingError(f"{unknown[0]} is not a setting of jobsite; known are {', '.join(sorted(known))}.")
