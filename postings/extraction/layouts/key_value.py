"""A header of "Key: value" lines, then the text: e-mails, government job pages."""

from __future__ import annotations

import re

from postings.extraction.document import employer_lines, facts, header, labels, several, titles
from postings.extraction.document.assembly import Title, assemble
from postings.extraction.document.facts import Fact
from postings.extraction.records import Document, NoPosting, RawFile
from postings.extraction.text import chrome, lineation
from postings.extraction.text.characters import unescape

NAME = "key_value"
_LOOKED_AT = 40  # lines
_ENOUGH = 3  # lines with a known key
_MAIL = re.compile(
    r"(?:(?:from|to|cc|date|sent|reply-to|message-id|mime-version|content-[a-z-]{3,30}|return-path|received|"
    r"delivered-to|list-[a-z-]{2,20}|x-[a-z-]{2,40}|importance|subject):[^\n]*(?:\n[ \t][^\n]*)*\n){3,60}",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^subject:[ \t]*(?:(?:re|fwd?|aw|wg|\[[^\]\n]{1,30}\])[:\s]\s*){0,4}"
    r"(?:(?:job|vacancy|position|opening|job (?:opening|posting|vacancy)|now hiring|hiring)\s*[:\u2013-]\s*)?"
    r"(?P<words>[^\n]{3,140})$",
    re.IGNORECASE | re.MULTILINE,
)

_TAIL = re.compile(
    r"(?P<title>[^\n]{3,80}?)(?:,|\s[\u2013\u2014-]|\sat)\s(?P<employer>[^,()\n]{3,60}?)"
    r"(?:\s?\((?P<place>[^()\n]{2,40})\)|,\s(?P<town>[^()\n]{2,40}))?"
)


def matches(raw: RawFile) -> bool:
    if _mail(raw.text):
        return True
    found = []
    for line in raw.text[:8_000].lstrip().split("\n")[:_LOOKED_AT]:
        if fact := facts.key_value(line, NAME):
            found.append(fact.kind)
        elif len(line) > 200:
            break
    return len(found) >= _ENOUGH and bool({"title", "location", "job_number", "employer"} & set(found))


def parse(raw: RawFile) -> Document:
    """Title and facts of the header; the lines behind it are the body. NoPosting for several in a row."""
    text = unescape(raw.text).strip()
    title, sent, named = None, None, list[Fact]()
    if subject := _mail(text):
        end = _head_of(text)
        dates = (
            facts.key_value(line, NAME) for line in text[:end].split("\n") if line[:5].lower() == "date:"
        )
        sent, text = next(dates, None), text[end:].strip()
        title, named = _subject(subject["words"].strip(), text)
    lines = text.split("\n")
    lines = [lines[index] for index in chrome.without(lines)]
    if reason := several.in_lines(lines):
        raise NoPosting(reason)
    head = header.read(lines, title)
    found, taken = labels.below(lines[head.used :])
    body = [line for index, line in enumerate(lines[head.used :]) if index not in taken]
    stated = [*head.facts, *found, *([sent] if sent else [])]
    stated += [fact for fact in named if fact.kind is None or not facts.first(stated, fact.kind)]
    return assemble(NAME, head.title, lineation.lines("\n".join(body)), stated)


def _subject(words: str, body: str) -> tuple[Title, list[Fact]]:
    """The title in a subject, and what follows it: "Gardener, Harrow Chapel (Leeds)"."""
    match = _TAIL.fullmatch(words)
    if match is None or not titles.names_role(match["title"]) or match["employer"] not in body:
        return Title(words, "subject"), []
    if not employer_lines.is_name(match["employer"], body):
        return Title(words, "subject"), []
    named = [
        Fact(None, "Subject", (words,), "subject"),
        Fact("employer", None, (match["employer"],), "subject"),
    ]
    place = match["place"] or match["town"]
    if place and facts.reads_as_place(place):
        named.append(Fact("location", None, (place,), "subject"))
    return Title(match["title"], "subject"), named


def _head_of(text: str) -> int:
    """Where the head of a mail ends, 0 for other texts."""
    head = _MAIL.match(text)
    return head.end() if head else 0


def _mail(text: str) -> re.Match[str] | None:
    """The subject of a mail that names a role, None for other texts."""
    text = text[:8_000].lstrip()
    subject = _SUBJECT.search(text, 0, _head_of(text))
    return subject if subject and titles.names_role(subject["words"]) else None
