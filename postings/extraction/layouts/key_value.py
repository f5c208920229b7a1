"""A header of "Key: value" lines, then the text: e-mails, government job pages."""

from __future__ import annotations

import re

from postings.extraction.document import facts, header, labels, several, titles
from postings.extraction.document.assembly import Title, assemble
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
    title, sent = None, None
    if subject := _mail(text):
        end = _head_of(text)
        dates = (
            facts.key_value(line, NAME) for line in text[:end].split("\n") if line[:5].lower() == "date:"
        )
        title, sent, text = Title(subject["words"].strip(), "subject"), next(dates, None), text[end:].strip()
    lines = text.split("\n")
    lines = [lines[index] for index in chrome.without(lines)]
    if reason := several.in_lines(lines):
        raise NoPosting(reason)
    head = header.read(lines, title)
    found, taken = labels.below(lines[head.used :])
    body = [line for index, line in enumerate(lines[head.used :]) if index not in taken]
    return assemble(
        NAME, head.title, lineation.lines("\n".join(body)), [*head.facts, *found, *([sent] if sent else [])]
    )


def _head_of(text: str) -> int:
    """Where the head of a mail ends, 0 for other texts."""
    head = _MAIL.match(text)
    return head.end() if head else 0


def _mail(text: str) -> re.Match[str] | None:
    """The subject of a mail that names a role, None for other texts."""
    text = text[:8_000].lstrip()
    subject = _SUBJECT.search(text, 0, _head_of(text))
    return subject if subject and titles.names_role(subject["words"]) else None
