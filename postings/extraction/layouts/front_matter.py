"""Markdown with front matter: "key: value" lines between `---`, then the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from postings.extraction.document import facts
from postings.extraction.document.assembly import Title, assemble
from postings.extraction.document.facts import Fact
from postings.extraction.records import Document, RawFile
from postings.extraction.text import lineation
from postings.extraction.text.characters import unescape

NAME = "front_matter"
_FENCE = re.compile(r"\s*---[ \t]*\n")
_END = re.compile(r"[-.](?:(?<=^-)--|(?<=^\.)\.\.)[ \t]*$", re.MULTILINE)
_TAG = re.compile(r"\A!!?\w+\s+")  # "!!timestamp '2020-01-31'"
_ITEM = re.compile(r"\s*-\s+(?P<words>[^:\n]{1,100}?)\s*\Z")
_LINK = re.compile(r"!?\[(?P<words>[^\[\]\n]{0,200})\]\([^()\s]{0,500}\)")
_LONGEST = 6_000  # characters of front matter
_SAME_AS_TITLE = re.compile(r"\A\s*#\s+(?P<words>[^\n]+)\n")


def matches(raw: RawFile) -> bool:
    head, _ = _split(raw.text)
    return any(fact.kind == "title" for fact in _facts(head))


def parse(raw: RawFile) -> Document:
    """Title and facts of the front matter, then the markdown as headings, bullets and paragraphs."""
    head, body = _split(raw.text)
    found = list(_facts(unescape(head)))
    title = facts.first(found, "title")
    body = _LINK.sub(lambda match: match["words"], unescape(body))
    repeated = _SAME_AS_TITLE.match(body)
    if title and repeated and repeated["words"].strip().casefold() == title.words[0].casefold():
        body = body[repeated.end() :]
    others = [fact for fact in found if fact is not title]
    return assemble(NAME, Title(title.words[0], NAME) if title else None, lineation.lines(body), others)


def _split(text: str) -> tuple[str, str]:
    """(front matter, text); the opening fence may be missing, the closing one may not."""
    opening = _FENCE.match(text)
    start = opening.end() if opening else 0
    stop = min(len(text), start + _LONGEST)
    fenced = text.find("---", start, stop) >= 0 or text.find("...", start, stop) >= 0
    closing = _END.search(text, start, stop) if fenced else None
    if closing is None:
        return "", text
    return text[start : closing.start()], text[closing.end() :]


def _facts(head: str) -> Iterator[Fact]:
    """Facts of the unindented lines, a list below a key as its values; nested keys are left out."""
    lines = [line for line in head.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    for index, line in enumerate(lines):
        key, colon, value = line.partition(":")
        if not colon or line[0].isspace() or line[0] == "-":
            continue
        value = _TAG.sub("", value.split(" #")[0].strip().removeprefix("**").strip()).strip("'\" ")
        words = [value] if value else list(_items(lines[index + 1 :]))
        if words and (fact := facts.key_value(f"{key.strip('*')}: {'; '.join(words)[:200]}", NAME)):
            yield replace(fact, words=tuple(words))


def _items(lines: list[str]) -> Iterator[str]:
    """The items "- x" with which `lines` begins."""
    for line in lines:
        item = _ITEM.match(line)
        if item is None:
            return
        yield item["words"]
