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
from functools import cache

from postings.extraction import gazetteer, lexicons
from postings.extraction.records import Document, Evidence, Section, Statement

NAME = "employer"

#: `unsure` of a name that only one weak wording supports.
THIN = "employer_thin"

#: Words that stand before a name and are no part of it, though they are capitalised where a sentence begins.
_LEADS = (
    "About|ABOUT|At|AT|Why|WHY|Join|JOIN|Here|Chez|Bei|Über|Om|Over|The|THE|We|WE|Our|OUR|As|In|With|For|From|To"
    "|A|An|And|If|Inside|This|Your|You|Is|Are|Life|Working|Who|WHO|What|WHAT|How|On|By|Of|Die|Der|Das|Le|La|Les"
    "|El|Por|Em|O|Il"
)
_WORD = rf"(?!(?:{_LEADS})\b(?![’'&.-]))(?:[A-Z0-9][\w+’'.!&-]*|[a-z]{{1,2}}[A-Z][\w-]+)"
_RUN = re.compile(
    rf"(?<![\w@/.’'-]){_WORD}(?:(?:\s&\s|\s(?:of|and|for|the|de|du|des|di)\s|\s){_WORD}){{0,9}}"
)
#: What stands before a name: `in` and `us` are weak, the others are how employers speak of themselves.
_LEFT = re.compile(
    r"""(?:
      (?P<heading>(?:\A|\n|[.!?:]\s+|[a-z]\s+)
        (?:About|ABOUT|Why|WHY|Life\sat|Working\sat|Why\s(?:work\sat|join)|Über|Om|Over|[ÀA]\spropos\sde))
    | (?P<at>(?:\A|\n|[.!?:•]\s+|\b[Hh]ere\s|\w\s)(?:At|AT)|\b[Hh]ere\sat|\bChez|\bBei)
    | (?P<we>\b(?:We\sare|We[’']re|I\swork\sfor|(?:Company|Employer|Agency|Organi[sz]ation)(?:\sName)?\s?:))
    | (?P<join>\b(?:
          (?:[Jj]oin(?:ing)?|[Ww]elcome\sto|[Ww]ork(?:ing)?\s(?:at|for))(?:\sthe)?
        | (?:[Cc]areers?|[Oo]pportunit(?:y|ies)|[Jj]obs?|[Ee]mployment)\s(?:at|with)
        | [Ii]nterest\sin(?:\sworking\sat)? | (?:[Ll]ife|[Bb]enefits|people|all\sof\sus)\sat
        | [Aa]pplying\s(?:to|at) | employed\sby | part\sof | become\sa | [Rr]ejoignez | [Ii]ntégrez | Inside))
    | (?P<in>\b(?:at|chez|bei|bij|hos|within|across))
    )\s(?:[Tt]he\s)?\Z""",
    re.VERBOSE,
)
#: What stands behind a name, after a legal form, a bracket or an apposition.
_RIGHT = re.compile(
    r"""[®™.]?(?:,?\s(?:Inc|LLC|Ltd|Limited|Corp|Corporation|GmbH|plc|LLP)\b\.?,?)?
    (?:\s\([^()\n]{1,40}\)|,\s[^.,\n]{3,60},)?(?:
      (?P<law>
          \s(?:is|are)\s(?:an?\s)?(?:proud\s(?:to\sbe\s|of\s)?)?(?:an?\s)?
          (?:EEO|EOE|[Ee]qual|EQUAL|[Aa]ffirmative|[Dd]iversity|VEVRAA|[Vv]eteran|E-?Verify)
        | \s(?:does\snot\sdiscriminate|prohibits|participates\sin|reserves\sthe\sright|cares\sabout\syou
          |complies|(?:is|are)\sunable\sto\s(?:sponsor|provide)|will\snot\s(?:sponsor|discriminate|accept)
          |will\s(?:accept|consider|provide|make)\s(?:applications|qualified|all|for|reasonable|employment)
          |provides?\s(?:equal|reasonable|comprehensive)|(?:values|embraces)\sdiversity|celebrates|maintains\sa
          |is\scommitted\sto\s(?:\w+,?\s){0,5}
            (?:divers|equal|inclusi|accommodat|provid|creating|building|the\sfull|hiring|ensuring|fair))
        | ,?\sits\s(?:subsidiaries|affiliates))
    | (?P<hires>
          \s(?:is|are)\s(?:\w+ly\s|now\s|also\s|always\s)?
          (?:hiring|seeking|recruiting|looking\s(?:for|to)|searching\sfor|in\ssearch\sof|growing|expanding)
        | \s(?:seeks|hires|sucht|recherche|recrute|zoekt|söker)\s
        | \shas\san?\s(?:immediate\s|exciting\s|full.time\s|current\s|great\s)?
          (?:opening|opportunity|need|position|vacancy))
    | (?P<is>
          \s(?:is|are)\s(?:an?|the|one\sof|dedicated|committed|on\sa|made|home|proud|headquartered|based|located
          |where|different|uniquely|known|recognized|backed|owned|part\sof|among|here|at\sthe|(?!not)\w{3,}ing)\b
        | \s(?:was|were)\s(?:founded|established|born|created|named|started|built|recognized)
        | [’']s\s(?:mission|vision|purpose)\s(?:is|to)\b
        | \s(?:est|ist|är|è|es|is\seen)\s(?:un|une|le|la|ein|eine|der|die|das|ett|en|el|het|de)\b)
    | (?P<does>\s(?:
          has\s(?:been|grown|built|doubled|over|more|an?|the|offices)|provides|offers|develops|delivers|helps
        | works|operates|specializes|specialises|serves|designs|builds|makes|combines|enables|empowers|brings
        | manufactures|partners|supports|employs|gives|believes|strives|connects|puts|invests|welcomes|applies
        | encourages|established|honou?rs|accompagne|participe|emploie|procura|offre|bietet|biedt|cerca|busca
        | gehört)\b)
    | (?P<own>
          [’']s?\s(?:mission|vision|culture|values|success|customers?|clients|products?|platform|team|employees
          |people|goals?|headquarters|benefits|business|commitment|policy|policies|growth|brand|strategy|services
          |engineering|marketing|sales|data|global)\b
        | \s(?:employees|team\smembers|associates|offices?\b))
    | (?P<legal>,?\s(?:Inc\b|LLC\b|Ltd\b|GmbH\b|Corporation\b|S\.p\.A|plc\b))
    | (?P<us>,?\s(?:we|you|our|it[’']s|every|everyone|wir|nous|vi)\b))""",
    re.VERBOSE,
)
#: Where neither stands: most of a text. Asked first, because it is ten times as fast.
_LAST_WORDS = frozenset({
    "about", "why", "at", "join", "om", "over", "über", "de", "chez", "bei", "are", "we're", "we’re", "for",
    "the", "joining", "to", "with", "in", "by", "of", "a", "rejoignez", "intégrez", "inside", "bij", "hos",
    "within", "across", "company", "employer", "agency", "organization", "organisation", "name",
})  # fmt: skip
_NO_RIGHT = re.compile(
    r"\s(?:and|or|to|in|for|of|with|on|as|at|by|the|from|\W|\d|[A-Z]|experience|skills)|[\n:;/•]|\Z"
)
_WEIGHTS = {
    "heading": 4, "at": 2, "we": 3, "join": 2, "in": 1, "law": 4, "hires": 3, "is": 2, "does": 2, "own": 1,
    "us": 0, "legal": 2, "title": 4, "dash": 1,
}  # fmt: skip
_IN_TITLE = re.compile(
    rf"(?:(?P<title>\bat|\s@)|(?P<dash>\s[—–]))\s(?P<name>{_WORD}(?:(?:\s(?:&|of|and)\s|\s){_WORD}){{0,4}})\Z"
)
_LEGAL = re.compile(
    r"(?:\s(?:Inc|INC|LLC|Ltd|LTD|Limited|GmbH|Corp|Corporation|PLC|plc|LLP|LP|AG|SA|AB|BV|NV|Oy|SAS|SE|KG|Pty)"
    r"\b\.?)+\Z"
)
_TAIL = re.compile(r"(?:[’'](?:s|S)?|[.,!’'-]+|\s(?:of|and|for|the|de|du|des|di|&))\Z")
_ADDRESS = re.compile(
    r"(?:@|https?://|www\.)(?:[\w-]{1,40}\.){0,3}?(?P<name>[\w-]{2,30})"
    r"\.(?:com|org|net|io|ai|co|de|fr|eu|edu|gov|nl|us|ca|uk|se|it|es)\b"
)
#: Sites that many employers share.
_PUBLIC = frozenset({
    "gmail", "outlook", "hotmail", "linkedin", "facebook", "twitter", "youtube", "instagram", "greenhouse",
    "lever", "bit", "eeoc", "dol", "goo", "indeed", "glassdoor", "workable", "github", "medium", "e-verify",
})  # fmt: skip
_MOST_WORDS = 5
_MOST_CANDIDATES = 30  # names that are compared: a text of a thousand names says nothing of any
_BELIEVED = 4
_COUNTED = 20_000  # characters in which repeats of a name are counted
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
    if best is None or best.weight < _BELIEVED:
        return
    evidence = Evidence(*best.span, document.text[best.span[0] : best.span[1]], f"employer_{best.rule}")
    yield Statement(NAME, evidence, value=best.name, unsure=None if best.weight >= _SURE else THIN)


