"""The words around an employer's name: how it speaks of itself, and where its name stands in addresses."""

from __future__ import annotations

import re

#: Words that stand before a name and are no part of it, though they are capitalised where a sentence begins.
LEADS = (
    "About|ABOUT|At|AT|Why|WHY|Join|JOIN|Here|Chez|Bei|Über|Om|Over|The|THE|We|WE|Our|OUR|As|In|With|For|From|To"
    "|A|An|And|If|Inside|This|Your|You|Is|Are|Life|Working|Who|WHO|What|WHAT|How|On|By|Of|Die|Der|Das|Le|La|Les"
    "|El|Por|Em|O|Il"
)
WORD = (
    rf"(?:(?=[A-Z0-9])(?!(?:{LEADS})\b(?![’'&.-]))[A-Z0-9][\w+’'.!&-]*"
    r"|[a-z]{1,5}[A-Z][\w-]+|[a-z]-[a-z]{3,})"
)
RUN = re.compile(
    rf"\b(?:(?<![\w@/.’'-])|(?<=[a-z)][.!?])|(?<=[lLdD][’'])){WORD}"
    rf"(?:(?:[ ]&[ ]|[ ](?:of|and|for|the|de|du|des|di)[ ]|[ ]){WORD}){{0,9}}"
)
#: What stands before a name: `in` and `us` are weak, the others are how employers speak of themselves.
LEFT = re.compile(
    r"""(?:
      (?P<heading>(?:\A|\n|[.!?:]\s+|[a-z]\s+)
        (?:About|ABOUT|Why|WHY|Life\sat|Working\sat|Why\s(?:work\sat|join)|Über|Om|Over|[ÀA]\spropos\sde))
    | (?P<at>(?:\A|\n|[.!?:•-]\s*|\b[Hh]ere\s|\w\s)(?:At|AT)|\b[Hh]ere\sat|\bChez|\bBei)
    | (?P<we>\b(?:We\sare|We[’']re|I\swork\sfor|[Ww]ir\ssind|[Nn]ous\ssommes|[Ss]omos
        |[Ll]e\s(?:[Gg]roupe|[Cc]abinet)|[Ff]ormamos\sparte\sde|[Aa]u\ssein\sd[ue]|(?:Company|Employer|Agency|Organi[sz]ation)(?:\sName)?\s?:))
    | (?P<join>\b(?:
          [Bb]ecome\spart\sof | [Rr]ejoindre | [Gg]râce\sà
        | (?:[Jj]oin(?:ing)?|[Ww]elcome\sto|[Ww]ork(?:ing)?\s(?:at|for))(?:\sthe)?
        | (?:[Cc]areers?|[Oo]pportunit(?:y|ies)|[Jj]obs?|[Ee]mployment)\s(?:at|with)
        | [Ii]nterest\sin(?:\sworking\sat)? | (?:[Ll]ife|[Bb]enefits|people|all\sof\sus|welcome)\sat
        | [Aa]pplying\s(?:to|at) | employed\sby | part\sof | become\sa | [Rr]ejoignez | [Ii]ntégrez | Inside))
    | (?P<in>\b(?:at|chez|bei|bij|hos|within|across|En|presso|[Dd]ie|[Nn]a|[Pp]artner))
    )\s(?:[Tt]he\s)?\Z""",
    re.VERBOSE,
)
#: What stands behind a name, after a legal form, a bracket or an apposition.
RIGHT = re.compile(
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
        | \sha(?:s|ve)\san?\s(?:immediate\s|exciting\s|full.time\s|current\s|great\s)?
          (?:opening|opportunity|need|position|vacancy))
    | (?P<is>
          \s(?:is|are)\s(?:an?|the|one\sof|dedicated|committed|on\sa|made|home|proud|headquartered|based|located
          |where|different|uniquely|known|recognized|backed|owned|part\sof|among|here|at\sthe|(?!not)\w{3,}ing)\b
        | \s(?:was|were)\s(?:founded|established|born|created|named|started|built|recognized)
        | [’']s\s(?:mission|vision|purpose)\s(?:is|to)\b
        | \s(?:est|ist|är|è|es|é|is\seen)\s
          (?:une?|l[ea]|LE|LA|eine?|der|die|das|ett|en|el|het|de|uma?|spécialis)
        | ,\s(?:c[’']est|eine?|une?|azienda|società|líder|leader|acteur|Acteur|empresa|filiale|spécialis)\b)
    | (?P<does>\s(?:
          has\s(?:been|grown|built|doubled|over|more|an?|the|offices)|provides|offers|develops|delivers|helps
        | works|operates|specializes|specialises|serves|designs|builds|makes|combines|enables|empowers|brings
        | manufactures|partners|supports|employs|gives|believes|strives|connects|puts|invests|welcomes|applies
        | encourages|established|honou?rs|accompagne|participe|emploie|procura|offre|bietet|biedt|cerca|busca
        | gehört|owns|édite|conçoit|développe|propose|recrute|ricerca|seleziona|ofrece|betreibt|plant
        | entwickelt|zählt|helpt|kenmerkt|tenemos|crecemos)\b)
    | (?P<own>
          [’']s\s\w | s[’']\s[a-z]
        | \s(?:employees?|team\smembers|associates|offices?\b))
    | (?P<legal>,?\s(?:Inc\b|LLC\b|Ltd\b|GmbH\b|Corporation\b|S\.p\.A|plc\b))
    | (?P<next>\s?:?\s?\n+(?:We|Our|we)\b)
    | (?P<us>,?\s(?:we|you|our|it[’']s|every|everyone|wir|nous|vi)\b))""",
    re.VERBOSE,
)
#: Where neither stands: most of a text. Asked first, because it is ten times as fast.
LAST_WORDS = frozenset({
    "about", "why", "at", "join", "om", "over", "über", "de", "chez", "bei", "are", "we're", "we’re", "for",
    "the", "joining", "to", "with", "in", "by", "of", "a", "rejoignez", "intégrez", "inside", "bij", "hos",
    "within", "across", "company", "employer", "agency", "organization", "organisation", "name",
})  # fmt: skip
NO_RIGHT = re.compile(
    r"\s(?:and|or|to|in|for|of|with|on|as|at|by|the|from|\W|\d|[A-Z]|experience|skills)|\n+(?!We|Our)|:\s?(?!\n)|[;/•]|\Z"
)
WEIGHTS = {
    "heading": 4, "at": 2, "we": 3, "join": 2, "in": 1, "law": 4, "hires": 3, "is": 2, "does": 2, "own": 1,
    "us": 0, "legal": 2, "title": 4, "dash": 3, "next": 3, "address": 4, "beside": 4,
}  # fmt: skip
IN_TITLE = re.compile(
    rf"(?:(?P<title>\bat|\s@)|(?P<dash>\s[—–]))\s(?P<name>{WORD}(?:(?:\s(?:&|of|and)\s|\s){WORD}){{0,4}}|[a-z][\w.-]{{2,}})\Z"
)
LEGAL = re.compile(
    r"(?:\s(?:Inc|INC|LLC|Ltd|LTD|Limited|GmbH|Corp|Corporation|PLC|plc|LLP|LP|AG|SA|AB|BV|NV|Oy|SAS|SE|KG|Pty)"
    r"\b\.?)+\Z"
)
TAIL = re.compile(r"(?:[’'](?:s|S)?|[.,!’'-]+|\s(?:of|and|for|the|de|du|des|di|&))\Z")
ADDRESS = re.compile(
    r"(?:@|https?://|www\.)(?:[\w-]{1,40}\.){0,3}?(?P<name>[\w-]{2,30})"
    r"\.(?:com|org|net|io|ai|co|de|fr|eu|edu|gov|nl|us|ca|uk|se|it|es)\b"
)
#: Sites of recruiting software name the employer in the path or the host; employers' own sites in the domain.
POSTED_AT = re.compile(
    r"""https?://(?:
        (?:jobs\.ashbyhq|jobs\.lever|(?:job-)?boards\.greenhouse|apply\.workable|jobs\.smartrecruiters)
        (?:\.eu)?\.(?:com|co|io)/(?P<path>[\w-]{2,40})
      | (?P<host>[a-z][\w-]{1,40})
        \.(?:bamboohr|recruitee|teamtailor|breezy|jobs\.personio|wd\d{1,3}\.myworkdayjobs|pinpointhq)
        \.(?:com|de|hr)
      | (?:careers?|jobs?|karriere|portal|recruiting)
        \.(?P<own>[a-z][\w-]{1,40})\.(?:com|io|net|org|ai|co|eu|de|blue)
    )""",
    re.VERBOSE,
)
#: Sites that many employers share.
PUBLIC = frozenset({
    "gmail", "outlook", "hotmail", "linkedin", "facebook", "twitter", "youtube", "instagram", "greenhouse",
    "lever", "bit", "eeoc", "dol", "goo", "indeed", "glassdoor", "workable", "github", "medium", "e-verify",
})  # fmt: skip
#: "Austria, Silicon Labs GmbH, Graz": what may be an employer behind a country.
COUNTRY_LINE = re.compile(r"\s?(?P<country>[A-Z][A-Za-z ]{3,24}),\s(?P<name>[A-Z][^,\n]{2,58})(?=,|\n|\Z)")
