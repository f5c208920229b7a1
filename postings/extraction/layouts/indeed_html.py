"""A posting saved from Indeed: an `<h2>` title, then `#jobDescriptionText`."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from postings.extraction.document.assembly import Title, assemble
from postings.extraction.records import Document, NoPosting, RawFile
from postings.extraction.text import markup

NAME = "indeed_html"
_BODY = "jobDescriptionText"


def matches(raw: RawFile) -> bool:
    return f'id="{_BODY}"' in raw.text or f"id='{_BODY}'" in raw.text


def parse(raw: RawFile) -> Document:
    """Title and body; the page states nothing else. NoPosting when the description is blank."""
    soup = markup.parse(raw.text)
    body = soup.find(id=_BODY)
    lines = markup.lines(body) if isinstance(body, Tag) else []
    if not isinstance(body, Tag) or not lines:
        raise NoPosting(f"The page has a place for the job description (#{_BODY}), but it is blank.")
    return assemble(NAME, _title(soup, body), lines)


def _title(soup: BeautifulSoup, body: Tag) -> Title | None:
    """The first heading that stands outside the description."""
    for heading in soup.find_all(["h1", "h2"]):
        if all(parent is not body for parent in heading.parents) and (text := markup.text_of(heading)):
            return Title(text.removesuffix("- job post").strip(), "indeed_heading")
    return None
