"""A posting saved from Indeed: an `<h2>` title, then `#jobDescriptionText`."""

from __future__ import annotations

from bs4 import Tag

from .. import markup
from ..canonical import CanonicalText
from ..records import Document, NoPosting, RawFile

NAME = "indeed_html"
_BODY = "jobDescriptionText"


def matches(raw: RawFile) -> bool:
    return f'id="{_BODY}"' in raw.text or f"id='{_BODY}'" in raw.text


def parse(raw: RawFile) -> Document:
    """Title and body; the page states nothing else. NoPosting when the description is blank."""
    soup = markup.parse(raw.text)
    body = soup.find(id=_BODY)
    lines = markup.lines(body) if isinstance(body, Tag) else []
    if not lines:
        raise NoPosting(f"The page has a place for the job description (#{_BODY}), but it is blank.")
    canonical = CanonicalText()
    stated = []
    title = _title(soup, body)
    if title and (span := canonical.add("title", title)):
        stated.append(canonical.state("title", span, title, "indeed_heading"))
    for kind, text in lines:
        canonical.add(kind, text)
    return canonical.document(NAME, stated)


def _title(soup: Tag, body: Tag) -> str | None:
    """The first heading that stands outside the description."""
    for heading in soup.find_all(["h1", "h2"]):
        if body not in heading.parents and (text := markup.text_of(heading)):
            return text.removesuffix("- job post").strip()
    return None
