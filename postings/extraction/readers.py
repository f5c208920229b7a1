"""Finds files, reads them and turns their bytes into text. One bad file never stops the rest."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import ftfy.bad_codecs  # noqa: F401  registers "sloppy-windows-1252", which reads every byte

from postings.extraction.records import RawFile
from postings.extraction.text.characters import repair

SUFFIXES = (".txt", ".html", ".htm", ".md")
MAX_BYTES = 2_000_000

_ACCEPTED = ", ".join(SUFFIXES)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n\v\f\r\x1b")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: `path` opens it, `name` is its path inside `root`, safe to print and to store."""

    path: Path
    root: Path
    name: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A path that could not be read, and one sentence why."""

    name: str
    reason: str


class BadFile(ValueError):
    """A file that holds no readable text; `reason` is one sentence that says what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def printable(path: str | os.PathLike[str]) -> str:
    """A path as text that any terminal and any database takes: odd bytes and controls become `\\xNN`.

    >>> printable("caf\\udce9/a.txt")
    'caf\\\\xe9/a.txt'
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


_OF_THE_FOLDER = frozenset(("README", "LICENSE", "NOTICE"))


def walk(
    paths: Iterable[str | os.PathLike[str]], passed: Counter[str] | None = None
) -> Iterator[Found | Failure]:
    """Every file with one of SUFFIXES under `paths`, folders recursively, in sorted order.

    Inside folders, names that begin with a dot are passed over, and so are files without one of SUFFIXES,
    which are counted in `passed` by their ending (a README tells of the folder and is not). A file that is
    named itself must have one of SUFFIXES. A link inside a folder is followed while it stays in there:
    whoever may put a file into a folder must not have other files of the machine shown. No folder is visited
    twice, so links that form a loop end.
    """
    passed = Counter() if passed is None else passed
    visited: set[tuple[int, int]] = set()
    for given in paths:
        path = Path(os.path.abspath(given))
        try:
            status = path.stat()
        except FileNotFoundError:
            yield Failure(printable(given), "There is no such file or folder.")
            continue
        except OSError as error:
            yield Failure(printable(given), _system_reason(error))
            continue
        if stat.S_ISDIR(status.st_mode):
            if (status.st_dev, status.st_ino) not in visited:
                yield from _folder(path, visited, passed)
        elif path.suffix.lower() not in SUFFIXES:
            kind = f"files ending in {printable(path.suffix)}" if path.suffix else "files without an ending"
            yield Failure(printable(given), f"jobsite does not read {kind}; save it as one of {_ACCEPTED}.")
        else:
            yield _regular(path, path.parent, status.st_mode)


def read(found: Found) -> bytes:
    """The file's bytes; BadFile when it cannot be opened or is larger than MAX_BYTES."""
    try:
        with open(found.path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadFile(_system_reason(error)) from error
    if len(data) > MAX_BYTES:
        raise BadFile(_too_large())
    return data


def decode(data: bytes, name: str) -> RawFile:
    """The text of a file: by its byte order mark, else strict UTF-8, else cp1252; damage repaired.

    BadFile when the file is empty, blank, binary or larger than MAX_BYTES.
    """
    if not data:
        raise BadFile("The file is empty (0 bytes).")
    if len(data) > MAX_BYTES:
        raise BadFile(_too_large())
    text, encoding = _decoded(data)
    text = repair(text)
    if not text.strip():
        raise BadFile("The file holds only blanks, no text.")
    return RawFile(name=name, text=text, encoding=encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "replace"), "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "utf-16"
    _refuse_binary(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("sloppy-windows-1252"), "cp1252"


def _refuse_binary(data: bytes) -> None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise BadFile(f"The file is {kind}, not text; save the posting as one of {_ACCEPTED}.")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    zeros = data.count(0)
    if zeros * 3 > len(data):
        raise BadFile(
            "The file looks like UTF-16 without a byte order mark, or binary; save it as UTF-8 text."
        )
    if controls * 50 > len(data):
        raise BadFile(
            f"The file is binary: {controls:,} of its {len(data):,} bytes are control characters; "
            f"save the posting as one of {_ACCEPTED}."
        )


def _too_large() -> str:
    return f"The file is larger than {MAX_BYTES // 1_000_000} MB, a posting is not; save its text alone."


def _folder(root: Path, visited: set[tuple[int, int]], passed: Counter[str]) -> Iterator[Found | Failure]:
    count = 0
    real = os.path.realpath(root)
    pending = [root]
    while pending:
        path = pending.pop()
        match _inside(path, root, real, visited):
            case None:
                passed.update([path.suffix.lower()] if path.name not in _OF_THE_FOLDER else ())
            case Found() | Failure() as one:
                count += 1
                yield one
            case children:
                pending.extend(sorted(children, reverse=True))
    if not count:
        yield Failure(printable(root), f"The folder holds no file ending in {_ACCEPTED}.")


def _inside(
    path: Path, root: Path, real: str, visited: set[tuple[int, int]]
) -> Found | Failure | list[Path] | None:
    """What a path in a folder leads to: a file, why it is not read, or more paths; None for other files."""
    name = printable(path if path == root else path.relative_to(root))
    try:
        status = path.stat()
    except OSError as error:
        return Failure(name, _system_reason(error)) if path.suffix.lower() in SUFFIXES else None
    folder = stat.S_ISDIR(status.st_mode)
    if not folder and path.suffix.lower() not in SUFFIXES:
        return None
    if path.is_symlink() and os.path.commonpath([os.path.realpath(path), real]) != real:
        return Failure(name, "It is a link that leads out of the folder; put the files themselves there.")
    if not folder:
        return _regular(path, root, status.st_mode)
    if (status.st_dev, status.st_ino) in visited:
        return []
    visited.add((status.st_dev, status.st_ino))
    try:
        return [path / child for child in os.listdir(path) if not child.startswith(".")]
    except OSError as error:
        return Failure(name, _system_reason(error))


def _regular(path: Path, root: Path, mode: int) -> Found | Failure:
    name = printable(path.relative_to(root))
    if not stat.S_ISREG(mode):
        return Failure(name, "This is a pipe, socket or device, not a file.")
    return Found(path=path, root=root, name=name)


def _system_reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "No permission to read it; change its permissions or run as its owner."
    if isinstance(error, FileNotFoundError):
        return "It is a link to something that does not exist."
    if error.errno == errno.ELOOP:
        return "It is a link that leads back to itself."
    return f"The system cannot read it: {(error.strerror or str(error)).lower()}."
