"""From a SearchQuery to the question, and from the counts back to facets that are ready to be drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from postings.search import synonyms, words
from postings.search.facets import FACETS, Facet, Range
from postings.search.matching import Ask, Holder, Narrowing
from postings.search.names import Name, Names
from postings.search.query import LISTED, SearchQuery, to_query_string
from postings.search.results import FacetResult, Item, Links, SwitchItem

AllNames = Mapping[str, Names]
Counts = Mapping[int, int]


def ask(query: SearchQuery, names: AllNames, page_size: int) -> Ask:
    """The question as the index understands it. Values that no longer exist have no code."""
    typed = words.parse(query.text)
    return Ask(
        words=typed if query.verbatim else synonyms.widened(typed),
        narrowings={facet.name: chosen for facet in FACETS if (chosen := narrowing(query, facet, names))},
        holder=holder(query, names),
        order=query.order,
        offset=(max(query.page, 1) - 1) * page_size,
        limit=page_size,
    )


def narrowing(query: SearchQuery, facet: Facet, names: AllNames) -> Narrowing | None:
    """What is asked of one facet; None where nothing is, when its switch means nothing either."""
    low, high = range_of(query, facet.range)
    values = query.chosen(facet.name)
    chosen = bool(values) or (low, high) != (None, None)
    without = _codes(names[facet.name], query.excluded(facet.name))
    if not chosen and not without:
        return None
    if facet.switch is not None and getattr(query, facet.switch.name):
        values = (*values, *facet.switch.adds)
    return Narrowing(_codes(names[facet.name], values), low, high, without, chosen)


def _codes(names: Names, values: Iterable[str]) -> frozenset[int]:
    """The codes of those of the values that exist."""
    known = (names.of_value(value) for value in values)
    return frozenset(name.code for name in known if name is not None)


def holder(query: SearchQuery, names: AllNames) -> Holder | None:
    """The candidate as the index understands them."""
    if query.candidate is None:
        return None
    fields = query.candidate.fields
    return Holder(
        query.candidate.degree,
        query.candidate.years,
        _codes(names["field_of_study"], fields) if fields else None,
    )


def range_of(query: SearchQuery, span: Range | None) -> tuple[float | None, float | None]:
    if span is None:
        return None, None
    return getattr(query, span.low), getattr(query, span.high)


# Facets


def facet_result(
    query: SearchQuery,
    facet: Facet,
    names: Names,
    counts: Counts,
    listed: int = LISTED,
    is_cut: bool = False,
) -> FacetResult:
    """The facet's items in their order: of named values the `listed` ones with the most postings, and
    whatever the search has chosen or excluded. `is_cut` where `counts` has the most frequent values only."""
    known = {value: names.of_value(value) for value in query.asked(facet.name)}
    asked = frozenset(name.code for name in known.values() if name is not None)
    if facet.kind == "ordinal":
        shown = _ordinal(names, counts, asked)
        total = len(shown)
    else:
        shown = _top(names, counts, asked, listed)
        total = len(counts) + sum(name.code not in counts for name in shown)  # the chosen and what is above
    if facet.kind == "tree":
        shown = as_tree(shown)
    gone = [value for value, name in known.items() if name is None]
    return FacetResult(
        name=facet.name,
        label=facet.label,
        help=facet.help,
        kind=facet.kind,
        items=tuple(items(query, names, counts, shown, gone)),
        total_items=None if is_cut else total + len(gone),
        unstated=_switch_item(query, facet, counts),
    )


def items(
    query: SearchQuery,
    names: Names,
    counts: Counts,
    shown: Iterable[Name],
    gone: Iterable[str] = (),
    label: Callable[[Name], str] | None = None,
) -> Iterator[Item]:
    """The values that are shown, and behind them those of the search that no longer exist.

    With `label`, which names a value where it stands by itself, a tree's values have no depth.
    """
    facet = names.facet.name
    chosen, excluded = frozenset(query.chosen(facet)), frozenset(query.excluded(facet))
    links = Links(query, facet)
    for name in shown:
        depth = _depth(name, names) if name.above is not None and label is None else 0
        said = name.label if label is None else label(name)
        count = counts.get(name.code, 0)
        yield Item(name.value, said, count, name.value in chosen, name.value in excluded, links, depth)
    for value in gone:
        yield Item(value, value, 0, value in chosen, value in excluded, links, missing=True)


def _ordinal(names: Names, counts: Counts, chosen: frozenset[int]) -> list[Name]:
    """All buckets in their order; a sub-choice only where it has postings or is chosen."""
    return [
        name
        for name in names.by_code.values()
        if name.above is None or name.code in chosen or counts.get(name.code)
    ]


def _top(names: Names, counts: Counts, chosen: frozenset[int], listed: int) -> list[Name]:
    """The values with the most postings; beyond them the chosen and what is right below; all above any.

    Names are looked up, and compared, only where the counts leave it open who is among the top.
    """
    codes = _with_most(counts, listed)
    ordered = in_order(names, counts, codes)[:listed]
    top = {name.code for name in ordered}
    also = set(chosen)
    if names.facet.kind == "tree":
        if chosen:
            also |= {name.code for name in names.of_codes(counts) if name.above in chosen}
        also |= all_above(names, also | top)
    return in_order(names, counts, also | top) if also - top else ordered


def _with_most(counts: Counts, listed: int) -> set[int]:
    """The codes with the `listed` highest counts, and with as many as the last of them.

    Any few counts tell what the last has at least; most codes have less, and need not be put in order.
    """
    if len(counts) <= listed:
        return set(counts)
    least = sorted(islice(counts.values(), 4 * listed), reverse=True)[listed - 1]
    high = {code: count for code, count in counts.items() if count >= least}
    least = sorted(high.values(), reverse=True)[listed - 1]
    return {code for code, count in high.items() if count >= least}


def all_above(names: Names, codes: Iterable[int]) -> set[int]:
    """All that stands above these values of a tree."""
    found: set[int] = set()
    for name in names.of_codes(codes):
        above = name.above
        while above is not None and above not in found:
            found.add(above)
            above = names.by_code[above].above if above in names.by_code else None
    return found


def in_order(names: Names, counts: Counts, codes: set[int]) -> list[Name]:
    """These values, those with the most postings first, then by name."""
    wanted = [name for name in names.of_codes(codes) if name.code in codes]
    return sorted(wanted, key=lambda name: (-counts.get(name.code, 0), name.order))


def as_tree(ordered: list[Name]) -> list[Name]:
    """The same names, each followed by those right below it, which keep their order."""
    listed = {name.code for name in ordered}
    below: dict[int | None, list[Name]] = {}
    for name in ordered:
        below.setdefault(name.above if name.above in listed else None, []).append(name)

    def walk(above: int | None) -> Iterator[Name]:
        for name in below.get(above, []):
            yield name
            yield from walk(name.code)

    return list(walk(None))


def _depth(name: Name, names: Names) -> int:
    depth, above = 0, name.above
    while above is not None and above in names.by_code and depth < len(names):
        depth, above = depth + 1, names.by_code[above].above
    return depth


def _switch_item(query: SearchQuery, facet: Facet, counts: Counts) -> SwitchItem | None:
    if facet.switch is None:
        return None
    adds = [bucket.code for bucket in facet.buckets if bucket.value in facet.switch.adds]
    on = bool(getattr(query, facet.switch.name))
    turned: dict[str, Any] = {facet.switch.name: not on, "page": 1}
    count = sum(counts.get(code, 0) for code in adds)
    return SwitchItem(facet.switch.label, count, selected=on, url=to_query_string(replace(query, **turned)))
