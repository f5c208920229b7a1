"""Synthetic postings, written in bulk: by COPY, and without a reading.

Nothing is switched off: constraints are checked, and the triggers note every posting for the search indexes
in the transaction that writes it. They note it once a table; of these notes one is kept, so that an index
reads each posting once.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context

from django.db import connection, transaction
from django.utils import timezone

from postings.extraction.records import Evidence, Statement
from postings.loader.lock import only_writer
from postings.loader.removal import Names, prune
from postings.loader.terms import names_of, term_ids
from postings.loader.vocabulary import EMPLOYER, ROLE_FAMILY, TEAM, Vocabulary, place_ids, place_slug
from postings.loader.write import next_ids
from postings.models import Collection, Posting, PostingVersion, SourceFile
from postings.synthetic import rows
from postings.synthetic.making import RULE
from postings.synthetic.rows import Copy, Keys, Order
from postings.synthetic.world import family_names, team_names, world

#: Postings a transaction.
BATCH = 2_500
#: Collections of synthetic postings: no folder is called so, so no ingest ever comes to one.
ROOT = "synthetic postings of seed "
_NAMES_AT_ONCE = 200
_BYTES_AT_ONCE = 1 << 20
_TERMS = ("skill", "field_of_study", "employment_type", "workplace")


def collections(seed: int | None = None) -> list[Collection]:
    """The collection of a seed, or those of all seeds."""
    found = Collection.objects.filter(root__startswith=ROOT)
    return list(found if seed is None else found.filter(root=f"{ROOT}{seed}"))


def made_already(seed: int) -> int:
    """How many postings of a seed there are: they are made in the order of their numbers, without a gap."""
    files = SourceFile.objects.filter(collection__root=f"{ROOT}{seed}").order_by("-path")
    path = files.values_list("path", flat=True).first()
    return rows.number_of(path) + 1 if path else 0


def add(seed: int, total: int, until: dt.date, jobs: int) -> Iterator[int]:
    """Add what is missing to the first `total` postings of a seed; yields how many there are, batch by batch.

    A run that is cut off leaves whole batches, and the next one goes on from there. `jobs` processes write
    lines while this one copies them; with one job, no process is started.
    """
    start = made_already(seed)
    if start >= total:
        return
    before = Names.newest()
    with transaction.atomic():
        only_writer()
        keys = _keys(Collection.objects.get_or_create(root=f"{ROOT}{seed}")[0])
    batches = [range(at, min(at + BATCH, total)) for at in range(start, total, BATCH)]
    with _writers(min(jobs, len(batches))) as executor:
        pending: deque[tuple[Order, Future[list[Copy]]]] = deque()
        for numbers in batches:
            order = _order(seed, numbers, until)
            pending.append((order, executor.submit(partial(rows.write, keys=keys), order)))
            if len(pending) > jobs:
                yield _settle(*pending.popleft())
        while pending:
            yield _settle(*pending.popleft())
    with transaction.atomic():
        only_writer()
        prune(Names.after(before))  # what was made ready for this run and then not used
    _analyse()


def _writers(jobs: int) -> Executor:
    if jobs == 1:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


def _order(seed: int, numbers: Sequence[int], until: dt.date) -> Order:
    return Order(
        seed=seed,
        numbers=numbers,
        posting_ids=next_ids(Posting, len(numbers)),
        version_ids=next_ids(PostingVersion, len(numbers)),
        until=until,
        now=timezone.now().isoformat(),
    )


# --- names ---------------------------------------------------------------------------------------------


def _keys(collection: Collection) -> Keys:
    """The keys of all names that synthetic postings may have, after adding those that are new."""
    employers = {one.name: one for one in world().employers}
    places = {place for one in employers.values() for place in one.places}
    ids = place_ids(places)
    return Keys(
        collection=collection.pk,
        terms=_terms(),
        employers=_named(EMPLOYER, list(employers)),
        teams=_named(TEAM, team_names()),
        families=_named(ROLE_FAMILY, family_names()),
        places={place: ids[place_slug(place)] for place in places},
    )


def _named(vocabulary: Vocabulary, names: Sequence[str]) -> dict[str, int]:
    """A few at a time: free slugs are looked for by one pattern that holds all names."""
    found: dict[str, int] = {}
    for at in range(0, len(names), _NAMES_AT_ONCE):
        found |= vocabulary.ids(names[at : at + _NAMES_AT_ONCE])
    return found


def _terms() -> dict[tuple[str, str], int]:
    nowhere = Evidence(0, 0, "", RULE)
    statements = [Statement(kind, nowhere, slug) for kind in _TERMS for slug in names_of(kind)]
    term_of: Callable[[Statement], int | None] = term_ids(statements)
    pairs = [((one.kind, one.value), term_of(one)) for one in statements]
    return {(kind, value): pk for (kind, value), pk in pairs if value is not None and pk is not None}


# --- lines ---------------------------------------------------------------------------------------------


def _settle(order: Order, pending: Future[list[Copy]]) -> int:
    """Copy a batch in one transaction; how many postings of the seed there are then."""
    copies = pending.result()
    with transaction.atomic():
        only_writer()
        before = _last_note()
        for copy in copies[:-1]:
            _copy(copy)
        doubled = _last_note()
        _copy(copies[-1])
        _note_once(order.posting_ids, before, doubled)
    return order.numbers[-1] + 1


def _copy(copy: Copy) -> None:
    names = ", ".join(f'"{column}"' for column in copy.columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {copy.table} ({names}) FROM STDIN") as into:
        for at in range(0, len(copy.data), _BYTES_AT_ONCE):
            into.write(copy.data[at : at + _BYTES_AT_ONCE])


def _last_note() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM postings_searchnote")
        return int(cursor.fetchone()[0])


def _note_once(posting_ids: Sequence[int], after: int, to: int) -> None:
    """Of the notes that this transaction's triggers wrote, keep those of the last table, which every posting
    has rows of. Nobody else can have noted postings that nobody else has seen."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM postings_searchnote WHERE id > %s AND id <= %s AND posting_id = ANY(%s)",
            [after, to, list(posting_ids)],
        )


def _analyse() -> None:
    """Tell the planner at once what autovacuum would tell it in a minute."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(rows.COLUMNS)}")
