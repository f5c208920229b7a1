"""The words around a sum of money that make it pay or something else, and how sums are written."""

from __future__ import annotations

import re

from postings.extraction.records import PayPeriod

SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₪": "ILS", "zł": "PLN"}
PREFIXED = {"US$": "USD", "C$": "CAD", "CA$": "CAD", "CAD$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD",
             "S$": "SGD", "HK$": "HKD", "R$": "BRL", "R": "ZAR"}  # fmt: skip
CODES = (
    "USD|EUR|GBP|CAD|AUD|NZD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|INR|SGD|HKD|JPY|CNY|KRW|BRL|MXN|ZAR|KES|NGN|AED|SAR"
    "|ILS|TRY|PHP|IDR|MYR|THB|VND|PKR|BGN|ISK|EURO|EUROS|Euro|Euros|Yen"
)
NAMED = {"Yen": "JPY"}
#: What a bare "$" is, by the country that the layout states.
DOLLARS = {"Canada": "CAD", "Australia": "AUD", "New Zealand": "NZD", "Singapore": "SGD", "Hong Kong": "HKD"}
_RAND = r"R(?=\d{1,3}[ ,\u00a0]\d{3}|\d{4,5}(?!\d))"  # "R25 000", but not a job's number: "R5031188"
MONEY = rf"(?:US\$|CAD?\$|CAD\$|AU?\$|NZ\$|S\$|HK\$|R\$|{_RAND}|[$€£¥₹₪])"
NUMBER = (
    r"\d{1,2}(?:,\d\d){1,3},\d{3}"  # "12,00,000", as India counts
    r"|\d{2,3},\s000\b"  # "95, 000"
    r"|\d{1,3}(?:[,.\u00a0\u202f'’ ]\d{3})+(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
)
_K = r"[kK](?:\b|(?=[A-Z]))"  # also "45-52KBenefits", where a line break was lost
_OF_SCALE = r"(?:\s?\((?i:scale|schaal|grade|step|level|band)\b[^()\n]{0,40}\))"  # "(scale 9)"
_MAXIMUM = r"(?:(?:a\s)?(?i:max(?:im(?:um|aal|al))?)\.?\s(?:of\s)?)"
RANGE = re.compile(
    rf"""
    (?<![\d.,$€£A-Z])(?:(?P<code>{CODES})\s?)?(?P<mark>{MONEY})?\s?(?P<low>{NUMBER})(?:,-)?\s?(?P<low_k>{_K}|\+[kK]\b)?(?P<low_plus>(?<!\s)\+(?!\d))?
    (?:\s?(?P<mark_behind>€|£|zł|\$(?![\d\s]\d|\d)))?(?:\s?(?P<code_between>{CODES})\b)?
    (?P<low_period>(?i:\s?(?:/|per\s|an?\s)\s?(?:hour|hr|year|yr|month|annum|day|week)\b))?
    (?:
        {_OF_SCALE}?(?P<joint>[\s\u00ad]?(?:-{{1,2}}|\u2013|\u2014|\b(?i:to)\b(?:\s[-\u2013])?|\band\b|\bà\b|\bbis\b|\ben\b|\bet\b|\bund\b|\btot\b|\u2010|\u2011
            |[-,/|]?\s?(?i:max(?:imum)?)\b[.:]{{0,2}})\s?{_MAXIMUM}?)
        (?:(?:{CODES})\s?)?{MONEY}?\s?(?P<high>{NUMBER})(?:,-)?\s?(?P<high_k>{_K})?
        (?:\s?(?P<mark_end>€|£|zł|\$(?!\s?\d)))?
    )?
    (?P<plus>\s?\+(?!\s{{0,3}}(?:\d|(?!(?:{CODES})\b)[A-Za-z$€£%]))
        |\s?[-\u2013]\s?[$€£]?\?{{1,3}}(?:{_K})?)?  # "£40k-£??k"
    (?:\s?(?P<code_behind>{CODES})\b)?
    """,
    re.VERBOSE,
)
#: Each alternative begins with a letter or sign of its own, which makes the search several times as fast.
HAS_MONEY = re.compile(
    "|".join(
        [*map(re.escape, "$€£¥₹₪"), "zł", _RAND, *(rf"{code}(?![A-Za-z_])" for code in CODES.split("|"))]
    )
)
_WORD_END = r"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))"  # also "$9 an hourTop workers"
PERIOD = re.compile(
    rf"""{_OF_SCALE}?[\s,]*\(?/?\s?(?:(?:gross|brutto?|base|salary|net|plus\sbenefits|DOE)\s)?(?:
      (?P<hour>(?:/|per|an?|par|pro|each|every)?\s?(?:hour|hr|heure|stunde|uur|hora){_WORD_END}|(?:de\s)?l['’]heure\b
        |hourly|/h\b|p/?hr?\b|p\.\s?h\.|HOUR)
    | (?P<two_weeks>bi-?weekly|/?\s?(?:every|per)?\s?(?:two|2)\sweeks|semi-?monthly)
    | (?P<year>(?:/|per|an?|each)?\s?(?:year|yr|annum|ann[ée]e|jahr|jaar|YEAR){_WORD_END}|par\san\b
        |annually|annual|yearly|p\.?\s?a\.?\b|/y\b)
    | (?P<month>(?:/|per|an?|each|par|pro|al|im|por|i)?\s?(?:month|mo|mois|monat|maand|mes|MONTH){_WORD_END}
        |/?monthly|p\.?m\.|b/m\b)
    | (?P<week>(?:/|per|an?|each|par|pro)?\s?(?:week|wk|semaine|woche){_WORD_END}|weekly)
    | (?P<day>(?:/|per|an?|each|par|pro)?\s?(?:day|jour|tag|dag)\b|daily|p/?d\b))""",
    re.VERBOSE | re.IGNORECASE,
)
PERIOD_BEFORE = re.compile(
    r"""(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))(?:(?P<joined>(?:brutto)?monats|maand)(?=gehalt|brutto|lohn|salaris)
      |(?P<word>hourly|annual|annually|monthly|yearly|weekly|daily|day(?=\srate)|per\shour|per\syear|OTE)\b)
      [^.\n]{0,60}(?:(?<=:)\n)?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
PERIODS: dict[str, PayPeriod] = {
    "hourly": "hour", "per hour": "hour", "annual": "year", "annually": "year", "yearly": "year",
    "ote": "year", "per year": "year", "monthly": "month", "weekly": "week", "daily": "day",
    "day": "day",
}  # fmt: skip
PAY = re.compile(
    r"""(?:\b|(?<=[a-z])(?=[SP])|(?<=[A-Z])(?=SALARY))(?:salar(?:y|ies)|pay|paid|paying|compensation|wages?|remuneration|rates?|earn(?:s|ing|ings)?|OTE|base
      |stipend|hourly|\w{0,12}gehalt|jahresbrutto|verg[üu]tung|r[ée]mun[ée]ration|salaire|salario|sueldo|retribuzione|bruto|brutto
      |\w{0,6}salaris|package|hiring\srange|range|CTC|starting(?=\s*\Z)|basic(?=\s?:))\b""",
    re.VERBOSE | re.IGNORECASE,
)
NOT_PAY_BEFORE = re.compile(
    r"""\b(?:rais(?:ed|ing)|funding|funded|valu(?:ed|ation)|revenues?|sales|budgets?|assets|bonus(?:es)?|allowance
      |insurance|stipends?|reimburse\w*|contribut\w+|HSA|deductible|deposit|grants?|loans?|donat\w+|quota|savings?
      |invest\w*|subsid\w+|HRA|card|over\s\$?|sign-?on|referral|equity|credits?|discount|prizes?|award(?:ed|s)?|fees?|costs?|worth
      |spend(?:ing)?|match(?:ing)?|tuition|ARR|GMV|contracts?(?![^|\n]{0,40}\|)|portfolio|projects?|fund|benefits?\s(?:of|is)
      |deals?|rounds?\sof|tegemoetkoming|\w{0,12}vergoeding|\w{0,12}zuschuss|salary\s(?:packaging|sacrific\w+)|premiums?|hazards?|inconvenien\w+|housing|furnishings?|cover(?:age|s)?
      |generat\w+|(?:from\s)?(?:nothing|zero)\sto)\b[^.;\n]{0,40}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
NOT_PAY_AFTER = re.compile(
    r"""\s?(?:[MB]\b(?!/)|[mb]n\b|\+?\s?(?:million|billion|trillion|mil\b|mm\b)|,?\d{3}\b|%
      |\s?(?:in\s(?:funding|revenue|sales|assets|ARR|venture|annual\ssales|life|(?:the\s)?(?:bank|tuition|learning))
        |of\s(?:funding|revenue|assets)|cost\sof\sliving|subsid|to\sspend|variable|sign(?:ing|[\s-]on)\b|bonus|referral|stipend|allowance|reimburse|towards|budget|deposit|401
        |discount|credit|gift|life\sinsurance|equity|worth|fee|off\b))""",
    re.VERBOSE | re.IGNORECASE,
)
#: What shows behind an amount that it is pay: "£30,000 pro rata", "$90,000 base", "45-55k€ selon profil".
PAY_AFTER = re.compile(
    r"[\s,(]{0,2}(?:pro[\s-]rata|OTE\b|DO[EQ]\b|basic\b|base(?:\ssalary)?\b|salary\b|gross\b|brut(?:to|o)?\b"
    r"|selon\s(?:profil|exp)|depending\son\sexperience|(?:inside|outside)\sIR35\b)",
    re.IGNORECASE,
)
#: "Life cover of three times annual salary up to $300,000".
INSURED = re.compile(
    r"""\b(?:loans?|life\s(?:insurance|cover|assurance)|disability|AD&D|rounded|times\s(?:[\w’']+\s){0,3}(?:salary|pay|earnings)
      )\b[^.;\n]{0,80}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
#: "annual wellness allowance", "per month as a home office allowance", "monthly to spend on".
PERK_AFTER = re.compile(
    r"\s?(?:to\sspend|for\sgroceries|(?:(?!plus|and|with|or|excl|incl)[\w-]+\s(?:&\s)?){0,5}?(?:allowance|budget|subsidy|perks?)\b"
    r"|(?:(?!plus|and|with|or|excl|incl)[\w/-]+\s){1,5}?(?:stipend|reimbursement|credit)s?\b)",
    re.IGNORECASE,
)
#: What one might earn: "earn up to", "top performers make", "potential to earn well over".
PROMISE = re.compile(
    r"""(?:\b|(?-i:(?<=[a-z])(?=E)))(?:(?:earn|mak)(?:e|s|ing|ings)?\s(?:as\smuch\sas|(?:well\s)?(?:over|above|in\sexcess\sof)|more\sthan|up\sto|upwards\s(?:of|(?:up\s)?to?))
      |(?:rates?\saveraging|(?:plan|program(?:me)?|team)\s(?:that\s|which\s)?averages)(?:\s(?:more\sthan|over|about|around))?|(?:first|second)[\s-]year\s(?:earning\s)?potential(?:\s(?:of|is))?
      |average\s(?:\w+\s)?(?:income|earnings?)\s(?:of|is)|earnings?\spotential(?:\s(?:of|is|up\sto))?|potential(?:ly)?\s(?:to\s)?(?:earn|make)\s?(?:of|up\sto|over)?
      |(?:performers|earners|producers|reps?|agents|people)\s(?:\w+\s)?(?:earn|mak(?:e|ing))(?:ing)?(?:\s(?:over|up\sto))?)
      \s*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
#: What one might earn later, or as the best: "within your first 3 years", "for top earners".
PROMISE_AFTER = re.compile(
    r"""\+?(?:\s?(?:a|per)\syear|\s?annually)?\s?
      (?:(?:within|after|by)\s(?:your\s|the\s)?(?:(?:first|second|third|next)\s)?(?:a\sfew\s|two\s|three\s|five\s|\d{1,2}\s)?years?\b
      |(?:is\s)?for\s(?:our\s|the\s)?(?:top|best|high(?:est)?)[\s-](?:earn|perform|produc|sell)ers?\b)""",
    re.VERBOSE | re.IGNORECASE,
)
#: What is not offered: "not looking for a $400/hr cook", statistics, and what the pay is compared to.
NOT_OFFERED = re.compile(
    r"""\b(?:not\s(?:(?:looking|searching|hiring)\sfor\s|for\s)?an?\s
      |(?:average|median)\s[^.;\n]{0,50}\s(?:was|were)\s(?:\w+\s)?
      |percent(?:ile)?s?\b[^.;\n]{0,40}\s(?:earn(?:s|ed|ing)?|was|were|made?|makes?)\s(?:\w+\s){0,2}
      |(?:that|this|which|it)(?:['’]?s|\sis)\s(?:like|the\ssame\sas|equivalent\sto|comparable\s(?:to|with))\s)\Z""",
    re.VERBOSE | re.IGNORECASE,
)
#: What goes on to the next level behind a range: "£30k-40k, for seniors £60k-80k".
NEXT_LEVEL = re.compile(
    r"[,/]?\s(?:(?!per\b)[^.;\n$€£\d]){0,25}?\b(?:junior|mid|medior|senior|lead|principal|staff|graduate|entry|experienced)s?\b"
    r"[^.;\n$€£\d]{0,35}",
    re.IGNORECASE,
)
POTENTIAL = re.compile(r"\Aearnings?\spotential\b", re.IGNORECASE)
COMPETITIVE = re.compile(r"\bcompetitive\s?[(:\u2013-]\s?\Z", re.IGNORECASE)
#: A grant that is the pay: "the amount of the grant corresponds to €900, paid monthly".
GRANT = re.compile(
    r"\bamount\sof\sthe\s(?:\w+\s)?(?:grant|scholarship|fellowship|stipend)\s(?:is|will\sbe|corresponds\sto)\s\Z",
    re.IGNORECASE,
)
PAID_AFTER = re.compile(r"[^;\n$€£]{0,70}?\bpaid\s(?P<word>monthly|weekly|annually|yearly)\b", re.IGNORECASE)
#: Earnings on target are a hope: a base salary beside them counts for the posting.
OTE_BEFORE = re.compile(
    r"\b(?:OTE|on[\s-]target\searnings)\b\)?(?:\s(?!base)[a-z]{1,10}){0,6}\s?[:(]?\s?\Z", re.IGNORECASE
)
OTE_AFTER = re.compile(r"\s?\(?(?:OTE\b|on[\s-]target\b)", re.I)
SALARY = re.compile(
    r"\b(?:salar(?:y|ies)|salaire|\w{0,8}gehalt|package|r[ée]mun[ée]ration)\b[^.;\n]{0,30}\Z", re.I
)
#: What stands beside pay: "$110-130k + Bonus", "£30k+ and stock options".
BESIDE = re.compile(
    r"\s?\+?(?:\s?[+,&]|\s(?:and|plus|w/))\s?(?:[\w%.-]{1,15}\s){0,3}?(?:equity|(?:stock|share)\soptions?|options|bonus(?:es)?"
    r"|benefits|shares|commissions?|super(?:annuation)?|RSUs?)\b",
    re.IGNORECASE,
)
#: Words before a sum that make it the lower or the upper end: "begins at", "must be under".
LEAST = re.compile(
    r"""\b(?:from(?:\s(?:a\s)?gross(?:\sof)?)?|start(?:s|ing)?(?:\s(?:at|from|pay\sis|salary))?|beg(?:ins|inning)\s(?:at|from)|at\sleast|no[t]?\sless\sthan
      |minimaal|mindestens|ab|[aà]\spartir\sde|au\smoins|vanaf|desde|upwards\sof|in\sexcess\sof
      |min(?:imum)?(?:\s(?:of|salary|pay|wage|rate))?(?:\sis)?:?
      |min(?:imum|dest)\w{0,3}\s[^.;:\n$€£]{0,110}\s(?:is|beträgt|of))\s*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
MOST = re.compile(
    r"""\b(?:up\s?to|ranges\sto|bis\szu|maximaal|jusqu['’][àa]|no\smore\sthan|(?:be|is)\s(?:under|below)
      |not\s(?:to\s)?(?:exceed|above|over|more\sthan)|cannot\sexceed
      |max(?:imum)?(?:\s(?:of|salary|pay|wage|rate))?(?:\sis)?:?|max(?:imum)?\s[^.;:\n$€£]{0,60}\sis)\s*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
#: The second half of a range whose first is not understood: "70k$-$80k".
HALF = re.compile(r"\d[kK]?[$€£]?[-\u2013]\Z")
ABOVE = re.compile(r"\s(?:and|or)\s(?:above|more|up)\b", re.IGNORECASE)
LEAST_THOUSANDS, MOST_THOUSANDS = 28, 200
WIDEST = 4  # times the minimum: a range of pay where no word says that it is one
SHARE = re.compile(r"\d\s?%\s(?:of\s)?[^.;\n]{0,60}\Z")  # "60% of your monthly salary up to $6,000"
BEFORE = 90
LONG_BEFORE = 150  # "the minimum salary for this position according to ... is"
MONTHLY = 1_500, 9_000  # a salary of so many euros is a month's
MOST_SUMS = 200  # a text with more of them is a price list
LONGEST_JOINT = 60  # characters between a minimum and its maximum
#: Plausible amounts a period; outside them a sum is no pay.
BOUNDS: dict[PayPeriod, tuple[float, float]] = {
    "hour": (3, 1_000), "day": (20, 10_000), "week": (50, 50_000), "two_weeks": (200, 50_000),
    "month": (150, 400_000), "year": (5_000, 40_000_000),
}  # fmt: skip
YEARLY = 14_000  # an amount from here on is a year's pay where no period is stated
#: How many times as much the like amount is in these currencies, roughly.
SCALES = {
    "PLN": 4, "SEK": 10, "NOK": 10, "DKK": 7, "CZK": 22, "HUF": 350, "RON": 4, "INR": 20, "JPY": 120,
    "CNY": 5, "KRW": 1_000, "VND": 20_000, "IDR": 10_000, "MXN": 8, "ZAR": 8, "PHP": 20, "THB": 20, "TRY": 20,
    "ISK": 130,
}  # fmt: skip
HOURLY = 150  # and one up to here an hour's, where a range or a label says that it is pay
NUMBER_BEHIND = re.compile(r"(?<![\w.,$€£])\d")
#: "70 000 $", as it is written in French: not the "$" of the next sum.
DOLLAR_BEHIND = re.compile(r"\d[\d\u00a0\u202f ,.]{0,9}\s?\Z")
