"""Sending one shared name to another, and back, for all postings at once.

The same as re-loading each posting with the aliases of now, in a handful of statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from types import MappingProxyType

from django.db import connection, models

from postings.loader.identity import scope_of
from postings.loader.values import tidy_names
from postings.loader.vocabulary import Vocabulary, vocabulary_of
from postings.models import Correction, Employer, Posting, Requirement
from postings.models.vocabulary import NamedValue

#: The tables that link postings to values of a kind, and the column that names the value.
LINKS: MappingProxyType[str, tuple[type[models.Model], str]] = MappingProxyType(
    {
        "team": (Posting.teams.through, "team_id"),
        "role_family": (Posting.role_families.through, "rolefamily_id"),
    }
)


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


def relink(vocabulary: Vocabulary, posting_ids: Collection[int]) -> None:
    """Give postings the values of one kind that they state, or that a person has given them.

    Job numbers stay within the employer that they were within.
    """
    names = _names_of(vocabulary.kind, posting_ids)
    ids = vocabulary.ids(name for stated in names.values() for name in stated)
    wanted = {(posting, ids[name]) for posting, stated in names.items() for name in stated}
    if vocabulary.kind == "employer":
        for employer, postings in _by_value(wanted).items():
            Posting.objects.filter(pk__in=postings).exclude(employer=employer).update(employer=employer)
        return
    through, column = LINKS[vocabulary.kind]
    links = through._default_manager
    held = set(links.filter(posting__in=list(names)).values_list("posting_id", column))
    for value, postings in _by_value(held - wanted).items():
        links.filter(posting__in=postings, **{column: value}).delete()
    links.bulk_create(
        through(**{"posting_id": posting, column: value}) for posting, value in sorted(wanted - held)
    )


def _names_of(kind: str, posting_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The names of one kind that are in force for these postings, as they are stated or given."""
    given: dict[int, list[str]] = {posting: [] for posting in posting_ids}
    rows = Requirement.objects.filter(posting__in=given, kind=kind, value__isnull=False)
    for posting, name in rows.order_by("start", "pk").values_list("posting_id", "value"):
        given[posting].append(name or "")
    corrections = Correction.objects.filter(posting__in=given, kind=kind)
    for posting, value in corrections.values_list("posting_id", "value"):
        by_person = value[kind]
        given[posting] = [by_person] if isinstance(by_person, str) else list(by_person or ())
    return {posting: tidy_names(kind, names) for posting, names in given.items()}


def _by_value(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """The postings of each value."""
    postings: dict[int, list[int]] = defaultdict(list)
    for posting, value in pairs:
        postings[value].append(posting)
    return postings


def move_numbers(old: str, new: str) -> None:
    """Job numbers unique within one employer's name become unique within another's.

    Where both had a posting of the same number, these stay two postings: code merges none.
    """
    before, after = scope_of(None, old), scope_of(None, new)
    taken = Posting.objects.filter(number_scope=after).values("job_number")
    Posting.objects.filter(number_scope=before).exclude(job_number__in=taken).update(number_scope=after)


def _move_links(source: NamedValue, target: NamedValue) -> None:
    through, column = LINKS[vocabulary_of(source).kind]
    table = through._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (posting_id, {column}) "  # noqa: S608  names of our own tables
            f"SELECT posting_id, %s FROM {table} WHERE {column} = %s ON CONFLICT DO NOTHING",
            [target.pk, source.pk],
        )
        cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [source.pk])  # noqa: S608
