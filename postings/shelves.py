"""Where files stand: the collection of each, and its path in there."""

from __future__ import annotations

import os

from django.db import transaction

from postings.extraction.readers import Found, printable
from postings.loader import only_writer
from postings.models import Collection


class Shelves:
    """Which collection each file belongs to: of those that cover its path, the one that was ingested first.

    A given folder (a given file's folder) that no collection covers becomes one with its first file.
    """

    def __init__(self, alone: bool) -> None:
        self.alone = alone
        self.roots = self._known()
        self.real: dict[str, str] = {}

    def place(self, found: Found) -> tuple[int, str]:
        """The collection of a file, and its path in there."""
        given = os.fspath(found.root)
        if given not in self.real:
            self.real[given] = printable(os.path.realpath(given))
        full = os.path.join(self.real[given], found.name)
        if not self._covering(full):
            self._begin(self.real[given], full)
        pk, root = min(self._covering(full))
        return pk, full[len(inside(root)) :]

    def _covering(self, full: str) -> list[tuple[int, str]]:
        return [(pk, root) for root, pk in self.roots.items() if full.startswith(inside(root))]

    def _begin(self, root: str, full: str) -> None:
        """Make the folder a collection, unless another ingest has begun one that covers the file."""
        with transaction.atomic():
            if self.alone:
                only_writer()
            self.roots = self._known()
            if not self._covering(full):
                self.roots[root] = Collection.objects.get_or_create(root=root)[0].pk

    def _known(self) -> dict[str, int]:
        return dict(Collection.objects.values_list("root", "pk"))


def inside(root: str) -> str:
    """How the paths of what a folder holds begin."""
    return root.rstrip("/") + "/"
