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

from postings.extraction.extractors import _employer_apart as apart
from postings.extraction.extractors import _employer_cues as cues
from postings.extraction.extractors import _employer_names as names
from postings.extraction.records import Document, Evidence, Section, Statement

NAME = "employer"

#: `unsure` of a name that only thin signs support.
THIN = "employer_thin"

_MOST_WORDS = 5
_MOST_CANDIDATES = 12  # names that are compared: a text of a thousand names says nothing of any
_MOST_OFTEN = 3
_RANKED = 30
_FIRST = 150
#: Signs that no word has which only begins a sentence.
_BEYOND_DOUBT = frozenset(
    ("law", "at", "we", "join", "parent", "address", "site", "mail", "title", "legal", "written")
)
_SAYS_ITSELF = frozenset(("law", "at", "hires", "legal", "leads", "title", "dash", "address"))
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
        total = 0
        for sign, n in self.signs.items():
            most = cues.MOST.get(sign, 2)
            total += cues.WEIGHTS[sign] * (n if n < most else most)
        return total


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """At most one statement, and none where the layout states the employer."""
    if any(fact.kind == NAME for fact in document.stated):
        return
    best = _heaviest(_candidates(document, sections))
    if best is None:
        return
    span = names.in_full(document.text, best.name) or best.span
    exact = document.text[slice(*span)]
    name = best.name if span == best.span else exact
    unsure = None if best.weight >= cues.SURE else THIN
    yield Statement(NAME, Evidence(*span, exact, f"employer_{best.rule}"), value=name, unsure=unsure)


def _heaviest(candidates: Sequence[_Candidate]) -> _Candidate | None:
    """None where all are light, and where another name weighs as much: nothing tells who of them hires."""
    ranked = sorted(candidates, key=lambda candidate: (-candidate.weight, candidate.span[0]))
    if not ranked or ranked[0].weight < cues.BELIEVED:
        return None
    best = ranked[0]
    ties = (other.name for other in ranked[1:] if other.weight == best.weight)
    tied = any(name not in best.name and best.name not in name for name in ties)
    return None if tied and best.weight < cues.SURE else best


def _candidates(document: Document, sections: Sequence[Section]) -> Sequence[_Candidate]:
    text = document.text
    found: dict[str, _Candidate] = {}
    for span, kind in apart.spans(document):
        _weigh(found, text, span, kind)
    counts: dict[str, int] = {}
    often: dict[str, list[int]] = {}
    for start, end in _runs(text):
        end = _end(text, start, end)
        often.setdefault(text[start:end], []).append(start)
        left, right = _left(text, start), _right(text, end)
        for match, spans_of in ((left, _prefixes), (right, _suffixes)):
            named = _repeated(text, spans_of(text, start, end), counts) if match else None
            if match and named:
                candidate = _weigh(found, text, named, match.lastgroup or "")
                if match is right and match.lastgroup in _OPENING and _opens(text, named[0]):
                    candidate.signs["opens"] += 1
                elif left and right:
                    candidate.signs["both"] += 1
    for name, starts in often.items():
        if body := names.kind_of(name):
            for start in starts[:2]:
                _weigh(found, text, (start, start + len(name)), body)
    _add_often(found, text, often)
    likely = sorted(found.values(), key=lambda candidate: -candidate.weight)[:_MOST_CANDIDATES]
    _add_signs(likely, document)
    _add_sections(likely, sections)
    return likely


def _opens(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"


def _runs(text: str) -> Iterator[tuple[int, int]]:
    for match in cues.RUN.finditer(text):
        start = match.start()
        if text[start] not in cues.GLUED_FIRST or not cues.GLUED.match(text, start):
            yield match.span()
        elif lead := cues.GLUED_LEAD.match(text, start):
            yield lead.end(), max(match.end(), lead.end() + 1)
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
    domains = [domain.replace("-", "") for domain, _ in apart.domains(text)]
    domains += document.site.split(".")[-2:-1] if document.site else []
    german = text.count(" und ", 0, apart.COUNTED) > 2
    teams = " | ".join(fact.value for fact in document.stated if fact.kind in ("team", "role_family"))
    long = len(text) > apart.HEAD  # in a short text all stands in the head
    bullets = {block.start for block in document.blocks if block.kind == "bullet"}
    for candidate in likely:
        name, signs = candidate.name, candidate.signs
        signs["repeat"] = text.count(name, 0, apart.COUNTED) - 1
        signs["head"] = int(long and name in text[: apart.HEAD])
        signs["first"] = int(long and name in text[:_FIRST])
        strong = not signs.keys().isdisjoint(_SAYS_ITSELF)
        signs["entitled" if strong else "titled"] = int(name in title)
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


def _left(text: str, start: int) -> re.Match[str] | None:
    if (
        start < 3
        or not text[start - 1].isspace()
        or not (text[start - 2].isalpha() or text[start - 2] == ":")
    ):
        return None
    words = text[max(0, start - 30) : start].rsplit(None, 2)
    last = words[-1].lower().rstrip(":").lstrip(".!?") if words else ""
    if last not in cues.LAST_WORDS:
        return None
    needed = cues.BEFORE_LAST.get(last)
    if needed and words[-1][-4:] != "With" and not (len(words) > 1 and words[-2].lower().endswith(needed)):
        return None
    return cues.LEFT.search(text, max(0, start - 30), start)


def _right(text: str, end: int) -> re.Match[str] | None:
    following = text[end : end + 1]
    if not following.isspace() and following not in _FOLLOWING:
        return None
    return None if cues.NO_RIGHT.match(text, end) else cues.RIGHT.match(text, end)


def _weigh(found: dict[str, _Candidate], text: str, span: tuple[int, int], kind: str) -> _Candidate:
    name = text[span[0] : span[1]]
    candidate = found.setdefault(name.casefold(), _Candidate(name))
    candidate.signs[kind] += 1
    if cues.WEIGHTS[kind] > candidate.best:
        candidate.best, candidate.span, candidate.rule = cues.WEIGHTS[kind], span, kind
    return candidate


_WORDS = re.compile(r"\S+")
_TAIL_ENDS = frozenset(".,!’'-")
_FOLLOWING = frozenset(",’'®™.:s")  # the letters that `RIGHT` begins with, beside blanks


def _end(text: str, start: int, end: int) -> int:
    """The end of a run without what only follows a name."""
    while (text[end - 1] in _TAIL_ENDS or text[end - 2] in "’'") and (
        match := cues.TAIL.search(text, start, end)
    ):
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
            counts[name] = _count(text, name)
        if counts[name] > 1:
            return span
        first = first or span
    return first


def _count(text: str, name: str) -> int:
    """How often the name stands there; two or three letters stand within other words as well."""
    if len(name) > 3:
        return text.count(name, 0, apart.COUNTED)
    found = 0
    at = text.find(name, 0, apart.COUNTED)
    while at >= 0:
        found += not (text[at - 1 : at].isalnum() or text[at + len(name) : at + len(name) + 1].isalnum())
        at = text.find(name, at + len(name), apart.COUNTED)
    return found
