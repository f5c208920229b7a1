"""Any other HTML: a page of an unknown site, or a fragment. Menus, forms and cookie banners are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from postings.extraction.document import absence, facts, header, labels, several
from postings.extraction.document.assembly import Title, assemble
from postings.extraction.document.facts import Fact
from postings.extraction.layouts import _page
from postings.extraction.records import Document, NoPosting, RawFile
from postings.extraction.text import chrome, markup
from postings.extraction.text.characters import unescape
from postings.extraction.text.markup import Line

NAME = "generic_html"
_PAGE = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|table|tr|td|span|strong|section|article)\b[^<>]{0,300}>", re.I
)
_ESCAPED_TAG = re.compile(r"&lt;(?:p|div|br|li|ul|strong|h[1-6])\b")
_NOISE_TAGS = frozenset({"nav", "footer", "aside", "form", "dialog", "menu"})
_NOISE_ROLES = frozenset(
    {"navigation", "contentinfo", "search", "dialog", "alertdialog", "complementary", "menu"}
)
_NOISE_WORDS = frozenset({
    "advert", "breadcrumb", "breadcrumbs", "consent", "cookie", "cookiebanner", "cookies", "footer", "gdpr",
    "login", "menu", "modal", "nav", "navbar", "navigation", "newsletter", "onetrust", "pagination", "popup",
    "recommended", "related", "share", "sharing", "sidebar", "signin", "signup", "similar", "skip", "social",
    "subscribe", "toolbar",
})  # fmt: skip
_ENOUGH = 200  # characters that make an element the main one


def matches(raw: RawFile) -> bool:
    if _PAGE.search(raw.text, 0, 20_000):
        return True
    html_name = raw.name.lower().endswith((".html", ".htm"))
    tags = sum(1 for _ in _few(_TAG.finditer(raw.text), 3))
    return tags >= 3 or bool(tags and html_name) or _is_escaped(raw.text)


def parse(raw: RawFile) -> Document:
    """NoPosting when the page shows an error, a consent notice, or nothing."""
    text = unescape(raw.text, rounds=1) if _is_escaped(raw.text) else raw.text
    soup = markup.parse(text)
    if not _PAGE.search(text, 0, 20_000) and "<h1" not in text.lower():
        return _assembled(_kept(markup.lines(soup.body or soup, skip=_is_noise)), None, [])
    root = _main(soup)
    spared = _spared(soup, root)
    lines = markup.lines(root, skip=lambda tag: id(tag) not in spared and _is_noise(tag))
    if soup.h1 and all(parent is not root for parent in soup.h1.parents):
        lines = [*_page.between(soup.h1, root), *lines]
    lines = _kept(lines)
    words = [words for _, words in lines]
    title = _page.title(soup, words)
    return _assembled(lines, title, _page.stated(soup, title, words, root))


def _kept(lines: list[Line]) -> list[Line]:
    """The lines of the posting itself; NoPosting where they hold none, or several."""
    lines = [lines[index] for index in chrome.without([words for _, words in lines])]
    words = [words for _, words in lines]
    if reason := absence.reason("\n".join(words)) or several.in_lines(words):
        raise NoPosting(reason)
    return lines


def _assembled(lines: list[Line], title: Title | None, named: list[Fact]) -> Document:
    """The document; facts that the lines state themselves come before those of the page."""
    if title:
        lines = _without(lines, title.text)
    head = header.read([words for _, words in lines[:12]], title)
    lines = lines[head.used :]
    found, taken = labels.below([words for _, words in lines])
    body = [line for index, line in enumerate(lines) if index not in taken]
    stated = [*head.facts, *found]
    stated += [fact for fact in named if not facts.first(stated, str(fact.kind))]
    return assemble(NAME, head.title, body, stated)


def _is_escaped(text: str) -> bool:
    return not _TAG.search(text, 0, 50_000) and sum(1 for _ in _few(_ESCAPED_TAG.finditer(text), 3)) >= 3


def _main(soup: BeautifulSoup) -> Tag:
    """`<main>` (or the one `<article>`) when it holds a text of its own, else the body."""
    for name in ("main", "article"):
        found = soup.find_all(name, limit=2)
        if len(found) == 1 and len(markup.text_of(found[0])) >= _ENOUGH:
            return found[0]
    return soup.body or soup


def _spared(soup: BeautifulSoup, root: Tag) -> frozenset[int]:
    """Elements around the title or the main text: they are kept whatever their class says."""
    anchors = [*soup.find_all("h1", limit=5), root]
    return frozenset(id(tag) for anchor in anchors for tag in (anchor, *anchor.parents))


def _is_noise(tag: Tag) -> bool:
    if tag.name in _NOISE_TAGS or str(tag.get("role", "")).lower() in _NOISE_ROLES:
        return True
    names = " ".join(map(str, [*tag.get_attribute_list("class"), tag.get("id", "")])) if tag.attrs else ""
    return bool(names.strip()) and not _NOISE_WORDS.isdisjoint(re.split(r"[^a-z]+", names.lower()))


def _without(lines: list[Line], title: str) -> list[Line]:
    """`lines` without the first that only repeats the title."""
    for index, (_, words) in enumerate(lines[:8]):
        if words.casefold() == title.casefold():
            return lines[:index] + lines[index + 1 :]
    return lines


def _few(matches: Iterator[re.Match[str]], count: int) -> Iterator[re.Match[str]]:
    for _, match in zip(range(count), matches, strict=False):
        yield match
