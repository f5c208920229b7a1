"""Recognises what a site puts around every posting: a menu in front, buttons, other postings behind."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BUTTONS = frozenset({
    "(view all jobs)", "apply", "apply for this job", "apply for this position", "apply for this role",
    "apply now", "apply on company site", "apply online", "apply to this job", "back", "back to all jobs",
    "back to jobs", "back to job search", "back to results", "back to search", "back to search results",
    "easy apply", "email this job", "i'm interested", "i’m interested", "job alert", "login to apply",
    "print", "print this job", "read more", "refer a friend", "register to apply", "report",
    "report this job", "save", "save job", "save this job", "see less", "see more", "send to a friend",
    "share", "share this job", "show less", "show more", "sign in to apply", "view all jobs",
    "view all openings",
})  # fmt: skip
_MENU = _BUTTONS | {
    "about", "blog", "career", "careers", "careers home", "company", "companies", "contact", "contact us",
    "english", "find jobs", "for employers", "glassdoor", "help", "home", "indeed", "job search", "jobs",
    "join", "join now", "linkedin", "log in", "login", "main menu", "menu", "register", "search",
    "search for jobs", "search jobs", "settings", "sign in", "sign up", "skip to content",
    "skip to main content", "toggle navigation",
}  # fmt: skip
_OTHERS = re.compile(
    r"""
    (?:(?:view|see|explore|search|browse|show)\ )? (?:(?:more|other|all|these)\ )?
    (?:similar|related|recommended|suggested|matching|featured|other|more)[ ]
    (?:jobs|positions|vacancies|roles|openings)
    (?:\ (?:like\ this|for\ you|you\ may\ like|at\ [\w&.'\ -]{1,40}|\(\d{1,4}\)))? :?   # "Similar jobs (3)"
    | people\ (?:also|who\ viewed\ this\ job\ also)\ viewed :?
    | (?:you\ (?:may|might)\ also|others\ also)\ (?:like|viewed) :?
    | jobs\ (?:you\ (?:may|might)\ (?:like|be\ interested\ in)|like\ this|similar\ to\ this) :?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FRONT = 0.3  # of the text: what stands before is no list behind the posting


def is_button(line: str) -> bool:
    """True for a line that is only a button: "Apply now", "Share".

    >>> is_button("Apply now"), is_button("Apply now to be a cook")
    (True, False)
    """
    return len(line) < 30 and line.strip(" *>«»←→").lower() in _BUTTONS


def without(lines: Sequence[str]) -> list[int]:
    """The indexes of the lines that belong to the posting, blank ones included.

    >>> without(["Home", "Sign in", "Cook", "Cooks. " * 9, "Similar jobs", "Baker"])
    [2, 3]
    """
    first = _menu(lines)
    stop = _others(lines)
    return [index for index in range(first, stop) if not is_button(lines[index].strip())]


def _menu(lines: Sequence[str]) -> int:
    """Where the menu in front ends; one line of it is none."""
    found = stop = 0
    for index, line in enumerate(lines[:60]):
        if not (line := line.strip()):
            continue
        if line.lower() not in _MENU:
            break
        found += 1
        stop = index + 1
    return stop if found > 1 else 0


def _others(lines: Sequence[str]) -> int:
    """Where a list of other postings begins, the end where there is none."""
    limit = sum(map(len, lines)) * _FRONT
    passed = 0
    for index, line in enumerate(lines):
        line = line.strip()
        if passed >= limit and 9 < len(line) < 70 and _OTHERS.fullmatch(line.strip("#* ")):
            return index
        passed += len(line)
    return len(lines)
