"""Ties the degrees and years of one statement into alternatives: "BS and 4+ years OR MS and 2+ years"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from postings.extraction.requirements.alternatives import Alternative, Item, Ladder, descending
from postings.extraction.requirements.degrees import DegreeMention
from postings.extraction.requirements.lieu import years_in_lieu
from postings.extraction.requirements.rungs import Builder
from postings.extraction.requirements.substitutes import Substitute
from postings.extraction.requirements.years import YearsMention


def tie(text: str, items: Sequence[Item]) -> Ladder:
    """The ladder of one statement; `items` in the order of the text."""
    substitutes = tuple(item for item in items if isinstance(item, Substitute))
    in_lieu = years_in_lieu(text, items)
    lower = _in_its_place(items, in_lieu, substitutes)
    named = [
        item
        for item in items
        if not isinstance(item, Substitute) and item is not in_lieu and item not in lower
    ]
    alternatives = _respectively(text, named)
    outside: tuple[Item, ...] = ()
    if not alternatives:
        builder = Builder(text, named, substitutes)
        for index in range(len(named)):
            builder.take(index)
        alternatives, outside = builder.result()
    if in_lieu is not None:
        if any(a.degrees for a in alternatives):
            alternatives = (*alternatives, Alternative(degrees=lower, years=[in_lieu]))
        else:
            outside = (*outside, *lower, in_lieu)
    if not any(a.degrees for a in alternatives):
        alternatives = _fewest(alternatives)
    return Ladder(alternatives, outside, substitutes, in_lieu)


def _in_its_place(
    items: Sequence[Item], in_lieu: YearsMention | None, substitutes: Sequence[Substitute]
) -> list[DegreeMention]:
    """The lower degree that goes with the years in lieu: "in lieu of it, a diploma and 4 years"."""
    if in_lieu is None:
        return []
    lieu = next((s.lieu for s in substitutes if 0 <= s.lieu < in_lieu.start), in_lieu.start)
    return [i for i in items if isinstance(i, DegreeMention) and lieu < i.start < in_lieu.start]


def _fewest(alternatives: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """ "2 years in a mill or 3 in a bakery": no degree sets them apart, so the smallest is enough."""
    least = min(alternatives, key=lambda a: max((y.minimum for y in a.years), default=0.0), default=None)
    return () if least is None else (least,)


def _respectively(text: str, items: Sequence[Item]) -> tuple[Alternative, ...]:
    """ "BS/MS with 5/3 years": as many numbers as degrees, in the opposite order; () where it is not so."""
    degrees = [item for item in items if isinstance(item, DegreeMention)]
    numbers = [item for item in items if isinstance(item, YearsMention)]
    in_turn = list(items) in ([*degrees, *numbers], [*numbers, *degrees])
    if len(degrees) != len(numbers) or len(numbers) < 2 or not in_turn:
        return ()
    if not _close_by(degrees) or not _close_by(numbers):
        return ()
    alternatives = tuple(
        Alternative(degrees=[degree], years=[number]) for degree, number in zip(degrees, numbers, strict=True)
    )
    return alternatives if descending(alternatives) else ()


_LISTED_NEAR = 6  # characters between two things of a list: "BS or MS", "5/3"


def _close_by(listed: Sequence[DegreeMention | YearsMention]) -> bool:
    return all(second.start - first.end <= _LISTED_NEAR for first, second in pairwise(listed))
