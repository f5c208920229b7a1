"""The employer: how it speaks of itself, and names that are none."""

from __future__ import annotations

import pytest

from postings.extraction import layouts, sections
from postings.extraction.extractors import employer
from postings.extraction.records import Document, RawFile
from tests.extraction.said import statements, values

NAMED = [
    ("About Fernwick Software\nWe book village halls.", "Fernwick Software"),
    ("Fernwick Software is an equal opportunity employer.", "Fernwick Software"),
    ("Here at Fernwick, we ring the bells. Join Fernwick and its team.", "Fernwick"),
    ("Fernwick is seeking a clerk. Fernwick was founded in 1990 by two sisters.", "Fernwick"),
    ("Fernwick Inc. does not discriminate on any ground.", "Fernwick"),
    ("At Oak & Loom, we weave. Oak & Loom offers a pension.", "Oak & Loom"),
    ("Why goTRG?\ngoTRG is a leader. goTRG's mission is to mend.", "goTRG"),
    (
        "About Together AI Together AI is a lab. Together AI is an equal opportunity employer.",
        "Together AI",
    ),
    ("Bei Lumica sind wir zu dritt. Lumica sucht eine Hilfe. Lumica ist ein Verein.", "Lumica"),
    # glued sentences and headings
    ("We train you in English.At Fernwick, we ring by day. Fernwick’s bells", "Fernwick"),
    ("DescriptionFernwick is a leading provider of bells. Ring with us.", "Fernwick"),
    ("EQUAL OPPORTUNITY Fernwick is an equal opportunity employer.", "Fernwick"),
    # a bracket, a comma between the name and what it does
    ("Fernwick Bells (FB) is seeking a ringer. Come.", "Fernwick Bells"),
    ("Fernwick is, at its core, a foundry. Customers ring Fernwick daily.", "Fernwick"),
    # a name that begins small
    ("At fernwick we ring the bells.", "fernwick"),
    ("fernwick is looking for a ringer.", "fernwick"),
    # "France, Institute, City" as research portals head their postings
    (
        "Poland, Institute of Slow Mechanics of the Harrow Academy, Torun\nJoin Optics.",
        "Institute of Slow Mechanics of the Harrow Academy",
    ),
    ("Fernwick products ring far. Most Fernwick customers listen.", "Fernwick"),
    ("Bells ring. Careers at Fernwick, internal to Fernwick and no other.", "Fernwick"),
    # the whole, not its part; a parent that owns a brand only where it speaks of itself
    (
        "Norway, Laboratory of Quiet Engines, Bergen\nThe University of Harrow is a leading university. "
        "The University of Harrow embraces diversity.",
        "University of Harrow",
    ),
    # an apposition, a dash, a legal form, a bracket
    ("Fernwick, a company that casts bells, is looking for a ringer.", "Fernwick"),
    ("Fernwick - is the oldest foundry of the valley. Fernwick rings.", "Fernwick"),
    ("Bewerbung an:\nMorthwell Glocken GmbH\nDorfstrasse 5\nWir freuen uns.", "Morthwell Glocken"),
    # a name that only stands there often
    ("You ring the bells of Fernwick. Nobody rings like Fernwick, and with Fernwick you travel.", "Fernwick"),
    # where one writes to
    ("Bells are rung daily here. Send a letter to sam@fernwickbells.net and wait.", "fernwickbells"),
    # other languages
    ("Rejoignez Fernwick. La société Fernwick recrute un sonneur.", "Fernwick"),
    ("En Fernwick buscamos un campanero. En Fernwick creemos en el sonido.", "Fernwick"),
    ("SUMMARYFernwick Bells, a growing foundry, is looking for a ringer.", "Fernwick Bells"),
    ("Write to jobs@fernwick.example.com. Fernwick is hiring. The Fernwick team", "Fernwick"),
    # a name ends at a small word, unless that is its second
    ("At Harrow Bell Foundry the Bergen workshop tunes each bell. Come.", "Harrow Bell Foundry"),
    ("Save the Meadows is an equal opportunity employer.", "Save the Meadows"),
    # a demand that lost its line end is no part of the name
    ("You hold a CPA or CISSP Fernwick is an equal opportunity employer.", "Fernwick"),
    # no name goes on behind a line end
    ("Write to\nHanna Vogel\nMorthwell Glocken GmbH\nDorfstrasse 5", "Morthwell Glocken"),
    # verbs that begin like "of", "in", "as": no preposition stands behind the name
    ("Fernwick offers six bells. Fernwick invites you to ring.", "Fernwick"),
    ("With Fernwick, you travel. With Fernwick, bells sound better.", "Fernwick"),
    ("Tu sonneras chez Fernwick, tous les jours, chez Fernwick et nulle part ailleurs.", "Fernwick"),
    ("DescriptionLa Morthwell Cloches recherche un sonneur.", "Morthwell Cloches"),
    ("About fernwick:\nfernwick rings bells by hand.", "fernwick"),
    ("At Harrow90°, we bake. Harrow90° is an equal opportunity employer.", "Harrow90°"),
    ("Fernwick, an e-bell & chime agency, is hiring ringers.", "Fernwick"),
    # the leading word in front of a legal form, and three letters that other words hold as well
    ("Über Morthwell Glocken GmbH\nWir läuten.", "Morthwell Glocken"),
    ("Harrow QX is a foundry. Visit HTQX for bells, or EQXS.", "Harrow QX"),
    ("Belgium, fernwick, Leuven\nYou ring the bells of a quiet tower.", "fernwick"),
    # an employer that the title names as well
    (
        "Title: Ringer, Fernwick\n\nAt Fernwick, we ring. Fernwick is an equal opportunity employer.",
        "Fernwick",
    ),
]
ABBREVIATED = "At HSL, we lend. HSL is an equal opportunity employer. Harbour Street Library (HSL) is old."
UNNAMED = [
    "We are an equal opportunity employer.",
    "The Company is an equal opportunity employer.",
    "About us\nAbout the role\nAbout you",
    "Our client is seeking a clerk. This position is a great one.",
    "At Monday, we meet. Join our team.",
    "Candidates must know Excel and Python.",
    # a word that the text writes small as well, a town, a heading that lost its gap
    "Ensure is a word. Ensure provides nothing, you ensure that all is well.",
    "You work in Gennevilliers. In summer Gennevilliers is a fine town.",
    "Fernwick bells ring in the valley.",
    "Read https://www.forbes.com/list and https://www.example.org. Forbes is read here.",
    "Bedarf ist da. Teilzeit ist möglich.",
    "United States is a large country.",
    "Equal Opportunity Employer",
    "You will work with Berlin and Paris.",
    # verbs and nouns that only begin lines, however often
    "Perform checks.\nPerform repairs.\nPerform tests.\nDevelop plans.\nDevelop maps.",
    "Die Glocken läuten. Das Läuten ist schön und die Glocken sind alt und schwer und laut.",
    # words that lost the gap between them
    "About usWe ring the bells by hand.",
    "OVERVIEWWe are looking for a ringer.",
    "À propos de nousVous cherchez un emploi.",
    # skills, short words of the trade, and what a sentence says that a thing is
    "Kotlin is a language. Kotlin is a plus. Experience in Kotlin is a must.",
    "You know RF and CMOS. RF is a must, and CMOS is an asset.",
    "Bergamo is a town. Work in Bergamo.",
    "In San Diego we ring. San Diego is sunny.",
    "Technical Support Engineers are the first line. They ring.",
    "Notre objectif est simple. Notre équipe est petite.",
    # addresses that many share, or that are examples
    "Write to ann@gmail.com or see https://www.linkedin.com/jobs.",
    "Write to jobs@example.com and wait.",
    # a verb or a noun has its capital from the bullet or the sentence that it begins
    "Responsibilities\n- Sketch designs of bells\n- Polish supports every tower\n- Tune partners with care",
    "Ladders are the least of it. You climb.",
    "Climbing offers a view. Training provides skills.",
    "Welsh is a plus. Travel is rare.",
    # a part of a larger body
    "The Portugal Development Center hires six ringers each May.",
    "Office of Bell Resources\n\nCome and ring.",
    # words that point, and say whose: no names
    "Cette offre est fournie par un tiers. Cette offre est belle.",
    "Son offre est belle. Leur équipe est petite. Ces offres sont rares.",
    "Within the tower, we ring. Deine Aufgaben sind leicht.",
    "University degree in acoustics is a must.",
    "Healthcare has a bell problem. Democracy has been loud.",
    "With Kotlin, you write bells.",
    "Chez nous, tout sonne. Chez Paris, non.",
    "About you:\nyou ring well.",
    "DescriptionLa place est bonne. DescriptionThe tower is tall.",
    "Belgium, remote work, or not at all.",
    # two names that weigh the same
    "Fernwick is hiring a ringer.\nMorthwell is hiring a ringer.",
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_it_finds_the_employer(text: str, name: str) -> None:
    assert values(employer, text) == [name]


@pytest.mark.parametrize("text", UNNAMED)
def test_it_names_no_one_rather_than_anyone(text: str) -> None:
    assert values(employer, text) == []


def test_an_abbreviation_is_said_in_full_where_the_text_explains_it() -> None:
    assert values(employer, ABBREVIATED) == ["Harbour Street Library"]


def test_a_bracket_says_which_name_is_short_for_which() -> None:
    text = "The Guild for Village Bells (GVB) is looking for a ringer. GVB offers a pension. Join GVB."
    assert values(employer, text) == ["Guild for Village Bells"]


def test_a_name_among_the_demands_weighs_less_than_elsewhere() -> None:
    demands = "Requirements\n- Fernwick Bells builds a course that you took\n- You sing"
    text = f"Title: Ringer\n\n{demands}\n\nAbout us\n\nHarrow Mills builds ovens for all who ring."
    assert values(employer, text) == ["Harrow Mills"]


def test_one_weak_wording_is_unsure() -> None:
    (found,) = statements(employer, "Fernwick is hiring. Come soon.")
    assert found.unsure == employer.THIN


def test_a_stated_employer_is_not_read_again() -> None:
    assert values(employer, "Lorem.") == []
    read = _read("Title: Cook\nCompany: Harrow Hill\n\n" + _SPEAKS)
    assert list(employer.extract(read, sections.split(read))) == []


_SPEAKS = "At Fernwick, we ring. Fernwick is an equal opportunity employer."


def test_an_organization_beside_a_primary_location_is_a_unit() -> None:
    labels = "Job: Ringing\nPrimary Location: Oslo, Norway\nOrganization: Bells & Chimes\n"
    read = _read("Title: Cook\n" + labels + "\n" + _SPEAKS)
    assert [fact.value for fact in read.stated if fact.kind == "team"] == ["Bells & Chimes"]
    assert [found.value for found in employer.extract(read, sections.split(read))] == ["Fernwick"]


def test_an_organization_by_itself_is_the_employer() -> None:
    read = _read("Title: Cook\nLocation: Oslo, Norway\nOrganization: Bells & Chimes\n\nYou cook.")
    assert [fact.value for fact in read.stated if fact.kind == "employer"] == ["Bells & Chimes"]


@pytest.mark.parametrize(
    ("title", "body", "named"),
    [
        ("Cook at Fernwick", "Fernwick rings.", ["Fernwick"]),
        ("Cook – Fernwick", "Fernwick is a foundry.", ["Fernwick"]),
        ("Cook at Mountain View,CA", "You ring.", []),
        ("Senior Release Engineer – Salesforce", "Salesforce is what we sell.", []),
    ],
)
def test_what_a_title_ends_in(title: str, body: str, named: list[str]) -> None:
    read = _read(f"Title: {title}\n\n{body}")
    assert [fact.value for fact in read.stated if fact.kind == "employer"] == named


def _read(text: str) -> Document:
    return layouts.parse(RawFile("posting.txt", text, "utf-8"))
