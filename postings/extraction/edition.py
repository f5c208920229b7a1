"""Which rules these are: a text that other rules read may now say something else, and is read again."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent
LENGTH = 16


@cache
def edition() -> str:
    """The fingerprint of this package's own sources and lexicons. Every rule, row and comment changes it,
    so that nobody has to remember to raise a number; a needless reading again changes nothing."""
    digest = sha256()
    for path in sorted((*FOLDER.rglob("*.py"), *FOLDER.rglob("*.csv"))):
        digest.update(
            path.relative_to(FOLDER).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest()
        )
    return digest.hexdigest()[:LENGTH]
