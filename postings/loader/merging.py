"""Sending one shared name to another, for all postings at once.

The same as re-loading each posting with the alias in place, in a handful of statements.
"""

from __future__ import annotations

from django.db import connection

from postings.loader.identity import scope_of
from postings.loader.vocabulary import vocabulary_of
from postings.models import Employer, Posting, RoleFamily, Team
from postings.models.vocabulary import NamedValue


def merge(source: NamedValue, target: NamedValue) -> None:
    """Give all postings and aliases of `source` to `target`; `source` goes, its name stays as an alias."""
    vocabulary = vocabulary_of(source)
    if isinstance(source, Employer) and isinstance(target, Employer):
        source.postings.update(employer=target)
        move_numbers(source.name, target.name)
    else:
        _move_links(source, target)
    aliases = vocabulary.aliases._default_manager
    aliases.filter(**{vocabulary.owner: source}).update(**{vocabulary.owner: target})
    name = source.name
    source.delete()
    aliases.create(name=name, **{vocabulary.owner: target})


def rename(value: NamedValue, name: str) -> None:
    """Show the value under another name; postings that say the old one still find it. The slug stays."""
    vocabulary = vocabulary_of(value)
    old, value.name = value.name, name
    vocabulary.aliases._default_manager.filter(name__iexact=name, **{vocabulary.owner: value}).delete()
    value.save(update_fields=["name"])
    if old.lower() != name.lower():
        vocabulary.aliases._default_manager.create(name=old, **{vocabulary.owner: value})
    if isinstance(value, Employer):
        move_numbers(old, name)


def move_numbers(old: str, new: str) -> None:
    """Job numbers unique within one employer's name become unique within another's.

    Where both had a posting of the same number, these stay two postings: code merges none.
    """
    before, after = scope_of(None, old), scope_of(None, new)
    taken = Posting.objects.filter(number_scope=after).values("job_number")
    Posting.objects.filter(number_scope=before).exclude(job_number__in=taken).update(number_scope=after)


def _move_links(source: NamedValue, target: NamedValue) -> None:
    if isinstance(source, Team):
        table, column = Posting.teams.through._meta.db_table, "team_id"
    elif isinstance(source, RoleFamily):
        table, column = Posting.role_families.through._meta.db_table, "rolefamily_id"
    else:
        raise TypeError(f"{source!r} is not linked to postings")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (posting_id, {column}) "  # noqa: S608  names of our own tables
            f"SELECT posting_id, %s FROM {table} WHERE {column} = %s ON CONFLICT DO NOTHING",
            [target.pk, source.pk],
        )
        cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [source.pk])  # noqa: S608
