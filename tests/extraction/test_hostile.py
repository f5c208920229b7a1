"""Texts made to hurt: any input is parsed in time linear in its size, without a crash.

The limits are several times what a slow machine needs; what they catch is time that grows with the square.
"""

from __future__ import annotations

import time

import pytest

from postings.extraction import layouts, readers, sections
from postings.extraction.records import Document, NoPosting
from postings.extraction.text import clauses

SIZE = 60_000
SECONDS = 10.0

MENU = " Back to search results Prev Job 1 of 2 Next "
PAGE = "<html><body><h1>Clerk</h1>"

# name: (how it begins, what is repeated)
TABLE = {
    "one letter": ("", "x"),
    "spaces": ("Clerk\n", " "),
    "blank lines": ("Clerk\n", "\n"),
    "full stops": ("", "."),
    "lost bullets": ("Clerk\n", " ? A"),
    "open anchors": (PAGE, "<a "),
    "open comments": (PAGE, "<!--"),
    "marked sections": (PAGE, "<!["),
    "nested divisions": (PAGE, "<div>"),
    "nested bold": (PAGE, "<b>x"),
    "nested lists": (PAGE, "<ul><li>x"),
    "paragraphs": (PAGE, "<p>x"),
    "breaks": (PAGE, "a<br>"),
    "noise": (PAGE, '<div class="nav">'),
    "preformatted": (PAGE + "<pre>", "a\n"),
    "ampersands": ("", "&amp;"),
    "ampersands escaped again": ("", "&amp;amp;lt;"),
    "open entities": (PAGE, "&#x"),
    "bullets": ("Clerk\n", "• Lead teams "),
    "headings with colon": ("Clerk\n", "Requirements: "),
    "headings without": ("Clerk\n", "a Required Qualifications B "),
    "years": ("Clerk\n", "5+ years of experience required. "),
    "equal opportunity": ("Clerk\n", "We are an equal opportunity employer. "),
    "equal opportunity without end": ("Clerk\n", "equal opportunity "),
    "capitals": ("", "A "),
    "role nouns": ("", "Manager "),
    "lost lines": ("Clerk\n", "team Ability "),
    "glued lines": ("Clerk\n", "teamAbility"),
    "brackets": ("", "("),
    "colons": ("", "a: "),
    "titles": ("", "Title: x\n"),
    "hashes": ("Clerk\n", " #"),
    "stars": ("Clerk\n", "** a "),
    "segments": ("", "a | "),
    "commas": ("", "a, "),
    "dashes": ("", "a, b — "),
    "menu and roles": (MENU, "Manager "),
    "footers": (MENU + "Clerk ", "Job # 123456 Locations United States, Redmond (WA) "),
    "countries": (MENU + "Clerk x Job # 12345 Locations ", "United States, "),
    "style sheets": (MENU + "Clerk ", ".a { color: red } "),
    "front matter": ("---\ntitle: x\n", "a: b\n"),
    "fences": ("", "---\n"),
    "nested JSON": ('<script type="application/ld+json">{"@type":"JobPosting","x":', "["),
    "many JSON": ("", '<script type="application/ld+json">{"@type":"JobPosting"}</script>'),
    "wrong decodings": ("", "é’ â€™ "),
    "short lines": ("", "Ab\n"),
    "capital lines": ("", "ABC DEF\n"),
    "zero width": ("Clerk", "\u200b"),
    "joiners": ("", "a\u200c"),
    "sentences": ("", "A. "),
    "abbreviations": ("", "e.g. A "),
    "numbered lines": ("Clerk\n", "1. a\n"),
    "words of strength": ("Clerk\n", "required, "),
    "quotes": ("", '"'),
}


def parsed(text: str) -> Document | None:
    """The document, None where the text is refused as holding no posting."""
    try:
        return layouts.parse(readers.decode(text.encode(), "hostile.txt"))
    except (NoPosting, readers.BadFile):
        return None


@pytest.mark.parametrize("name", TABLE)
def test_it_takes_linear_time_and_never_crashes(name: str) -> None:
    start, repeated = TABLE[name]
    text = (start + repeated * (SIZE // len(repeated)))[:SIZE]
    began = time.process_time()
    document = parsed(text)
    if document:
        assert sections.split(document)[-1].end == len(document.text)
        for block in document.blocks:
            clauses.clauses(document.text, block.start, block.end)
    assert time.process_time() - began < SECONDS


def test_a_page_of_too_many_tags_is_refused_at_once() -> None:
    began = time.process_time()
    with pytest.raises(NoPosting, match="tags"):
        layouts.parse(readers.decode((PAGE + "<p>x" * 400_000).encode(), "hostile.html"))
    assert time.process_time() - began < 5


def test_elements_nest_deeper_than_python_calls() -> None:
    text = PAGE + "<div>" * 20_000 + "Count things." + "</div>" * 20_000
    document = layouts.parse(readers.decode(text.encode(), "deep.html"))
    assert document.text == "Clerk\n\nCount things."
