"""Lists of words and of phrases, one a file; lines that begin with `#` say what it holds.

Source of all: written for this project; licence: as the project (MIT).
"""

from __future__ import annotations

from pathlib import Path


def phrases(name: str) -> list[str]:
    """The lines of `<name>.txt`."""
    lines = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def words(name: str) -> list[str]:
    """The words of `<name>.txt`, however they are broken into lines."""
    return " ".join(phrases(name)).split()
