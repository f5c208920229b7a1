"""Pay: ranges, currencies and periods, and sums of money that are no pay."""

from __future__ import annotations

import pytest

from postings.extraction import layouts, sections
from postings.extraction.extractors import pay
from postings.extraction.records import Pay, RawFile
from tests.extraction.said import statements, values

PAID = [
    # a range is read whole, however its two sums are joined
    ("$21.00/HR TO $26.75/HR", "USD 21-26.75 per hour"),
    ("Salary: $61,200 to - $73,950", "USD 61200-73950 per year"),
    ("Min: $41,000 Max: $52,000 annually", "USD 41000-52000 per year"),
    ("$31 - $38 p.h.", "USD 31-38 per hour"),
    ("CTC 8-14 Lacs P.A.", "INR 800000-1400000 per year"),
    ("61 000 $ – 75 000 $ a year", "USD 61000-75000 per year"),
    ("Salaire : 24,50 $ de l’heure", "USD 24.50 per hour"),
    ("R18 000 - R21 500 per month", "ZAR 18000-21500 per month"),
    ("Salary: R18500 per month", "ZAR 18500 per month"),
    ("Pay: INR 900,000 & allowance for travel", "INR 900000 per year"),
    ("£385 per day outside IR35", "GBP 385 per day"),
    ("Line cook\n\n$85K+\n\nYou will cook.", "USD 85000+ per year"),
    # the base is sure, what is earned on target is not
    ("OTE £72k (base £41k)", "GBP 41000 per year"),
    ("Base £41k, OTE £72k", "GBP 41000 per year"),
    ("The base pay range is USD $100,600 - $199,000 per year.", "USD 100600-199000 per year"),
    ("Salary: £48,000 to £58,000", "GBP 48000-58000 per year"),
    ("Salary: $36.40 - $44.10 per hour", "USD 36.40-44.10 per hour"),
    ("Pay: EUR 15.20 per hour", "EUR 15.20 per hour"),
    ("$80 - $90 an hour", "USD 80-90 per hour"),
    ("Acme | Engineer | Oslo | $120-$180k + 0.25-1%", "USD 120000-180000 per year"),
    ("Salary scale is £28-£32k", "GBP 28000-32000 per year"),
    ("Salary: Up to $67,000.", "USD up to 67000 per year"),
    ("Salary: $4,033+/month", "USD 4033+ per month"),
    ("MINIMUM SALARY: $44,593.00", "USD 44593+ per year"),
    ("between $1,991.20 and $2,984.90 biweekly", "USD 1991.20-2984.90 per two weeks"),
    ("a salary between €4.100 and €6.500 gross per month", "EUR 4100-6500 per month"),
    ("Gross salary: 3500 - 6000 EUR/month", "EUR 3500-6000 per month"),
    ("Rémunération : à partir de 25 000,00€ par an", "EUR 25000+ per year"),
    ("USD$25.49 per hour - USD$26.81 per hour", "USD 25.49-26.81 per hour"),
    ("Salary: KES 185,000 - 220,000 per month", "KES 185000-220000 per month"),
    ("Salary: $16.70 - $25.40/hourly", "USD 16.70-25.40 per hour"),
    ("Salaire : 42K à 58K €", "EUR 42000-58000 per year"),
    ("Compensation: from 14,500 PLN", "PLN 14500+ per month"),
    ("Salary: $90,000 per year plus a training budget", "USD 90000 per year"),
    ("Salaire : 2\u202f140,00 € par mois", "EUR 2140 per month"),
    ("£30,000 pro rata", "GBP 30000 per year"),
    ("46-53k€ selon profil", "EUR 46000-53000 per year"),
    ("Jahresgehalt ab 61.000 €", "EUR 61000+ per year"),
    ("Gehalt: 35.500 - 45.500 Euro brutto", "EUR 35500-45500 per year"),
    ("₹8,00,000 - ₹12,00,000 a year", "INR 800000-1200000 per year"),
    ("£500 - £600 per day", "GBP 500-600 per day"),
    ("Day rate: £550", "GBP 550 per day"),
    ("Starting $65,000", "USD 65000+ per year"),
    ("The base salary is $256,000-$278,000 + bonus + equity", "USD 256000-278000 per year"),
    ("Paying up to £65k + bonus", "GBP up to 65000 per year"),
    ("$55/hr - $60/hr", "USD 55-60 per hour"),
    ("New York: $121,000 - $150,000", "USD 121000-150000 per year"),
    ("$19.00/hr plus a $500 monthly housing stipend", "USD 19 per hour"),
    ("Bruttomonatsgehalt EUR 3.954,00", "EUR 3954 per month"),
    ("Een bruto maandsalaris tussen € 3.712,- en € 5.303,- per schaal", "EUR 3712-5303 per month"),
    ("Join a great teamPay$41,000-$55,000Write to us", "USD 41000-55000 per year"),
    ("Salary:\n$4,437 – $6,810.", "USD 4437-6810 per month"),
    # a minimum and a maximum apart are one range
    ("The minimum salary is $50,000 and the maximum salary is $70,000.", "USD 50000-70000 per year"),
    ("Rémunération : A partir de 39 000€ brut annuel", "EUR 39000+ per year"),
    ("Salary: $70\xad-$115k", "USD 70000-115000 per year"),
    ("Salaire : 48 à 55 €", "EUR 48000-55000 per year"),
    ("Monthly Salary: £2,450.00GBP and above, by experience", "GBP 2450+ per month"),
    ("Paid 12-15 LPA", "INR 1200000-1500000 per year"),
    ("The range is low $80s to 110s", "USD 80000-110000 per year"),
    ("A salary of around 50-60k, and €20 of vouchers", "EUR 50000-60000 per year"),
    # the end that is open is said in words
    ("The pay begins at $95k USD", "USD 95000+ per year"),
    ("Wages start at $19 per hour", "USD 19+ per hour"),
    ("Our hourly rate must be under $38 hr", "USD up to 38 per hour"),
    ("The rate cannot exceed $47 p/hr", "USD up to 47 per hour"),
    ("The most we pay: the max rate for this assignment is $52.10 per hour", "USD up to 52.10 per hour"),
    (
        "The minimum gross salary for full-time work (40 h / week) by our agreement is EUR 48.200,-",
        "EUR 48200+ per year",
    ),
    ("Ein Jahresbruttogehalt von mindestens 33.500 EUR", "EUR 33500+ per year"),
    ("Een brutomaandsalaris van minimaal € 3.100,- en maximaal € 4.200,-", "EUR 3100-4200 per month"),
    ("A salary of up to €4700,- to grow in", "EUR up to 4700 per month"),
    # a "+" before another thing opens no end
    ("Juniper | Cook | Oslo | $50K + 10% equity", "USD 50000 per year"),
    ("With a basic salary of £16,250 + Car and a bonus", "GBP 16250 per year"),
    ("Salary: $62,000 + 2 extra days off", "USD 62000 per year"),
    ("Salary: $62,000 +", "USD 62000+ per year"),
    ("Compensation: $350+k total, all cash", "USD 350000+ per year"),
    ("Cooks are paid from gross NOK 522 700 per annum.", "NOK 522700+ per year"),
    ("Benefits and equity are competitive ($105K-$165K w/ equity).", "USD 105000-165000 per year"),
    ("Pay is competitive: $105K-$165K", "USD 105000-165000 per year"),
    ("Earning potential of € 41.000 - € 62.000.", "EUR 41000-62000 per year"),
    (
        "The amount of the grant corresponds to €985,20, by the table in force, paid monthly",
        "EUR 985.20 per month",
    ),
    ("The salary ranges from GBP2400 - 5800GBP monthly.", "GBP 2400-5800 per month"),
    ("Your salary may be between $93, 000 $112,000 here.", "USD 93000-112000 per year"),
    ("Salary: $93, 000", "USD 93000 per year"),
    ("Starting salary: $50,000 for all bakers", "USD 50000 per year"),
    # "+ equity" shows that a sum is pay, and its "+" is an "and"
    ("Juniper | Cook | Toronto | $110k+ CAD + Equity | https://example.com", "CAD 110000+ per year"),
    ("Base salary:\n$210,000 - $240,000 + Significant equity", "USD 210000-240000 per year"),
    ("Salary: $115-145k+ Bonus", "USD 115000-145000 per year"),
    ("What you get$95-105k + Bonus + benefits", "USD 95000-105000 per year"),
    ("We seek a designer. £32k+ and possible stock options.", "GBP 32000+ per year"),
    ("Juniper | Cook | Leeds £33-41.5k + up to 2% equity | ONSITE", "GBP 33000-41500 per year"),
    # a kind of employment in a header is no contract that is worth the sum
    ("Juniper | Full-time Contract | $85-115k | Cook", "USD 85000-115000 per year"),
    ("Juniper | Full-Time/Contract | Oslo | $30-$45/hour | Cook", "USD 30-45 per hour"),
    # thousands written once, or not known yet; the high sum first
    ("Salary: $45-60,000", "USD 45000-60000 per year"),
    ("Annual compensation of £42-61,000", "GBP 42000-61000 per year"),
    ("Juniper | Cook | Leeds | £45k-£?k\nWe cook.", "GBP 45000+ per year"),
    ("Leeds\n$90,000- $70,000\nWe cook.", "USD 70000-90000 per year"),
    ("a salary between € 2,710 (scale 8) and € 3,905 (scale 9) gross per month", "EUR 2710-3905 per month"),
    # where a line break was lost
    ("Compensation: $44-51KAbout us", "USD 44000-51000 per year"),
    ("Pay: $9.25 an hourBest workers win prizes", "USD 9.25 per hour"),
    ("Salaire : 2100 à 2300€ b/m + repas", "EUR 2100-2300 per month"),
    ("We pay 15 million to 25 million VND", "VND 15000000-25000000 per month"),
    ("Salary: 14,500,000 - 16,000,000 Yen", "JPY 14500000-16000000 per year"),
    ("US applicants only $101,000 — $180,500 USD", "USD 101000-180500 per year"),
    ("Base salary of 55-65K and a 401K", "USD 55000-65000 per year"),  # that plan is American
    ("OTE pay range for this role is $280,000 - $350,000 AUD", "AUD 280000-350000 per year"),
]
NOT_PAID = [
    # a promise, a statistic, a comparison and what is not looked for
    "OTE is $100K+ for top earners.",
    "A salary of $140,000 is for our best performers.",
    "A yearly compensation of $140k+ within your first 2 years",
    "Pay of $90,000 after three years",
    "An incentive pay plan that averages more than $48,000",
    "Salary: first year potential of $85,000",
    "The average cook salary in 2014 was $51,000.",
    "Salary survey: the lowest ten percent earned around $31,000.",
    "Our rate is fair: I am not looking for a $400/hr cook, and also not a $15/hr beginner.",
    "The salary is good. That's like $150-$180K in Oslo.",
    "Prizes: for juniors $30k-40k",  # no pay goes before
    "We sold for $30k-40k, for seniors $50k-60k.",
    "A competitive game (up to $90)",
    "The amount of the grant is €900, shared by all",
    "Earning potential of $100K",  # one end alone
    "£15,750 + car",
    "R2025 is the name of our plan",  # no South African sum
    "Room R12 450 is on the first floor",
    "$50K+ in prizes every year",
    "Hourly rate: 17.50",  # no currency, and no country to take it from
    "£25 per day for lunch",
    "We've raised $781M and our valuation is $11B.",
    "With annual revenues over $120 million",
    "$10,000 sign on bonus",
    "An annual training allowance of £1,000",
    "You manage a budget of $2,000,000.",
    "Life insurance of $36,000",
    "60% of your monthly base salary up to $6,000 per month",
    "It helps manage over $30 trillion in assets.",
    "401(k) plan and 25 days off",
    "We are 120-180 people",
    "carrying $1M+ annual quota",
    "The HSA gets $1,500 (individual)",
    "You receive 4,000 SEK annual wellness allowance.",
    "EUR 2,000 annual development budget",
    "A card with 150 PLN per month to spend on sports",
    "Receive 200 PLN net per month as a home office allowance",
    "A housing subsidy of $2k per month",
    "Fertility HRA (up to $8,000 per year)",
    "Call 555-0100 or pay $5 for parking",
    "Life cover of 3 times annual salary up to $300,000",
    "annual salary rounded to the nearest $1,000 to a maximum of $250,000",
    "A $75 per diem, $20 per day for meals",
    "A referral bonus of $3,000 - $5,000",
    "Customers spend $500 per year with us",
    "You own accounts worth $50,000 - $100,000 per year",
    "relocation package of $10,000",
    "our Series B of $45,000,000",
    "The 401k match is up to $3,000",
    "Mileage is reimbursed at $0.65",
    "equity worth $20,000 - $40,000",
    "Profitable sellers can earn over $20K+ per month.",
    "Earning potential of $100K+ a year",
    "Top performers make $150,000 per year.",
    "Earn up to £900 per week",
    "Potentially earn well over $100,000 per year",
    "HAZARD / INCONVENIENCES: £ 275.00 GBP (Monthly)",
    "Job ID: R4407219. Salary: not stated",
    "Our shop pages generate £90k a month, and pay for themselves",
    "It went from nothing to $300k/month in a year, and we pay well",
    "Pay and INR90K books & travel allowance each month",
    "HOUSING LOAN: all may apply and the amount will be £10,000.00GBP to £30,000.00GBP annually",
    "$200/month Quality of Life perk",
    "Salary: EUR 6.5 - 7.5k",  # of a month or a part of the year
    "A salary around 120-150k",  # of which currency?
    "The base has 50-60k users, paid in €",
    "Pay for 50k people in £",
    "Our weekly cake, and a $400 phone/watch reimbursement",
    "Lawyers are dear, with rates averaging $250 / hour.",
    "Sales reps earn upwards to $1,100 a week.",
    "Music of the $80s",
    # pension plans are named like thousands
    "Competitive salary, 401k and a gym",
    "Compensation: pay, PTO, 401 K",
    "Competitive pay with 401(k) and 403b plans",
    "A salary packaging benefit of up to $15,900 per year",
    "Een tegemoetkoming tot € 12.000 in maximaal 4 jaar om je studieschuld af te lossen",
    "Pay is fair, and a reiskostenvergoeding van € 300 per maand",
    "Our best people are making $14.00 to $16.00 per hour",
    "Average yearly income of $80-$120,000 on commission",
    "We gave $120/month in gym/commuter credits",
    "We closed deals of $50,000 - $90,000 USD",
    "Contract value: $20,000 - $40,000",
    "A round of $400k + equity swaps in funding",
    "Sum - $60,000",
    "It took $100k-$? to try",  # in no header
    "A 20-30 million project in VND",
    "Pay per click: 45 per page",
    "Base camp at 14,000-16,000 feet",
]


