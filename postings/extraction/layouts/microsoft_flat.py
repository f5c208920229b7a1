"""A page of careers.microsoft.com flattened to one line."""

from __future__ import annotations

import re

from ..canonical import CanonicalText
from ..characters import unescape
from ..records import Document, NoPosting, RawFile

NAME = "microsoft_flat"
_HEAD = re.compile(
    r"\s*Back to search results\b(?:\s+Prev(?:ious)?)?(?:\s+Job\s+\d+\s+of\s+\d+)?(?:\s+Next)?\s*"
)


def matches(raw: RawFile) -> bool:
    return bool(_HEAD.match(raw.text))


def parse(raw: RawFile) -> Document:
    text = " ".join(unescape(_HEAD.sub("", raw.text, count=1)).split())
    if not text:
        raise NoPosting("blank")
    canonical = CanonicalText()
    canonical.add("paragraph", text)
    return canonical.document(NAME, [])
