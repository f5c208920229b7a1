"""Finds the degrees that a sentence names, with their levels; whether they are demanded is decided elsewhere.

A word that also means something else (master, associate, MS, BA, MA) is believed only in company: "degree"
after it, a field of study, or another degree beside it.
"""

from __future__ import annotations

from postings.extraction.requirements import degree_company, degree_names, degree_owners
from postings.extraction.requirements.degree_names import ABBREVIATIONS, HINTS, DegreeMention

__all__ = ["ABBREVIATIONS", "HINTS", "DegreeMention", "find"]


def find(text: str, start: int = 0, end: int | None = None) -> list[DegreeMention]:
    """Degrees named in `text[start:end]`, one sentence, in order; those of other people are left out.

    >>> [(m.level, m.form) for m in find("BS/MS in CS (PhD a plus), MS Office, a high degree of care")]
    [('bachelor', 'short'), ('master', 'short'), ('doctorate', 'name')]
    """
    end = len(text) if end is None else end
    candidates = degree_names.candidates(text, start, end)
    if not candidates:
        return []
    believed = degree_company.believed(text, candidates, start, end)
    others = [degree_owners.of_others(text, mention, start, end) for mention in believed]
    for order in (range(len(believed) - 1), range(len(believed) - 2, -1, -1)):
        for i in order:  # "our PhDs, masters and bachelors": one list has one owner
            if others[i] != others[i + 1] and degree_company.joined(text, believed[i], believed[i + 1]):
                others[i] = others[i + 1] = True
    return [mention for mention, left in zip(believed, others, strict=True) if not left]
