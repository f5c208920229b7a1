"""Synthetic postings, written in bulk: what `write` does for a batch of files, by COPY and without a reading.

Nothing is switched off: constraints are checked and every posting is noted for the search indexes, in the
transaction that writes it. The triggers note it once a table; of these notes one is kept, so that an index reads it
once.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context

from django.db import connection, transaction
from django.utils import timezone

from postings.extraction.records import Evidence, Place, Statement
from postings.loader.lock import only_writer
from postings.loader.terms import LEXICONS, names_of, term_ids
from postings.loader.vocabulary import EMPLOYER, ROLE_FAMILY, TEAM, place_ids, place_slug
from postings.loader.write import next_ids
from postings.models import Collection, Posting, PostingVersion, SourceFile
from postings.synthetic import rows
from postings.synthetic.rows import COLUMNS, Copy, Keys, Order
from postings.synthetic.world import family_names, team_names, world

#: Postings a transaction.
BATCH = 2_500
#: Names that are looked up or added by one statement.
_NAMES_AT_ONCE = 250
_ROOT = "synthetic postings of seed"


def collection_of(seed: int) -> Collection:
    """The collection of a seed's postings. Its root is no folder, so no ingest ever comes to it."""
    return Collection.objects.get_or_create(root=f"{_ROOT} {seed}")[0]


def is_synthetic(collection: Collection) -> bool:
    return collection.root.startswith(f"{_ROOT} ")


def made_already(collection: Collection, seed: int) -> int:
    """How many postings of this seed there are: they are made in the order of their numbers."""
    last = SourceFile.objects.filter(collection=collection).order_by("-path").values_list("path", flat=True)[:1]
    return next((int(path.removeprefix(rows.path_of(seed, 0)[:-11]).removesuffix(".txt")) + 1 for path in last), 0)


def add(seed: int, total: int, until: dt.date, jobs: int) -> Iterator[int]:
    """Add what is missing to the first `total` postings of a seed; yields how many there are after each batch.

    A run that is cut off leaves whole batches, and the next one goes on from there. `jobs` processes write
    lines while this one copies them; with one job no process is started.
    """
    with transaction.atomic():
        only_writer()
        collection = collection_of(seed)
        keys = _keys(collection)
    start = made_already(collection, seed)
    batches = (range(at, min(at + BATCH, total)) for at in range(start, total, BATCH))
    with _writers(jobs) as executor:
        pending: deque[tuple[int, Future[list[Copy]]]] = deque()
        for numbers in batches:
            pending.append((numbers.stop, executor.submit(partial(rows.write, keys=keys), _order(seed, numbers, until))))
            if len(pending) > jobs:
                yield _settle(*pending.popleft())
        while pending:
            yield _settle(*pending.popleft())
