"""Phrases that say of themselves where the work is, in whatever section they stand.

"Three days a week in the office" and "hybrid working" speak of the job also among benefits, where a bare
"remote" may be a perk now and then; "no telecommuting" needs no other word either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.extractors._mentions import near
from postings.extraction.text import hints

_SOME = (
    r"(?:(?:one|1|a)\s(?:full\s)?day"
    r"|(?:two|three|four|[2-4])(?:\s?(?:-|to|or|\u2013)\s?(?:two|three|four|five|[2-5]))?[\s-]days?)"
)
_HERE = r"(?:worksite|work-?place|offices?|campus|site)\b"
_ON_SITE = r"(?:on[\s-]?site|in[\s-]person|in[\s-](?:the\s)?office)\b"
_OTHER_DAYS = r"(?:two|three|four|[2-4])\s\w+\sdays\b"
_PRESENT = r"\b(?:located|present|based|work\w*|report\w*)\s(?:in|at|on|from)"
_AWAY = r"(?:remote|home|telecommut\w+|telework)\b"
_ALL = r"(?:five|5)[\s-]?days?"
_WEEKLY = r"(?:\s?(?:a|per|each|every|of\sthe|/)\s?week|\sweekly)"
_OFFICE = (
    r"(?:(?:in|from|at|into|to)[\s-](?:(?:the|our|their|its|an|your)\s)?"
    r"(?:(?!other\s|another\s)[\w.&’'-]+\s){0,6}?(?:offices?|hubs?)\b"
    r"|in[\s-]office\b|in[\s-]person\b|on[\s-]?site\b(?!\s(?:customer|client|visit|support|training|event|team|interview)))"
)
_OFTEN = r"(?:,?\s(?:of|is|are|work|working|required|minimum|spent|in|collaborating|on)){0,2}"
_WHOLLY = r"(?:fully|100\s?%|completely|entirely)"
#: "fully on-site gym": what the employer has there.
_NO_PERK = (
    r"(?!\s(?:gym|parking|cafe\w*|canteen|training|support|equipped|stocked|service|interviews?|meetings?"
    r"|events?|class\w*|courses?|conferences?|instruction|learning))"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri)days?"
#: A role of two trades: "a hybrid role between design and code".
MIXED = r",?\s(?:between|of|combining|that|(?:in\s)?which|sitting|across|blend\w+|bridging|mixing|as)"
_HYBRID_THING = (
    r"(?:work(?:ing)?\b(?![\s-](?:allowance|contribution|stipend|experience|loads?|flows?|scenarios?|products?|platforms?|tools?"
    r"|technolog\w+|solutions?|software|features?|research|spaces?))"
    r"|way\sof\s(?:the\s)?work(?:ing)?"
    r"|work-?place\b(?!\sincludes)|arrangements?|flexibility|schedule|set-?up|office\b|remote\b|policy"
    rf"|(?:role|position|job|function|opportunity|employment)\b(?!{MIXED}))"
)
#: "half of your working time", "60 % of the week": what is less than all of it.
_PART_OF_THE_TIME = (
    r"(?:(?:roughly\s|about\s|around\s)?half|most|the\smajority|part|[1-9]\d\s?%)\s(?:of\s)?(?:the|your|their|our|its)\s"
    r"(?:[a-z]+\s)?(?:time|week|hours)\b"
)
_SEEN_THERE = r"(?:clients?|customers?|vendors?|partners?|project|job)"
_DENIED = r"(?:remote|telecommut\w+|telework\w*|work(?:ing)?[\s-]from[\s-]home|home[\s-]?office)"

_FROM_HOME = (
    r"(?:work(?:ing)?[\s-]from[\s-]home|wfh|remote[\s-]work(?:ing)?|home-?\s?working|telework(?:ing)?"
    r"|telecommut(?:e|ing))"
)
#: "Flexible work from home policy": some days at home, unless it depends on the job.
_FLEXIBLY = rf"""
        \b(?:flexible|liberal)\s(?:{_FROM_HOME}|remote|home-?\s?office)
          \s(?:polic(?:y|ies)|options?|arrangements?|possibilities|schedules?)(?:\b|(?-i:(?=[A-Z])))
          (?!,?\s(?:depending|may|for\s(?:some|certain|eligible)))
      | \b(?:generous|extensive|ample|broad)\s{_FROM_HOME}\s(?:polic(?:y|ies)|options?|possibilities)\b
      | \bflexibility\s(?:in\sterms\sof|around|regarding|with\sregard\sto)
          \s(?:remote|home-?\s?working|working\sfrom\shome)\b
      | \bwork\sremote(?:ly)?\sflexibility\b
      | \bmobile[sn]?\sarbeit(?:en)?\b(?!\s(?:mit|an)\b)
      | \bwork(?:ing)?\sfrom\shome\s{_WEEKDAY}(?:['’]?s)?\b
      | \b(?:charte|accord)\s(?:sur\sle\s|de\s|d['’]entreprise\s(?:sur\sle\s|de\s))?t[ée]l[ée]travail
      | \btele(?:work|commut(?:e|ing))\s(?:eligible|eligibility)\s?[|:]\s{{0,3}}yes\b
"""
_PHRASE = re.compile(
    rf"""
    (?:\b(?=\w)|(?=\())  # each phrase begins with a word or a bracket: asked once, not by each of them
    (?:
    (?P<on_site>
        \b(?:no|not\s(?:an?|eligible\sfor(?:\sa)?|considering|offering|open\sto|suitable\sfor))
          \s(?:fully\s)?{_DENIED}\b(?!\s(?:experience|team|control|sensing|access)|\W{{1,3}}hybrid)
      | \b{_DENIED}(?:\s(?:work|working|employment|job|option))?\s(?:is|are)\s(?:currently\s)?not\s
          (?:an\soption|available|possible|offered|permitted|allowed|considered|eligible)
      | \bdo(?:es)?\snot\s(?:allow|offer|permit|support|accept)\s(?:\w+\s)?{_DENIED}\b
      | \b(?:remote|telework|telecommut\w+)\s?(?:job|eligible|eligibility|work)\s?:?\s?no\b(?!\s\w)
      | (?:(?<=\n)|\b(?:is|be)\s)office[\s-]based(?=\s?(?:[.,;(|\n]|\Z))
      | \b{_WHOLLY}\s(?:on[\s-]?site|office[\s-]based|in[\s-](?:the\s)?office|in[\s-]person)\b{_NO_PERK}
      | \boffice[\s-]based\s(?:role|position|team|job|opportunity)\b
      | \bphysically\s{_PRESENT}\s(?:[\w’'-]+\s){{0,5}}?{_HERE}
      | \b(?:must|required\sto|needs?\sto|expected\sto|have\sto)\s(?:be|work|report)\s(?:100\s?%\s)?{_ON_SITE}
          (?!\s(?:at|with|visit|for\s(?:meetings|training))\b|[^.;\n]{{0,60}}\b(?:times|days?|occasion\w*)\b
            |[^.;\n]{{0,20}}?\s{_PART_OF_THE_TIME})
      | \bon[\s-]?site\s(?:only|(?:is\s)?(?:required|mandatory))\b
      | \bin[\s-]person\s(?:role|position|company|culture)\b
      | \b{_ALL}{_WEEKLY}?{_OFTEN}\s{_OFFICE}
      | \b{_OFFICE}[^.;\n]{{0,20}}?\s{_ALL}{_WEEKLY}
    )
    | (?P<hybrid>
        \b{_SOME}{_WEEKLY}?{_OFTEN}\s(?:{_OFFICE}|(?:from|at|in)\s(?:home|the\scity)\b)
      | \b{_OFFICE}(?:\s(?:presence|attendance|location|with))?[^.;\n]{{0,25}}?[\s(]
        (?:{_SOME}{_WEEKLY}|{_OTHER_DAYS})
      | \b(?:wfh|telework(?:ing)?|telecommut(?:e|ing)|(?:home|remote)\sworking)[:,]?
        \s(?:up\sto\s)?{_SOME}{_WEEKLY}
      | \b{_OFFICE}(?:\sin\s[\w\s-]{{2,25}}(?:\s\([^()\n]{{1,30}}\))?)?
          \s(?:for\s)?(?:at\sleast\s)?(?:{_SOME}{_WEEKLY}|{_PART_OF_THE_TIME})
      | \b{_PART_OF_THE_TIME}\s(?:is\s|are\s|will\sbe\s)?(?:spent\s|working\s)?
          (?![^.;\n]{{0,20}}\b{_SEEN_THERE}\b){_OFFICE}
          (?!\s(?:at|with)\s(?:\w+\s){{0,2}}{_SEEN_THERE}\b)
      | \b{_WEEKDAY}\s(?:is|are)\s(?:(?:a|an|our|your|the|all)\s)?
          (?:{_FROM_HOME}|remote|home-?\s?office)\b(?!-)
      | \bwork\s(?:on\s|every\s)?{_WEEKDAY}(?:(?:,|\sand|\sor|\s?&|\s?/)\s?{_WEEKDAY}){{0,3}}
          \s(?:from|at)\shome\b
      | \bwork[\s-](?:at|from)[\s-]home[\s-](?:flexibility|friendly)\b
          (?!\s(?:on\soccasion|occasionally|when|if)\b)
      | \bpartial\sremote\swork(?:ing)?\b
      | \b(?:virtual|remote|home)\s(?:and|&|/)\s(?:in-)?office\s(?:environment|setting|work)\b
      | \bhybride[rnms]?\s(?:t[äa]tigkeit|arbeit(?:sweise|smodelle?|sformen?)?|besch[äa]ftigung)\b
      | \b(?:\d|ein(?:en)?|zwei|drei|vier)\s?tage?\s(?:\w+\s){{0,2}}mobile[sn]?\sarbeiten\b
      | \boffice\s(?:presence|attendance)[^.;\n]{{0,25}}?[\s(]{_SOME}{_WEEKLY}
      | \b(?:one|two|three|four|[1-4])\s(?:\w+\s)?(?:in-)?office\sdays?\b
      | (?:\boffices?|\bon[\s-]?site)\s(?:on\s|every\s)?{_WEEKDAY}(?:,\s|\s&\s|\sand\s|/){_WEEKDAY}
      | \b(?:combination|mix|blend|balance)\sof\s(?=[^.;\n]{{0,60}}(?:office|on-?site|in-?person))
        [^.;\n]{{0,60}}?{_AWAY}
      | \bhybrid[\s-](?:flexible|and\sflexible|flexi)\b
      | \bhybrid[\s-]{_HYBRID_THING}
      | \bhybrid\smodel\s(?:with\s(?:\w+\s){{0,4}}?(?:flexib\w+|offices?|days?)\b|that\ssupports\s\w+\sand)
      | \bremote[\s-]hybrid\b
      | \(hybrid(?=[,;/)\s])
      | (?<=\n)hybrid(?=,?\s(?:at|in|on-?site|or\s(?:remote|on-?site|in|from|at)|&)\b
          |,\s(?:at|in|or|remote|on)|\s*(?:[:(|/\n]|\Z))
      | \bwork(?:ing)?\sfrom\shome(?:\s\w+){{0,2}},?\s(?:up\sto\s{_SOME}|{_SOME}{_WEEKLY})
      | \bremote\swork\sis\spart(?:ly|ially)\spossible\b
      | \bhybride?\s?(?:werk(?:en|omgeving|plek|model|vorm)|arbet(?:e|splats|ssätt|smiljö|smodell))\b
      | \btravail\shybride | \bhybrides?\sarbeiten | \btrabajo\sh[íi]brido
      | \bmodelo\sh[íi]brido | \blavoro\sibrido
      | \bt[ée]l[ée]travail\s(?:partiel|hybride|fr[ée]quent|tr[èe]s\souvert|(?:\w+\s){{0,3}}\(?\d\s?j)
      | \b\d\s?j(?:ours?)?\.?\s(?:de\s)?t[ée]l[ée]travail
      | \b(?:\d|zwei|drei)\s?tage\s(?:\w+\s){{0,2}}home-?\s?office
      | \bsmart[\s-]?working\b(?!\s(?:hours|tools|methods|attitude|style|environment))
    )
    | (?P<remote>
        \b{_WHOLLY}\s(?:remote|t[ée]l[ée]travail|homeoffice|telework(?:ing)?|telecommut(?:e|ing)
          |wfh|work(?:ing)?\sfrom\shome)\b
          (?!\s(?:roles|teams?|employees|workers|positions|jobs|staff)\b)
      | (?<!non-)\b(?:remote|telecommut(?:e|ing)|working\sfrom\shome)
          \s(?:work(?:ing)?\s|candidates?\s|applicants?\s)?(?:(?:is|are|can\sbe|may\sbe|will\sbe)\s)?(?:also\s)?
          (?:considered\b(?!\s(?:on|case|only))|a\s(?:real\s)?possibility\b|could\s(?:also\s)?work\b
            |welcome\b(?!\sto)
            |an\soption\b(?!\s(?:on|one|two|a\sfew|some|at\stimes)))
      | \bwork\s(?:from|in|out\sof)\s(?:[\w.&’'-]+\s){{0,5}}?(?:headquarters|HQ|offices?)\sor\s
          (?:from\s|at\s)?(?:your\s|a\s)?home\b
      | \bbased\s(?:in|at|from)\s(?:(?!with\b|near\b)[\w-]+\s){{0,5}}?home[\s-]office\b
      | \bwork(?:ing)?\sremotely\sfrom\sanywhere\b
      | \b(?:you|we)\s(?:can|may|could)\s(?:always\s)?work\sfrom\s(?:anywhere|wherever)\b
          (?!\s(?:for|up|\d|\w+\s(?:days|weeks|months))\b)
      | \bremote\sor\srelocat(?:e|ion)\b
      | \bt[ée]l[ée]travail\s(?:total|complet|int[ée]gral|100\s?%)
      | \b100\s?%\s(?:teletrabajo|home-?office)
    )
    | (?P<flexible>{_FLEXIBLY})
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HINTS = (
    *(
        "office",
        "onsite",
        "on-site",
        "on site",
        "worksite",
        "campus",
        "hybrid",
        "remote",
        "telecommut",
        "telework",
    ),
    *("from home", "at home", "in person", "in-person", " hub", "the city", "télétravail", "teletravail"),
    *(
        "travail hybride",
        "trabajo h",
        "modelo h",
        "lavoro ibrido",
        "smart working",
        "smartworking",
        "smart-working",
    ),
    *(
        "hybrider",
        "from-home",
        "mobiles arbeiten",
        "mobile arbeit",
        "days a week",
        "days per week",
        "anywhere",
        "wherever",
        "work-at-home",
    ),
    *("teletrabajo", "home office", "home-office", "wfh", "home working", "homeworking", "remote working"),
    *("hq or", "headquarters or"),
)
_LEAD = 70  # characters in front of the hint that a phrase may begin
#: What makes a phrase a thing of the past, of somebody else, or of a choice that is left open.
_NOT_HERE = re.compile(
    r"""(?:\b(?:experience\s(?:in|with)|clients?|customers?|if|unless|not|when|depending\son|employees\swho
      |(?:lösungen|produkte|geräte|software|plattform\w*)\sfür)\s
      (?:[\w’'-]+\s){0,4}|office\shours[^.;\n]{0,20}|\b(?:interviews?|phone\s(?:calls?|screens?))\b[^.;\n]{0,40})\Z""",
    re.VERBOSE | re.IGNORECASE,
)

#: What the employer has for some of its jobs: "options are available in many jobs".
OF_SOME_JOBS = re.compile(
    r"[^.;\n]{0,50}?\b(?:in|for)\s(?:many|some|certain|most|eligible|selected|various)\s(?:of\sour\s|\w+\s)?"
    r"(?:jobs|positions|roles|posts|departments|classifications)\b",
    re.IGNORECASE,
)


def phrases(text: str) -> Iterator[re.Match[str]]:
    """The phrases of a text; `lastgroup` is the workplace that each says.

    It is "flexible" where a benefit shows that some days may be spent at home: less than to say so.
    """
    for match in near(text, _PHRASE, hints.positions(text, _HINTS), lead=_LEAD):
        if _NOT_HERE.search(text, max(0, match.start() - 50), match.start()):
            continue
        if not OF_SOME_JOBS.match(text, match.end()):
            yield match
