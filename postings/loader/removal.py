"""Takes away all that came with a collection: postings, their rows, and the names that nothing else uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import Exists, Max, OuterRef

from postings.loader.lock import only_writer
from postings.models import (
    Collection,
    Employer,
    FileOutcome,
    Location,
    Posting,
    PostingVersion,
    Requirement,
    RoleFamily,
    SourceFile,
    Team,
    Term,
)

#: Postings a transaction.
BATCH = 2_500
_SHARED: dict[str, type[models.Model]] = {
    "teams": Team,
    "families": RoleFamily,
    "employers": Employer,
    "places": Location,
    "terms": Term,
}


@dataclass
class Names:
    """Primary keys of shared names, by their kind."""

    teams: set[int] = field(default_factory=set)
    families: set[int] = field(default_factory=set)
    employers: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)
    terms: set[int] = field(default_factory=set)

    @staticmethod
    def newest() -> dict[str, int]:
        """The newest key of each kind, for `after`."""
        return {
            kind: model._default_manager.aggregate(newest=Max("pk"))["newest"] or 0
            for kind, model in _SHARED.items()
        }

    @classmethod
    def after(cls, newest: dict[str, int]) -> Names:
        """All names that are newer."""
        return cls(
            **{
                kind: set(model._default_manager.filter(pk__gt=newest[kind]).values_list("pk", flat=True))
                for kind, model in _SHARED.items()
            }
        )

    def note(self, posting_ids: Iterable[int]) -> None:
        """Add the names that these postings use."""
        postings = Posting.objects.filter(pk__in=list(posting_ids)).order_by()
        for names, path in (
            (self.teams, "teams"),
            (self.families, "role_families"),
            (self.employers, "employer"),
            (self.places, "locations"),
            (self.terms, "requirements__term"),
        ):
            used = postings.filter(**{f"{path}__isnull": False})
            names.update(used.values_list(path, flat=True).distinct())


def remove(collection: Collection) -> Iterator[int]:
    """Remove a collection; yields how many postings are gone, batch by batch.

    A posting of which another collection has a file too stays, and only loses its file.
    """
    names, gone = Names(), 0
    while True:
        with transaction.atomic():
            only_writer()
            files = SourceFile.objects.filter(collection=collection).order_by("pk")
            ids = set(files.values_list("posting_id", flat=True)[:BATCH])
            if not ids:
                break
            elsewhere = SourceFile.objects.filter(posting__in=ids).exclude(collection=collection)
            kept = set(elsewhere.values_list("posting_id", flat=True))
            _delete(files.filter(posting__in=kept))
            names.note(ids - kept)
            _remove_postings(ids - kept)
        gone += len(ids - kept)
        yield gone
    with transaction.atomic():
        only_writer()
        prune(names)
        collection.delete()


def _remove_postings(ids: set[int]) -> None:
    """Delete postings and all that hangs on them. The constraints, which are checked at the commit, tell when
    a table was forgotten here."""
    FileOutcome.objects.filter(file__posting__in=ids).update(file=None)
    for link in Posting._meta.many_to_many:
        through: type[models.Model] = getattr(Posting, link.name).through
        _delete(through._default_manager.filter(posting__in=ids))
    for relation in Posting._meta.related_objects:
        if relation.related_model not in (PostingVersion, Posting) and relation.on_delete is models.CASCADE:
            _delete(relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": ids}))
    _delete(Posting.objects.filter(pk__in=ids))
    _delete(PostingVersion.objects.filter(posting__in=ids))


def _delete(rows: models.QuerySet[models.Model]) -> None:
    """Delete without reading first what is deleted, and without following relations."""
    rows.order_by()._raw_delete(DEFAULT_DB_ALIAS)


def prune(names: Names) -> None:
    """Delete those of these names that no posting has, no person gave an alias, and nothing stands below."""
    for model, ids in ((Team, names.teams), (RoleFamily, names.families), (Employer, names.employers)):
        model._default_manager.filter(pk__in=ids, postings=None, aliases=None).delete()
    asked = Exists(Requirement.objects.filter(term=OuterRef("pk")))
    Term.objects.filter(~asked, pk__in=names.terms).delete()
    places = set(names.places)
    while places:
        unused = Location.objects.filter(pk__in=places, postings=None, children=None)
        above = {pk for pk in unused.values_list("parent", flat=True) if pk is not None}
        deleted, _ = unused.delete()
        places = above if deleted else set()
