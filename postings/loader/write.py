"""The rows: what is new, and of the rest only what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db import connection, models
from django.db.models import Q

from postings.loader.drafts import Draft, blocks_of
from postings.loader.values import Row, Values
from postings.loader.vocabulary import EMPLOYER, ROLE_FAMILY, TEAM, place_ids, place_slug
from postings.models import Posting, PostingVersion, Requirement


class PostingGoneError(Posting.DoesNotExist):
    """A posting was deleted between being found and being written."""


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Primary keys for rows that point at each other before either is written."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH sequence AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS name)"
            " SELECT nextval(name) FROM sequence, generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def number_versions(drafts: Iterable[Draft]) -> None:
    """Give the new texts their primary keys."""
    new = [version for draft in drafts for version in draft.new_versions]
    for version, pk in zip(new, next_ids(PostingVersion, len(new)), strict=True):
        version.pk = pk


def write(drafts: Sequence[Draft]) -> None:
    """Write new postings and texts, and the differences of the others. Nothing differs: no statement.

    PostingGoneError: somebody has deleted one since it was found.
    """
    PostingVersion.objects.bulk_create([version for draft in drafts for version in draft.new_versions])
    shown = [draft for draft in drafts if draft.values is not None]
    _write_postings(shown)
    _write_links(shown)
    _write_requirements(shown)
    _write_blocks(shown)


def _write_postings(drafts: Sequence[Draft]) -> None:
    employers = EMPLOYER.ids(name for draft in drafts for name in _values(draft).names["employer"])
    new = []
    for draft in drafts:
        values, posting = _values(draft), draft.posting
        changed = values.fields_unlike(draft.held) if draft.held else list(values.columns)
        for name in changed:
            setattr(posting, name, values.columns[name])
        employer_id = next((employers[name] for name in values.names["employer"]), None)
        if draft.held is None:
            posting.employer_id = employer_id
            posting.version = draft.version
            new.append(posting)
            continue
        if posting.employer_id != employer_id:
            posting.employer_id = employer_id
            changed.append("employer")
        if draft.version is not None and posting.version_id != draft.version.pk:
            posting.version = draft.version
            changed += ["version", "loaded"]
        here = Posting.objects.filter(pk=posting.pk)
        if changed and not here.update(**{name: getattr(posting, name) for name in changed}):
            raise PostingGoneError
    Posting.objects.bulk_create(new)


def _write_links(drafts: Sequence[Draft]) -> None:
    names = [_values(draft).names for draft in drafts]
    teams = TEAM.ids(name for one in names for name in one["team"])
    families = ROLE_FAMILY.ids(name for one in names for name in one["role_family"])
    places = place_ids(place for draft in drafts for place in _values(draft).places)
    _write_through(
        Posting.teams.through,
        "team_id",
        [
            (draft, _keys(draft, "teams"), {teams[name] for name in _values(draft).names["team"]})
            for draft in drafts
        ],
    )
    _write_through(
        Posting.role_families.through,
        "rolefamily_id",
        [
            (draft, _keys(draft, "role_families"), {families[n] for n in _values(draft).names["role_family"]})
            for draft in drafts
        ],
    )
    _write_through(
        Posting.locations.through,
        "location_id",
        [
            (draft, _keys(draft, "locations"), {places[place_slug(place)] for place in _values(draft).places})
            for draft in drafts
        ],
    )


def _keys(draft: Draft, attribute: str) -> set[int]:
    """The primary keys that the posting is linked to now."""
    return {one.pk for one in getattr(draft.posting, attribute).all()} if draft.held else set()


def _write_through(
    through: type[models.Model], column: str, links: Sequence[tuple[Draft, set[int], set[int]]]
) -> None:
    """Add and delete rows of a linking table; each link is a posting, the keys it has, and those it gets."""
    gone = [
        Q(**{"posting": draft.posting.pk, f"{column}__in": held - wanted})
        for draft, held, wanted in links
        if held - wanted
    ]
    added = [
        through(**{"posting_id": draft.posting.pk, column: pk})
        for draft, held, wanted in links
        for pk in sorted(wanted - held)
    ]
    if gone:
        through._default_manager.filter(reduce(or_, gone)).delete()
    if added:
        through._default_manager.bulk_create(added)


def _write_requirements(drafts: Sequence[Draft]) -> None:
    gone: list[int] = []
    added: list[Requirement] = []
    for draft in drafts:
        wanted = Counter(_values(draft).rows)
        for requirement in draft.posting.requirements.all() if draft.held else ():
            row = Row.held(requirement)
            if wanted[row]:
                wanted[row] -= 1
            else:
                gone.append(requirement.pk)
        added += [Requirement(posting=draft.posting, **row._asdict()) for row in wanted.elements()]
    if gone:
        Requirement.objects.filter(pk__in=gone).delete()
    if added:
        Requirement.objects.bulk_create(added)


def _write_blocks(drafts: Sequence[Draft]) -> None:
    """The same text may be divided otherwise when the rules changed."""
    for draft in drafts:
        if draft.version is None or draft.extraction is None or draft.version in draft.new_versions:
            continue
        blocks = blocks_of(draft.extraction)
        if draft.version.blocks != blocks:
            draft.version.blocks = blocks
            draft.version.save(update_fields=["blocks"])


def _values(draft: Draft) -> Values:
    if draft.values is None:
        raise ValueError(f"Posting {draft.posting.pk} was not read.")
    return draft.values
