"""Who hires, where the layout does not state it: read from how an employer speaks of itself.

Every capitalised name collects signs: the words around it ("About Acme", "At Acme, we", "Acme is an equal
opportunity employer"), how often and where it stands, and what else it may be. `WEIGHTS` says how much each
sign weighs; the heaviest name wins. A thin win is `unsure`, and a name that could be anything is no value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from postings.extraction.extractors import _employer_cues as cues
from postings.extraction.extractors import _employer_names as names
from postings.extraction.places import gazetteer
from postings.extraction.records import Document, Evidence, Section, Statement

NAME = "employer"

#: `unsure` of a name that only thin signs support.
THIN = "employer_thin"

_MOST_WORDS = 5
_MOST_DOMAINS = 3  # a text that links to many sites shows by none of them who hires
_MOST_CANDIDATES = 30  # names that are compared: a text of a thousand names says nothing of any
_MOST_OFTEN = 3
_RANKED = 30
_COUNTED = 20_000  # characters in which repeats of a name are counted
_HEAD = 500  # characters: a name in the first lines is more likely the employer's
#: Signs that no word has which only begins a sentence.
_BEYOND_DOUBT = frozenset(("law", "at", "we", "join", "parent", "address", "site", "mail", "title", "legal"))
_OPENING = frozenset(("is", "leads", "does", "hires", "parts"))


@dataclass(slots=True)
class _Candidate:
    """A name, the signs that speak for and against it, and where the heaviest stands."""

    name: str
    signs: Counter[str] = field(default_factory=Counter)
    best: int = -100
    span: tuple[int, int] = (0, 0)
    rule: str = ""

    @property
    def weight(self) -> int:
        return sum(cues.WEIGHTS[sign] * min(n, cues.MOST.get(sign, 2)) for sign, n in self.signs.items())


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """At most one statement, and none where the layout states the employer."""
    if any(fact.kind == NAME for fact in document.stated):
        return
    best = max(_candidates(document, sections), key=lambda c: (c.weight, -c.span[0]), default=None)
    if best is None or best.weight < cues.BELIEVED:
        return
    span = names.in_full(document.text, best.name) or best.span
    exact = document.text[slice(*span)]
    name = best.name if span == best.span else exact
    unsure = None if best.weight >= cues.SURE else THIN
    yield Statement(NAME, Evidence(*span, exact, f"employer_{best.rule}"), value=name, unsure=unsure)


def _candidates(document: Document, sections: Sequence[Section]) -> Sequence[_Candidate]:
    text = document.text
    found: dict[str, _Candidate] = {}
    for span, kind in _apart(document):
        _weigh(found, text, span, kind)
    counts: dict[str, int] = {}
    often: dict[str, list[int]] = {}
    for start, end in _runs(text):
        end = _end(text, start, end)
        often.setdefault(text[start:end], []).append(start)
        if body := names.kind_of(text[start:end]):
            _weigh(found, text, (start, end), body)
        left, right = _left(text, start), _right(text, end)
        for match, spans_of in ((left, _prefixes), (right, _suffixes)):
            named = _repeated(text, spans_of(text, start, end), counts) if match else None
            if match and named:
                candidate = _weigh(found, text, named, match.lastgroup or "")
                if match is right and match.lastgroup in _OPENING and _opens(text, named[0]):
                    candidate.signs["opens"] += 1
                elif left and right:
                    candidate.signs["both"] += 1
    _add_often(found, text, often)
    likely = sorted(found.values(), key=lambda candidate: -candidate.weight)[:_MOST_CANDIDATES]
    _add_signs(likely, document)
    _add_sections(likely, sections)
    return likely


def _opens(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"


def _runs(text: str) -> Iterator[tuple[int, int]]:
    for match in cues.RUN.finditer(text):
        if not cues.GLUED.match(text, match.start()):
            yield match.span()
    for match in cues.SMALL_RUN.finditer(text):
        yield names.word_start(text, match.start()), match.end()
    yield from (match.span() for match in cues.GLUED_RUN.finditer(text))


def _add_often(found: dict[str, _Candidate], text: str, often: dict[str, list[int]]) -> None:
    """The names that stand there most often, whatever the words around them."""
    ranked = sorted((name for name in often if len(often[name]) > 1), key=lambda name: -len(often[name]))
    kept = 0
    for name in ranked[:_RANKED]:
        inside = any(text[at - 1 : at] == " " and text[at - 2].islower() for at in often[name][:4])
        if inside and names.is_a_name(name) and not names.is_a_subject(name):
            start = often[name][0]
            _weigh(found, text, (start, start + len(name)), "second" if kept else "often")
            kept += 1
            if kept == _MOST_OFTEN:
                return


def _add_signs(likely: Sequence[_Candidate], document: Document) -> None:
    """What the whole text says about a name: where it stands, how often, and what else it could be."""
    text = document.text
    title = next((text[block.start : block.end] for block in document.blocks if block.kind == "title"), "")
    domains = [domain.replace("-", "") for domain, _ in _domains(text)]
    domains += document.site.split(".")[-2:-1] if document.site else []
    german = text.count(" und ", 0, _COUNTED) > 2
    teams = " | ".join(fact.value for fact in document.stated if fact.kind in ("team", "role_family"))
    bullets = {block.start for block in document.blocks if block.kind == "bullet"}
    for candidate in likely:
        name, signs = candidate.name, candidate.signs
        signs["repeat"] = text.count(name, 0, _COUNTED) - 1
        signs["head"] = int(name in text[:_HEAD])
        signs["titled"] = int(name in title)
        signs["team"] = int(" " in name and name in teams)
        signs["opener"] = int(_only_opens(candidate, text, bullets))
        signs.update(names.other_meanings(name, text, german))
        joined = re.sub(r"\W+", "", name).casefold()
        signs["site"] = int(any(joined == d or (len(joined) > 3 and d.startswith(joined)) for d in domains))


def _only_opens(candidate: _Candidate, text: str, bullets: Collection[int]) -> bool:
    """True for a word that has its capital from where it stands: "Screen callers", "Travel is rare".

    A bullet begins with any word; elsewhere it takes a word that we know, a plural or an "-ing".
    """
    name, (start, end) = candidate.name, candidate.span
    if not name.isalpha() or name.isupper() or not candidate.signs.keys().isdisjoint(_BEYOND_DOUBT):
        return False
    if names.stands_inside(text, name):
        return False
    if start in bullets or text[max(0, start - 2) : start] in ("• ", "- ", "* "):
        return True
    plural = name.endswith("s") and text.startswith(" are ", end)
    return plural or name.endswith("ing") or names.begins_lines(name)


def _add_sections(likely: Sequence[_Candidate], sections: Sequence[Section]) -> None:
    """What the section says in which a name has its heaviest sign: employers speak of themselves apart."""
    starts = [section.start for section in sections]
    for candidate in likely:
        at = bisect_right(starts, candidate.span[0]) - 1
        sign = cues.IN_SECTION.get(sections[at].kind) if at >= 0 else None
        if sign:
            candidate.signs[sign] = 1


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
    yield from (((start, end), kind) for start, end, kind in _beside_places(document))
    for form in cues.LEGAL_FORM.finditer(text, 0, _COUNTED):
        before = names.BEFORE.search(text, max(0, form.start() - 60), form.start())
        if before:
            yield before.span("name"), "legal"
    if addressed := _in_address(text):
        yield addressed, "address"
    for name, by_mail in _domains(text)[:_MOST_DOMAINS]:
        span = names.spelled(name, text)
        if span and text[span[0]].isupper() and names.is_a_name(text[slice(*span)]):
            yield span, "mail" if by_mail else "domain"
        elif by_mail and len(name) > 3 and (written := names.in_an_address(name).search(text, 0, _COUNTED)):
            yield written.span(), "written"


def _domains(text: str) -> list[tuple[str, bool]]:
    """The employer's possible domains, each once, and whether one writes there: ("fernwick", True)."""
    found: dict[str, bool] = {}
    for match in cues.ADDRESS.finditer(text):
        name = match["name"].casefold()
        if name not in cues.PUBLIC:
            found[name] = found.get(name, False) or match[0].startswith("@")
    return list(found.items())


