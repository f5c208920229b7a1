"""Recognises files that hold no posting: error pages, privacy notices, login walls, closed jobs."""

from __future__ import annotations

import re

from postings.extraction.text import hints

_SHORT = 1_500  # characters: a longer text may hold a posting whatever it says of errors
_ERRORS = {
    "an error page (not found)": r"""
          \b(?:404|410)\b.{0,40}\bnot[ ]found\b
        | \bpage[ ](?:you[ ].{0,40})?(?:not|could[ ]not[ ]be)[ ]found\b
        | \bpage[ ](?:does[ ]not|doesn't|no[ ]longer)[ ]exists?\b
        | \bNoSuchKey\b""",
    "an error page (access denied)": r"""
          \baccess[ ](?:is[ ])?denied\b | \b403[ ]forbidden\b
        | \byou[ ]don't[ ]have[ ]permission[ ]to[ ]access\b""",
    "an error page (server error)": r"""
        \b50[0234][ ](?:internal[ ]server[ ]error | bad[ ]gateway | gateway[ ]time
        | service[ ](?:temporarily[ ])?unavailable)""",
    "a page that asks for a browser": r"""
          \bverify[ ](?:that[ ])?you[ ]are[ ](?:a[ ])?human\b
        | \bchecking[ ]your[ ]browser\b | \brequires[ ]javascript\b | \bjust[ ]a[ ]moment\.\.\.
        | \benable[ ]javascript[ ](?:and[ ]cookies[ ])?to[ ](?:continue|run|view)\b""",
    "a note that the job is closed": r"""
          \b(?:this|the)[ ](?:job|position|posting|vacancy|role)(?:[ ]posting|[ ]listing)?[ ](?:is|has|was)[ ]
          (?:no[ ]longer[ ](?:available|accepting|open|active)|been[ ](?:filled|closed|removed)
          |expired|closed)
        | \bused[ ]to[ ]list[ ]this[ ]position[ ]is[ ]no[ ]longer[ ]available
        | \b(?:job|position|posting|vacancy|listing)[ ]you[ ]are[ ]looking[ ]for[ ](?:is|has|was|does|no)\b
        | \b(?:sorry|unfortunately),?[ ]th(?:is|e)[ ](?:job|position|posting|vacancy)[ ]is[ ]not[ ]available
        | \bno[ ]longer[ ]accepting[ ]applications
        | \bstelle(?:nanzeige|nangebot)?[ ]ist[ ](?:leider[ ])?nicht[ ]mehr[ ](?:verfügbar|aktiv|online)
        | \bcette[ ]offre[ ](?:d.emploi[ ])?n.est[ ]plus[ ](?:disponible|en[ ]ligne)
        | \besta[ ]oferta[ ](?:de[ ]empleo[ ])?ya[ ]no[ ]está[ ]disponible""",
    "a page that asks to sign in": r"""
          \b(?:sign|log)[ ]in[ ](?:to|or[ ](?:join|register|create)[^.\n]{0,40}to)[ ]
          (?:view|see|continue|read|access|apply|your[ ]account)
        | \b(?:you[ ]must|please)[ ](?:be[ ])?(?:sign|log)(?:ged)?[ ]?in\b
        | \byour[ ]session[ ](?:has[ ]|is[ ])?(?:expired|timed[ ]out)""",
    "a search without results": r"""
          \b(?:0|no)[ ](?:matching[ ])?(?:jobs?|results?|vacancies|positions)[ ](?:were[ ])?(?:found|match)
        | \bdid[ ]not[ ]match[ ]any[ ](?:jobs|positions|vacancies)\b""",
    "a cookie notice": r"""
          \bwe[ ]use[ ]cookies\b | \bthis[ ](?:web)?site[ ]uses[ ]cookies\b | \baccept[ ]all[ ]cookies\b""",
}
# of which each pattern needs one, in the lower-case text
_HINTS: dict[str, tuple[str, ...]] = {
    "an error page (not found)": ("found", "exist", "nosuchkey"),
    "an error page (access denied)": ("denied", "forbidden", "permission"),
    "an error page (server error)": ("500 ", "502 ", "503 ", "504 "),
    "a page that asks for a browser": ("human", "browser", "javascript", "moment"),
    "a note that the job is closed": (
        *("no longer", "been", "expired", "closed", "looking for", "not available", "nicht mehr", "est plus"),
        "ya no",
    ),
    "a page that asks to sign in": (
        *("sign in", "signin", "signged", "log in", "login", "logged", "session"),
    ),
    "a search without results": ("found", "match"),
    "a cookie notice": ("cookies",),
}
_FLAGS = re.IGNORECASE | re.VERBOSE | re.DOTALL
_PATTERNS = [(kind, _HINTS[kind], re.compile(words, _FLAGS)) for kind, words in _ERRORS.items()]
_OF_A_JOB = (
    *("responsibilit", "qualification", "requirement", "experience", "duties", "degree", "skills", "salary"),
    *("apply", "full-time", "full time", "part-time", "part time", "hiring", "candidate", "applicant"),
)
_PRIVACY = re.compile(
    r"\b(?:personal (?:data|information)|privacy (?:policy|notice)|cookies?)\b", re.IGNORECASE
)
_OF_WORK = re.compile(
    r"\b(?:responsibilities|qualifications|years of experience|duties|job (?:title|summary|description)|"
    r"salary|we are (?:looking|hiring|seeking)|you will)\b",
    re.IGNORECASE,
)