@pytest.mark.parametrize(("text", "expected"), PAID)
def test_it_reads_what_is_paid(text: str, expected: str) -> None:
    assert values(pay, text) == [expected]


@pytest.mark.parametrize("text", NOT_PAID)
def test_other_sums_are_no_pay(text: str) -> None:
    assert values(pay, text) == []


def test_a_period_that_only_the_amount_shows_is_unsure() -> None:
    (found,) = statements(pay, "Salary: $67,000")
    assert found.unsure == pay.BY_SIZE
    assert found.pay == Pay(67_000, 67_000, "USD", "year")


def test_a_bare_dollar_is_the_dollar_of_the_stated_country() -> None:
    text = "Title: Cook\nLocation: Halifax, NS, Canada\n\nWe pay $30 to $40 per hour."
    read = layouts.parse(RawFile("posting.txt", text, "utf-8"))
    assert [one.value for one in pay.extract(read, sections.split(read))] == ["CAD 30-40 per hour"]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Leeds, United Kingdom", ["GBP up to 45000 per year"]),
        ("Austin, TX, United States", ["USD up to 45000 per year"]),
        ("Lyon, France", ["EUR up to 45000 per year"]),
        ("Nairobi, Kenya", []),  # its currency is not among those that are counted like this
    ],
)
def test_thousands_without_a_currency_are_of_the_country(place: str, expected: list[str]) -> None:
    text = f"Title: Cook\nLocation: {place}\n\nSalary up to 45k, dependent on experience."
    read = layouts.parse(RawFile("posting.txt", text, "utf-8"))
    assert [one.value for one in pay.extract(read, sections.split(read))] == expected


