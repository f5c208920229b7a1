"""Readings as ingest hands them to the loader, built without a file: only what the test names is stated."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.db import connection

from postings.extraction.records import Block, Document, Evidence, Extraction, Place, Statement
from postings.extraction.summary import summarise
from postings.loader import Loaded, Reading, load
from postings.models import Collection, Posting

LONGEST = 120  # seconds for which anything is waited for; how fast it goes is not what is tested


def collection(root: str = "/postings") -> Collection:
    return Collection.objects.get_or_create(root=root)[0]


def said(kind: str, text: str, exact: str, rule: str = "told by the test", **fields: Any) -> Statement:
    """A statement whose words stand in the text."""
    start = text.index(exact)
    return Statement(kind, Evidence(start, start + len(exact), exact, rule), **fields)


def reading(
    path: str = "a.txt",
    text: str = "Clerk",
    *,
    root: str = "/postings",
    number: str | None = None,
    site: str | None = None,
    employer: str | None = None,
    team: Iterable[str] = (),
    role_family: Iterable[str] = (),
    location: Iterable[Place] = (),
    said: Iterable[Statement] = (),
    content: bytes | None = None,
) -> Reading:
    """A file whose first line is the title; the other facts are stated by the layout, quoting that line."""
    evidence = Evidence(0, len(text.splitlines()[0]), text.splitlines()[0], "told by the test")
    facts = [Statement("title", evidence, evidence.exact)]
    facts += [Statement("job_number", evidence, number)] if number else []
    facts += [Statement("employer", evidence, employer)] if employer else []
    facts += [Statement("team", evidence, name) for name in team]
    facts += [Statement("role_family", evidence, name) for name in role_family]
    facts += [Statement("location", evidence, str(place), place=place) for place in location]
    statements = (*facts, *said)
    content = text.encode("utf-8", "surrogatepass") if content is None else content
    return Reading(
        collection_id=collection(root).pk,
        path=path,
        shown=f"{root}/{path}",
        sha256=sha256(content).digest(),
        raw=zlib.compress(content),
        size=len(content),
        encoding="utf-8",
        extraction=Extraction(
            Document("test", text, (Block("paragraph", 0, len(text)),), site=site),
            (),
            statements,
            summarise(statements),
        ),
    )


def loaded(*readings: Reading) -> list[Loaded]:
    """Loads readings one batch each, as runs one after another would."""
    return [one for each in readings for one in load([each], None)]


def waiting_for_a_lock() -> int:
    """How many others wait for a lock in this database; not in those of other tests."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # a transaction sees what it has seen before
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return int(cursor.fetchone()[0])


def the_posting() -> Posting:
    """The only posting there is."""
    return Posting.objects.get()