_SIGNLESS = 300  # characters: fewer may be a note that somebody is wanted
# How words begin that hardly a posting does without, in the languages that are read most.
_SIGN = re.compile(
    r"\b(?:jobb?|work|employ|experience|team|appl(?:y|ic)|position|role\b|responsib|require|qualif|skill|"
    r"degree|salar|hir(?:e|ing)|candidat|career|company|join|duties|full[- ]time|part[- ]time|intern|"
    r"wanted|seek|looking|vacan|years?\b|pay\b|wage|hours?\b|shift|remote|benefit|recruit|staff|client|"
    r"arbeit|stelle|aufgabe|bewerb|erfahrung|mitarbeit|kenntnis|profil|unternehm|gesucht|wir\b|"
    r"emploi|poste|exp[ée]rien|mission|entreprise|[ée]quipe|travail|cherch|recherch|nous\b|vous\b|"
    r"empleo|puesto|trabaj|empresa|requisit|equipo|busca|ofert|lavor|esperienz|aziend|cerca|offr|"
    r"trabalh|vaga|procura|werk|functie|ervaring|vacature|zoek|wij\b|arbet|arbej|tj[äa]nst|"
    r"prac[aęuo]|stanowisk|do[śs]wiad|poszuk)",
    re.IGNORECASE,
)
_OTHER_LETTERS = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f]")  # not of the Latin script: doubt


def reason(text: str) -> str | None:
    """One sentence that says what the text is when it is no posting, else None. Doubt means None.

    >>> reason("404 Not Found. The page you asked for is gone.")
    'The file holds an error page (not found), no posting; save the posting again.'
    """
    if len(text) <= _SHORT and _count(text, _OF_A_JOB) <= 1:
        lowered = hints.lower(text)
        for kind, hinted, pattern in _PATTERNS:
            if hints.any_in(lowered, hinted) and pattern.search(text):
                return f"The file holds {kind}, no posting; save the posting again."
    private = _private(text[:20_000])
    if private >= 12 and private * 250 > len(text[:20_000]) and len(_OF_WORK.findall(text)) <= 2:
        return "The file holds a privacy or cookie notice, no posting; save the posting again."
    return None


def without_sign(text: str) -> str | None:
    """As `reason`, for a text in which nothing looks like a title: no word in it is one that postings use.

    >>> without_sign("deb http://localhost/debian stable main contrib\\n" * 9)
    'The file holds no sign of a posting, neither a title nor a word that postings use.'
    """
    if len(text) < _SIGNLESS or _SIGN.search(text) or _OTHER_LETTERS.search(text):
        return None
    return "The file holds no sign of a posting, neither a title nor a word that postings use."


def _private(text: str) -> int:
    """How often the text speaks of privacy; 0 where the words alone are too few to matter."""
    return len(_PRIVACY.findall(text)) if _count(text, ("personal ", "privacy", "cookie")) >= 12 else 0


def _count(text: str, words: tuple[str, ...]) -> int:
    lowered = hints.lower(text)
    return sum(lowered.count(word) for word in words)
