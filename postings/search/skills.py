"""The other names of a skill: a posting that asks for Kubernetes is found by `skill:k8s` too."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache

from postings.extraction import lexicons

COLUMNS = ("anyhow", "exact", "beside", "listed")


@cache
def aliases() -> Mapping[str, tuple[str, ...]]:
    """The name of a skill -> the phrases that stand for it in postings, without the name itself.

    >>> aliases()["A/B testing"][:2]
    ('a/b tests', 'ab testing')
    """
    return {row["name"]: _phrases(row) for row in lexicons.rows("skills")}


def _phrases(row: Mapping[str, str]) -> tuple[str, ...]:
    name = row["name"].lower()
    given = (phrase for column in COLUMNS for phrase in row[column].split("|"))
    return tuple(dict.fromkeys(phrase for phrase in given if phrase and phrase.lower() != name))


@cache
def fingerprint() -> str:
    """Changes with the lexicon: documents hold its aliases."""
    return hashlib.sha256(repr(sorted(aliases().items())).encode()).hexdigest()[:12]
