"""Experience without a number: asked for ("proven experience in"), or not needed ("entry level")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from postings.extraction.text import hints

HINTS = (
    "experienc",
    "track record",
    "track-record",
    "entry level",
    "entry-level",
    "grad",
    "career starter",
    "of their career",
    "fresher",
    "leaver",
)

Said = Literal["asked_no_number", "explicitly_none"]


@dataclass(frozen=True, slots=True)
class Demand:
    """What a phrase says of experience."""

    start: int
    end: int
    said: Said


_NONE = re.compile(
    r"""
      \bno\s(?:(?:prior|previous|formal|work|professional|relevant|specific|industry|sales|special|any)\s(?:or\s\w+\s)?){0,3}experience
        \s?(?:is\s|are\s)?(?:necessary|required|needed|no\sproblem|\?|at\sall|-)(?=\W|\Z)
    | (?:(?<![\w,/-][ \xa0])(?<![\w/-])|\b(?:while|although|though|but|and|so|because|as)\s)
      (?:(?:prior|previous|work|professional|formal)\s){0,2}
        experience\s(?:is\s)?(?:not|isn[’']t)\s
        (?:necessary|required|needed|a\srequirement|essential|important)(?!,?\s(?:but|though))
    | (?:\b(?:an?|this|is|are|our|hiring|seeking|for|new|as)\s(?:\w+\s)?
      |(?<![\w,][ \xa0])(?<![\w-]))entry[-\s]level\s(?:position|role|job|opportunit\w+|candidates?|\w+\s
      (?:position|role|job|opening)|(?:software|data|sales|marketing)\b)
    | \b(?:position|role|job|opportunity)\sis\s(?:an?\s)?entry[-\s]level\b
    | \bentry[-\s]level\s(?:applicants?|candidates?|professionals?)\s(?:\w+\s){0,2}
      (?:welcome|considered|encouraged|accepted)\b
    | \b(?:recent|new|fresh)\s(?:college\s|university\s|uni\s|school\s)?grad(?:uate)?s?\b[^.;]{0,40}\b
      (?:welcome|encouraged|apply|considered|accepted|preferred|ok|okay|eligible|position|program)\b
    | \b(?:consider|accept|welcom|invit|hir)(?:e?s?|ing)\s(?:\w+\s){0,2}
      (?:entry[-\s]level|recent|new|fresh)\s(?:\w+\s)?(?:graduates?|grads?|candidates|applicants)\b
    | \b(?:under)?graduates?\b(?:\s[\w/]+){0,6}\s(?:are|is)\s(?:also\s|very\s|most\s|warmly\s)?
      (?:welcome|encouraged\sto\sapply)\b
    | \b(?<!employers\s)(?<!companies\s)
      (?:open\sto|ideal\sfor|perfect\sfor|great\sfor|suitable\sfor|suits?|welcomes?|aimed\sat
      |looking\sfor|seeking|hiring|for)\s(?:\w+\s){0,3}?(?:recent|new|fresh|college|university)[\s-]
      (?:college\s|university\s|doctoral\s|PhD\s)?grad(?:uate)?s?\b(?!\s(?:school|student|degree))
    | \b(?:requires?|needs?|takes?)\sno\s(?:(?:prior|previous|work|professional|relevant)\s){0,2}experience\b
    | \b(?:for|to)\speople\s(?:who\sare\s)?at\sthe\s(?:very\s)?(?:start|beginning|outset)
      \sof\s(?:their|a)\scareers?\b
    | \b(?<!employers\sfor\s)(?:fresh\sgraduates|freshers|career\sstarters|new\sgrads|school[-\s]leavers)\b
    | \b(?:graduate\s(?:scheme|trainee|position|role|job)|new\sgrad\s(?:program|position|role|job))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# what each wording about beginners has: a word, and one of those that stand beside it
_OF_GRADUATES = (
    *("recent", "new", "fresh", "college", "university", "welcome", "encouraged"),
    *("scheme", "trainee", "position", "role", "job"),
)
_BEGINNERS = (
    ("entry", ("level",)),
    ("grad", _OF_GRADUATES),
    ("fresher", ("fresher",)),
    ("career", ("start", "beginning", "outset")),
    ("leaver", ("school",)),
)
_DENYING = re.compile(r"\bno\s|\bnot\s|n['’]t\s")
_NEGATED = re.compile(
    r"\b(?:not|no|never|don[’']?t|doesn[’']?t|isn[’']?t|state|type|please|write)\b[^.;]{0,40}\Z"
    r"|\b(?:not|n[’']t|no\slonger)\s(?:\w+\s){0,2}(?:have|hir\w+|consider\w*|accept\w*|open|looking|taking|offer\w*)\b[^.;,:]{0,100}\Z",
    re.IGNORECASE,
)
# "you need not have mill experience", "no mill experience is needed": what is not asked of the candidate
_NOT_NEEDED = re.compile(
    r"\b(?:(?:need|may|might|must|does|do|did)(?:\snot|n[’']t)\s(?:necessarily\s)?(?:need|have|require)?|(?:doesn|don|needn)[’']t\s(?:need|have|require)\b"
    r"|without(?=\s))\s?(?:to\shave\s)?(?:(?!and\b|but\b|or\b)[\w/+#-]+\s){0,4}\Z",
    re.IGNORECASE,
)
_NO_BEFORE = re.compile(r"\bno\s(?:(?!and\b|but\b|or\b)[\w/+#-]+\s){0,4}\Z", re.IGNORECASE)
_IS_NEEDED = re.compile(r"\s?(?:is\s|are\s)?(?:needed|required|necessary|expected|assumed)\b", re.IGNORECASE)
# begins with a set of letters, which is searched for faster than a choice; what stands before is asked behind
_WORD = re.compile(
    r"[eEtT](?i:(?<=\be)xperience(?:d\b|s\b(?=\s(?:in|with|of|as|working|required|an?\smust)\b)|\b)"
    r"|(?-i:(?<=[a-zA-Z]E)xperience)\b|(?<=\bt)rack[-\s]record\b)"
)
# others' experience, or what the job gives: "user experience", "our experienced team", "gain experience"; all
# that stands before the word is looked at in lower case
_OTHERS_BEFORE = re.compile(
    r"""(?:
        \b(?:user|customer|client|guest|patient|member|player|learning|learner|viewing|viewer|brand|in-app|shopping|shopper|employee|candidate|digital
          |gaming|web|app|reading|dining|developer|buyer|seller|consumer|passenger|rider|fan|voter|citizen|travel|traveler|omnichannel|multichannel|end-to-end
          |in-store|checkout|onboarding|seamless|personali[sz]ed|unique|amazing|exceptional|memorable|immersive|delightful|world-class|intuitive|positive
          |hiring|interview|application|audience|banking|creator|play|beautiful|engaging|premium|wonderful|incredible|smooth|frictionless|fun|rich|donor
          |collective|combined|workplace|listening|human|great|best|better|overall|of\sour|lived|resident|tenant|partner|merchant|[cu]x)s?(?:[’']s?)?[\s/-]{1,2}
      | \b(?:gain(?:ing)?|offer(?:s|ing)?|provid(?:e|es|ing)|deliver(?:s|ing)?|creat(?:e|es|ing)|improv
        (?:e|es|ing)|enhanc(?:e|es|ing)|shap(?:e|es|ing)|elevat(?:e|es|ing)
          |transform(?:s|ing)?|broaden|acquire|share|our|their|get|getting|you[’']ll|will|to|can|have\sever|never|more|less|an\sequally|your)\s
          (?:(?:an?|the|valuable|real|practical|hands-on|more|new|your|our|best|work|great|international|professional|first-hand|direct|some|highly|and)\s){0,3}
      | \b(?:gain|gaining|getting|acquiring)\s(?:hands-on|practical|real|valuable|work)\s(?:[\w/&-]+\s){1,3}
      | negotiable\s(?:up)?on\s(?:\w+\s)?
      | \b(?:we|company|firm|group|organi[sz]ation)\s(?:\w+\s)?(?:have|has)\s(?:an?\s)?(?:\w+\s){0,2}
      | \b(?:depend\w*|based|commensurat\w+|according|accordance|proportion\w*|factors?|considerations?
        |determined|vary|varies)\b[^.;]{0,80}
      | \b(?:backgrounds?|perspectives?|regardless\sof|no|level\sof|meet\sthe|most)\s(?:and\s|[\w-]+\s)?
    )\Z""",
    re.VERBOSE,
)
# "your experience in" is asked for, "gain" aside; "to experience" is no noun
_OWN_BEFORE = re.compile(r"\b(?:your|client|customer|digital|web|retail|banking|great|ux|cx)\s\Z")
_JOINED_AFTER = re.compile(r"\s(?:in|with|as|of|using)\b(?!\sour)")
# "alongside highly experienced bakers", "our experienced team"
_OTHER_PEOPLE = re.compile(
    r"\b(?:our|by|with|alongside|from|other|join|team\sof|less|your)\s"
    r"(?:(?:an?|the|our|highly|very|most|more|skilled|and|talented|smart|senior)\s){0,3}\Z",
    re.IGNORECASE,
)
# "co-founders with experience at large mills": who leads the firm
_OF_FOUNDERS = re.compile(r"\b(?:co-?)?founders\s(?:with|who\shave|have)\s(?:\w+\s){0,4}\Z")
_NUMBERED_BEFORE = re.compile(r"\d\s?\+?\s(?:years?|yrs?)[’']?\s(?:of\s)?\Z", re.IGNORECASE)
_VERB_AFTER = re.compile(
    r"\s(?:the(?:se|m)?|this|that|a|an|our|it|how|what|growth|first-hand|significant|rapid|strong\sgrowth)\b",
    re.IGNORECASE,
)
_OTHERS_AFTER = re.compile(
    r"\s(?:designers?\b|level\b|team\b(?!\s(?:player|lead))|the\s(?:best|latest|joy|world|thrill|power)|our\b|it\b|first[-\s]?hand|what\b|life\b|and\sabilities\swe|centers?\b|you\s(?:will|can|gain)|that\s(?:delight|our|your))",
    re.IGNORECASE,
)
# what asks for it outside lists: a demand in the sentence, and words that make it the candidate's
_ASKS = re.compile(
    r"\b(?:seek(?:s|ing)?|look(?:s|ing)?\s(?:for|to)|in\ssearch\sof|hir(?:e|ing)|need(?:s|ed)?|requir(?:e|es|ed|ing)|search(?:ing)?\sfor|recruit(?:s|ing)?"
    r"|must|should|ideal(?:ly)?|you|you[’'](?:re|ve)|candidates?|applicants?|someone|somebody|individuals?|persons?|people\s(?:with|who)|professionals?"
    r"|who\s(?:has|have|is|are)|opportunity\sfor|if\syou|prior|previous|proven|following\sexperience)\b",
    re.IGNORECASE,
)
_OWNED_BEFORE = re.compile(
    r"\b(?:with|have|has|having|possess\w*|bring\w*|demonstrat\w+|requires?|need|prior|previous|proven|relevant|extensive|solid|strong|practical|hands-on|your|some|following"
    r"|an|are|is|for|senior|seeking|hiring)\s(?:[\w/+#&,-]+\s){0,7}\Z",
    re.IGNORECASE,
)
_OWNED_AFTER = re.compile(
    r"\s?(?:in|with|of|as|using|working|building|developing|leading|managing|writing|designing|on|within|at|required|is\s(?:required|essential|necessary|needed|a\smust)|who)\b",
    re.IGNORECASE,
)
_REQUIRED_AFTER = re.compile(
    r"[^.;]{0,60}?\b(?:required|essential|necessary|needed|mandatory|a\smust)\b", re.IGNORECASE
)
_REQUIRES = re.compile(r"\b(?:requires?|must\shave)\s[^.;:]{0,160}\Z", re.IGNORECASE)
_HEADLESS = re.compile(
    r"\W*(?:(?!(?:we|our|the|this|is|are|to|will|you|a|an|their|its|i|and|or|improve|create|design|build|deliver)\b)[\w/+#&.’'-]+,?\s){0,6}\Z",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:an|are|is|as|be|you[’']re|you:(?=\san?\s)|hire|hiring|seeking|for|seeks|need|senior|of)\s(?:(?:an?|highly|very|well|and|adept|(?!(?:are|is|the|of|for|our)\b)[a-z-]{3,20}(?:ed|ive|ic|al|ful|ing|ous|ent|ary|able|ly)),?\s){0,5}\Z",
    re.IGNORECASE,
)


def find(text: str, start: int = 0, end: int | None = None, *, asking: bool = True) -> list[Demand]:
    """Phrases about experience without a number in `text[start:end]`, one sentence.

    `asking` says that the sentence stands where requirements are listed; elsewhere the words have to ask.

    >>> [d.said for d in find("Proven experience in sales; user experience; no experience necessary")]
    ['explicitly_none', 'asked_no_number']
    """
    end = len(text) if end is None else end
    denied = list(_NONE.finditer(text, start, end)) if _may_deny(text, start, end) else []
    found = [
        Demand(m.start(), m.end(), "explicitly_none")
        for m in denied
        if not _NEGATED.search(text, max(start, m.start() - 130), m.start())
    ]
    for match in _WORD.finditer(text, start, end):
        if any(m.start() <= match.start() < m.end() for m in denied):
            continue
        if _of_candidate(text, match, start, end) and (asking or _asked(text, match, start, end)):
            found.append(Demand(match.start(), match.end(), "asked_no_number"))
    return found


def _may_deny(text: str, start: int, end: int) -> bool:
    lowered = hints.lower(text)[start:end]
    if any(word in lowered and hints.any_in(lowered, beside) for word, beside in _BEGINNERS):
        return True
    return "experience" in lowered and bool(_DENYING.search(lowered))


def _of_candidate(text: str, match: re.Match[str], start: int, end: int) -> bool:
    if _OTHERS_AFTER.match(text, match.end(), end):
        return False
    before = hints.lower(text)[max(start, match.start() - 110) : match.start()]
    if match[0].lower() == "experienced" and (
        _VERB_AFTER.match(text, match.end(), end) or _OTHER_PEOPLE.search(before[-60:])
    ):
        return False
    if _NUMBERED_BEFORE.search(before) or _NOT_NEEDED.search(before) or _OF_FOUNDERS.search(before):
        return False
    if _NO_BEFORE.search(before) and _IS_NEEDED.match(text, match.end(), end):
        return False
    return not _OTHERS_BEFORE.search(before) or bool(
        _JOINED_AFTER.match(text, match.end(), end) and _OWN_BEFORE.search(before)
    )


def _asked(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Outside lists: "seeking an experienced X", "must have experience with", "Java experience in"."""
    before = text[start : match.start()]
    if match[0].lower() == "experienced":
        return bool(_PERSON.search(before[-60:])) and bool(_ASKS.search(before) or len(before) < 30)
    if _REQUIRED_AFTER.match(text, match.end(), end) or _REQUIRES.search(before[-170:]):
        return True
    if _OWNED_AFTER.match(text, match.end(), end):
        return bool(
            _HEADLESS.fullmatch(before[-90:] if len(before) > 90 else before)
            or (_ASKS.search(before) and _OWNED_BEFORE.search(before[-110:]))
        )
    return bool(
        _ASKS.search(before)
        and re.search(
            r"\b(?:with|have|has|requires?|possess\w*|prior|previous|proven)\s(?:[\w/+#&,-]+\s){0,6}\Z",
            before[-90:],
        )
    )
