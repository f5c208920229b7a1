"""The query language: what people type, read into a tree. Any input gives an answer, never an error.

    data engineer            both words, in any of their forms
    "data engineer"          exactly these words, in this order
    -sales  -"cold calls"    none of these
    teacher OR trainer       one of them; OR ties neighbours and binds closer than the space between words
    engin*                   words that begin so
    title:lead               in the title; also employer: and team:

A quotation mark that nobody closed reaches to the end. A word before a colon that is no field is just a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Field = Literal["title", "employer", "team"]
FIELDS: tuple[Field, ...] = ("title", "employer", "team")
LONGEST = 1000  # characters; what stands behind them is not read
MOST_TERMS = 50  # no person types more, and each costs time


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must stand together: one word, a phrase, or what punctuation ties together ("and/or")."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with `text`."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Excluded:
    node: Words | Prefix


Node: TypeAlias = Words | Prefix | Excluded


@dataclass(frozen=True, slots=True)
class Search:
    """All of `groups` must hold, each of which is a choice of one or more nodes."""

    groups: tuple[tuple[Node, ...], ...] = ()

    def found(self) -> Iterator[Words | Prefix]:
        """What a hit's text may hold, for marking: all but the excluded."""
        for group in self.groups:
            for node in group:
                if not isinstance(node, Excluded):
                    yield node


TERM = re.compile(
    r"""
    (?P<minus>-)?
    (?:(?P<field>title|employer|team):)?
    (?:
        "(?P<phrase>[^"]*)"?        # "data engineer", or "data engin without its end
      | (?P<word>[^\s"]+)           # C++, front-end, and/or, engin*
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def parse(text: str) -> Search:
    """The tree of a query; empty when there is nothing to search for.

    >>> [group[0] for group in parse('"data engineer" -sales').groups]
    [Words(text='data engineer', field=None), Excluded(node=Words(text='sales', field=None))]
    >>> parse("title:lead nurse OR medic*").groups[1]
    (Words(text='nurse', field=None), Prefix(text='medic', field=None))
    >>> parse("OR")
    Search(groups=((Words(text='OR', field=None),),))
    """
    groups: list[tuple[Node, ...]] = []
    joins = False
    for match in TERM.finditer(_plain_quotes(text[:LONGEST])):
        if match[0] in ("OR", "|"):
            joins = bool(groups)
            continue
        node = _node(match)
        if node is None:
            continue
        if joins:
            groups[-1] = (*groups[-1], node)
        else:
            groups.append((node,))
        joins = False
        if sum(map(len, groups)) >= MOST_TERMS:
            break
    if not groups and text.strip():
        groups.append((Words(text.strip()),))
    return Search(tuple(groups))


def _node(match: re.Match[str]) -> Node | None:
    field = match["field"].lower() if match["field"] else None
    named: Field | None = next((name for name in FIELDS if name == field), None)
    node: Words | Prefix | None
    if match["phrase"] is not None:
        node = Words(match["phrase"].strip(), named) if match["phrase"].strip() else None
    elif match["word"].endswith("*") and match["word"].rstrip("*"):
        node = Prefix(match["word"].rstrip("*"), named)
    else:
        node = Words(match["word"], named)
    return Excluded(node) if node is not None and match["minus"] else node


def _plain_quotes(text: str) -> str:
    return text.translate({ord(mark): '"' for mark in "“”„«»"})
