"""The source layouts. A layout is a module with `NAME`, `matches(raw) -> bool` and `parse(raw) -> Document`.

To add one: write the module, name it in LAYOUTS before `plain_text`, add a sample pair.
"""

from __future__ import annotations

from typing import Protocol

from postings.extraction.document import several
from postings.extraction.layouts import (
    front_matter,
    generic_html,
    indeed_html,
    json_ld,
    key_value,
    lead_in,
    microsoft_flat,
    plain_text,
)
from postings.extraction.records import Document, NoPosting, RawFile


class Layout(Protocol):
    """What a module in this folder offers; those whose name begins with `_` are parts of one."""

    NAME: str

    def matches(self, raw: RawFile) -> bool: ...
    def parse(self, raw: RawFile) -> Document: ...


#: The first whose `matches` says yes parses the file; the last takes everything.
LAYOUTS: tuple[Layout, ...] = (
    indeed_html,
    microsoft_flat,
    json_ld,
    front_matter,
    generic_html,
    key_value,
    lead_in,
    plain_text,
)


def parse(raw: RawFile) -> Document:
    """The document of a file by the first layout that knows it; NoPosting when it holds none, or several."""
    if reason := several.in_data(raw.text):
        raise NoPosting(reason)
    return next(layout for layout in LAYOUTS if layout.matches(raw)).parse(raw)
