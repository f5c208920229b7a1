"""Pay: ranges, currencies and periods, and sums of money that are no pay."""

from __future__ import annotations

import pytest

from postings.extraction import layouts, sections
from postings.extraction.extractors import pay
from postings.extraction.records import Pay, RawFile
from tests.extraction.said import statements, values

PAID = [
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
    ("OTE pay range for this role is $280,000 - $350,000 AUD", "AUD 280000-350000 per year"),
]
NOT_PAID = [
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
