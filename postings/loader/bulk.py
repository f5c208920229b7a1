"""Synthetic postings, written in bulk: by COPY, and without a reading.

A few come as any others do: constraints are checked, and the triggers note every posting for the search
indexes in the transaction that writes it. They note it once a table; of these notes one is kept, so that an
index reads each posting once. Of MANY, all come in one transaction, into bare tables (`bare`): all of them or
none, and every constraint compared with all rows at the end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterable, Iterator, Sequence

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from postings.extraction.records import Evidence, Statement
from postings.loader.bare import bare
from postings.loader.lock import only_writer
from postings.loader.removal import Names, prune
from postings.loader.terms import names_of, term_ids
from postings.loader.vocabulary import EMPLOYER, ROLE_FAMILY, TEAM, Vocabulary, place_ids, place_slug, slug_of
from postings.loader.write import next_ids
from postings.loader.writers import Written, writing
from postings.models import Collection, Employer, Posting, PostingVersion, SourceFile
from postings.synthetic import rows
from postings.synthetic.lines import Keys
from postings.synthetic.making import RULE
from postings.synthetic.rows import Copy, Order
from postings.synthetic.world import family_names, team_names, world

#: Postings a transaction; of MANY, those that are written at a time.
BATCH = 2_500
#: From so many on, whoever uses the tables waits until all are there.
MANY = 20_000
#: So many postings are made twice, to add only their names; beyond that, all names are added at first.
FEW = 500
#: Collections of synthetic postings: no folder is called so, so no ingest ever comes to one.
ROOT = "synthetic postings of seed "
_NAMES_AT_ONCE = 200
_BYTES_AT_ONCE = 1 << 20
TERMS = ("skill", "field_of_study", "certification", "language", "employment_type", "workplace")


def collections(seed: int | None = None) -> list[Collection]:
    """The collection of a seed, or those of all seeds."""
    found = Collection.objects.filter(root__startswith=ROOT)
    return list(found if seed is None else found.filter(root=f"{ROOT}{seed}"))


def made_already(seed: int) -> int:
    """How many postings of a seed there are: they are made in the order of their numbers, without a gap."""
    files = SourceFile.objects.filter(collection__root=f"{ROOT}{seed}").order_by("-path")
    path = files.values_list("path", flat=True).first()
    return rows.number_of(path) + 1 if path else 0


def add(seed: int, total: int, until: dt.date, jobs: int) -> Generator[int, None, None]:
    """Add what is missing to the first `total` postings of a seed; yields how many there are, batch by batch.

    A run that is cut off leaves whole batches, or nothing where they are MANY, and the next one goes on from
    there. `jobs` processes write lines while this one copies them; with one job, no process is started.
    """
    start = made_already(seed)
    if start >= total:
        return
    before = Names.newest()
    with transaction.atomic():
        only_writer()
        few = total - start <= FEW
        names = rows.names_of(seed, range(start, total), until) if few else _all_names()
        keys = _keys(Collection.objects.get_or_create(root=f"{ROOT}{seed}")[0], names)
    many = total - start >= MANY
    batches = [range(at, min(at + BATCH, total)) for at in range(start, total, BATCH)]
    orders = (_order(seed, numbers, until) for numbers in batches)
    with writing(orders, keys, min(jobs, len(batches)), BATCH if many else None) as written:
        yield from (_settle_together(written, total - start) if many else map(_settle, written))
    with transaction.atomic():
        only_writer()
        prune(Names.after(before))  # what was made ready for this run and then not used
    _analyse()


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


def _keys(collection: Collection, names: rows.Names) -> Keys:
    """The keys of these names, after adding those that are new."""
    places = place_ids(names.places)
    _add_employers(sorted(names.employers))
    return Keys(
        collection=collection.pk,
        terms=_terms(names.terms),
        employers=_named(EMPLOYER, sorted(names.employers)),
        teams=_named(TEAM, sorted(names.teams)),
        families=_named(ROLE_FAMILY, sorted(names.families)),
        places={place: places[place_slug(place)] for place in names.places},
    )


def _all_names() -> rows.Names:
    """All that synthetic postings may have."""
    employers = {one.name: one for one in world().employers}
    return rows.Names(
        terms=frozenset((kind, slug) for kind in TERMS for slug in names_of(kind)),
        employers=frozenset(employers),
        teams=frozenset(team_names()),
        families=frozenset(family_names()),
        places=frozenset(place for one in employers.values() for place in one.places),
    )


def _add_employers(names: Sequence[str]) -> None:
    """Add those that are new. No other name gives their slugs, which spares looking for free ones."""
    new = [name for name, known in EMPLOYER.named(names).items() if known.id is None]
    Employer.objects.bulk_create(Employer(name=name, slug=slug_of(name)) for name in new)


def _named(vocabulary: Vocabulary, names: Sequence[str]) -> dict[str, int]:
    """A few at a time: free slugs are looked for by one pattern that holds all names."""
    found: dict[str, int] = {}
    for at in range(0, len(names), _NAMES_AT_ONCE):
        found |= vocabulary.ids(names[at : at + _NAMES_AT_ONCE])
    return found


def _terms(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str | None], int]:
    nowhere = Evidence(0, 0, "", RULE)
    statements = {pair: Statement(pair[0], nowhere, pair[1]) for pair in pairs}
    term_of = term_ids(statements.values())
    keys = {pair: term_of(statement) for pair, statement in statements.items()}
    return {pair: key for pair, key in keys.items() if key is not None}


# --- lines ---------------------------------------------------------------------------------------------


def _settle(written: Written) -> int:
    """Copy a batch in one transaction; how many postings of the seed there are then."""
    *copies, last = written.copies
    with transaction.atomic():
        only_writer()
        before = _last_note()
        for copy in copies:
            _copy(copy)
        doubled = _last_note()
        _copy(last)
        _note_once(written.order.posting_ids, before, doubled)
    return written.order.numbers[-1] + 1


def _settle_together(batches: Iterable[Written], new: int) -> Iterator[int]:
    """Copy all batches, of so many new postings, in one transaction; into new files if they are most of what
    the tables will hold."""
    with transaction.atomic():
        only_writer()
        already = Posting.objects.aggregate(newest=Max("pk"))["newest"] or 0
        moved = new > Posting.objects.count()
        with bare(list(rows.COLUMNS), moved):
            for written in batches:
                for copy in written.copies:
                    _copy(copy, frozen=moved)
                yield written.order.numbers[-1] + 1
        _note_after(already)


def _copy(copy: Copy, frozen: bool = False) -> None:
    names = ", ".join(f'"{column}"' for column in copy.columns)
    how = ", ".join([*(["FORMAT binary"] if copy.binary else []), *(["FREEZE"] if frozen else [])])
    statement = f"COPY {copy.table} ({names}) FROM STDIN" + (f" WITH ({how})" if how else "")
    with connection.cursor() as cursor, cursor.copy(statement) as into:
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


def _note_after(newest: int) -> None:
    """What the triggers would have noted: all postings that are newer. An index that has more to read than it
    holds is told to read everything, which costs it less."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FILTER (WHERE id > %s), count(*) FROM postings_posting", [newest])
        new, postings = cursor.fetchone()
        if new > postings / 2:
            cursor.execute(
                "INSERT INTO postings_searchnote (index_id, about)"
                " SELECT id, 'everything' FROM postings_searchindex"
            )
        else:
            cursor.execute(
                "INSERT INTO postings_searchnote (index_id, about, posting_id)"
                " SELECT registered.id, 'posting', posting.id"
                " FROM postings_searchindex registered, postings_posting posting WHERE posting.id > %s",
                [newest],
            )
        cursor.execute("SELECT pg_notify('postings_search', '')")


def _analyse() -> None:
    """Tell the planner at once what autovacuum would tell it in a minute."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(rows.COLUMNS)}")
