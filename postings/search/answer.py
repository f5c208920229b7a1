"""From the index's answer to facets, chips and relaxations that are ready to be drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from postings.search import words
from postings.search.facets import FACETS, Facet, Range
from postings.search.matching import Ask, Narrowing
from postings.search.names import Name, Names
from postings.search.query import SearchQuery, to_query_string
from postings.search.results import Constraint, FacetResult, Item, Relaxation

LISTED = 50  # values of a facet, unless a chosen one is beyond

AllNames = Mapping[str, Names]
Counts = Mapping[int, int]


def ask(query: SearchQuery, names: AllNames, page_size: int) -> Ask:
    """The question as the index understands it. Values that no longer exist have no code."""
    return Ask(
        words=words.parse(query.text),
        narrowings={facet.name: chosen for facet in FACETS if (chosen := narrowing(query, facet, names))},
        order=query.order,
        offset=(max(query.page, 1) - 1) * page_size,
        limit=page_size,
    )


def narrowing(query: SearchQuery, facet: Facet, names: AllNames) -> Narrowing | None:
    """What is chosen in one facet; None where nothing is, when its switch means nothing either."""
    low, high = _range_of(query, facet.range)
    values = query.chosen(facet.name)
    if not values and (low, high) == (None, None):
        return None
    if facet.switch is not None and getattr(query, facet.switch.name):
        values = (*values, *facet.switch.adds)
    known = [names[facet.name].of_value(value) for value in values]
    return Narrowing(frozenset(name.code for name in known if name is not None), low, high)


def _range_of(query: SearchQuery, span: Range | None) -> tuple[float | None, float | None]:
    if span is None:
        return None, None
    return getattr(query, span.low), getattr(query, span.high)


# Facets


def facet_result(
    query: SearchQuery, facet: Facet, names: Names, counts: Counts, listed: int | None = LISTED
) -> FacetResult:
    """The facet's items in their order; `listed` None lists all of them."""
    known = {name.code: name for name in names.of_codes(counts)}
    chosen = [names.of_value(value) for value in query.chosen(facet.name)]
    known |= {name.code: name for name in chosen if name is not None}
    if facet.kind == "ordinal":
        shown = _ordinal(names, counts, {name.code for name in chosen if name is not None})
        total = len(shown)
    else:
        chosen_codes = {name.code for name in chosen if name is not None}
        shown = _top(known, counts, chosen_codes, listed)
        total = len(known)
        if facet.kind == "tree":
            shown = _as_tree(shown)
    items = [_item(query, facet, name, counts.get(name.code, 0), _depth(name, names)) for name in shown]
    items += [_missing_item(query, facet, value) for value in _missing(query, facet, names)]
    return FacetResult(
        name=facet.name,
        label=facet.label,
        help=facet.help,
        kind=facet.kind,
        items=tuple(items),
        total_items=total + len(items) - len(shown),
        unstated=_switch_item(query, facet, counts),
    )


def _ordinal(names: Names, counts: Counts, chosen: set[int]) -> list[Name]:
    """All buckets in their order; a sub-choice only where it has postings or is chosen."""
    return [
        name
        for name in names.by_code.values()
        if name.above is None or name.code in chosen or counts.get(name.code)
    ]


def _rank(counts: Counts) -> Callable[[Name], tuple[int, tuple[str, str]]]:
    return lambda name: (-counts.get(name.code, 0), name.order)


def _top(known: Mapping[int, Name], counts: Counts, chosen: set[int], listed: int | None) -> list[Name]:
    """The values with the most postings; beyond them the chosen, all above those, and what is right below."""
    ordered = sorted(known.values(), key=_rank(counts))
    if listed is None or len(ordered) <= listed:
        return ordered
    kept = {name.code for name in ordered[:listed]} | chosen
    kept |= {name.code for name in ordered if name.above in chosen}
    for code in list(kept):
        above = known[code].above
        while above is not None and above in known:
            kept.add(above)
            above = known[above].above
    return [name for name in ordered if name.code in kept]


def _as_tree(ordered: list[Name]) -> list[Name]:
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