def _candidates(document: Document) -> Sequence[_Candidate]:
    text = document.text
    found: dict[str, _Candidate] = {}
    title = next((block for block in document.blocks if block.kind == "title"), None)
    if title and (match := _IN_TITLE.search(text, title.start, title.end)):
        _weigh(found, text, match.span("name"), "title" if match["title"] else "dash", False)
    counts: dict[str, int] = {}
    for run in _RUN.finditer(text):
        left, right = _left(text, run.start()), _right(text, _end(text, run))
        for match, spans in ((left, _prefixes(text, run)), (right, _suffixes(text, run))):
            kind = match.lastgroup if match else None
            span = _repeated(text, spans, counts) if kind else None
            if kind and span:
                opens = match is right and text[span[0] - 1 : span[0]] in ("", "\n")
                _weigh(found, text, span, kind, bool(left and right) or opens)
    domains = {match["name"].casefold() for match in _ADDRESS.finditer(text)} - _PUBLIC
    likely = sorted(found.values(), key=lambda candidate: -candidate.weight)[:_MOST_CANDIDATES]
    for candidate in likely:
        _add_repeats(candidate, text, domains)
    return _merged(likely)


def _left(text: str, start: int) -> re.Match[str] | None:
    words = text[max(0, start - 14) : start].split()
    if not words or words[-1].casefold().rstrip(":").lstrip(".!?") not in _LAST_WORDS:
        return None
    return _LEFT.search(text, max(0, start - 30), start)


