"""What was counted lately over one generation of the index, until something is committed.

A search's neighbours ask for much of what it asked: its next page and another order for all of it, a filter
more for the counts of that filter's facet, the list of all values for those of one facet. The counts of all
postings, on the page that everybody sees first, take 0.1 s of a million postings and stay. What many
postings answer, all that ask for a bachelor's degree say, is asked again and again, and dear: it has a place
of its own, where a hundred searches for rare words do not push it out.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field

Counts = dict[int, int]
EVERYTHING = None  # the question that every posting answers
QUESTIONS = 40  # others that are kept, and as many dear ones; one takes up to 1.5 MB


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass found: postings by number of a facet's columns, for each facet, and how many postings
    there are in all; None where only some of them have a number. Of the `cut` facets it has the most frequent
    numbers only."""

    numbers: Mapping[str, Counts]
    postings: int | None
    cut: frozenset[str] = frozenset()


Begun = list[tuple[Future[Pass], int]]  # with 1 where what was found is added, -1 where it is taken away
ByFacet = dict[str, Begun]


@dataclass
class Kept:
    """By question and facet, the passes over what answers the question. Threads may share it."""

    _everything: ByFacet = field(default_factory=dict)
    _cheap: OrderedDict[Hashable, ByFacet] = field(default_factory=OrderedDict)
    _dear: OrderedDict[Hashable, ByFacet] = field(default_factory=OrderedDict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def begun(
        self,
        question: Hashable,
        keys: Collection[str],
        begin: Callable[[list[str]], ByFacet],
        dear: bool = False,
    ) -> ByFacet:
        """The passes by key, of a facet or of a part of one; those not kept are begun together."""
        with self._lock:
            known = self._of(question, self._dear if dear else self._cheap)
            if missing := [key for key in keys if not _is_kept(known.get(key))]:
                known |= begin(missing)
            return {key: known[key] for key in keys}

    def _of(self, question: Hashable, lately: OrderedDict[Hashable, ByFacet]) -> ByFacet:
        if question is EVERYTHING:
            return self._everything
        known = lately.setdefault(question, {})
        lately.move_to_end(question)
        if len(lately) > QUESTIONS:
            lately.popitem(last=False)
        return known

    def forget(self) -> None:
        """Be as after searches that have nothing to do with the next; for measuring."""
        with self._lock:
            self._cheap.clear()
            self._dear.clear()


def _is_kept(begun: Begun | None) -> bool:
    """Not where it failed, be it for a reason that has passed."""
    return begun is not None and not any(one.done() and one.exception() for one, _ in begun)
