"""Where jobsite keeps its data, and what it generates there once."""

import hashlib
import os
import pwd
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

LONGEST_SOCKET = 100  # bytes; Linux allows 107 for the whole path of a socket, macOS 103
SOCKET_NAME = ".s.PGSQL.5432"


def default_data_folder(project: Path, postgres_user: str) -> Path:
    """`data/` in the project, or a folder under /var/lib when root's PostgreSQL could not reach that.

    PostgreSQL refuses to run as root, so it runs as `postgres_user`, who cannot enter a project in, say,
    root's home. The name under /var/lib carries a hash of the project's path: each checkout has its own.
    """
    inside = project / "data"
    if os.geteuid() != 0 or unreachable(project, postgres_user) is None:
        return inside
    return Path("/var/lib") / f"{project.name}-{_short_hash(project)}"


def make_data_folder(folder: Path) -> None:
    """Create the folder, private to its owner; root's lets others pass through, but not look (0711)."""
    folder.mkdir(parents=True, exist_ok=True)
    if folder.stat().st_uid == os.geteuid():
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)


def unreachable(path: Path, user: str) -> Path | None:
    """The first folder on the way to `path` (itself included) that `user` may not enter, or None."""
    try:
        account = pwd.getpwnam(user)
    except KeyError:
        raise ImproperlyConfigured(f"JOBSITE_POSTGRES_USER: this system has no user {user!r}.") from None
    for place in [*reversed(path.parents), path]:
        if not place.exists():
            return None
        status = place.stat()
        if status.st_uid == account.pw_uid:
            allowed = status.st_mode & stat.S_IXUSR
        elif status.st_gid == account.pw_gid:
            allowed = status.st_mode & stat.S_IXGRP
        else:
            allowed = status.st_mode & stat.S_IXOTH
        if not allowed:
            return place
    return None


def socket_folder(data: Path) -> Path:
    """The folder of the embedded PostgreSQL's socket: in the data folder, or a short one when that is too long."""
    beside = data / "socket"
    if len(os.fsencode(beside / SOCKET_NAME)) <= LONGEST_SOCKET:
        return beside
    return Path("/tmp") / f"jobsite-{os.geteuid()}-{_short_hash(data)}"


def kept_secret(path: Path) -> str:
    """The secret in this file; made at random the first time, readable by the owner alone."""
    make_data_folder(path.parent)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)  # fails when another process was faster: then theirs counts
        except FileExistsError:
            pass
        draft.unlink()
    return path.read_text().strip()


def strict_database_url(parsed: Mapping[str, Any]) -> Mapping[str, Any]:
    """The parsed DATABASE_URL, refused unless it is PostgreSQL and names a database."""
    if parsed.get("ENGINE") != "django.db.backends.postgresql" or not parsed.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgresql://user:password@host:5432/database."
        )
    return parsed


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