def _right(text: str, end: int) -> re.Match[str] | None:
    return None if _NO_RIGHT.match(text, end) else _RIGHT.match(text, end)


def _weigh(found: dict[str, _Candidate], text: str, span: tuple[int, int], kind: str, both: bool) -> None:
    name = text[span[0] : span[1]]
    candidate = found.setdefault(name.casefold(), _Candidate(name))
    weight = _WEIGHTS[kind] + (1 if both else 0)
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


def _end(text: str, run: re.Match[str]) -> int:
    """The end of a run without what only follows a name."""
    end = run.end()
    while match := _TAIL.search(text, run.start(), end):
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
        legal = _LEGAL.search(text, start, end)
        span = start, legal.start() if legal else end
        while match := _TAIL.search(text, *span):
            span = start, match.start()
        name = text[slice(*span)]
        if not _is_a_name(name):
            continue
        if name not in counts:
            counts[name] = text.count(name, 0, _COUNTED)
        if counts[name] > 1:
            return span
        first = first or span
    return first


@cache
def _is_a_name(name: str) -> bool:
    words = name.split()
    if not words or len(name) < 2 or len(name) > 60 or not re.search(r"[^\W\d_]{2}", name):
        return False
    folded = [word.casefold().strip(".,'’!") for word in words]
    if folded[0] in _no_names() or folded[-1] in _last_words():
        return False
    return not (
        len(words) < 4 and any(m.city is None or m.population > 100_000 for m in gazetteer.meanings(name))
    )


@cache
def _no_names() -> frozenset[str]:
    """Words that begin sentences and headings, and are no employer's name."""
    return frozenset(row["word"] for row in lexicons.rows("no_employers"))


@cache
def _last_words() -> frozenset[str]:
    """Words that end no employer's name: role nouns, and what begins the next sentence."""
    nouns = (row["noun"].casefold() for row in lexicons.rows("role_nouns"))
    return frozenset(
        ("we", "our", "you", "the", "team", "about", "role", "job", "position", "is", "who", *nouns)
    )
