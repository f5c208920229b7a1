"""On site, hybrid or remote: said of the job and of other things."""

from __future__ import annotations

import pytest

from postings.extraction import layouts, sections
from postings.extraction.extractors import workplace
from postings.extraction.records import RawFile
from tests.extraction.said import values

SAID = [
    ("100% telework", ["remote"]),
    ("WFH two days a week", ["hybrid"]),
    ("2 days in the office / 3 at home", ["hybrid"]),
    ("Office-based", ["on_site"]),
    ("The job is office-based.", ["on_site"]),
    ("Fully on-site at our bakery", ["on_site"]),
    ("This is a fully remote position.", ["remote"]),
    ("Acme | Engineer | Berlin | ONSITE", ["on_site"]),
    ("Acme | Engineer | ONSITE or REMOTE | Full-time", ["on_site", "remote"]),
    ("Acme | Engineer | REMOTE (US) | Full-time", ["remote"]),
    ("Remote - Spain", ["remote"]),
    ("This role is hybrid (3 days in the office per week).", ["hybrid"]),
    ("You can work remotely two days a week.", ["hybrid"]),
    ("Work model: Hybrid", ["hybrid"]),
    ("Employees are expected to work on-site.", ["on_site"]),
    ("Acme, Oslo (no remote)", ["on_site"]),
    ("You will be working from home.", ["remote"]),
    ("Location Type: On-site", ["on_site"]),
    ("We offer a flexible hybrid work arrangement.", ["hybrid"]),
    ("We work from two hubs or remotely in the United States.", ["remote"]),
    ("Benefit from hybrid or remote work arrangements.", ["hybrid", "remote"]),
    ("Willingness to work two days weekly on-site at the campus", ["hybrid"]),
    ("Apply today. #LI-Hybrid", ["hybrid"]),
    ("Employment Type: Full-time (Hybrid model)", ["hybrid"]),
    ("ONSITE Oslo", ["on_site"]),
    ("This position is 100% on-site", ["on_site"]),
    ("OSLO_BAKER_ONSITE", ["on_site"]),
    ("Oslo, Norway ONSITE", ["on_site"]),
    ("Springfield, IL; USA Remote", ["remote"]),
    ("Restrictions\nNo telecommuting", ["on_site"]),
    ("No remote work permitted-must be onsite.", ["on_site"]),
    ("The place is in Oslo. It is not a remote role.", ["on_site"]),
    ("This is primarily an office-based team.", ["on_site"]),
    ("Trainees are physically located at their mentor's worksite.", ["on_site"]),
    ("We are in Oslo and require 5 days/week in-office collaboration.", ["on_site"]),
    ("Must be onsite 100%.", ["on_site"]),
    ("You are in the office five days a week.", ["on_site"]),
    ("The post requires presence in our Oslo or Bergen office location 4 days per week.", ["hybrid"]),
    ("Must be in the office 3 days per week and 2 days at home.", ["hybrid"]),
    ("Oslo, Norway (Old Town, 4 office days/week)", ["hybrid"]),
    ("The team works from our offices on Mondays, Tuesdays and Fridays.", ["hybrid"]),
    ("Office presence at least 3 days per week", ["hybrid"]),
    ("Benefits\n- Two days a week in the office", ["hybrid"]),
    ("Benefits\n- Hybrid working: we trust you", ["hybrid"]),
    ("Benefits\n- A hybrid working concept", ["hybrid"]),
    ("A flexible, hybrid work culture", ["hybrid"]),
    ("Benefits\n- Hybrid-flexible hours", ["hybrid"]),
    ("Oslo, Norway (Hybrid) or Bergen, Norway (Hybrid)", ["hybrid"]),
    ("Hybrid, at the office, or remote in Norway", ["hybrid"]),
    ("A combination of mandatory on-site work with some telecommuting work", ["hybrid"]),
    ("We have hybrid working, so we all work from home and from town.", ["hybrid"]),
    ("This is no remote role: be in the office at least 3 days a week.", ["hybrid"]),
    ("Lyon, 3 jours de télétravail", ["hybrid"]),
    ("Télétravail partiel à Lyon", ["hybrid"]),
    ("Remote job No", ["on_site"]),
    ("Work model: Hybrid, with on-site presence at times", ["hybrid"]),
    ("Location: Oslo (4 days onsite, 1 flexible remote day)", ["hybrid"]),
    ("Work Location: Hybrid remote in Lyon", ["hybrid"]),
    ("Modelo híbrido con oficina en Madrid", ["hybrid"]),
    ("Benefits\n- Smart working and meal vouchers", ["hybrid"]),
    ("Benefits\n- Fully remote, with two meetings a year", ["remote"]),
    # in a header beside the kind of employment, or shouted behind the place
    ("Juniper | Oslo, Norway | ONSITE Full-time", ["on_site"]),
    ("Juniper | Cook | fulltime onsite | Oslo", ["on_site"]),
    ("Juniper | Oslo | Full-time ONSITE, VISA | Cook", ["on_site"]),
    ("Juniper | Oslo | ONSITE FULL-TIME", ["on_site"]),
    ("Juniper - Oslo/Bergen ONSITE (our shop is in Bergen)", ["on_site"]),
    ("Juniper | Austin, TX REMOTE (US) | Cook", ["remote"]),
    ("Juniper | Oslo | ONSITE preferred, REMOTE considered", ["on_site", "remote"]),
    # work from elsewhere is offered
    ("Juniper - Oslo, Norway/Remote could work too - Full time", ["remote"]),
    ("Part time and remote considered.", ["remote"]),
    ("Flexible hours, responsible remote work a possibility", ["remote"]),
    ("Oslo. Remote candidates are also welcome.", ["remote"]),
    ("Bake bread. Work from home with your own oven.", ["remote"]),
    ("Good people wanted. Working from home, must have an oven.", ["remote"]),
    ("Work from our Oslo headquarters or home office", ["remote"]),
    ("You will be based in a shared space or home office near Oslo.", ["remote"]),
    # some days
    ("Juniper | Oslo | ONSITE | Cook\n\nYou may work from home two days a week.", ["hybrid"]),
    ("We want you to work on-site but not all the time.", ["hybrid"]),
    ("You may work from home quite often, up to 3 days.", ["hybrid"]),
    ("Bring bread. Remote work is partly possible.", ["hybrid"]),
    ("| Telework Eligible | Yes |", ["hybrid"]),
    ("Bij ons is er een hybride werkomgeving.", ["hybrid"]),
    ("Vi erbjuder en hybrid arbetsplats", ["hybrid"]),
    # a benefit shows that some days may be spent at home
    ("Benefits\n- Flexible work from home policy", ["hybrid"]),
    ("Benefits\n- Extensive homeworking options", ["hybrid"]),
    ("We offer shares and flexibility in terms of remote work.", ["hybrid"]),
    ("Perks: Work from Home Wednesdays", ["hybrid"]),
    ("Avantages : accord de télétravail", ["hybrid"]),
    # and says less than what is said of the job
    ("This is a remote position. We have a flexible remote work policy.", ["remote"]),
]
NOT_SAID = [
    "We are a full-time crew onsite gym included",
    "The interview is one call, then a full day of onsite interviews.",
    "A phone screen, and then one day in office to meet us",
    "Flexible work from home options depending on position",
    "Telework Eligible | No decision",
    "Remote is considered case by case for others: remote considered case by case",
    "Occasionally working from home is an option.",
    "Charter a bus and use télétravail tools",
    "Flexible remote controls and flexibility in terms of hours",
    "They work from home.",
    "Oslo or Bergen office with a home-like feel",
    "A hybrid arbor grows here.",
    "You welcome remote guests; remote work a burden",
    "The remote could be lost",
    "Hybride motoren en hybride planten",
    "Remote REMOTENESS",
    "A fully on-site gym and a canteen",
    "Office-based customers call you.",
    "Experience with 100% telework teams",
    "You manage remote teams and remote servers.",
    "Experience with hybrid cloud and hybrid apps",
    "Remote sensing with satellites",
    "We have an on-site gym.",
    "Ability to work with a remote international team",
    "Experience working with remote and global teams",
    "You will work closely with on-site members of your team.",
    "You provide remote support to customers.",
    "Unless approved to work remotely, you come in.",
    "A work from home stipend of 200 euros",
    "Work with on-site and off-site teams",
    "Travel to remote areas",
    "Benefits\n- Remote work now and then",
    "Virtual reality and hybrid vehicles",
    "NON-REMOTE",
    "Hybrid Cloud Architect wanted",
    "You visit on-site customers two days a week.",
    "Remote until June, then in Oslo",
    "We keep hybrid or remote infrastructure running.",
    "The cloud-remote link is ours",
    "You serve citizens in person, by phone and by mail.",
    "#LI-AB1",
    "Ability to work independently and remotely",
    "Able to work remotely with the crew",
    "Experience working remotely in the past",
    "Occasional remote work is possible.",
    "Limited remote work, by agreement",
    "Overtime is paid, possibility to work from home, free parking",
    "A hybrid role between baking and selling",
    "This is a hybrid role in which you bake and sell.",
    "A hybrid working allowance of 30 euros",
    "No remote/hybrid designation was given.",
    "No remote experience is needed.",
    "You need to be in the office for a gathering two times a year.",
    "Normal office hours, Monday through Friday",
    "Our office with five rooms, two days of leave extra",
    "For office-based employees we pay the bus.",
    "You see customers three days a week on-site support included",
    "Smart working hours",
    "Hybrid or on premises infrastructures",
    "Three days of training at the start",
    "Do you like to work from our office in Oslo? Five people do.",
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_it_reads_where_the_work_is(text: str, expected: list[str]) -> None:
    assert values(workplace, text) == expected


@pytest.mark.parametrize("text", NOT_SAID)
def test_it_leaves_what_else_is_remote(text: str) -> None:
    assert values(workplace, text) == []


def test_a_title_says_it() -> None:
    read = layouts.parse(RawFile("posting.txt", "Title: Editor (Remote)\n\nYou work on-site.", "utf-8"))
    assert [one.value for one in workplace.extract(read, sections.split(read))] == ["remote"]


def test_a_title_may_end_in_it() -> None:
    read = layouts.parse(
        RawFile("posting.txt", "Title: Earn Your Living Working From Home\n\nBake.", "utf-8")
    )
    assert [one.value for one in workplace.extract(read, sections.split(read))] == ["remote"]
