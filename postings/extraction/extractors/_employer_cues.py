"""The words around an employer's name: how it speaks of itself, and where its name stands in addresses."""

from __future__ import annotations

import re

#: Words that stand before a name and are no part of it, though they are capitalised where a sentence begins.
LEADS = (
    "About|ABOUT|At|AT|Why|WHY|Join|JOIN|Here|Chez|Bei|Über|Om|Over|The|THE|We|WE|Our|OUR|As|In|With|For|From|To"
    "|A|An|And|If|Inside|This|Your|You|Is|Are|Life|Working|Who|WHO|What|WHAT|How|On|By|Of|Die|Der|Das|Le|La|Les"
    "|El|Por|Em|O|Il|En|Au|Für|Um|Wir|Bij|På|Hos|Nos|Nous|Notre|Mit|Im|Unser|Unsere|Con|De|Wat|Vous|Ihre|Du|Sie"
    "|Als|Within|Cette|Cet|Ces|Ce|Son|Sa|Ses|Leurs?|Votre|Chaque|Une|Un|Dans|Sur|Avec|Pour|Vos|Und|Eine[mnrs]?|Ein|Diese[mnrs]?"
    "|Jede[mnrs]?|Deine?|Ihr|Esta|Este|Una"
)
_NO_LEAD = rf"(?!(?:{LEADS})\b(?![’'&.-]))"
_FIRST = "[A-ZÀ-ÖØ-Þ0-9]"
_REST = r"(?:[\w+’'&°-]|[.!](?!(?<=\w\w.)[A-Z]\w\w))*"
WORD = rf"(?:{_NO_LEAD}{_FIRST}{_REST}|(?!uns[A-Z])[a-z]{{1,5}}[A-Z][\w-]+|[a-z]-[a-z]{{3,}})"
#: "Save the Wetlands" is a name; in "At Harrow Mills the oven", the name ends at "the".
_THE = rf"(?:[ ]the[ ]{WORD})?"
_MORE = rf"{_THE}(?:(?:[ ]&[ ]|[ ](?:of|and|for|de|du|des|di)[ ](?:the[ ])?|[ ]){WORD}){{0,9}}"
#: A run of capitalised words. The first letter stands in front, so that the search skips to it; what it may
#: not stand behind, and the words that begin no name, are asked afterwards.
RUN = re.compile(
    rf"{_FIRST}(?:(?<![\w@/.’'-].)|(?<=[\w)][a-zA-Z)][.!?].)|(?<=[lLdD][’'].))(?<={_NO_LEAD}.){_REST}{_MORE}"
)
#: A name that begins small: "goTRG".
SMALL_RUN = re.compile(
    "[A-Z](?<=[a-z].)(?:" + "|".join(rf"(?<=[\s(]{'[a-z]' * n}.)" for n in range(1, 6)) + rf"){_REST}{_MORE}"
)
#: Headings that lost the gap behind them: "EntrepriseFernwick est", "DescriptionFernwick is".
_HEADINGS = "Entreprise|Description|Company|Overview|Poste|Profile|Contract|About|Us"
_LOST_GAPS = f"{_HEADINGS}|entreprise|us|Summary|SUMMARY|OVERVIEW|société".split("|")
_BEHIND = "|".join(f"(?<={word}.)" for word in _LOST_GAPS)
GLUED_RUN = re.compile(rf"[A-Z](?<=[a-zéYW].)(?:{_BEHIND})(?<={_NO_LEAD}.){_REST}{_MORE}")
GLUED = re.compile(rf"(?:{_HEADINGS}|SUMMARY|OVERVIEW)[A-Z][a-zA-Z]")
GLUED_FIRST = frozenset(heading[0] for heading in (*_HEADINGS.split("|"), "SUMMARY", "OVERVIEW"))
#: What stands before a name: `in` and `us` are weak, the others are how employers speak of themselves.
LEFT = re.compile(
    r"""(?:
      (?P<heading>(?:\A|\n|[.!?:]\s+|[a-z]\s+)
        (?:About|ABOUT|Why|WHY|Life\sat|Working\sat|Why\s(?:work\sat|join)|Über|Om|Over|[ÀA]\spropos\sde|[Ss]obre\s[ao]|Acerca\sde))
    | (?P<at>(?:\A|\n|[.!?:•)-]\s*|\b[Hh]ere\s|\w\s|(?<=[a-z]))(?:At|AT)|\b[Hh]ere\sat|\bChez|\bBei
        |\bPå|\bPresso)
    | (?P<we>\b(?:We\sare|We[’']re|I\swork\sfor|[Ww]ir\ssind|[Nn]ous\ssommes|[Ss]omos
        |[Ll]e\s(?:[Gg]roupe|[Cc]abinet)|[Ff]ormamos\sparte\sde|[Aa]u\ssein\sd[ue]
        |[Nn]otre\s(?:agence|groupe|société|client)|[Ww]ir\svon|[Nn]ous\sc[’']est|(?:Company|Employer|Agency|Organi[sz]ation)(?:\sName)?\s?:))
    | (?P<join>\b(?:
          [Bb]ecome\spart\sof | [Rr]ejoindre | [Gg]râce\sà
        | (?:[Jj]oin(?:ing)?|[Ww]elcome\sto|[Ww]ork(?:ing)?\s(?:at|for))(?:\sthe)?
        | (?:[Cc]areers?|[Oo]pportunit(?:y|ies)|[Jj]obs?|[Ee]mployment)\s(?:at|with)
        | [Ii]nterest\sin(?:\sworking\sat)? | (?:[Ll]ife|[Bb]enefits|people|all\sof\sus|welcome)\sat
        | [Aa]pplying\s(?:to|at) | employed\sby | become\sa | [Rr]ejoignez | [Ii]ntégrez | Inside
        | [Ii]nternal\sto | partners?\swith | [Oo]n\sbehalf\sof | resumes?\sto:?
        | (?:role|position)\s(?:with|at) | [Ff]ür\sunsere?n? | Werken\sbij | carrière\schez))
    | (?P<parent>\b(?:(?:subsidiary|division|affiliate|member|brand|unit|service)\sof
        |(?:owned|operated|powered|backed)\sby
        |(?:filiale|enseigne|marque|membre)\sd[eu](?:\s[Gg]roupe)?|[Gg]roupe?|group))
    | (?P<member>\bpart\sof)
    | (?P<with>(?:\A|\n|[.!?:•)]\s{0,2})With)
    | (?P<chez>\b(?:chez|bei|bij|hos|presso|En))
    | (?P<in>\b(?:at|within|across|[Dd]ie|[Nn]a|[Pp]artner))
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
          (?:hiring|HIRING|seeking|recruiting|looking\s(?:for|to)|searching\sfor|in\ssearch\sof|growing|expanding)
        | \s(?:seeks|hires|sucht|recherche|recrute|zoekt|söker|freut\ssich)\s
        | \slooking\sfor\s | \s(?:is|are)\s(?:retained|partnered|partnering)\s
        | \sha(?:s|ve)\san?\s(?:immediate\s|exciting\s|full.time\s|current\s|great\s)?
          (?:opening|opportunity|need|position|vacancy))
    | (?P<leads>\sis\s(?:an?|the|one\sof\sthe)\s(?:[\w’'&-]+,?\s){0,4}?
          (?:leader|compan(?:y|ies)|provider|start-?up|manufacturer|organi[sz]ation|firm|agency|consultancy|bank
          |university|non-?profit|subsidiary|supplier|retailer|hospital|school\sdistrict|employer)s?\b)
    | (?P<is>
          \s(?:is|are)\s(?!(?:an?|the)\s(?:[\w-]+\s){0,3}?
            (?:town|city|village|region|plus|must|bonus|asset|language|framework|tool)\b)
          (?:an?|the|one\sof|dedicated|committed|on\sa|made|home|proud|headquartered|based|located|affiliated|enrolled
          |where|delighted|excited|thrilled|different|uniquely|active|retained|known|recognized|backed|owned|part\sof|among|here|at\sthe|(?!not)\w{3,}ing)\b
        | \sis,\s(?:at|in|by|above|first)\b | ,\s(?:blends|provides|offers|helps)\s
        | \s(?:was|were)\s(?:founded|established|born|created|named|started|built|recognized)
        | [’']s\s(?:mission|vision|purpose)\s(?:is|to)\b
        | \s(?:est|ist|är|è|es|é|is\seen)\s
          (?:chargée?\spar|Träger|une?|l[ea]|LE|LA|eine?|der|die|das|ett|en|el|het|de|uma?|spécialis)
        | ,\s(?:c[’']est|eine?|une?|azienda|società|líder|[Ll]eader|[Aa]cteur
          |world|cabinet|dépositaire|a\s(?:leading|global)|empresa|filiale|spécialis)\b)
    | (?P<parts>,\s(?:an?|the|one\sof\sthe|l[ae]|un|une|eine?r?|einem|el|un[ao])\s(?:[\w’'&-]+,?\s){0,5}?
          (?:companies|company|leaders?|leading|provider|start-?up|manufacturers?|organi[sz]ation|firm|agency|consultancy
          |subsidiary|division|affiliate|brand|supplier|entreprise|société|acteur|filiale|Unternehmen|empresa)\b
        | \s[-\u2013\u2014]\s(?:is\s|an?\s|the\s|[Cc]abinet|[Ll]eader))
    | (?P<does>\s(?:
          has\s(?:been|grown|built|doubled|over|more|an?|the|offices|\d)|was\sco-?founded|pioneered|rocks|changes
        | considers|can\scounts?|invites|leads|takes|s[’']engage|s[’']affirme|c[’']est|operiert|prides|fosters
        | conducts|hosts|recruits|embraces|celebrates|have\s(?:a\swide|more\sthan|over|been)|encourage
        | provides|offers|develops|delivers|helps
        | works|operates|specializes|specialises|serves|designs|builds|makes|combines|enables|empowers|brings
        | manufactures|partners|supports|employs|gives|believes|strives|connects|puts|invests|welcomes|applies
        | encourages|established|honou?rs|accompagne|participe|emploie|procura|offre|bietet|biedt|cerca|busca
        | gehört|owns|édite|conçoit|développe|propose|recrute|ricerca|seleziona|ofrece|betreibt|plant
        | erbjuder|produceert        |opera\snel|söker|étudie
        | entwickelt|zählt|helpt|kenmerkt|tenemos|crecemos)\b)
    | (?P<own>
          [’']s\s\w | s[’']\s[a-z]
        | \s(?:employees?|team\smembers|associates|offices?\b|platform|ecosystem|products\b|audiences
          |locations|customers|community|careers?\b|leadership|technology\b))
    | (?P<legal>,?\s(?:Inc\b|LLC\b|Ltd\b|GmbH\b|Corporation\b|S\.p\.A|plc\b))
    | (?P<next>\s?:?\s?\n+(?:We|Our|we)\b)
    | (?P<us>,?\s(?:we|you|our|it[’']s|every|everyone|wir|nous|vi)\b))""",
    re.VERBOSE,
)
#: Where neither stands: most of a text. Asked first, because it is ten times as fast.
LAST_WORDS = frozenset({
    "about", "why", "at", "join", "om", "over", "über", "de", "chez", "bei", "are", "we're", "we’re", "for",
    "the", "joining", "to", "with", "in", "by", "of", "a", "rejoignez", "intégrez", "inside", "bij", "hos",
    "within", "across", "company", "employer", "agency", "organization", "organisation", "name", "agence",
    "groupe", "société", "client", "du", "wir", "sind", "sommes", "somos", "cabinet", "au", "à",
    "på", "presso", "von", "group", "c’est", "c'est", "sobre", "o", "na", "unser", "unsere", "unseren",
})  # fmt: skip
#: Words that stand everywhere say something only behind these: "part of", "welcome to", "join the".
BEFORE_LAST = {
    "of": ("part", "behalf", "subsidiary", "division", "affiliate", "member", "brand", "unit", "service"),
    "for": ("work", "working"),
    "with": ("career", "careers", "opportunity", "opportunities", "job", "jobs", "employment", "partner",
             "partners", "role", "position"),
    "to": ("welcome", "applying", "internal", "resume", "resumes"),
    "in": ("interest",),
    "a": ("become", "sobre"),
    "o": ("sobre",),
    "by": ("employed", "owned", "operated", "powered", "backed"),
}  # fmt: skip
NO_RIGHT = re.compile(
    r"\s(?:(?:and|or|to|in|for|of|with|on|as|at|by|the|from|experience|skills)\b(?!-)"
    r"|(?![(\u2013\u2014-])\W|\d|[A-Z])|\n+(?!We|Our)|:\s?(?!\n)|[;/•]|\Z"
)
#: How much a sign says for a name (a logistic ranking of the names in 2,200 postings, rounded). A sign of
#: weight 0 only nominates a name, which the others then judge.
WEIGHTS = {
    # places of its own: the site's address, a line of places, the title
    "address": 16, "beside": 23, "part": 9, "public": 14, "title": 4, "dash": 4,
    # what the text says of it: "Acme is an equal opportunity employer", "Acme is a leading", "At Acme"
    "small": 10, "law": 10, "leads": 11, "parent": 11, "at": 8, "legal": 5, "hires": 5, "is": 5, "heading": 4,
    "join": 4, "chez": 6, "does": 4, "member": 3, "own": 4, "we": 2, "in": 1, "next": 1, "parts": 4, "us": -2,
    "both": 2, "opens": 5, "with": 2,  # such words on both sides, or at the start of a paragraph
    # the name itself and where it stands
    "whole": 14, "kind": 1, "plain": 2, "site": 8, "mail": 2, "written": 2, "domain": 0,
    "repeat": 2, "head": 1, "first": 5, "multi": -2, "caps": -1, "often": -3, "second": -4,
    # what else it may be: a skill, a town, a department, a word of the title or of the list of demands
    "asked": -3, "duties": -4, "town": -6, "piece": -2, "common": -6, "subject": -6, "noun": -9,
    "titled": -12, "entitled": -11, "opener": -14, "team": -11,
}  # fmt: skip
#: How many times a sign counts, where it is not twice.
MOST = {"repeat": 4}
#: Under the first weight half of the names were wrong; from the second on 19 of 20 were right.
BELIEVED = 1
SURE = 18
IN_SECTION = {
    "qualifications": "asked", "preferred": "asked", "education": "asked", "responsibilities": "duties",
}  # fmt: skip
#: "Fernwick Bells GmbH", also where the gap behind is lost.
LEGAL_FORM = re.compile(
    r"[GLISABN](?<=\s.)(?:mbH|LC\b|nc\b|td\b|\.?r\.?l\b|\.L\.|AS\b|p\.\s?z\so|/S\b|[BG]\b|\.?V\b)"
)
IN_TITLE = re.compile(
    rf"(?:(?P<title>\bat|\s@)|(?P<dash>\s[—–]))\s(?P<name>{WORD}(?:(?:\s(?:&|of|and)\s|\s){WORD}){{0,4}}|[a-z][\w.-]{{2,}})\Z"
)
IN_TITLE_HINT = re.compile(r"[t@\u2014\u2013]\s")
#: "Baker - Fernwick Inc": behind a hyphen a name needs its legal form.
LEGAL_IN_TITLE = re.compile(
    rf"\s-\s(?P<name>{WORD}(?:\s{WORD}){{0,3}}?),?\s(?:Inc|LLC|Ltd|GmbH|Limited|Corporation|Corp|PLC)\b\.?\Z"
)
#: "At fernwick, we", "fernwick is looking for": a name that begins small, where nothing else can stand. The
#: first letters and the line break stand in front, so that the search skips to them.
SMALL = (
    re.compile(
        r"[AJW](?<!\w.)(?:t|bout|oin|hy)\s"
        r"(?P<name>(?!(?:the|this|our|any|all|least|us|you|your|it)\b)[a-z][\w-]{3,24}),?\s(?=[wW]e\b)"
    ),
    re.compile(
        r"\n(?P<name>(?!(?:this|that|there|here|what|which|she|role|position|work)\b)[a-z][\w-]{3,24})"
        r"\s(?:seeks|is\s(?:an?|the|looking|seeking|hiring|on\sa))\s"
    ),
    # "About fernwick:\nfernwick rings": said twice
    re.compile(r"A(?<!\w.)bout\s(?P<name>[a-z][\w-]{3,24})\s?:?\s{1,2}(?=(?P=name)\b)"),
)
#: "DescriptionLa Maison Fernwick": what stands between a lost gap and the name.
GLUED_LEAD = re.compile(rf"(?:{_HEADINGS}|SUMMARY|OVERVIEW)(?:{LEADS})\s(?=[A-Z])")
#: "À propos de", "Über": the words before the name in front of a legal form.
LEAD = re.compile(rf"(?:(?:{LEADS})\s)+")
LEGAL = re.compile(
    r"(?:\s(?:Inc|INC|LLC|Ltd|LTD|Limited|GmbH|Corp|Corporation|PLC|plc|LLP|LP|AG|SA|AB|BV|NV|Oy|SAS|SE|KG|Pty)"
    r"\b\.?)+\Z"
)
TAIL = re.compile(r"(?:[’'](?:s|S)?|[.,!’'-]+|\s(?:of|and|for|the|de|du|des|di|&))\Z")
ADDRESS = re.compile(
    r"(?:@|https?://|www\.)(?:[\w-]{1,40}\.){0,3}?(?P<name>[\w-]{2,30})"
    r"\.(?:com|org|net|io|ai|co|de|fr|eu|edu|gov|nl|us|ca|uk|se|it|es)(?![a-z])"
)
#: One of these stands in every address; as a rule a posting has none.
ADDRESS_HINTS = ("@", "http", "www.")
#: Sites of recruiting software name the employer in the path or the host; employers' own sites in the domain.
POSTED_AT = re.compile(
    r"""https?://(?:
        (?:jobs\.ashbyhq|jobs\.lever|(?:job-)?boards\.greenhouse|apply\.workable|jobs\.smartrecruiters)
        (?:\.eu)?\.(?:com|co|io)/(?P<path>[\w-]{2,40})
      | (?:www\.)?(?:welcometothejungle\.com/(?:[a-z]{2}/)?companies|linkedin\.com/company)
        /(?P<page>[\w-]{2,40})
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
    "google", "youtu", "zoom", "notion", "tally", "typeform", "tiktok", "wikipedia", "crunchbase", "forbes",
    "techcrunch", "ashbyhq", "hellowork", "welcometothejungle", "ycombinator", "calendly", "glints",
    "bamboohr", "myworkdayjobs", "pole-emploi", "francetravail", "emploi-collectivites", "euraxess",
    "example",
})  # fmt: skip
#: "Austria, Silicon Labs GmbH, Graz": what may be an employer behind a country.
COUNTRY_LINE = re.compile(
    r"\s?(?P<country>[A-Z][A-Za-z ]{3,24}),\s(?P<name>[A-Z][^,\n]{2,90}(?=,|\n|\Z)|[a-z][^,\n]{2,40}(?=,))"
)
#: "Registrar, Elmore County, Ohio": a public body that stands behind the title.
PUBLIC_BODY = re.compile(
    r""",\s(?P<name>(?:[A-Z][\w.'’-]+[ ]){1,3}(?:County|Parish)
      (?:[ ](?:Board\sof\sElections|Clerk|Registrar|Elections))?
      |(?:[A-Z][\w.'’-]+[ ]){1,2}(?:Secretary\sof\sState|Department\sof\sState|State\sBoard\sof\sElections
      |Board\sof\sElections)
      |(?:City|Town|State|County)\sof(?:[ ][A-Z][\w.'’-]+){1,3})(?=,|\s?[\u2013\u2014-])""",
    re.VERBOSE,
)
