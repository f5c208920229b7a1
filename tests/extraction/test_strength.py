"""Required or preferred: words of the clause, a trailing "preferred", the heading, otherwise required."""

from __future__ import annotations

import pytest

from postings.extraction import sections
from postings.extraction.strength import spans as strength
from postings.extraction.strength.cues import cues
from postings.extraction.strength.headings import heading_strength
from tests.extraction.reading import document_of, summary_of

# text; what is asked about, and its strength by the words of the sentence alone (None: none governs it)
BY_WORDS = [
    ("BS in art, but not required", {"BS": "preferred"}),
    ("A BS in art helps, but is not necessary", {"BS": "preferred"}),
    ("A BS that helps bakers", {"BS": None}),
    ("Non-essential: BS in art", {"BS": "preferred"}),
    ("Ideal years of baking: 3 years", {"3 years": "preferred"}),
    ("The ideal baker has 3 years", {"3 years": None}),
    ("Bachelor's degree required", {"Bachelor's degree": "required"}),
    ("Master's degree advantageous", {"Master's degree": "preferred"}),
    ("MBA is a strong plus", {"MBA": "preferred"}),
    ("A diploma would be an asset", {"A diploma": "preferred"}),
    ("Bachelor's degree required, Master's preferred", {"Bachelor's": "required", "Master's": "preferred"}),
    ("BS required and MS preferred", {"BS": "required", "MS": "preferred"}),
    ("BS, MS or PhD preferred", {"BS": "preferred", "MS": "preferred", "PhD": "preferred"}),
    ("Bachelor's degree in law, MBA preferred", {"Bachelor's degree": None, "MBA": "preferred"}),
    ("Bachelor's degree (Master's preferred)", {"Bachelor's degree": None, "Master's": "preferred"}),
    ("Bachelor's degree; Master's a plus", {"Bachelor's degree": None, "Master's": "preferred"}),
    ("BS with MS preferred", {"BS": None, "MS": "preferred"}),
    ("BS in law or art, and 2 years of work are preferred", {"BS": "preferred", "2 years": "preferred"}),
    ("BS in trade, law, art preferred", {"BS": "preferred"}),
    ("5 years of sales experience, banking preferred", {"5 years": None}),
    ("5 years of law, art or trade experience preferred", {"5 years": "preferred"}),
    ("2 years of experience with kilns, and any experience with ovens a plus", {"2 years": None}),
    ("Ph.D. (preferred) or Master's", {"Ph.D.": "preferred", "Master's": None}),
    ("Kilns: 2 years (Preferred)", {"2 years": "preferred"}),
    ("BS (Required)", {"BS": "required"}),
    ("Ideally a Master's and 5 years of experience", {"Master's": "preferred", "5 years": "preferred"}),
    ("Bachelor's, preferably a Master's", {"Bachelor's": None, "Master's": "preferred"}),
    ("Bachelor's degree, preferably in Geology", {"Bachelor's degree": None}),
    ("3-5 years of experience, preferably in a bakery", {"3-5 years": None}),
    ("Preferred: MBA; Required: BS", {"MBA": "preferred", "BS": "required"}),
    ("[Desired] Degree in Music", {"Degree": "preferred"}),
    ("A preferred minimum of 5 years", {"5 years": "preferred"}),
    ("Degree preferred 3+ years of work", {"Degree": "preferred", "3+ years": None}),  # a lost line break
    ("A degree is preferred.7 years of work", {"degree": "preferred", "7 years": None}),  # and a lost blank
    ("Bachelor's preferred5+ years of work", {"Bachelor's": "preferred", "5+ years": None}),
    ("Bachelor's degree preferred but not required", {"Bachelor's degree": "preferred"}),
    ("MBA welcomed but not required", {"MBA": "preferred"}),
    ("A diploma is highly appreciated", {"A diploma": "preferred"}),
    ("A degree will be nice, work matters more", {"A degree": "preferred"}),
    ("Beneficial: PhD, work as a baker and a law degree", {"PhD": "preferred", "law degree": "preferred"}),
    ("Preferred: MBA, BS required", {"MBA": "preferred", "BS": "required"}),
    ("NICE-TO-HAVE - PhD in Botany", {"PhD": "preferred"}),  # a heading that lost its line
    ("BS in artPreferredMaster's degree", {"BS": None, "Master's degree": "preferred"}),
    ("Degree preferred (BS in art)", {"Degree": "preferred", "BS": "preferred"}),
    ("BS preferred (diploma at least)", {"BS": "preferred", "diploma": None}),
    ("BS (Botany preferred), MS (in law)", {"MS": None}),
    ("BS or MS (preferred)", {"BS": None, "MS": "preferred"}),
    ("BS or MS in art (preferred)", {"BS": "preferred", "MS": "preferred"}),
    ("Master's Degree Preferred In: art, law", {"Master's Degree": "preferred"}),
    ("Bachelor's; Master's degree, preferred 6 ovens", {"Bachelor's": None, "Master's degree": "preferred"}),
    ("2 years required, preferred 4 years", {"2 years": "required", "4 years": "preferred"}),
    ("Bachelor's (with a preference of a Master's)", {"Bachelor's": None, "Master's": "preferred"}),
    ("BS or practical experience Bread-loving teams are a plus", {"BS": None}),  # a lost line break
    ("Visitors are welcome to see BS", {"BS": None}),
    ("It is desirable that one be a graduate with a BS in art", {"BS": "preferred"}),
    ("Work with tools, ideally looms - BS in art", {"BS": None}),  # a list whose bullets became dashes
    (
        "BS or MS in Dairy Science or a related field with a focus on slow or fast ferments is preferred",
        {"BS": "preferred", "MS": "preferred"},
    ),
    ("BS in a related field (BONUS).", {"BS": "preferred"}),
    ("BS in one of our fields – advantage", {"BS": "preferred"}),
    ("BS and home advantage in games", {"BS": None}),
    ("BONUS POINTS2 years of baking", {"2 years": "preferred"}),  # a glued heading
    ("Preferred technical background (BS in art)", {"BS": "preferred"}),
    ("A BSc in art ispreferred", {"BSc": "preferred"}),  # a lost blank
    ("PhD and 4 years of experience PreferredSome ovens", {"PhD": None, "4 years": None}),
    ("Bachelor's Degree PreferredAbility to lead", {"Bachelor's Degree": "preferred"}),
    ("BS or six years of work, Certified Baker (CBA) preferred", {"BS": None, "six years": None}),
    ("The preferred vendor list names BS", {"BS": None}),
    ("Asset management, 3 years", {"3 years": None}),
    ("3 years of work plus a Bachelor's degree", {"3 years": None, "Bachelor's degree": None}),
    ("A degree in art, nice: MBA", {"A degree": None, "MBA": "preferred"}),
    ("Preferred CandidateMS in art", {"MS": "preferred"}),  # a glued heading
    ("REQUIREMENTSDesired Skills Are BS in art", {"BS": "preferred"}),
    ("Idealerweise BS in Chemie", {"BS": "preferred"}),
    ("BS in Chemie von Vorteil", {"BS": "preferred"}),
    ("2 years with an asset portfolio tool", {"2 years": None}),
    ("2 years with a bonus scheme", {"2 years": None}),
    ("BS in art, in a nice: or quiet: town", {"BS": None}),
    ("DESIRED lines: BS in art", {"BS": "preferred"}),
    ("NICE-TO-HAVESPhD in art", {"PhD": "preferred"}),  # a glued heading
    ("A BS, Law, Art or Trade background preferred", {"BS": "preferred"}),
    ("A BS, a clean record, own car preferred", {"BS": None}),
]


