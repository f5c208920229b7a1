"""Texts made to hurt: name, how the text begins, and what is repeated until it is long enough.

    python -m tests.extraction.hostile 2000000 [name ...]

reads each at that size and prints the seconds; the test compares two small sizes.
"""

from __future__ import annotations

import sys
import time

from postings.extraction import extract, readers
from postings.extraction.records import Extraction, NoPosting

MENU = " Back to search results Prev Job 1 of 2 Next "
PAGE = "<html><body><h1>Clerk</h1>"
SCRIPT = '<html><script type="application/ld+json">'
ASKING = "Clerk\n\nQualifications\n"

TABLE = {
    # What the layouts and the division into lines and sections look for.
    "one letter": ("", "x"),
    "spaces": ("Clerk\n", " "),
    "blank lines": ("Clerk\n", "\n"),
    "full stops": ("", "."),
    "lost bullets": ("Clerk\n", " ? A"),
    "open anchors": (PAGE, "<a "),
    "open comments": (PAGE, "<!--"),
    "marked sections": (PAGE, "<!["),
    "named elements": (PAGE, '<div class="company location">x'),
    "labels above": ("Clerk\n", "Location\nOslo, Norway\nSalary\n5\n"),
    "search results": ("Clerk\n", "Cook\n2 days ago\nApply\n"),
    "similar jobs": ("Clerk\n", "Similar jobs\n"),
    "postings in a row": ("", "Title: Cook\nLocation: Oslo\n"),
    "mail headers": ("", "From: a\nSubject: Cook\n\tb\n"),
    "feed": ("<rss>", "<item>"),
    "array": ("[", '{"title": "x"},'),
    "lines of JSON": ("", '{"title": "x"}\n'),
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
    # What the rules look for.
    "one letter lines": ("Clerk\n", "x" * 79 + "\n"),
    "one capital": ("", "A"),
    "dollars": ("Clerk\n", "$1 "),
    "dollar ranges": ("Clerk\n", "$50,000 - $60,000 a year "),
    "or": (ASKING, "or "),
    "bs or ms": (ASKING, "BS or MS or "),
    "degrees": (ASKING, "Bachelor's degree "),
    "degrees and": (ASKING, "BS, MS and PhD "),
    "degree sentences": (ASKING, "Bachelor's degree in computer science or equivalent experience. "),
    "degree bullets": (ASKING, "- Bachelor's degree required\n"),
    "years bare": (ASKING, "5+ years "),
    "years of experience no stop": (ASKING, "5+ years of experience "),
    "years ladder": (ASKING, "BS and 5 years or MS and 3 years or "),
    "years bullets": (ASKING, "- 5+ years of experience in sales\n"),
    "years lines": (ASKING, "5 years\n"),
    "numbers": (ASKING, "5 "),
    "digits": (ASKING, "5"),
    "words digits": (ASKING, "five (5) "),
    "hyphen": (ASKING, "5-"),
    "headings lines": ("Clerk\n", "Qualifications\n\nA dog.\n\n"),
    "headings only": ("Clerk\n", "Qualifications\n"),
    "preferred": (ASKING, "preferred "),
    "preferred headings": ("Clerk\n", "Preferred Qualifications\n- BS degree\n"),
    "long words": ("Clerk\n", "x" * 500 + " "),
    "key values": ("", "Key: value\n"),
    "known keys": ("", "Location: Paris\n"),
    "known keys one line": ("Clerk\n", "Location: Paris "),
    "front matter open": ("---\n", "title: x\n"),
    "cdata": (PAGE, "<![CDATA[x"),
    "comment texts": (PAGE, "<!-- x -->"),
    "attributes": (PAGE + "<p ", 'a="b" '),
    "ld deep": (SCRIPT + '{"@type":"JobPosting","title":"x","description":"y","@graph":', '{"@graph":'),
    "ld graph": (SCRIPT + "[", '{"@type":"JobPosting","title":"x","description":"y"},'),
    "ld scripts": ("<html>", '<script type="application/ld+json">[]</script>'),
    "h1": ("<html><body>", "<h1>x</h1>"),
    "h2": ("<html><body><h1>C</h1>", "<h2>Requirements</h2><p>5 years of experience</p>"),
    "li": ("<html><body><h1>C</h1><ul>", "<li>BS degree, 5 years</li>"),
    "nested noise": ("<html><body><h1>C</h1>", '<div class="x y nav-z">a'),
    "amp": ("Clerk\n", "&amp;&amp;&amp;&amp;"),
    "lt": ("Clerk\n", "&lt;p&gt;"),
    "lts": ("", "&lt;p&gt;x "),
    "semis": (ASKING, "; "),
    "slashes": (ASKING, "a/"),
    "brackets closed": (ASKING, "(a) "),
    "brackets text": (ASKING, "(5 years "),
    "close": (ASKING, ") "),
    "curly": (ASKING, "’s "),
    "commas skill": (ASKING, "Python, "),
    "skills": (ASKING, "Python Java SQL "),
    "skill c++": (ASKING, "C++ "),
    "places": ("Clerk\n", "Paris, "),
    "places2": ("Clerk\n", "Paris, TX; "),
    "place lines": ("Clerk\n", "Paris, France\n"),
    "place slash": ("Clerk\n", "Paris / London / "),
    "places sentence": ("Clerk\n", "based in Paris "),
    "office in": ("Clerk\n", "Our office in London. "),
    "remote": ("Clerk\n", "remote "),
    "fulltime": ("Clerk\n", "Full-time "),
    "languages": (ASKING, "fluent in English "),
    "language list": (ASKING, "English, French, German and "),
    "certs": (ASKING, "CPA or "),
    "employer": ("Clerk at Acme\n", "Acme is a bank. "),
    "employers": ("Clerk\n", "Acme Inc is looking for "),
    "about": ("Clerk\n", "About Acme "),
    "join": ("Clerk\n", "Join Acme "),
    "join caps": ("Clerk\n", "Join A B C D E F G H "),
    "at": ("Clerk\n", "at Acme "),
    "dates": ("Clerk\n", "Posted 2020-01-01 "),
    "dates2": ("Clerk\n", "January 5, 2020 "),
    "degree in": (ASKING, "degree in a, b, c, "),
    "fields": (ASKING, "degree in computer science, mathematics, "),
    "fields long": (ASKING + "degree in ", "computer science, mathematics, or "),
    "in lieu": (ASKING, "in lieu of degree "),
    "equivalent": (ASKING, "or equivalent experience "),
    "years with": (ASKING, "5 years with a Bachelor's, "),
    "plus": (ASKING, "a plus. "),
    "experience": (ASKING, "experience "),
    "experience in": (ASKING, "experience in a, "),
    "proven": (ASKING, "proven experience "),
    "colon years": (ASKING, "Experience: 5 years "),
    "employer age": (ASKING, "for over 50 years "),
    "ladder bullets": (ASKING, "- BS\n- or MS\n- OR\n"),
    "OR lines": (ASKING, "OR\n"),
    "AND": (ASKING, "AND "),
    "blank bullets": (ASKING, "-\n"),
    "deep bullets": (ASKING, "  - a\n"),
    "tables": (ASKING, "| a | b |\n"),
    "md headings": ("# Clerk\n", "## a\n"),
    "md links": ("---\ntitle: x\n---\n", "[a]("),
    "md brackets": ("---\ntitle: x\n---\n", "["),
    "md bold": (ASKING, "**a** "),
    "underscores": (ASKING, "__a "),
    "equals": (ASKING, "== a "),
    "ruled": (ASKING, "=== A "),
    "ruled line": (ASKING, "=a"),
    "wrapped": ("Clerk\n", "word " * 16 + "\n"),
    "wrapped commas": ("Clerk\n", "and a b c,\n"),
    "lower lines": ("Clerk\n", "going on and on without any ends here\n"),
    "looking for": ("Clerk\n", "looking for "),
    "joining as": ("", "Join us as "),
    "joins": ("", "join "),
    "404": ("", "page you "),
    "404 b": ("", "404 "),
    "privacy": ("", "personal data "),
    "emoji": ("Clerk\n", "😀 "),
    "combining": ("Clerk\n", "e\u0301"),
    "combining run": ("Clerk e", "\u0301"),
    "dotted I": (ASKING, "İ 5 years experience "),
    "euro": (ASKING, "€"),
    "nbsp": (ASKING, "\u00a0"),
    "tabs": (ASKING, "\t"),
    "pipes": (ASKING, "|"),
    "mail": (ASKING, "a@b.c "),
    "ats": (ASKING, "a@"),
    "dots spaced": (ASKING, ". "),
    "ellipses": (ASKING, "... "),
    "dash": (ASKING, "- "),
    "emdash": (ASKING, "— "),
    "bullets glued": (ASKING, "•"),
    "question": (ASKING, "? "),
    "title again": ("Clerk\n", "Clerk "),
    "job fields": ("", "Job Title: Clerk Location: Paris Salary: $5 "),
    "series": ("", "Series & Grade: GS-0343-12\nSalary: $50,000 to $60,000 per year\n"),
    "eligibility": (ASKING, "At least one year of specialized experience equivalent to the GS-11 "),
}


def text_of(name: str, size: int) -> str:
    """The text of a row, cut to a size in UTF-8 bytes."""
    start, repeated = TABLE[name]
    data = (start + repeated * (size // len(repeated) + 1)).encode()
    return data[:size].decode("utf-8", "ignore")


def read(text: str, name: str = "hostile.txt") -> Extraction | None:
    """What is read in a text, None where it is refused as holding no posting."""
    try:
        return extract(readers.decode(text.encode(), name))
    except (NoPosting, readers.BadFile):
        return None


def seconds(name: str, size: int) -> float:
    """Processor seconds that a row takes at a size."""
    text = text_of(name, size)
    began = time.process_time()
    read(text)
    return time.process_time() - began


if __name__ == "__main__":
    for row in sys.argv[2:] or TABLE:
        print(f"{seconds(row, int(sys.argv[1])):8.2f} s  {row}", flush=True)
