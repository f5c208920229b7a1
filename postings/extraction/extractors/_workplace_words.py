"""The words for a workplace, and the words around them that make them speak of the job or of other things."""

from __future__ import annotations

import re

from postings.extraction.extractors._workplace_phrases import MIXED
from postings.extraction.text.vocabulary import spellings

WORD = re.compile(
    r"""
    (?<![^\W_])(?<!(?-i:[a-z\d])-)(?<!NON-)(?:  # "US-IL-Remote", "OSLO_ONSITE"
      (?P<on_site>
          (?:no|not)\s(?:a\s)?(?!remote\W{1,3}hybrid)(?:remote|telecommut\w+|work\sfrom\shome)(?:\s(?:work|position|role|option))?
        | remote\s?(?::|=|-)\s?no\b
        | remote\s(?:work\s)?(?:is\s)?not\s(?:possible|available|an\soption|allowed|offered|considered)
        | on[\s-]?site(?:\sonly)? | in[\s-]office | in[\s-]person | vor\sort | sur\ssite | presencial
      )
    | (?P<hybrid>hybrid(?:e)? | hybrides\sarbeiten | partially\sremote | part(?:ly|ial)[\s-]remote)
    | (?P<remote>
          (?:fully|100\s?%|completely|entirely|permanently)\s?remote(?:ly)?
        | remote(?:ly)?(?:[\s-](?:first|only|friendly|ok|okay|possible|optional|based|eligible))?
        | telecommut(?:e|ing) | telework(?:ing)? | work(?:ing)?[\s-]from[\s-](?:home|anywhere) | wfh
        | home[\s-]?based | home[\s-]?office | teletrabajo | télétravail | virtual
      )
    )(?![^\W_]|-)
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: Every match of WORD holds one of these words, or one that begins like the last.
HINTS = spellings(
    "remote remotely site onsite office homeoffice person vor presencial hybrid hybride hybrides telework"
    " teleworking home homebased anywhere wfh teletrabajo télétravail virtual"
)
TELECOMMUTING = ("telecommut",)
LABEL = re.compile(
    r"""\#LI-\Z | (?<![\w-])(?:  # "#LI-Remote", a tag for job boards
        work\s?place(?:\stype)? | work(?:ing)?\s(?:model|mode|arrangements?|location|setup|style|site|type)
      | remote(?:\s(?:status|work|ok|employment))? | (?:job\s)?location(?:\stype)? | office\spolicy
      | workstyle
      | telework\s(?:eligible|eligibility) | standort | modalidad
    )\s?[:\uff1a]\s*[^\n;]{0,60}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_JOB = (
    r"(?:position|role|job|opportunity|opening|employment|vacancy|assignment|work|working|schedule|model|arrangement"
    r"|environment|setup|basis|office|team\smember|candidates?|within|from|in\sthe\s(?:US|UK|EU|U\.S|United)|across"
    r"|anywhere|worldwide)"
)
OF_THE_JOB_AFTER = re.compile(
    rf"(?:[\s,/-]+(?!sensing|access|team)[\w-]+){{0,1}}?\s{_JOB}s?\b|\s\((?:US|UK|EU)|\s?days?\s(?:a|per)\sweek",
    re.IGNORECASE,
)
OF_THE_JOB_BEFORE = re.compile(
    r"""\b(?:
        (?:position|role|job|opportunity|this)\s(?:is|are|can\sbe|will\sbe|may\sbe|could\sbe)\s(?:an?\s)?(?:\w+\s){0,2}
        (?:100\s?%\s)?
      | work(?:ing)?\s(?:\w+\s){0,2} | be\s(?:\w+\s)? | open\sto\s(?:both\s)?
      | (?:a|an|our|offer(?:s|ing)?|is)\s(?:flexible\s|100\s?%\s)?
      | location\s?(?:is|:)\s? | employees?\s(?:\w+\s)?work\s | based\s | or\s | option\sto\s
    )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
STRONG = re.compile(
    r"\b(?:position|role|job|opportunity|this|work|working|fully|100|completely|location)", re.IGNORECASE
)
#: What is remote, hybrid or on site but not the job.
NOT_THE_JOB = re.compile(
    rf"""[\s-]*(?:(?:role|position|job|opportunity){MIXED}|working\s(?:allowance|contribution)|,?\s?(?:or|and)\son[\s-]prem\w*
      |(?:and\s(?:global|distributed)|international|global|distributed)\steams?|members?|work\s(?:scenarios?|products?|platforms?|tools?|technolog\w+|software|features?|research|spaces?)|stipends?|allowance|budget|equipment
      |set-?ups?|perks?|(?:and|or|&|/)\soff-?site|jobs\sassociated
      |roles\sinclude|sens\w+|access|control|desktop|server|monitor\w*|diagnos\w+|teams?|support|locations?|areas?
      |sites?|sta(?:ff|ges)|offices?\b|users?|workers?|employees?|colleagues|login|hands|procedure|code|git
      |repositor\w+|patient|cloud|it\b|app\w*|mobile|vehicles?|electric|learning|meetings?|events?|presentations?
      |interviews?|training|visits?|gym|cafe\w*|parking|fitness|medical|lunch|reality|machines?|private|assistants?
      |environments?\b|infrastructure|architectures?|deploy\w+|solutions?|data|systems?|engines?|model(?:s|ing)
      |network\w*|applications?|worlds?|collaborat\w+|communicat\w+|possib\w+\sof|customers?|clients?|classroom
      |instruction|care|service|testing|installation|work\sexperience|conferenc\w+)\b""",
    re.VERBOSE | re.IGNORECASE,
)
ALTERNATIVE = re.compile(r"\b(?:or|and|&)\s\Z")
GOES_ON = re.compile(
    r"\s(?:in|within|or|and|from|but|ideally|for\s(?:the|a|an|now)|-|model|work(?:ing)?|position|role|option|https?"
    r"|preferred|considered|welcome)\b"
)
THEN_A_PLACE = re.compile(
    r"\s(?!Eligib)(?:[A-Z][a-z]+|USA?|UK|EU|EMEA)(?:[-,\s]|\Z)"
)  # "ONSITE Oslo", in the header but not in a title
#: "Hybrid in Oslo or remote": the place of the first of two values.
JOINT_WITH_PLACE = re.compile(
    r"\s?/?(?:\sin)?(?:\s[A-Z][\w-]+){1,2},?\s(?:or|\((?:or|though|but))\s|\s\([^()\n]{1,40}\)\sor\s"
)
#: "travel and work onsite at client locations": where one travels to.
TRAVEL = re.compile(r"\btravel\w*\s(?:to|and)\s(?:be|work)\s\Z", re.IGNORECASE)
#: A label that says hybrid itself: "Hybrid work setup: work from home or the office".
HYBRID_LABEL = re.compile(r"\bhybride?\s(?:remote\s)?\Z", re.IGNORECASE)
JOINT = re.compile(r",?\s(?:or|and|&)\s|\s?/\s?")
_DAYS = r"(?:one|two|three|four|\d)(?:\s?(?:-|to|or|\u2013)\s?(?:two|three|four|\d))?\s(?:\w+\s)?days?"
#: "remotely one day a week", "3 days onsite": some days here, some there.
DAYS_AFTER = re.compile(
    rf"[^.;\n]{{0,40}}?\b{_DAYS}\b(?!\s(?:notice|off|of\s(?:leave|vacation)))", re.IGNORECASE
)
DAYS_BEFORE = re.compile(
    rf"{_DAYS}(?:\s(?:per|a|each)\sweek|\sweekly|/week)?\s(?:of\s)?(?:work(?:ing)?\s)?\Z|\bpart(?:ly|ially)\s\Z",
    re.IGNORECASE,
)
#: "On site but not all the time".
NOT_ALWAYS = re.compile(
    r",?\s(?:but\s)?(?:not\sall\s(?:of\s)?the\stime|not\severy\sday|(?:most|part|some)\sof\sthe\s(?:time|week))\b",
    re.IGNORECASE,
)
ALL_DAYS = re.compile(r"[^.;\n]{0,40}?\b(?:5|five)\sdays?", re.IGNORECASE)
UNLESS = re.compile(
    r"\b(?:unless|not|cannot|can't|without|no|interviews|(?:the|our)\sinterview|phone\s(?:calls?|screens?))\b[^.;\n]{0,40}\Z",
    re.IGNORECASE,
)
#: What asks it of a person, or speaks of now and then: "able to work remotely", "occasional remote work".
NO_REMOTE_JOB = re.compile(
    r"""\b(?:(?:ability|able|capable|comfortable|experience|skills?)\b[^.;\n]{0,60}
      |(?:occasional(?:ly)?|sometimes|some|limited|rare(?:ly)?|partial(?:ly)?|possibility)\s(?:[\w-]+\s){0,3})\Z""",
    re.VERBOSE | re.IGNORECASE,
)
#: A country or a state in front of the word that ends a line: "Springfield, IL; USA Remote", "Oslo ONSITE".
PLACE_THEN = re.compile(r"(?:\A|[\s,;(|])(?:[A-Z]{2,3}|[A-Z][a-z]+|U\.S\.A?\.?)\s\Z")
_EMPLOYMENT = r"(?:(?:full|part)[\s-]?time|permanent|contract(?:or)?|FTE|interns?(?:hip)?)"
#: "ONSITE Full-time", "fulltime onsite": the kind of employment beside it, without a divider.
EMPLOYMENT_BEFORE = re.compile(rf"(?<![^\W_]){_EMPLOYMENT}\s{{1,2}}\Z", re.IGNORECASE)
EMPLOYMENT_AFTER = re.compile(rf"\s{_EMPLOYMENT}\b", re.IGNORECASE)
#: "Work from home with your laptop", "Working from home, must have": a sentence that begins with it.
BEGINS = re.compile(r"(?:[\n.!?\u2022\xa2]|\A)\s?\Z")
HOME_GOES_ON = re.compile(r"\s?(?:[,!]|\.(?!\w)|with\s(?:your|a)\s|using\s|in\syour\s)", re.IGNORECASE)
HOME_TITLE = re.compile(r"work(?:ing)?[\s-]from[\s-](?:home|anywhere)\Z", re.IGNORECASE)