def _item(query: SearchQuery, facet: Facet, name: Name, count: int, depth: int) -> Item:
    return Item(
        value=name.value,
        label=name.label,
        count=count,
        selected=name.value in query.chosen(facet.name),
        url=to_query_string(query.toggling(facet.name, name.value)),
        depth=depth,
    )


def _missing(query: SearchQuery, facet: Facet, names: Names) -> list[str]:
    return [value for value in query.chosen(facet.name) if names.of_value(value) is None]


def _missing_item(query: SearchQuery, facet: Facet, value: str) -> Item:
    url = to_query_string(query.toggling(facet.name, value))
    return Item(value, value, 0, selected=True, url=url, missing=True)


def _switch_item(query: SearchQuery, facet: Facet, counts: Counts) -> Item | None:
    if facet.switch is None:
        return None
    adds = [bucket.code for bucket in facet.buckets if bucket.value in facet.switch.adds]
    on = bool(getattr(query, facet.switch.name))
    turned: dict[str, Any] = {facet.switch.name: not on, "page": 1}
    count = sum(counts.get(code, 0) for code in adds)
    return Item("1", facet.switch.label, count, selected=on, url=to_query_string(replace(query, **turned)))


# Chips


def constraints(query: SearchQuery, names: AllNames) -> tuple[Constraint, ...]:
    """A chip for the words, for each chosen value and for the range, in the order of the page."""
    chips: list[Constraint] = []
    if text := query.text.strip():
        without = to_query_string(replace(query, text="", page=1))
        chips.append(Constraint("q", text, text, without, facet_label="Search"))
    for facet in FACETS:
        chips += _chips_of(query, facet, names[facet.name])
    return tuple(chips)


def _chips_of(query: SearchQuery, facet: Facet, names: Names) -> Iterator[Constraint]:
    for value in query.chosen(facet.name):
        name = names.of_value(value)
        url = to_query_string(query.toggling(facet.name, value))
        label = value if name is None else _full_label(facet, name, names)
        yield Constraint(facet.name, label, value, url, name is None, facet.label)
    low, high = _range_of(query, facet.range)
    if facet.range is not None and (low, high) != (None, None):
        without: dict[str, Any] = {facet.range.low: None, facet.range.high: None, "page": 1}
        url = to_query_string(replace(query, **without))
        label = range_label(low, high)
        yield Constraint(facet.range.low, label, label, url, facet_label=facet.range.label)


def _full_label(facet: Facet, name: Name, names: Names) -> str:
    """What a chip calls a value: a sub-choice and a place need the names above them."""
    above = names.by_code.get(name.above) if name.above is not None else None
    if above is None:
        return name.label
    if facet.kind == "ordinal":
        return f"{above.label}, {name.label}"
    return f"{name.label}, {_full_label(facet, above, names)}"


def range_label(low: float | None, high: float | None) -> str:
    """
    >>> range_label(3.0, 5.0), range_label(None, 5.0), range_label(2.5, None)
    ('3 to 5', 'up to 5', '2.5 or more')
    """
    if low is None:
        return f"up to {high:g}"
    return f"{low:g} or more" if high is None else f"{low:g} to {high:g}"


# At zero results


def relaxations(
    query: SearchQuery, names: AllNames, count: Callable[[SearchQuery], int]
) -> tuple[Relaxation, ...]:
    """Which one filter to drop for how many results, the most first; none where one is not enough."""
    chips = constraints(query, names)
    offers: list[Relaxation] = []
    for label in dict.fromkeys(_filter_of(chip) for chip in chips):
        of_filter = [chip for chip in chips if _filter_of(chip) == label]
        dropped = replace(query, text="", page=1) if label == "q" else query.without(label)
        found = count(dropped)
        if found:
            first = of_filter[0]
            labels = " or ".join(chip.label for chip in of_filter)
            missing = all(chip.missing for chip in of_filter)
            offers.append(
                Relaxation(
                    Constraint(
                        first.name, labels, first.value, to_query_string(dropped), missing, first.facet_label
                    ),
                    found,
                )
            )
    return tuple(sorted(offers, key=lambda offer: -offer.count))


def _filter_of(chip: Constraint) -> str:
    """The facet that a chip belongs to: the range's is that of its buckets."""
    for facet in FACETS:
        if facet.range is not None and chip.name == facet.range.low:
            return facet.name
    return chip.name
