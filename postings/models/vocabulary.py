"""Names that postings share: teams, role families, employers, places and the terms of our lexicons.

Each has a slug (what the URL says) and a name (what people read). The vocabulary of teams and families is
open: the loader adds a name that it has not seen. An alias sends a name to another value, so a merge of two
teams outlives the next ingest.
"""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower


class NamedValue(models.Model):
    """A value that people filter by: `slug` in the URL, `name` on the page."""

    name = models.CharField(max_length=200)
    slug = models.CharField(max_length=220, unique=True)

    class Meta:
        abstract = True
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="%(class)s_name_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="%(class)s_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another spelling; the loader reads it as the value that it belongs to."""

    name = models.CharField(max_length=200)

    class Meta:
        abstract = True
        ordering = ["name"]
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(Lower("name"), name="%(class)s_once")]

    def __str__(self) -> str:
        return self.name


class Team(NamedValue):
    """The part of the employer that hires, as the posting states it."""


class TeamAlias(Alias):
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        pass


class RoleFamily(NamedValue):
    """The kind of work (Sales, Software engineering), as the posting states it."""

    class Meta(NamedValue.Meta):
        verbose_name_plural = "role families"


class RoleFamilyAlias(Alias):
    role_family = models.ForeignKey(RoleFamily, on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        pass


class Employer(NamedValue):
    """Who hires."""


class EmployerAlias(Alias):
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        pass


class Location(models.Model):
    """A country, a region of it or a city; the parents are the place's address.

    The slug is the path: `united-states`, `united-states/il`, `united-states/il/chicago`; a city whose
    region is not stated is `germany/-/munich`.
    """

    class Kind(models.TextChoices):
        COUNTRY = "country", "country"
        REGION = "region", "region"
        CITY = "city", "city"

    kind = models.CharField(max_length=7, choices=Kind)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    slug = models.CharField(max_length=400, unique=True)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="country", parent__isnull=True)
                | models.Q(kind__in=["region", "city"], parent__isnull=False),
                name="location_country_is_the_root",
            ),
        ]

    def __str__(self) -> str:
        names = [self.name]
        above = self.parent
        while above is not None:
            names.append(above.name)
            above = above.parent
        return ", ".join(names)


class Term(models.Model):
    """A value of one of our lexicons (a field of study, a skill): closed, kept in step with the CSV."""

    kind = models.CharField(max_length=32)
    slug = models.CharField(max_length=120)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="term_once")]

    def __str__(self) -> str:
        return self.name