def test_ranges_of_several_levels_are_stated_each() -> None:
    text = "Salary: for juniors around £31k-41k, for mid-level we offer £41-61k and for senior £61k-£81k."
    assert values(pay, text) == [
        "GBP 31000-41000 per year",
        "GBP 41000-61000 per year",
        "GBP 61000-81000 per year",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Juniper | Austin, TX | Cook | All Levels | 90K - 150K + equity", ["USD 90000-150000 per year"]),
        ("Juniper (https://juniper.example/kitchen/of/the/old/town) is hiring good bakers in Austin, TX\n\n"
         "For all posts we are offering 75K-95K.", ["USD 75000-95000 per year"]),
        ("Juniper is hiring bakers in Austin, TX\n\nWe are offering 75K-95K users a cake.", []),
        ("Juniper | Ovens | Cakes\n\nWe are offering 75K-95K.", []),  # of which country?
    ],
)  # fmt: skip
def test_thousands_are_of_the_country_of_the_first_line(text: str, expected: list[str]) -> None:
    read = layouts.parse(RawFile("posting.txt", text, "utf-8"))
    assert [one.value for one in pay.extract(read, sections.split(read))] == expected


def test_ranges_of_several_places_are_stated_each_once() -> None:
    text = "Pay: $120,000 - $150,000. In New York: $130,000 - $160,000. Pay: $120,000 - $150,000."
    assert values(pay, text) == ["USD 120000-150000 per year", "USD 130000-160000 per year"]


