"""Who hires, where the layout does not state it: read from how an employer speaks of itself.

Every capitalised name is weighed by the words around it ("About Acme", "At Acme, we", "Acme is an equal
opportunity employer") and by how often it stands there; the heaviest wins. A thin win is `unsure`, and a name
that could be anything is no value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from postings.extraction.extractors import _employer_cues as cues
from postings.extraction.extractors import _employer_names as names
from postings.extraction.places import gazetteer
from postings.extraction.records import Document, Evidence, Section, Statement

NAME = "employer"

#: `unsure` of a name that only one weak wording supports.
THIN = "employer_thin"

#: Wordings that say more at the start of a paragraph.
_OPENING = frozenset(("is", "leads", "does", "hires"))
_MOST_WORDS = 5
_MOST_DOMAINS = 3  # a text that links to many sites shows by none of them who hires
_MOST_CANDIDATES = 30  # names that are compared: a text of a thousand names says nothing of any
_BELIEVED = 4
_BELIEVED_OF_ITSELF = 3
#: Wordings that other names seldom have around them.
_OF_ITSELF = frozenset(("own", "join", "at", "legal", "mail"))
_STRONG = 4  # what only an employer's name has around it
_COUNTED = 20_000  # characters in which repeats of a name are counted
_IN_TITLE = 2  # how much less a name says that the title has: "Manager, Connect"
_SURE = 8
_HEAD = 500  # characters: a name in the first lines is more likely the employer's


@dataclass(slots=True)
class _Candidate:
    """A name, how much the words around it say, and where they say the most."""

    name: str
    weight: int = 0
    best: int = -1
    span: tuple[int, int] = (0, 0)
    rule: str = ""
    rules: Counter[str] = field(default_factory=Counter)


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """At most one statement, and none where the layout states the employer."""
    if any(fact.kind == NAME for fact in document.stated):
        return
    best = max(_candidates(document), key=lambda c: (c.weight, -c.span[0]), default=None)
    if best is None or best.weight < (_BELIEVED_OF_ITSELF if best.rule in _OF_ITSELF else _BELIEVED):
        return
    span = names.in_full(document.text, best.name) or best.span
    exact = document.text[slice(*span)]
    name = best.name if span == best.span else exact
    unsure = None if best.weight >= _SURE else THIN
    yield Statement(NAME, Evidence(*span, exact, f"employer_{best.rule}"), value=name, unsure=unsure)


def _candidates(document: Document) -> Sequence[_Candidate]:
    text = document.text
    found: dict[str, _Candidate] = {}
    title = next((block for block in document.blocks if block.kind == "title"), None)
    for span, kind in _apart(document):
        _weigh(found, text, span, kind, 0)
    counts: dict[str, int] = {}
    for run in cues.RUN.finditer(text):
        left, right = _left(text, run.start()), _right(text, _end(text, run))
        for match, spans_of in ((left, _prefixes), (right, _suffixes)):
            kind = (match.lastgroup or "") if match else ""
            named = _repeated(text, spans_of(text, run), counts) if kind else None
            if named:
                opens = match is right and kind in _OPENING and text[named[0] - 1 : named[0]] in ("", "\n")
                _weigh(found, text, named, kind, 2 * opens or bool(left and right))
    domains = {name for name, _ in _domains(text)}
    likely = sorted(found.values(), key=lambda candidate: -candidate.weight)[:_MOST_CANDIDATES]
    for candidate in likely:
        _add_repeats(candidate, text, domains)
        if candidate.best < _STRONG and names.may_be_another(candidate.name, text):
            candidate.weight -= _STRONG
        elif candidate.best < _STRONG and title and candidate.name in text[title.start : title.end]:
            candidate.weight -= 0 if candidate.rule in ("title", "dash") else _IN_TITLE
    return _merged(likely)


def _apart(document: Document) -> Iterator[tuple[tuple[int, int], str]]:
    """Names that stand in places of their own (title, header, addresses), with the kind of place."""
    text = document.text
    title = next((block for block in document.blocks if block.kind == "title"), None)
    if title and (named := cues.IN_TITLE.search(text, title.start, title.end)):
        yield named.span("name"), "title" if named["title"] else "dash"
    if title and (named := cues.LEGAL_IN_TITLE.search(text, title.start, title.end)):
        yield named.span("name"), "title"
    if body := cues.PUBLIC_BODY.search(text, 0, min(len(text), _HEAD)):
        yield body.span("name"), "public"
    for small in cues.SMALL:
        yield from ((match.span("name"), "small") for match in small.finditer(text, 0, _COUNTED))
    yield from ((beside, "beside") for beside in _beside_places(document))
    if addressed := _in_address(text):
        yield addressed, "address"
    for name, by_mail in _domains(text)[:_MOST_DOMAINS]:
        spelled = names.spelled(name).search(text, 0, _COUNTED)
        if spelled and spelled[0][0].isupper() and names.is_a_name(spelled[0]):
            yield spelled.span(), "mail" if by_mail else "domain"


def _domains(text: str) -> list[tuple[str, bool]]:
    """The employer's possible domains, each once, and whether one writes there: ("fernwick", True)."""
    found: dict[str, bool] = {}
    for match in cues.ADDRESS.finditer(text):
        name = match["name"].casefold()
        if name not in cues.PUBLIC:
            found[name] = found.get(name, False) or match[0].startswith("@")
    return list(found.items())


