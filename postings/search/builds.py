"""Which build of a folder may be used with this database, and how another is begun.

Whoever is killed while building leaves the old build in use, with an order to build again, or the new one:
there is always one that answers.
"""

from __future__ import annotations

import socket
import uuid
from dataclasses import dataclass

from postings.search import outbox
from postings.search.building import Progress, filled
from postings.search.folder import Current, Folder
from postings.search.index import TantivyIndex
from postings.search.schema import fingerprint


@dataclass(frozen=True, slots=True)
class Built:
    """A build in use, opened, and the state that it has reached."""

    current: Current
    index: TantivyIndex
    reached: str


def fits(folder: Folder, current: Current) -> bool:
    """Whether this code can search the build and go on writing to it."""
    return current.fingerprint == fingerprint() and follows(folder, current)


def follows(folder: Folder, current: Current) -> bool:
    """Whether every change since the build is in it or noted for it.

    An older state of the folder, come back from a backup, has missed what newer ones have taken. An older
    state of the database has lost what the index has read, and the notes about it.
    """
    if current.epoch != outbox.epoch() or current.place != folder.place:
        return False
    reached = outbox.reached(current.index)
    while reached is not None and not _knows(folder, current, reached):
        before, reached = reached, outbox.reached(current.index)
        if reached == before:
            return False  # and nobody has gone on meanwhile
    return reached is not None


def _knows(folder: Folder, current: Current, reached: str) -> bool:
    """Whether the folder is in the state that the database holds it to be in; or was, and all is to be read.

    The latter is so where somebody has published a new build and was killed before the database heard of it.
    An order to rebuild alone is not enough: it may be meant for the folder that this one is a copy of.
    """
    if folder.has_reached(current.build, reached):
        return True
    return reached in (folder.noted() or ()) and outbox.is_rebuild_ordered(current.index)


def begun_anew(folder: Folder, old: Current | None, progress: Progress | None) -> Built:
    """Build for the old registration, where that still counts, else for a new one.

    The old one is forgotten when the new build is there: until then searches are answered from the old build,
    and an order to rebuild tells them how far that is behind.
    """
    if old is not None and follows(folder, old):
        return rebuilt(folder, old.index, outbox.reached(old.index) or "", old.build, progress)
    made = str(uuid.uuid4())
    known = [] if old is None or old.place != folder.place else [old.index]
    for registered in folder.registrations():
        if registered not in known:
            outbox.forget(registered)  # of somebody who was killed here before
    folder.keep_registrations(*known, made)
    for registered in known:
        if outbox.reached(registered) is not None:
            outbox.order_rebuild(registered)
    outbox.register(f"{socket.gethostname()}:{folder.path}", made)
    return rebuilt(folder, made, "", old.build if old else None, progress)


def forget_others(folder: Folder, index: str) -> None:
    """Forget as what else the database may know the folder: nobody will read those notes."""
    for registered in folder.registrations():
        if registered != index:
            outbox.forget(registered)
    folder.keep_registrations(index)


def rebuilt(
    folder: Folder, registered: str, reached: str, before: str | None, progress: Progress | None
) -> Built:
    """Read all postings into a build of its own, and name it the one in use. The one `before` it stays.

    The registration is in the state `reached`; DisplacedError where somebody else has put it into another.
    """
    order = outbox.order_rebuild(registered, before=reached)
    name = folder.new_build(fingerprint())
    folder.remove_builds(before, name)
    try:
        index = filled(folder.builds / name, progress)
        state = folder.state(name)
        folder.note(reached, state)  # whoever is killed from here on has published, or has not
    except BaseException:
        folder.remove_builds(before)  # it may have taken the last room on the disk
        raise
    current = Current(name, registered, outbox.epoch(), fingerprint(), folder.place)
    folder.publish(current)
    outbox.rebuilt(order, registered, state, before=reached)
    folder.note(state)
    return Built(current, index, state)
