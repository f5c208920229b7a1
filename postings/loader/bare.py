"""Takes keys, indexes and triggers off tables while very many rows are copied into them.

Of PostgreSQL's time for a synthetic posting, foreign keys took 38 %, plain indexes 20 %, and compressing its
text 10 %. Keys and indexes are made anew from all rows in a tenth of that; what was copied meanwhile stays
uncompressed. Primary keys are drawn a hundred at a time: 36 us for requirements of a posting, not 43. CHECK
constraints stay. Triggers are dropped, not disabled: for one that has the new rows as a table, COPY keeps a
copy of them all even if it is disabled (so in PostgreSQL 18).

Tables that are moved to new files need no write-ahead log where `wal_level` is `minimal`, as jobsite's own
PostgreSQL has it: 15 KB a posting less to write. Their rows are written as if they were old (FREEZE), which
spares whoever reads them first from writing all of it again. They lose their unique indexes too, but for the
primary keys that other tables refer to: most of what such an index will hold is new.

All of it is in the caller's transaction. So whoever else wants the tables waits until it ends; whatever cuts
it off, they are as they were; and at its end PostgreSQL has compared all rows with every constraint. It
needs no more than a plain owner's rights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

_FOREIGN_KEYS = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
           format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
                  pg_get_constraintdef(oid))
    FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%(tables)s::regclass[]) ORDER BY oid
"""
_INDEXES = """
    SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index WHERE NOT indisunique AND indrelid = ANY(%(tables)s::regclass[]) ORDER BY indexrelid
"""
_TRIGGERS = """
    SELECT format('DROP TRIGGER %%I ON %%s', tgname, tgrelid::regclass), pg_get_triggerdef(oid)
    FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O' AND tgrelid = ANY(%(tables)s::regclass[])
    ORDER BY oid
"""
_COMPRESSION = """
    SELECT format('ALTER TABLE %%s ALTER %%I SET STORAGE EXTERNAL', attrelid::regclass, attname),
           format('ALTER TABLE %%s ALTER %%I SET STORAGE EXTENDED', attrelid::regclass, attname)
    FROM pg_attribute WHERE attstorage = 'x' AND attnum > 0 AND NOT attisdropped
    AND attrelid = ANY(%(tables)s::regclass[]) ORDER BY attrelid, attnum
"""
_FILES = """
    SELECT format('CLUSTER %%s USING %%I', indrelid::regclass, relname),
           format('ALTER TABLE %%s SET WITHOUT CLUSTER', indrelid::regclass)
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE indisprimary AND NOT indisclustered AND indrelid = ANY(%(tables)s::regclass[]) ORDER BY indrelid
"""
_UNIQUE_CONSTRAINTS = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
           format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
                  pg_get_constraintdef(oid))
    FROM pg_constraint own WHERE contype IN ('p', 'u') AND conrelid = ANY(%(tables)s::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint other WHERE other.contype = 'f'
                    AND other.conindid = own.conindid AND other.conrelid <> ALL(%(tables)s::regclass[]))
    ORDER BY oid
"""
_UNIQUE_INDEXES = """
    SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index WHERE indisunique AND indrelid = ANY(%(tables)s::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
    ORDER BY indexrelid
"""
_SEQUENCES = """
    SELECT format('ALTER SEQUENCE %%s CACHE 100', seqrelid::regclass),
           format('ALTER SEQUENCE %%s CACHE %%s', seqrelid::regclass, seqcache)
    FROM pg_sequence JOIN pg_depend ON objid = seqrelid AND deptype IN ('a', 'i')
    WHERE refobjid = ANY(%(tables)s::regclass[]) ORDER BY seqrelid
"""
#: What is taken off, in this order; of tables that are moved, more.
_ALWAYS = (_FOREIGN_KEYS, _INDEXES, _TRIGGERS, _COMPRESSION, _SEQUENCES)
_MOVED = (*_ALWAYS, _FILES, _UNIQUE_CONSTRAINTS, _UNIQUE_INDEXES)
#: To sort an index in, and at the commit to write the new files out instead of logging the small ones.
_SETTINGS = ("maintenance_work_mem = '256MB'", "wal_skip_threshold = 0")


@contextmanager
def bare(tables: Sequence[str], moved: bool) -> Iterator[None]:
    """While it lasts, nothing is checked between these tables, noted of them, or compressed in them. They are
    `moved` to new files at first, which copies what is in them."""
    with connection.cursor() as cursor:
        for setting in _SETTINGS:
            cursor.execute(f"SET LOCAL {setting}")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with open questions cannot be altered
        found: list[tuple[str, str]] = []
        for guards in _MOVED if moved else _ALWAYS:
            cursor.execute(guards, {"tables": list(tables)})
            found += cursor.fetchall()
        for taken_off, _ in found:
            cursor.execute(taken_off)
        yield
        for _, put_back in reversed(found):
            cursor.execute(put_back)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
