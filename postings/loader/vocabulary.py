"""Names that postings share: found through their aliases, added when they are new, merged by people.

Names are compared by PostgreSQL's own `lower()`, on both sides, because its unique constraints are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection, models
from django.utils.text import slugify

from postings.extraction.records import Place
from postings.models import (
    Employer,
    EmployerAlias,
    Location,
    RoleFamily,
    RoleFamilyAlias,
    Team,
    TeamAlias,
)
from postings.models.vocabulary import Alias, NamedValue

LONGEST_NAME = 200
LONGEST_PLACE = 120


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One kind of shared name: `kind` as corrections and statements call it, and its two tables.

    An alias's field `owner` names the value that it belongs to.
    """

    kind: str
    values: type[NamedValue]
    aliases: type[Alias]
    owner: str

    def named(self, names: Iterable[str]) -> dict[str, Name]:
        """Each name as the database reads it: itself, the value that it is an alias of, or a new one."""
        wanted = list(dict.fromkeys(names))
        found = self._find(wanted)
        new: dict[str, Name] = {}
        for name in wanted:
            if name not in found:
                found[name] = new.setdefault(name.lower(), Name(None, name))
        return found

    def ids(self, names: Iterable[str]) -> dict[str, int]:
        """The primary keys of these names, after adding those that are new."""
        wanted = list(dict.fromkeys(names))
        missing = [name for name, known in self.named(wanted).items() if known.id is None]
        if missing:
            self._add(missing)
        return {name: known.id for name, known in self._find(wanted).items() if known.id is not None}

    def _find(self, names: list[str]) -> dict[str, Name]:
        if not names:
            return {}
        values, aliases = self.values._meta.db_table, self.aliases._meta.db_table
        query = f"""
            SELECT given, value.id, value.name FROM unnest(%s::text[]) AS given
            JOIN {values} AS value ON lower(value.name) = lower(given)
            UNION ALL
            SELECT given, value.id, value.name FROM unnest(%s::text[]) AS given
            JOIN {aliases} AS alias ON lower(alias.name) = lower(given)
            JOIN {values} AS value ON value.id = alias.{self.owner}_id
        """  # noqa: S608  only names of our own tables are put in
        with connection.cursor() as cursor:
            cursor.execute(query, [names, names])
            return {given: Name(pk, name) for given, pk, name in cursor.fetchall()}

    def _add(self, names: list[str]) -> None:
        slugs = free_slugs(self.values, {name.lower(): name for name in reversed(names)}.values())
        self.values._default_manager.bulk_create(
            [self.values(name=name, slug=slug) for name, slug in slugs.items()], ignore_conflicts=True
        )


@dataclass(frozen=True, slots=True)
class Name:
    """A shared name; `id` is None while it is not in the database."""

    id: int | None
    name: str


TEAM = Vocabulary("team", Team, TeamAlias, "team")
ROLE_FAMILY = Vocabulary("role_family", RoleFamily, RoleFamilyAlias, "role_family")
EMPLOYER = Vocabulary("employer", Employer, EmployerAlias, "employer")
VOCABULARIES = {one.kind: one for one in (TEAM, ROLE_FAMILY, EMPLOYER)}


def vocabulary_of(value: NamedValue) -> Vocabulary:
    return next(one for one in VOCABULARIES.values() if isinstance(value, one.values))


def clean(name: str | None, longest: int = LONGEST_NAME) -> str | None:
    """A name with single spaces; None when it is blank, or too long to be a name.

    >>> clean("  Cloud \\n AI "), clean(" "), clean("x" * 201)
    ('Cloud AI', None, None)
    """
    tidy = " ".join((name or "").split())
    return tidy if 0 < len(tidy) <= longest else None


def slug_of(name: str) -> str:
    """
    >>> slug_of("Sales & Marketing"), slug_of("São Paulo"), slug_of("営業"), slug_of("C++"), slug_of("+")
    ('sales-marketing', 'sao-paulo', '営業', 'c', '-')
    """
    return slugify(name) or slugify(name, allow_unicode=True) or "-"


def free_slugs(model: type[models.Model], names: Collection[str]) -> dict[str, str]:
    """A slug for each name that no row has: `sales`, else `sales-2`, `sales-3` ..."""
    wanted = {name: slug_of(name) for name in names}
    taken = set(
        model._default_manager.filter(
            slug__regex=rf"^({'|'.join(set(wanted.values()))})(-\d+)?$"
        ).values_list("slug", flat=True)
        if wanted
        else ()
    )
    slugs = {}
    for name, slug in wanted.items():
        free, number = slug, 2
        while free in taken:
            free, number = f"{slug}-{number}", number + 1
        taken.add(free)
        slugs[name] = free
    return slugs


# --- places --------------------------------------------------------------------------------------------


def address(place: Place) -> tuple[tuple[str, str, str], ...]:
    """A place's rows from the country down: (kind, name, slug).

    >>> [slug for _, _, slug in address(Place("United States", "IL", "Chicago"))]
    ['united-states', 'united-states/il', 'united-states/il/chicago']
    >>> [slug for _, _, slug in address(Place("Germany", None, "Munich"))]
    ['germany', 'germany/-/munich']
    """
    country = slug_of(place.country)
    rows = [("country", place.country, country)]
    if place.region:
        rows.append(("region", place.region, f"{country}/{slug_of(place.region)}"))
    if place.city:
        region = slug_of(place.region) if place.region else "-"
        rows.append(("city", place.city, f"{country}/{region}/{slug_of(place.city)}"))
    return tuple(rows)


def place_slug(place: Place) -> str:
    return address(place)[-1][2]


def place_of(location: Location) -> Place:
    """The place of a row; reads the rows above it unless they were fetched with it."""
    names: dict[str, str] = {}
    row: Location | None = location
    while row is not None:
        names[row.kind] = row.name
        row = row.parent
    return Place(names["country"], names.get("region"), names.get("city"))


def clean_place(place: Place) -> Place | None:
    """A place with tidy names; None when one of them is too long to be a name."""
    parts = (place.country, place.region, place.city)
    tidy = [clean(part, LONGEST_PLACE) for part in parts]
    if any(part and not kept for part, kept in zip(parts, tidy, strict=True)) or tidy[0] is None:
        return None
    return Place(tidy[0], tidy[1], tidy[2])


def place_ids(places: Iterable[Place]) -> dict[str, int]:
    """The primary keys of these places by slug, after adding them and what lies above them."""
    addresses = {place_slug(place): address(place) for place in places}
    known = _known_places({slug for rows in addresses.values() for _, _, slug in rows})
    for depth in range(3):
        missing = {
            rows[depth][2]: (rows[depth], rows[depth - 1][2] if depth else None)
            for rows in addresses.values()
            if len(rows) > depth and rows[depth][2] not in known
        }
        Location.objects.bulk_create(
            Location(kind=kind, name=name, slug=slug, parent_id=known[above] if above else None)
            for (kind, name, slug), above in missing.values()
        )
        if missing:
            known |= _known_places(missing)
    return {slug: known[slug] for slug in addresses}


def _known_places(slugs: Collection[str] | Mapping[str, object]) -> dict[str, int]:
    return dict(Location.objects.filter(slug__in=list(slugs)).values_list("slug", "pk")) if slugs else {}
