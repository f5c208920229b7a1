"""The help page: how to ask, and what the words mean; its parameters are those that the filters declare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import django_filters

from postings.exports import EXPORTS
from postings.filters import PostingFilterSet, ValuesFilter
from postings.search.facets import FACET, Facet
from postings.search.query import EXCLUDING


@dataclass(frozen=True, slots=True)
class Entry:
    """A word and what it means; `values` are the values that a parameter can take, where they are known."""

    term: str
    text: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HelpPage:
    """All that `help.html` prints."""

    asking: tuple[Entry, ...]
    narrowing: tuple[Entry, ...]
    candidate: tuple[Entry, ...]
    degree: tuple[Entry, ...]
    experience: tuple[Entry, ...]
    parameters: tuple[Entry, ...]
    addresses: tuple[Entry, ...]


ASKING = (
    Entry("sales manager", "Postings with both words, also in other forms (managers, managing)."),
    Entry('"data science"', "The words side by side, in this order."),
    Entry("-travel", "Not the postings with this word."),
    Entry("teacher OR trainer", "One of the two; OR ties the words beside it."),
    Entry("engin*", "Words that begin so."),
    Entry("title:lead", "In the title only; also employer:, team: and skill: (by any name of the skill)."),
    Entry(
        "sr sde", "Abbreviations and other spellings are found too: senior, software engineer, ML, front-end."
    ),
    Entry('"sr"', "In quotation marks a word is neither corrected nor looked for by other spellings."),
    Entry("managr", "Misspelt words are searched as they were meant; a link searches them as typed."),
    Entry("C++, C#, .NET", "Such names are words of their own: C++ does not find C#."),
    Entry("resume", "Accents do not matter: it finds résumé too."),
)
NARROWING = (
    Entry("A value", "Only postings that have it; of several values in one list any will do."),
    Entry("not", "Beside a value, where you point at it: leaves out the postings that have it."),
    Entry("Find in list", "Finds any value of a list by a part of its name, with its count."),
    Entry("Show all", "All values of a list, from A to Z or by their postings."),
    Entry(
        "Include those that don't say",
        "Adds to what you chose the postings that are silent about it: they may well fit.",
    ),
    Entry("Required years", "From, to, or both; one number alone leaves the other end open."),
    Entry(
        "Degree by experience",
        "Counts the results by both at once; a number leads to its postings.",
    ),
    Entry(
        "Download",
        "All results as a file, however many: CSV for spreadsheets, JSON Lines for programs.",
    ),
    Entry(
        "Suggestions",
        "While you type: titles, skills, employers, teams and places that begin so, counted within what you "
        "have chosen. The up and down keys choose one, Escape closes the list.",
    ),
    Entry(
        "Searched before",
        "Your own searches are kept in your browser alone. "
        "“Forget these searches”, below them when the box is empty, removes them.",
    ),
)
CANDIDATE = (
    Entry("Degree, years", "The highest degree and the years of experience that somebody has."),
    Entry(
        "Field of study",
        "Need not be said. Where it is, a posting must name one of these fields, or none at all.",
    ),
    Entry("Meets Bachelor's degree and 5 years", "One of the posting's ways in is met, in full."),
    Entry(
        "With 6 years of experience in place of the degree",
        "The posting takes experience instead of the degree, and there is enough of it.",
    ),
    Entry(
        "Degree not stated, years not stated",
        "The posting leaves it open. That keeps nobody out, but you should look.",
    ),
    Entry("Preferred", "Whatever is only preferred keeps nobody out."),
    Entry(
        "asks for, who qualifies",
        "Two different questions. “Asks for a Bachelor's” leaves out postings that ask for less; "
        "“who qualifies” with a Bachelor's has them too. The switch puts the one in place of the other.",
    ),
)
ADDRESSES = (
    Entry("/values/team/", "All values of a list, counted in a search: find, by=count, part=2."),
    *(
        Entry(f"/export/{export.name}/", f"All results of a search as a file of {export.label}, by number.")
        for export in EXPORTS
    ),
    Entry(
        "Postings-Behind: 3",
        "A file's header: so many changes are being read in, and the file may lack them yet. The answer of "
        "/api/postings/ has the same number as behind.",
    ),
    Entry("/table/", "Degree by experience, of a search."),
    Entry(
        "/suggestions/", "What the search box suggests for q; recent repeats searches to be counted with it."
    ),
    Entry("/postings/1.jsonld", "A posting as schema.org's JobPosting."),
    Entry("/api/postings/", "The same search for programs; also /api/suggestions/, and similar postings."),
)
DEGREE = (
    Entry("Bachelor's", "A degree of this level is demanded; nothing else will do."),
    Entry("Bachelor's or experience", "The degree is demanded, but experience may stand in for it."),
    Entry("Preferred only", "A degree is named only as preferred, desired or a plus."),
    Entry("No degree needed", "The posting says so."),
    Entry("Not stated", "The posting says nothing about degrees. That is not the same as none needed."),
)
EXPERIENCE = (
    Entry("5–7 years", "This many years are demanded; the smaller number counts when you filter."),
    Entry("Preferred only", "Years are named only as preferred."),
    Entry("Asked, without a number", "Experience or a track record is demanded, but no number of years."),
    Entry("None needed", "The posting says so, or is open to graduates and career starters."),
    Entry("Only in place of a degree", "Years are named only as a substitute for the degree."),
    Entry("Not stated", "The posting says nothing, or only that some experience would be welcome."),
)


def help_page() -> HelpPage:
    """The page's parts in their order."""
    return HelpPage(
        asking=ASKING,
        narrowing=NARROWING,
        candidate=CANDIDATE,
        degree=DEGREE,
        experience=EXPERIENCE,
        parameters=tuple(_parameters()),
        addresses=ADDRESSES,
    )


def _parameters() -> list[Entry]:
    """Every parameter of the address, which the API takes too, in its canonical order."""
    return [_entry(name, declared) for name, declared in PostingFilterSet.base_filters.items()]


def _entry(name: str, declared: django_filters.Filter) -> Entry:
    sentences = [f"{declared.label}.", str(declared.extra.get("help_text") or "")]
    if isinstance(declared, ValuesFilter):
        sentences.append("Repeat it for several values.")
    return Entry(name, " ".join(filter(None, sentences)), tuple(_values(name, declared)))


def _values(name: str, declared: django_filters.Filter) -> Iterator[tuple[str, str]]:
    """The values that a parameter can take, where they are known; an exclusion takes those of its facet."""
    if name.endswith(EXCLUDING):
        return
    if facet := FACET.get(name):
        yield from ((bucket.value, _bucket_label(facet, bucket.value)) for bucket in facet.buckets)
    else:
        yield from declared.extra.get("choices", ())


def _bucket_label(facet: Facet, value: str) -> str:
    bucket = facet.bucket(value)
    if bucket is None:
        return value
    parent = facet.bucket(bucket.parent) if bucket.parent else None
    return f"{parent.label}, {bucket.label}" if parent else bucket.label
