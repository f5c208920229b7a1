"""Names in places of their own: the title, the header, legal forms, lines of places, addresses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from postings.extraction.extractors import _employer_cues as cues
from postings.extraction.extractors import _employer_names as names
from postings.extraction.places import gazetteer
from postings.extraction.records import Document
from postings.extraction.text import hints

HEAD = 500  # characters: a name in the first lines is more likely the employer's
COUNTED = 20_000  # characters in which repeats of a name are counted
_MOST_DOMAINS = 3  # a text that links to many sites shows by none of them who hires


def spans(document: Document) -> Iterator[tuple[tuple[int, int], str]]:
    """Names that stand in places of their own (title, header, addresses), with the kind of place."""
    text = document.text
    title = next((block for block in document.blocks if block.kind == "title"), None)
    hinted = title and cues.IN_TITLE_HINT.search(text, title.start, title.end)
    if title and hinted and (named := cues.IN_TITLE.search(text, title.start, title.end)):
        yield named.span("name"), "title" if named["title"] else "dash"
    if title and (named := cues.LEGAL_IN_TITLE.search(text, title.start, title.end)):
        yield named.span("name"), "title"
    if body := cues.PUBLIC_BODY.search(text, 0, min(len(text), HEAD)):
        yield body.span("name"), "public"
    if any(body in text for body in names.BODIES):
        yield from ((body.span(), "whole") for body in names.BODY.finditer(text, 0, COUNTED))
    for small in cues.SMALL:
        yield from ((match.span("name"), "small") for match in small.finditer(text, 0, COUNTED))
    yield from (((start, end), kind) for start, end, kind in _beside_places(document))
    for form in cues.LEGAL_FORM.finditer(text, 0, COUNTED):
        before = names.BEFORE.search(text, max(0, form.start() - 60), form.start())
        if before:
            start, end = before.span("name")
            lead = cues.LEAD.match(text, start, end)
            yield (lead.end() if lead else start, end), "legal"
    if addressed := _in_address(text):
        yield addressed, "address"
    for name, by_mail in domains(text)[:_MOST_DOMAINS]:
        span = names.spelled(name, text)
        if span and text[span[0]].isupper() and names.is_a_name(text[slice(*span)]):
            yield span, "mail" if by_mail else "domain"
        elif by_mail and len(name) > 3 and (written := names.in_an_address(name).search(text, 0, COUNTED)):
            yield written.span(), "written"


@lru_cache(maxsize=2)  # asked for as names, and again to weigh the names of the same posting
def domains(text: str) -> list[tuple[str, bool]]:
    """The employer's possible domains, each once, and whether one writes there: ("fernwick", True)."""
    found: dict[str, bool] = {}
    if not hints.any_in(text, cues.ADDRESS_HINTS):
        return []
    for match in cues.ADDRESS.finditer(text):
        name = match["name"].casefold()
        if name not in cues.PUBLIC:
            found[name] = found.get(name, False) or match[0].startswith("@")
    return list(found.items())


def _beside_places(document: Document) -> Iterator[tuple[int, int, str]]:
    """What stands behind the country in a line of places: "Austria, Silicon Labs GmbH, Graz"."""
    for block in document.blocks:
        match = cues.COUNTRY_LINE.match(document.text, block.start, min(block.end, block.start + 200))
        if match is None or not any(
            m.region is None and not m.city for m in gazetteer.meanings(match["country"])
        ):
            continue
        start, end = match.span("name")
        name = document.text[start:end].rstrip()
        if names.is_a_name(name) and not gazetteer.meanings(name):
            yield start, start + len(name), "part" if names.is_a_part(name) else "beside"


def _in_address(text: str) -> tuple[int, int] | None:
    """The employer's name by the address of the posting, as the text writes it or as the address does."""
    for address in cues.POSTED_AT.finditer(text):
        slug = address["path"] or address["page"] or address["host"] or address["own"]
        if slug.lower() in cues.PUBLIC or not slug.strip("0123456789-"):
            continue
        if span := names.spelled(slug, text):
            return span
        return (
            None if address["own"] or address["page"] else address.span("path" if address["path"] else "host")
        )
    return None
