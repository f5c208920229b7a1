"""The query language: what people type, read into a tree. Any input gives an answer, never an error.

    data engineer            both words, in any of their forms
    "data engineer"          exactly these words, in this order
    -sales  -"cold calls"    none of these
    teacher OR trainer       one of them; OR ties neighbours and binds closer than the space between words
    engin*                   words that begin so
    title:lead               in the title; also employer:, team: and skill:

Words without quotation marks are also found by other ways to write them (`synonyms`). A quotation mark
that nobody closed reaches to the end. A word before a colon that is no field is just a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Field = Literal["title", "employer", "team", "skill"]
FIELDS: tuple[Field, ...] = ("title", "employer", "team", "skill")
LONGEST = 1000  # characters; what stands behind them is not read
MOST_TERMS = 50  # no person types more, and each costs time


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must stand together: one word, a phrase, or what punctuation ties together ("and/or").

    `quoted` ones are meant exactly so; `also` are another way to write what was typed.
    """

    text: str
    field: Field | None = None
    quoted: bool = False
    also: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with `text`."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Excluded:
    node: Words | Prefix


@dataclass(frozen=True, slots=True)
class Every:
    """All of `groups` must hold, each of which is a choice; stands where one node of a choice does.

    (machine learning) OR ml is the choice (Every(((machine,), (learning,))), ml).
    """

    groups: tuple[tuple[Node, ...], ...]


Node: TypeAlias = Words | Prefix | Excluded | Every
Group: TypeAlias = tuple[Node, ...]
Groups: TypeAlias = tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """All of `groups` must hold, each of which is a choice of one or more nodes."""

    groups: Groups = ()

    def found(self) -> Iterator[Words | Prefix]:
        """What a hit's text may hold, for marking: all but the excluded."""
        yield from _found(self.groups)


def _found(groups: Groups) -> Iterator[Words | Prefix]:
    for group in groups:
        for node in group:
            if isinstance(node, Every):
                yield from _found(node.groups)
            elif not isinstance(node, Excluded):
                yield node


@dataclass(frozen=True, slots=True)
class Typed:
    """A node and where its words stand in the query; `joins`: an OR ties it to the one before."""

    node: Words | Prefix | Excluded
    start: int
    end: int
    joins: bool


TERM = re.compile(
    r"""
    (?P<minus>-)?
    (?:(?P<field>title|employer|team|skill):)?
    (?:
        "(?P<phrase>[^"]*)"?        # "data engineer", or "data engin without its end
      | (?P<word>[^\s"]+)           # C++, front-end, and/or, engin*
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def parse(text: str) -> Search:
    """The tree of a query; empty when there is nothing to search for.

    >>> [group[0] for group in parse("data -sales").groups]  # doctest: +NORMALIZE_WHITESPACE
    [Words(text='data', field=None, quoted=False, also=False),
     Excluded(node=Words(text='sales', field=None, quoted=False, also=False))]
    >>> [node.text for node in parse("title:lead nurse OR medic*").groups[1]]
    ['nurse', 'medic']
    >>> parse("OR").groups[0][0].text
    'OR'
    """
    groups: list[Group] = []
    for term in typed(text):
        if term.joins:
            groups[-1] = (*groups[-1], term.node)
        else:
            groups.append((term.node,))
    if not groups and text.strip():
        groups.append((Words(text.strip()),))
    return Search(tuple(groups))


def typed(text: str) -> list[Typed]:
    """The nodes of a query in their order, each with its place."""
    terms: list[Typed] = []
    joins = False
    for match in TERM.finditer(_plain_quotes(text[:LONGEST])):
        if match[0] in ("OR", "|"):
            joins = bool(terms)
            continue
        node = _node(match)
        if node is not None:
            terms.append(Typed(node, *match.span("word" if match["phrase"] is None else "phrase"), joins))
            joins = False
        if len(terms) >= MOST_TERMS:
            break
    return terms


def _node(match: re.Match[str]) -> Words | Prefix | Excluded | None:
    field = match["field"].lower() if match["field"] else None
    named: Field | None = next((name for name in FIELDS if name == field), None)
    node: Words | Prefix | None
    if match["phrase"] is not None:
        node = Words(match["phrase"].strip(), named, quoted=True) if match["phrase"].strip() else None
    elif match["word"].endswith("*") and match["word"].rstrip("*"):
        node = Prefix(match["word"].rstrip("*"), named)
    else:
        node = Words(match["word"], named)
    return Excluded(node) if node is not None and match["minus"] else node


def _plain_quotes(text: str) -> str:
    return text.translate({ord(mark): '"' for mark in "“”„«»"})