@pytest.mark.parametrize(
    ("first_line", "expected"),
    [
        ("Line Cook - $64K", ["USD 64000 per year"]),
        ("Line Cook (up to £38k)", ["GBP up to 38000 per year"]),
        ("Line Cook for a $90K kitchen", []),  # no part of its own
        ("Line Cook - $5M fund", []),
    ],
)
def test_pay_may_stand_in_the_title_alone(first_line: str, expected: list[str]) -> None:
    read = layouts.parse(RawFile("posting.txt", f"{first_line}\n\nYou will cook for us.", "utf-8"))
    assert [one.value for one in pay.extract(read, sections.split(read))] == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Rémunération à partir de 37k.", ["EUR 37000+ per year"]),
        ("Salaire :\nentre 33 et 36k", ["EUR 33000-36000 per year"]),
        ("Fourchette salariale : 58K/63K brut annuel", ["EUR 58000-63000 per year"]),
        ("Compensation: 45,000-55,000", ["EUR 45000-55000 per year"]),
        ("Target pay 41-52 per hour", ["EUR 41-52 per hour"]),
        ("Cook | 85-95k + equity", ["EUR 85000-95000 per year"]),
        ("Salaries for 45,000-55,000 employees", []),
        ("The base is 40-50k users", []),
        ("Base jumps from 40 per hour", []),
        ("85-95k + servers", []),
    ],
)
def test_pay_without_a_sign_is_of_the_country(said: str, expected: list[str]) -> None:
    text = f"Title: Cook\nLocation: Lyon, France\n\n{said}"
    read = layouts.parse(RawFile("posting.txt", text, "utf-8"))
    assert [one.value for one in pay.extract(read, sections.split(read))] == expected


def test_an_hourly_rate_without_a_currency_is_of_the_country() -> None:
    text = "Title: Cook\nLocation: Leeds, United Kingdom\n\nHourly rate: 14.20 - 15.75"
    read = layouts.parse(RawFile("posting.txt", text, "utf-8"))
    assert [one.value for one in pay.extract(read, sections.split(read))] == ["GBP 14.20-15.75 per hour"]
