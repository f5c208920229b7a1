"""Where jobsite keeps its data, who may enter, and what it generates there once."""

import contextlib
import hashlib
import os
import pwd
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from jobsite.environment import SettingError

LONGEST_SOCKET = 100  # bytes; a whole socket path may have 107 on Linux, 103 on macOS
SOCKET_NAME = ".s.PGSQL.5432"


@dataclass(frozen=True)
class Account:
    """A user of the system."""

    name: str
    uid: int
    gid: int

    def barred_from(self, path: Path) -> Path | None:
        """The first existing folder on the way to `path`, itself included, that the user may not enter."""
        return next((place for place in [*reversed(path.parents), path] if not self._may_enter(place)), None)

    def _may_enter(self, place: Path) -> bool:
        if not place.exists():
            return True
        status = place.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        if status.st_gid == self.gid:
            return bool(status.st_mode & stat.S_IXGRP)
        return bool(status.st_mode & stat.S_IXOTH)


def account(cluster: Path, user: str) -> Account | None:
    """Whom PostgreSQL runs as: None for ourselves; for root the owner of an existing cluster, else `user`."""
    if os.geteuid() != 0:
        return None
    if cluster.exists() and (owner := cluster.stat()).st_uid != 0:
        return Account(str(owner.st_uid), owner.st_uid, owner.st_gid)
    try:
        entry = pwd.getpwnam(user)
    except KeyError:
        raise SettingError(f"JOBSITE_POSTGRES_USER: this system has no user {user!r}.") from None
    if entry.pw_uid == 0:
        raise SettingError("JOBSITE_POSTGRES_USER must not be root: PostgreSQL refuses to run as root.")
    return Account(user, entry.pw_uid, entry.pw_gid)


def default_data_folder(project: Path, postgres_user: str) -> Path:
    """`data/` in the project, or a folder under /var/lib where root's PostgreSQL could not reach that.

    PostgreSQL refuses to run as root, so it runs as `postgres_user`, who cannot enter a project in, say,
    root's home. The name under /var/lib carries a hash of the project's path: each checkout has its own.
    """
    inside = project / "data"
    runs_as = account(inside / "postgres", postgres_user)
    if runs_as is None or runs_as.barred_from(project) is None:
        return inside
    return Path("/var/lib") / f"{project.name}-{_short_hash(project)}"


def make_data_folder(folder: Path) -> None:
    """Create the folder, private to its owner; root's lets others pass through, but not look (0711)."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(f"JOBSITE_DATA: the folder {folder} cannot be made ({error.strerror}).") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SettingError(f"JOBSITE_DATA: the folder {folder} belongs to another user.")
    if folder.stat().st_uid == os.geteuid():
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)


def socket_folder(data: Path) -> Path:
    """The folder of the embedded PostgreSQL's socket: in the data folder, unless that path is too long."""
    beside = data / "socket"
    if len(os.fsencode(beside / SOCKET_NAME)) <= LONGEST_SOCKET:
        return beside
    # The one folder that every process finds, whatever its TMPDIR; its owner is checked before use.
    return Path("/tmp") / f"jobsite-{os.geteuid()}-{_short_hash(data)}"  # noqa: S108


def kept_secret(path: Path) -> str:
    """The secret in this file; made at random the first time, readable by the owner alone."""
    make_data_folder(path.parent)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):  # another process was faster: theirs counts
            os.link(draft, path)
        draft.unlink()
    try:
        return path.read_text().strip()
    except PermissionError:
        raise SettingError(f"{path} belongs to another user; run jobsite as that user.") from None


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
