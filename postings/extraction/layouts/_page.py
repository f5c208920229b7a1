"""What a web page says of its posting outside the text: its own name, and the names of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from postings.extraction.document import facts, titles
from postings.extraction.document.assembly import Title
from postings.extraction.document.facts import Fact
from postings.extraction.text import markup
from postings.extraction.text.characters import unescape
from postings.extraction.text.markup import Line

_SEGMENT = re.compile(r"\s+[|\u2013\u2014:\u00b7-]\s+|\s+\u2013|\s*\|\s*")
_OF_A_SITE = re.compile(
    r"\b(?:jobs?|careers?|linkedin|indeed|glassdoor|stepstone|smartrecruiters|workday|greenhouse|lever|monster|"
    r"hiring|apply|vacanc(?:y|ies)|stellenangebote?)\b|\.(?:com|co|org|net|io|de|uk)\b",
    re.IGNORECASE,
)
_SENTENCES = (
    re.compile(r"(?:Job )?[Aa]pplication for (?P<title>.{3,120}) at (?P<employer>.{2,60})\Z"),
    re.compile(r"(?P<employer>.{2,60}) is looking for (?:an? )?(?P<title>.{3,120}?)(?: in [A-Z].{2,60})?\Z"),
    re.compile(r"(?P<employer>.{2,60}) hiring (?P<title>.{3,120}?) in [A-Z].{2,80}\Z"),
    re.compile(r"(?P<title>.{3,120}?) job (?:in|at) [A-Z].{2,80}\Z"),
    re.compile(r"(?P<title>.{3,120}) at (?P<employer>[A-Z0-9].{1,60})\Z"),
)
_MARKS = {
    "location": re.compile(r"(?:^|[\s_-])(?:job)?-?location(?:$|\s)"),
    "employer": re.compile(
        r"(?:^|[\s_-])(?:company|employer|organi[sz]ation)(?:-?name)?(?:$|\s)|hiringorganization"
    ),
    "team": re.compile(r"(?:^|[\s_-])department(?:$|\s)"),
    "employment_type": re.compile(r"(?:^|\s)employmenttype(?:$|\s)|(?:^|[\s_-])commitment(?:$|\s)"),
}
_NAMED = ("itemprop", "class", "id", "data-at", "data-testid", "data-qa", "data-automation-id")
_LOOKED_AT = 600  # elements
_BETWEEN = 400  # nodes between title and main text
_SMALL = 12  # nodes in an element that holds one fact
_LONGEST = 80  # characters of a fact


def title(soup: BeautifulSoup, lines: Sequence[str]) -> Title | None:
    """The `<h1>`; else the line of the text that the page's name holds; else the best part of the name."""
    for heading in soup.find_all("h1", limit=5):
        if text := markup.text_of(heading):
            return Title(text, "h1")
    name = _name(soup)
    if not name:
        return None
    held = [line for line in lines[:15] if line in name and titles.names_role(line)]
    if held:
        return Title(max(held, key=len), "page_title")
    if sentence := _sentence(name):
        return Title(sentence["title"], "page_title", "page_title")
    parts = [part for part in _parts(name) if titles.names_role(part) and not _OF_A_SITE.search(part)]
    return Title(parts[0] if parts else _parts(name)[0], "page_title", "page_title")


def between(heading: Tag, root: Tag) -> list[Line]:
    """The short lines that stand between the title and the main text: employer, place, kind of contract."""
    found: list[Line] = []
    parent = None
    for element in islice(heading.next_elements, _BETWEEN):
        if element is root:
            return found
        words = " ".join(str(element).split()) if type(element) is NavigableString else ""
        if not words or len(words) > _LONGEST:
            continue
        if any(parent is heading or markup.is_unseen(parent) for parent in element.parents):
            continue
        if element.parent is not parent:
            found.append(("paragraph", unescape(words)))
        parent = element.parent
    return []


def stated(soup: BeautifulSoup, known: Title | None, lines: Sequence[str], root: Tag) -> list[Fact]:
    """Facts from the names of elements, and the employer from the page's name; one of a kind."""
    found: dict[str, Fact] = {}
    for tag in _few(root):
        if not found.keys() >= _MARKS.keys() and (fact := _marked(tag, found)):
            found[str(fact.kind)] = fact
    if "employer" not in found and known and (employer := _employer(_name(soup), known.text, lines)):
        found["employer"] = Fact("employer", None, (employer,), "page_title")
    return list(found.values())


def _few(root: Tag) -> Iterator[Tag]:
    for number, element in enumerate(root.descendants):
        if number > 4 * _LOOKED_AT:
            return
        if isinstance(element, Tag) and element.attrs:
            yield element


def _marked(tag: Tag, found: dict[str, Fact]) -> Fact | None:
    names = " ".join(" ".join(tag.get_attribute_list(name)) for name in _NAMED if tag.has_attr(name)).lower()
    for kind, pattern in _MARKS.items():
        if kind not in found and pattern.search(names):
            small = next(islice(tag.descendants, _SMALL, None), None) is None
            words = markup.text_of(tag).strip(" /,|\u00b7-") if small else ""
            words = words.removeprefix("at ")
            if 1 < len(words) <= _LONGEST and _fits(kind, words):
                return Fact(kind, None, (words,), "element_name")
    return None


def _fits(kind: str, words: str) -> bool:
    if kind == "location":
        return facts.reads_as_place(words)
    if kind == "employment_type":
        return len(words) <= 40
    return words[0].isupper() and words[-1] not in ".:?!" and not facts.reads_as_place(words)


def _name(soup: BeautifulSoup) -> str:
    """What the page calls itself."""
    meta = soup.find("meta", property="og:title")
    text = str(meta.get("content", "")) if isinstance(meta, Tag) else ""
    if soup.title and len(longer := soup.title.get_text()) > len(text):
        text = longer
    return " ".join(unescape(text[:400]).split())


def _parts(name: str) -> list[str]:
    return [part for part in _SEGMENT.split(name) if part.strip()] or [name]


def _sentence(name: str) -> re.Match[str] | None:
    """ "Job Application for Cook at Acme", "Acme is looking for a Cook in Oslo"."""
    first = _parts(name)[0]
    for match in (pattern.match(part) for pattern in _SENTENCES for part in (name, first)):
        if match and titles.names_role(match["title"]) and not _OF_A_SITE.search(match["title"]):
            return match
    return None


def _employer(name: str, title: str, lines: Sequence[str]) -> str | None:
    """The other part of "Title - Employer", "Employer - Title", "Title at Employer" that the text knows."""
    sentence = _sentence(name)
    parts = [sentence["employer"]] if sentence and "employer" in sentence.groupdict() else _parts(name)
    text = "\n".join(lines)[:20_000]
    for part in parts:
        if title in part or part in title or len(part) > 60 or _OF_A_SITE.search(part):
            continue
        if facts.reads_as_place(part) or titles.names_role(part) or not part[0].isalnum():
            continue
        first = part.split()[0]
        if part in text or (
            len(first) > 3 and first[0].isupper() and re.search(rf"\b{re.escape(first)}\b", text)
        ):
            return part
    return None
