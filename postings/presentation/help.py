"""The help page: how to ask, and what the words mean; its parameters are those that the filters declare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import django_filters

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
    degree: tuple[Entry, ...]
    experience: tuple[Entry, ...]
    parameters: tuple[Entry, ...]


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
    Entry('"sr"', "Quotation marks ask for exactly this word."),
    Entry("enginer", "Misspelt words are searched as they were meant; a link searches them as typed."),
    Entry("C++, C#, .NET", "Such names are words of their own: C++ does not find C#."),
    Entry("resume", "Accents do not matter: it finds résumé too."),
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
    return HelpPage(asking=ASKING, degree=DEGREE, experience=EXPERIENCE, parameters=tuple(_parameters()))


def _parameters() -> list[Entry]:
    """Every parameter of the address, which the API takes too, in its canonical order."""
    return [_entry(name, declared) for name, declared in PostingFilterSet.base_filters.items()]


def _entry(name: str, declared: django_filters.Filter) -> Entry:
    sentences = [f"{declared.label}.", str(declared.extra.get("help_text") or "")]
    if isinstance(declared, ValuesFilter):
        sentences.append("Repeat it for several values.")
    return Entry(name, " ".join(filter(None, sentences)), tuple(_values(name, declared)))


def _values(name: str, declared: django_filters.Filter) -> Iterator[tuple[str, str]]:
    """The values that a parameter can take, where they are known."""
    if facet := FACET.get(name.removesuffix(EXCLUDING)):
        yield from ((bucket.value, _bucket_label(facet, bucket.value)) for bucket in facet.buckets)
    else:
        yield from declared.extra.get("choices", ())


def _bucket_label(facet: Facet, value: str) -> str:
    bucket = facet.bucket(value)
    if bucket is None:
        return value
    parent = facet.bucket(bucket.parent) if bucket.parent else None
    return f"{parent.label}, {bucket.label}" if parent else bucket.label
