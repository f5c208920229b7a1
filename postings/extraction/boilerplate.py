"""Finds the sentences that an employer puts under every posting: equal opportunity, accommodation, privacy."""

from __future__ import annotations

import re

from . import clauses

# Each phrase alone makes a sentence boilerplate: none of them is used to ask for something of an applicant.
_PHRASES = re.compile(
    r"""
      equal[ -](?:employment[ -])?opportunit(?:y|ies)
    | affirmative[ ]action
    | without[ ]regard[ ]to
    | regardless[ ]of[ ](?:\w+[ ])?(?:race|age|gender|sex|colou?r|religion|ethnic|nationality|background)
    | discriminat(?:e|ion)[ ](?:on|against|based|or[ ]harass|of[ ]any)
    | protected[ ](?:veteran|class|status|by[ ](?:applicable|law|federal|state)|under[ ](?:applicable|law|federal))
    | gender[ ]identity | sexual[ ]orientation | national[ ]origin | marital[ ]status
    | reasonable[ ]accommodations?
    | (?:arrest|conviction|criminal)[ ](?:and[ ](?:arrest|conviction)[ ])?(?:records?|histor(?:y|ies))
    | e-verify | pay[ ]transparency | \beeo\b | \beoe\b
    | privacy[ ](?:policy|notice|statement) | personal[ ](?:data|information)[ ](?:is|will|we|you)
    | use[ ]of[ ]cookies | we[ ]use[ ]cookies | accept[ ](?:all[ ])?cookies
    | unsolicited[ ](?:resumes?|r[ée]sum[ée]s?|cvs?|applications)
    | (?:recruitment|staffing|third[ -]party)[ ]agenc(?:y|ies)
    | fair[ ]chance[ ](?:act|ordinance|initiative)
    | celebrates?[ ](?:diversity|differences) | diverse[ ]and[ ]inclusive | inclusive[ ](?:environment|workplace)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Runs of boilerplate sentences in `text[start:end]`, without overlap, in order."""
    found: list[tuple[int, int]] = []
    if not _PHRASES.search(text, start, end):
        return found
    for first, last in clauses.sentences(text, start, end):
        if not _PHRASES.search(text, first, last):
            continue
        if found and not text[found[-1][1] : first].strip():
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found