def _beside_places(document: Document) -> Iterator[tuple[int, int, str]]:
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
            yield start, start + len(name), "part" if names.is_a_part(name) else "beside"


def _in_address(text: str) -> tuple[int, int] | None:
    """The employer's name by the address of the posting, as the text writes it or as the address does."""
    for address in cues.POSTED_AT.finditer(text):
        slug = address["path"] or address["page"] or address["host"] or address["own"]
        if slug.lower() in cues.PUBLIC or not slug.strip("0123456789-"):
            continue
        if span := names.spelled(slug, text):
            return span
        return (
            None if address["own"] or address["page"] else address.span("path" if address["path"] else "host")
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


def _weigh(found: dict[str, _Candidate], text: str, span: tuple[int, int], kind: str) -> _Candidate:
    name = text[span[0] : span[1]]
    candidate = found.setdefault(name.casefold(), _Candidate(name))
    candidate.signs[kind] += 1
    if cues.WEIGHTS[kind] > candidate.best:
        candidate.best, candidate.span, candidate.rule = cues.WEIGHTS[kind], span, kind
    return candidate


_WORDS = re.compile(r"\S+")
_TAIL_ENDS = frozenset("sS.,!’'-&dfreui")  # the last letters of what TAIL finds


def _end(text: str, start: int, end: int) -> int:
    """The end of a run without what only follows a name."""
    while text[end - 1] in _TAIL_ENDS and (match := cues.TAIL.search(text, start, end)):
        end = match.start()
    return end


def _prefixes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans that begin where the run begins, longest first."""
    ends = [match.end() for match in _WORDS.finditer(text, start, end)]
    yield from ((start, last) for last in reversed(ends[:_MOST_WORDS]))


def _suffixes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans that end where the run ends, longest first."""
    starts = [match.start() for match in _WORDS.finditer(text, start, end)]
    for number, first in enumerate(starts[-_MOST_WORDS:]):
        lost = number == 0 and first != starts[-1] and names.is_a_credential(text, first)
        if not lost and not names.joins(text, first):  # "CISSP or OSCP Fernwick is": a lost line end
            yield first, end


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
            if names.is_a_place(name):
                return first  # "Diego" is no name where "San Diego" stands
            continue
        if name not in counts:
            counts[name] = text.count(name, 0, _COUNTED)
        if counts[name] > 1:
            return span
        first = first or span
    return first