@pytest.mark.parametrize(("text", "expected"), BY_WORDS)
def test_words_of_the_sentence_decide(text: str, expected: dict[str, str | None]) -> None:
    spans = {part: (text.index(part), text.index(part) + len(part)) for part in expected}
    found = {
        part: strength.strength_in(text, 0, len(text), *span, [s for s in spans.values() if s != span])
        for part, span in spans.items()
    }
    assert found == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("Preferred qualifications", "preferred"), ("Qualifications", "required"), ("Benefits", None)],
)
def test_the_heading_decides_where_no_word_does(heading: str, expected: str | None) -> None:
    document = document_of("Five years in a bakery", heading=heading)
    start = document.text.index("Five")
    assert strength.strength_of(document, sections.split(document), start, start + 10) == expected


def test_words_outweigh_the_heading() -> None:
    assert (
        summary_of("A Master's degree is required", heading="Preferred qualifications").degree_floor
        == "master"
    )
    assert summary_of("A Master's degree is a plus", heading="Requirements").degree_policy == "preferred_only"


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("preferred", ["before"]),
        ("Preferred: art", ["after"]),
        ("Preferred skills: art", ["after"]),
        ("degree preferred Experience: art", ["before"]),  # another heading begins
        ("preferable within processing", ["after"]),
        ("nice to have", ["before"]),
        ("bonus points for art", ["after"]),
        ("must have art", ["after"]),
        ("an apron is a must", ["before"]),
    ],
)
def test_a_word_of_strength_looks_back_or_ahead(text: str, looks: list[str]) -> None:
    assert [cue.looks for cue in cues(text, 0, len(text))] == looks


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("Ideally the person would have", "preferred"),  # the colon was forgotten
        ("Ideally seeking the following", "preferred"),
        ("It is a plus if you have:", "preferred"),
        ("The person would have", "required"),
        ("We ideally bake in the morning", "required"),  # a line that leads nowhere
    ],
)
def test_a_line_leads_the_lines_below_it(lead: str, expected: str) -> None:
    document = document_of(lead, "Five years in a bakery", heading="About you", bullets=False)
    start = document.text.index("Five")
    assert heading_strength(document, sections.split(document), start) == expected