def _beside_places(document: Document) -> Iterator[tuple[int, int]]:
    """What stands behind the country in a line of places: "Austria, Silicon Labs GmbH, Graz"."""
    for block in document.blocks:
        match = cues.COUNTRY_LINE.match(document.text, block.start, min(block.end, block.start + 200))
        if match is None or not any(
            m.region is None and not m.city for m in gazetteer.meanings(match["country"])
        ):
            continue
        start, end = match.span("name")
        name = document.text[start:end].rstrip()
        if names.is_a_name(name) and not gazetteer.meanings(name):
            yield start, start + len(name)


def _in_address(text: str) -> tuple[int, int] | None:
    """The employer's name by the address of the posting, as the text writes it or as the address does."""
    for address in cues.POSTED_AT.finditer(text):
        slug = address["path"] or address["host"] or address["own"]
        if slug.lower() in cues.PUBLIC or not slug.strip("0123456789-"):
            continue
        match = names.spelled(slug).search(text, 0, _COUNTED)
        return (
            match.span()
            if match
            else address.span("path" if address["path"] else "host")
            if not address["own"]
            else None
        )
    return None


def _left(text: str, start: int) -> re.Match[str] | None:
    words = text[max(0, start - 30) : start].split()
    last = words[-1].lower().rstrip(":").lstrip(".!?") if words else ""
    if last not in cues.LAST_WORDS:
        return None
    needed = cues.BEFORE_LAST.get(last)
    if needed and not (len(words) > 1 and words[-2].lower().endswith(needed)):
        return None
    return cues.LEFT.search(text, max(0, start - 30), start)


def _right(text: str, end: int) -> re.Match[str] | None:
    return None if cues.NO_RIGHT.match(text, end) else cues.RIGHT.match(text, end)


def _weigh(found: dict[str, _Candidate], text: str, span: tuple[int, int], kind: str, more: int) -> None:
    name = text[span[0] : span[1]]
    candidate = found.setdefault(name.casefold(), _Candidate(name))
    weight = cues.WEIGHTS[kind] + more
    candidate.rules[kind] += 1
    candidate.weight += weight if candidate.rules[kind] <= 2 else 0
    if weight > candidate.best:
        candidate.best, candidate.span, candidate.rule = weight, span, kind


def _add_repeats(candidate: _Candidate, text: str, domains: set[str]) -> None:
    candidate.weight += min(text.count(candidate.name, 0, _COUNTED) - 1, 4) + (candidate.name in text[:_HEAD])
    joined = re.sub(r"\W+", "", candidate.name).casefold()
    if any(joined == domain or (len(joined) > 3 and domain.startswith(joined)) for domain in domains):
        candidate.weight += 4


def _merged(found: Sequence[_Candidate]) -> Sequence[_Candidate]:
    """Longer names lend their weight to the name they begin with: "Acme Cloud" speaks for "Acme"."""
    for candidate in found:
        for longer in found:
            begins = longer.name.casefold().startswith(f"{candidate.name.casefold()} ")
            if begins and longer.weight <= candidate.weight:
                candidate.weight += longer.weight // 2
    return found


_TAIL_ENDS = frozenset("sS.,!’'-&dfreui")  # the last letters of what TAIL finds


def _end(text: str, run: re.Match[str]) -> int:
    """The end of a run without what only follows a name."""
    end = run.end()
    while text[end - 1] in _TAIL_ENDS and (match := cues.TAIL.search(text, run.start(), end)):
        end = match.start()
    return end


def _prefixes(text: str, run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Spans that begin where the run begins, longest first."""
    ends = [match.end() for match in re.compile(r"\S+").finditer(text, run.start(), _end(text, run))]
    yield from ((run.start(), end) for end in reversed(ends[:_MOST_WORDS]))


def _suffixes(text: str, run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Spans that end where the run ends, longest first."""
    end = _end(text, run)
    starts = [match.start() for match in re.compile(r"\S+").finditer(text, run.start(), end)]
    yield from ((start, end) for start in starts[-_MOST_WORDS:])


def _repeated(text: str, spans: Iterable[tuple[int, int]], counts: dict[str, int]) -> tuple[int, int] | None:
    """The longest of the spans that is a name and stands elsewhere as well, else the longest name."""
    first = None
    for start, end in spans:
        legal = cues.LEGAL.search(text, start, end)
        span = start, legal.start() if legal else end
        while match := cues.TAIL.search(text, *span):
            span = start, match.start()
        name = text[slice(*span)]
        if not names.is_a_name(name):
            continue
        if name not in counts:
            counts[name] = text.count(name, 0, _COUNTED)
        if counts[name] > 1:
            return span
        first = first or span
    return first
