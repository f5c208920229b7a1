"""Static files under names that carry a hash, so that browsers may keep them for ever."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Pages that are not offered: ReDoc, and the HTML form of the API. They are a third of all bytes.
UNUSED = ["redoc", "rest_framework"]


class ForgivingManifestStorage(CompressedManifestStaticFilesStorage):
    """Gives the plain name of a file that was not collected, instead of failing.

    WhiteNoise serves plain names from the sources (WHITENOISE_USE_FINDERS), so pages look right in tests,
    after a forgotten `collectstatic`, and while a new file is being written.
    """

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:  # not in the manifest
            return name


def collect() -> None:
    """Run `collectstatic`, unless no source has changed since the last time: it takes three seconds."""
    note = Path(settings.STATIC_ROOT) / "collected"
    fingerprint = _fingerprint()
    if note.exists() and note.read_text() == fingerprint:
        return
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED)
    note.write_text(fingerprint)


def _fingerprint() -> str:
    """A hash of name, size and time of every source file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(UNUSED):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
