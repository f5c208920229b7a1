"""The postings that shapes are made of, read with all that a shape prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from django.db import connection

from postings.models import PostingVersion, Requirement, SourceFile
from postings.presentation.plain import COLUMNS, TABLES, Plain

TERM_KINDS = ("field_of_study", "skill", "certification", "language", "employment_type", "workplace")

LINES = f"SELECT {COLUMNS} FROM {TABLES} WHERE posting.id = ANY(%s) AND NOT posting.hidden"  # noqa: S608  constants
TERMS = """
    SELECT one.posting_id, one.kind, term.slug, term.name
    FROM postings_requirement AS one JOIN postings_term AS term ON term.id = one.term_id
    WHERE one.posting_id = ANY(%s) AND one.kind = ANY(%s)
    ORDER BY one.start, one.id
"""


@dataclass(frozen=True, slots=True)
class Line(Plain):
    """What a line prints; `terms` are by kind the names by slug, in the order of the text."""

    terms: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Whole(Line):
    """All that the API says of a posting; the newest file first, `text` empty where there is none."""

    statements: Sequence[Requirement]
    text: str
    files: Sequence[SourceFile]


def lines(postings: Sequence[int]) -> dict[int, Line]:
    """Those of the postings that can be seen, by id: two statements of SQL, however many they are."""
    terms: dict[int, dict[str, dict[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(TERMS, [list(postings), list(TERM_KINDS)])
        for posting, kind, slug, name in cursor.fetchall():
            terms.setdefault(posting, {}).setdefault(kind, {})[slug] = name
        cursor.execute(LINES, [list(postings)])
        return {row[0]: Line(*(*row, terms.get(row[0], {}))) for row in cursor.fetchall()}


def whole(posting: int) -> Whole | None:
    """None where there is no such posting, or it cannot be seen."""
    line = lines([posting]).get(posting)
    if line is None:
        return None
    statements = Requirement.objects.filter(posting=posting).select_related("term").order_by("start", "pk")
    files = SourceFile.objects.filter(posting=posting, superseded__isnull=True).defer("raw")
    text = PostingVersion.objects.filter(shown_by=posting).values_list("text", flat=True).first()
    of_line = {field.name: getattr(line, field.name) for field in fields(line)}
    return Whole(
        **of_line, statements=list(statements), text=text or "", files=list(files.order_by("-loaded", "-pk"))
    )
