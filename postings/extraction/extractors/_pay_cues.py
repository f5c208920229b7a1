"""The words around a sum of money that make it pay or something else, and how sums are written."""

from __future__ import annotations

import re

from postings.extraction.records import PayPeriod

SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₪": "ILS", "zł": "PLN"}
PREFIXED = {"US$": "USD", "C$": "CAD", "CA$": "CAD", "CAD$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD",
             "S$": "SGD", "HK$": "HKD", "R$": "BRL", "R": "ZAR"}  # fmt: skip
CODES = (
    "USD|EUR|GBP|CAD|AUD|NZD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|INR|SGD|HKD|JPY|CNY|KRW|BRL|MXN|ZAR|KES|NGN|AED|SAR"
    "|ILS|TRY|PHP|IDR|MYR|THB|VND|PKR|BGN|ISK|EURO|EUROS|Euro|Euros"
)
#: What a bare "$" is, by the country that the layout states.
DOLLARS = {"Canada": "CAD", "Australia": "AUD", "New Zealand": "NZD", "Singapore": "SGD", "Hong Kong": "HKD"}
_RAND = r"R(?=\d{1,3}[ ,\u00a0]?\d{3})"  # "R25 000"
MONEY = rf"(?:US\$|CAD?\$|CAD\$|AU?\$|NZ\$|S\$|HK\$|R\$|{_RAND}|[$€£¥₹₪])"
NUMBER = (
    r"\d{1,2}(?:,\d\d){1,3},\d{3}"  # "12,00,000", as India counts
    r"|\d{1,3}(?:[,.\u00a0\u202f'’ ]\d{3})+(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
)
RANGE = re.compile(
    rf"""
    (?<![\d.,$€£A-Z])(?:(?P<code>{CODES})\s?)?(?P<mark>{MONEY})?\s?(?P<low>{NUMBER})(?:,-)?\s?(?P<low_k>[kK]\b)?(?P<low_plus>\+(?!\d))?
    (?:\s?(?P<mark_behind>€|£|zł|\$(?![\d\s]\d|\d)))?(?:\s?(?P<code_between>{CODES})\b)?
    (?P<low_period>(?i:\s?(?:/|per\s|an?\s)\s?(?:hour|hr|year|yr|month|annum|day|week)\b))?
    (?:
        (?P<joint>[\s\u00ad]?(?:-{{1,2}}|\u2013|\u2014|\b(?i:to)\b(?:\s[-\u2013])?|\band\b|\bà\b|\bbis\b|\ben\b|\bet\b|\bund\b|\btot\b|\u2010|\u2011
            |[-,/|]?\s?(?i:max(?:imum)?)\b[.:]{{0,2}})\s?)
        (?:(?:{CODES})\s?)?{MONEY}?\s?(?P<high>{NUMBER})(?:,-)?\s?(?P<high_k>[kK]\b)?
        (?:\s?(?P<mark_end>€|£|zł|\$(?!\s?\d)))?
    )?
    (?P<plus>\s?\+(?!\d|\s?[a-z]))?
    (?:\s?(?P<code_behind>{CODES})\b)?
    """,
    re.VERBOSE,
)
#: Each alternative begins with a letter or sign of its own, which makes the search several times as fast.
HAS_MONEY = re.compile(
    "|".join([*map(re.escape, "$€£¥₹₪"), "zł", _RAND, *(rf"{code}\b" for code in CODES.split("|"))])
)
PERIOD = re.compile(
    r"""[\s,]*\(?/?\s?(?:(?:gross|brutto?|base|salary|net|plus\sbenefits|DOE)\s)?(?:
      (?P<hour>(?:/|per|an?|par|pro|each|every)?\s?(?:hour|hr|heure|stunde|uur|hora)\b|(?:de\s)?l['’]heure\b
        |hourly|/h\b|p/?h\b|p\.\s?h\.|HOUR)
    | (?P<two_weeks>bi-?weekly|/?\s?(?:every|per)?\s?(?:two|2)\sweeks|semi-?monthly)
    | (?P<year>(?:/|per|an?|each)?\s?(?:year|yr|annum|ann[ée]e|jahr|jaar|YEAR)\b|par\san\b|annually|annual
        |yearly|p\.?\s?a\.?\b|/y\b)
    | (?P<month>(?:/|per|an?|each|par|pro|al|im|por|i)?\s?(?:month|mo|mois|monat|maand|mes|MONTH)\b
        |/?monthly|p\.?m\.)
    | (?P<week>(?:/|per|an?|each|par|pro)?\s?(?:week|wk|semaine|woche)\b|weekly)
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
      |\w{0,6}salaris|package|hiring\srange|range|CTC|starting(?=\s*\Z))\b""",
    re.VERBOSE | re.IGNORECASE,
)
NOT_PAY_BEFORE = re.compile(
    r"""\b(?:rais(?:ed|ing)|funding|funded|valu(?:ed|ation)|revenues?|sales|budgets?|assets|bonus(?:es)?|allowance
      |insurance|stipends?|reimburse\w*|contribut\w+|HSA|deductible|deposit|grants?|loans?|donat\w+|quota|savings?
      |invest\w*|subsid\w+|HRA|card|over\s\$?|sign-?on|referral|equity|credits?|discount|prizes?|award(?:ed|s)?|fees?|costs?|worth
      |spend(?:ing)?|match(?:ing)?|tuition|ARR|GMV|contracts?|portfolio|projects?|fund|benefits?\s(?:of|is)
      |premiums?|hazards?|inconvenien\w+|housing|furnishings?|cover(?:age|s)?)\b[^.;\n]{0,40}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
NOT_PAY_AFTER = re.compile(
    r"""\s?(?:[MB]\b|[mb]n\b|\+?\s?(?:million|billion|trillion|mil\b|mm\b)|,?\d{3}\b|%
      |\s?(?:in\s(?:funding|revenue|sales|assets|ARR|venture|annual\ssales|life|(?:the\s)?(?:bank|tuition|learning))
        |of\s(?:funding|revenue|assets)|cost\sof\sliving|subsid|to\sspend|sign|bonus|referral|stipend|allowance|reimburse|towards|budget|deposit|401
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
    r"\s?(?:to\sspend|for\sgroceries|(?:(?!plus|and|with|or|excl|incl)[\w-]+\s){0,5}?(?:allowance|budget|subsidy|perks?)\b"
    r"|(?:(?!plus|and|with|or|excl|incl)[\w/-]+\s){1,5}?(?:stipend|reimbursement|credit)\b)",
    re.IGNORECASE,
)
#: What one might earn: "earn up to", "top performers make", "potential to earn well over".
PROMISE = re.compile(
    r"""(?:\b|(?-i:(?<=[a-z])(?=E)))(?:(?:earn|mak)(?:e|s|ing|ings)?\s(?:as\smuch\sas|(?:well\s)?(?:over|above|in\sexcess\sof)|more\sthan|up\sto|upwards\s(?:of|(?:up\s)?to?))
      |rates?\saveraging|earnings?\spotential(?:\s(?:of|is|up\sto))?|potential(?:ly)?\s(?:to\s)?(?:earn|make)\s?(?:of|up\sto|over)?
      |(?:performers|earners|producers|reps?|agents|people)\s(?:\w+\s)?(?:earn|make)(?:ing)?(?:\s(?:over|up\sto))?)
      \s*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
#: Earnings on target are a hope: a base salary beside them counts for the posting.
OTE_BEFORE = re.compile(r"\b(?:OTE|on[\s-]target\searnings)(?:\s(?:of|is|up\sto))?\s?[:(]?\s?\Z", re.I)
OTE_AFTER = re.compile(r"\s?\(?(?:OTE\b|on[\s-]target\b)", re.I)
SALARY = re.compile(
    r"\b(?:salar(?:y|ies)|salaire|\w{0,8}gehalt|package|r[ée]mun[ée]ration)\b[^.;\n]{0,30}\Z", re.I
)
ABOVE = re.compile(r"\s(?:and|or)\s(?:above|more|up)\b", re.IGNORECASE)
LEAST_THOUSANDS, MOST_THOUSANDS = 28, 200
SHARE = re.compile(r"\d\s?%\s(?:of\s)?[^.;\n]{0,60}\Z")  # "60% of your monthly salary up to $6,000"
BEFORE = 90
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
    "CNY": 5, "KRW": 1_000, "MXN": 8, "ZAR": 8, "PHP": 20, "THB": 20, "TRY": 20, "ISK": 130,
}  # fmt: skip
HOURLY = 150  # and one up to here an hour's, where a range or a label says that it is pay
NUMBER_BEHIND = re.compile(r"(?<![\w.,$€£])\d")
#: "70 000 $", as it is written in French: not the "$" of the next sum.
DOLLAR_BEHIND = re.compile(r"\d[\d\u00a0\u202f ,.]{0,9}\s?\Z")
