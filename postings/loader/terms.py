"""Rows of the closed vocabularies (fields of study, skills): one a value of a lexicon, when first used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from postings.extraction import lexicons
from postings.extraction.records import Statement
from postings.models import Term

#: The lexicon of each kind whose values are terms; its rows have `slug` and `name`.
LEXICONS: dict[str, str] = {
    "field_of_study": "fields_of_study",
    "skill": "skills",
    "certification": "certifications",
    "language": "languages",
    "employment_type": "employment_types",
    "workplace": "workplaces",
}


@cache
def _families() -> dict[str, str]:
    """The names of our own role families by the letters of each, "and" for "&"."""
    return {_letters(row["family"]): row["family"] for row in lexicons.rows("role_families")}


def family_of(stated: str) -> str:
    """A stated role family in our spelling where it is one of ours: stated and inferred are one value.

    >>> family_of("Data and Analytics"), family_of("Healthcare"), family_of("Deep Sea Diving")
    ('Data & analytics', 'Health care', 'Deep Sea Diving')
    """
    return _families().get(_letters(stated), stated)


def _letters(name: str) -> str:
    return "".join(re.findall(r"[^\W_]+", name.casefold().replace("&", " and ")))


@cache
def names_of(kind: str) -> dict[str, str]:
    """The terms of a kind by slug; none for a kind without a lexicon."""
    return {row["slug"]: row["name"] for row in lexicons.rows(LEXICONS[kind])} if kind in LEXICONS else {}


def term_ids(statements: Iterable[Statement]) -> Callable[[Statement], int | None]:
    """A function that gives the term of each of these statements; None for kinds without a lexicon."""
    pairs = {(one.kind, one.value) for one in statements if one.value and one.value in names_of(one.kind)}
    known = _known(pairs)
    missing = sorted(pairs - known.keys())
    if missing:
        Term.objects.bulk_create(
            (Term(kind=kind, slug=slug, name=names_of(kind)[slug]) for kind, slug in missing),
            ignore_conflicts=True,
        )
        known = _known(pairs)

    def term_of(statement: Statement) -> int | None:
        return known.get((statement.kind, statement.value or ""))

    return term_of


def _known(pairs: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    if not pairs:
        return {}
    rows = Term.objects.filter(kind__in={kind for kind, _ in pairs}, slug__in={slug for _, slug in pairs})
    return {(kind, slug): pk for kind, slug, pk in rows.values_list("kind", "slug", "pk")}
