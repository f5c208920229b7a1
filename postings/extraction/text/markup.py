"""Turns an HTML element into lines with a kind: headings, bullets and paragraphs as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement, PreformattedString

from postings.extraction.records import NoPosting
from postings.extraction.text import headings
from postings.extraction.text.characters import unescape

LineKind = Literal["heading", "paragraph", "bullet"]
Line = tuple[LineKind, str]

MOST_TAGS = 50_000

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BREAKING = _HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend",
    "li", "main", "nav", "ol", "option", "p", "pre", "search", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_BOLD = frozenset({"b", "strong"})
_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "math", "canvas", "object", "iframe", "audio",
    "video", "button", "select", "input", "textarea", "img", "picture", "map",
})  # fmt: skip
_BULLET_MARK = re.compile(
    r"(?:[\u2022\u00b7\u25cf\u25aa\u25ab\u25e6\u25a0\u25a1\u2023\u2043\u2219\u27a2\u2713\u2714\u2756*]\s*|[-\u2013\u2014o\u00a7]\s+|\?\s+(?=[A-Z]))(?=\S)"
)
_STYLE_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


def parse(text: str) -> BeautifulSoup:
    """The tree of an HTML text. Always lxml: html.parser hangs on hostile input.

    NoPosting for a page of more than MOST_TAGS tags: BeautifulSoup takes a second for ten thousand.
    """
    tags = text.count("<")
    if tags > MOST_TAGS:
        raise NoPosting(f"The page has {tags:,} tags, a posting has some hundreds; save its text alone.")
    return BeautifulSoup(text, "lxml")


def lines(root: Tag, skip: Callable[[Tag], bool] | None = None) -> list[Line]:
    """The visible lines under `root` in order; whitespace is collapsed and no line is blank.

    Elements for which `skip` says yes are left out with all that they hold.
    """
    collector = _Collector()
    for element, entering in _events(root, skip):
        if isinstance(element, Tag):
            collector.tag(element, entering)
        elif not isinstance(element, PreformattedString):  # comments, doctypes
            collector.words(str(element))
    collector.flush()
    return collector.lines


def text_of(element: Tag) -> str:
    """The visible words of an element on one line."""
    return " ".join(text for _, text in lines(element))


def marked_bullet(text: str) -> str | None:
    """The words behind a typed bullet mark, None when the line has none.

    >>> marked_bullet("• Plan routes"), marked_bullet("- Plan routes"), marked_bullet("-5 degrees")
    ('Plan routes', 'Plan routes', None)
    """
    match = _BULLET_MARK.match(text)
    return text[match.end() :] if match else None


def _events(root: Tag, skip: Callable[[Tag], bool] | None) -> Iterator[tuple[PageElement, bool]]:
    """(element, entering?) in document order, without recursion: pages nest thousands deep."""
    stack: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter(root.contents))]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield parent, False
        elif not isinstance(child, Tag):
            yield child, True
        elif not is_unseen(child) and not (skip and skip(child)):
            yield child, True
            stack.append((child, iter(child.contents)))


def is_unseen(tag: Tag) -> bool:
    """True for an element that a browser does not show as text."""
    return tag.name in _UNSEEN or _hidden(tag)


def _hidden(tag: Tag) -> bool:
    return bool(tag.attrs) and (tag.has_attr("hidden") or tag.get("aria-hidden") == "true")


@dataclass
class _Collector:
    """The line being collected, and what surrounds it."""

    lines: list[Line] = field(default_factory=list)
    parts: list[tuple[str, bool]] = field(default_factory=list)  # words, and whether they are bold
    bold: int = 0
    heading: int = 0
    items: list[bool] = field(default_factory=list)  # open <li>s: has its first line been written?
    pre: int = 0

    def tag(self, tag: Tag, entering: bool) -> None:
        name = tag.name
        step = 1 if entering else -1
        if name in _BREAKING:
            self.flush()
        if name in _HEADINGS:
            self.heading += step
        elif name == "pre":
            self.pre += step
        elif name in _BOLD or (name == "span" and _STYLE_BOLD.search(str(tag.get("style", "")))):
            self.bold += step
        elif name == "li":
            self.items.append(False) if entering else self.items and self.items.pop()

    def words(self, text: str) -> None:
        if not self.pre:
            self.parts.append((text, self.bold > 0))
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self.flush()
            self.parts.append((line, self.bold > 0))

    def flush(self) -> None:
        text = " ".join(unescape("".join(words for words, _ in self.parts)).split())
        bold = all(is_bold for words, is_bold in self.parts if words.strip())
        self.parts.clear()
        if not text:
            return
        marked = marked_bullet(text)
        if marked is not None:
            self.lines.append(("bullet", marked))
        elif self.heading:
            self.lines.append(("heading", text))
        elif self.items:
            self.lines.append(("paragraph" if self.items[-1] else "bullet", text))
        elif (bold and headings.looks_like_one(text)) or headings.stands_alone(text):
            self.lines.append(("heading", text))
        else:
            self.lines.append(("paragraph", text))
        if self.items:
            self.items[-1] = True
