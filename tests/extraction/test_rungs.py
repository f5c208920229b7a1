"""Rungs that are named by their holder, by the level of the job or by a label; and words that are no rung."""

from __future__ import annotations

import pytest

from postings.extraction import sections
from postings.extraction.extractors import requirements
from postings.extraction.records import Block, Document
from postings.extraction.summary import summarise
from tests.extraction.reading import document_of, paths_of, statements_of, summary_of

Paths = list[tuple[str | None, float | None]]
HOLDERS: list[tuple[str, Paths]] = [
    (
        "Master's or PhD in botany; at least 5 years of field work for PhD candidates"
        " and 7 years for Master's candidates",
        [("doctorate", 5), ("master", 7)],
    ),
    (
        "8 years of experience for a Bachelor's degree holder, 5 years for a Master's",
        [("bachelor", 8), ("master", 5)],
    ),
    ("At least 6 years (if Bachelor's) or 3 years (if Master's) in mills", [("bachelor", 6), ("master", 3)]),
    ("8 years of experience (5 with a Master's degree)", [(None, 8), ("master", 5)]),
    ("5 years of experience for which a Master's is preferred", []),  # "for which" names no holder
    ("3 years of experience writing for Master's programmes", []),
    ("Bachelor's degree and 4 years of experience (2 with rye)", []),
]
WITHOUT: list[tuple[str, Paths]] = [
    (
        "Graduate degree with 2 years of work experience; 6+ years of experience without graduate degree",
        [("master", 2), (None, 6)],
    ),
    (
        "University degree with 3 years of experience or non-university with 5 years",
        [("bachelor", 3), (None, 5)],
    ),
    (
        "Bachelor's degree and 3 years of experience, or 9 years lacking a degree",
        [("bachelor", 3), (None, 9)],
    ),
    ("MS in botany or have worked in milling, baking or brewing for 5 years", [("master", None), (None, 5)]),
    ("Bachelor's degree and 4 years of experience with non-university bakers", []),
    ("Bachelor's degree; the team has worked in one mill for 5 years", []),
]
LEVELS: list[tuple[str, Paths]] = [
    ("T1: HS + 4 yrs; T2: AA + 2 yrs", [("high_school", 4), ("associate", 2)]),
    (
        "Tier 1: HS diploma and 4 years of experience; Tier 2: AA and 2 years of experience",
        [("high_school", 4), ("associate", 2)],
    ),
    ("HS students and 2 teachers, 3 years of experience", []),
    ("AA batteries and 2 years of warranty", []),
]


PREFERRED: list[tuple[str, Paths]] = [
    # who has the preferred degree qualifies, too
    (
        "PhD (preferred), MS (2+ years of experience) or BS (5+ years of experience) in milling",
        [("doctorate", None), ("master", 2), ("bachelor", 5)],
    ),
    (
        "PhD in botany preferred with 2 years of experience or MS in botany with a minimum of 8 years;"
        " BS required with a minimum of 15 years",
        [("doctorate", 2), ("master", 8), ("bachelor", 15)],
    ),
    (
        "Bachelor's with 5+ years in mills, preferably with experience in rye or a Master's with 3 years",
        [("bachelor", 5), ("master", 3)],
    ),
    ("MS (2+ years of experience) or BS (at least 5 years of experience)", [("master", 2), ("bachelor", 5)]),
    ("MS (two new offices) and 5 years of experience", []),
    ("PhD (preferred) or MS in statistics", []),
    ("MBA preferred, or a BS with honours; 5 years of experience", []),
    ("Master's preferred. Bachelor's with 5 years of experience", []),
]
OTHER_WAYS: list[tuple[str, Paths]] = [
    (
        "Bachelor's degree with 8 years of milling experience OR special training and 10 years of experience",
        [("bachelor", 8), (None, 10)],
    ),
    (
        "Bachelor's degree in law or in lieu of degree, high school diploma and 4 years of work experience",
        [("bachelor", None), ("high_school", 4)],
    ),
    (
        "Master's degree AND/OR 3+ years of experience OR vocational qualification or higher education degree"
        " (e.g., Bachelor's) AND/OR 5+ years of experience",
        [("master", 3), ("certificate", 5)],
    ),
    ("Bachelor's degree and 5 years of sales or training and 2 years of milling experience", []),
    ("Bachelor's (or Master's) degree in law or an equivalent degree with 2-3 years of experience", []),
    ("Vocational qualifications are taught here; 5 years of experience", []),
]


@pytest.mark.parametrize(("line", "paths"), HOLDERS + WITHOUT + LEVELS + PREFERRED + OTHER_WAYS)
def test_it_reads_whose_rung_it_is(line: str, paths: Paths) -> None:
    assert paths_of(summary_of(line)) == paths


@pytest.mark.parametrize(
    ("lines", "paths"),
    [
        (
            (
                "Bachelor's degree and 2 years of experience",
                "A combination of education and experience equal to 6 years",
            ),
            [("bachelor", 2), (None, 6)],
        ),
        (
            (
                "With a high school diploma:",
                "10 years of baking",
                "With an Associate's degree:",
                "7 years of baking",
            ),
            [("high_school", 10), ("associate", 7)],
        ),
        # a combination that amounts to a degree is no number of years
        (
            (
                "Bachelor's degree",
                "A combination of education and experience equal to a degree, 4 years in mills",
            ),
            [],
        ),
        (("With a smile:", "10 years of baking", "Bachelor's degree"), []),
    ],
)
def test_it_reads_rungs_on_lines_of_their_own(lines: tuple[str, ...], paths: Paths) -> None:
    assert paths_of(summary_of(*lines)) == paths


@pytest.mark.parametrize(
    ("line", "policy", "years"),
    [
        # the dash begins another item: experience replaces nothing
        ("Bachelor's in law or a related field - Significant work experience in courts", "required", None),
        ("Bachelor's in law or related work experience - fluent Latin", "required_or_experience", None),
        # what replaces the years stands in a clause of its own before the diploma
        (
            "5 years in mills or equivalent combination of education and experience;"
            " high school diploma is required",
            "required",
            5,
        ),
        (
            "BS or equivalent combination of education and experience; GED is required",
            "required_or_experience",
            None,
        ),
        (
            "Bachelor's degree required; education can substitute for experience5+ Years' Experience",
            "required",
            5,
        ),
        ("Bachelor's degree from a 4 year institution. 1+ years of experience in law", "required", 1),
        ("Bachelor's degree; 4 years institutional baking", "required", 4),
        ("BS in law or equivalent, Masters preferred15+ years of milling", "required", 15),
    ],
)
def test_it_reads_what_replaces_the_degree(line: str, policy: str, years: float | None) -> None:
    summary = summary_of(line)
    assert (summary.degree_policy, summary.min_years) == (policy, years)


def test_nobody_sets_the_employer_a_minimum() -> None:
    line = "Proven leader with a minimum of 10+ years of baking experience including 2 years of pastry"
    assert summary_of(line, heading=None).min_years == 10
    assert (
        summary_of("Our leaders with 10 years of baking experience will teach you", heading=None).min_years
        is None
    )


ABOVE = ("Possession of a bachelor's degree", "Four years of milling experience, including two as a lead")


@pytest.mark.parametrize(
    ("block", "paths"),
    [
        (
            ("Alternate Education and Experience", "High school diploma and 6 years as a miller"),
            [("bachelor", 4), ("high_school", 6)],
        ),
        (
            (
                "Alternative Experience Qualifications",
                "A bachelor's degree and 2 years as a head miller",
                "OR",
                "8 years as a head miller",
            ),
            [("bachelor", 4), ("bachelor", 2), (None, 8)],
        ),
        (("Alternate education and experience are not considered", "Fluent Latin"), []),
        (("Alternative energy", "2 years with wind mills"), []),
    ],
)
def test_it_reads_a_block_of_other_ways(block: tuple[str, ...], paths: Paths) -> None:
    assert paths_of(summary_of(*ABOVE, *block)) == paths


def test_the_degree_above_such_a_block_stays_required() -> None:
    asked = [
        s
        for s in statements_of(*ABOVE, "Alternate Education", "High school diploma and 6 years as a miller")
        if s.level
    ]
    assert [(s.level, s.strength) for s in asked] == [("bachelor", "required"), ("high_school", "required")]


RUNG = "Master's degree in milling or a related field and 8+ years of experience in large mills"


def test_a_ladder_that_is_preferred_elsewhere_in_the_same_words_is_not_asked() -> None:
    document = document_of(
        "Bachelor's degree and 2 years of experience in milling", RUNG, heading="Requirements"
    )
    start = len(document.text)
    text = f"{document.text}Preferred qualifications:\n{RUNG}\n"
    blocks = (
        *document.blocks,
        Block("heading", start, start + 25),
        Block("bullet", start + 26, len(text) - 1),
    )
    read = Document("test", text, blocks)
    summary = summarise(tuple(requirements.extract(read, sections.split(read))))
    assert (summary.degree_floor, summary.degree_preferred, summary.min_years) == ("bachelor", "master", 2)


LONG = "a Bachelor's degree in milling, baking, brewing or a related field of study and 4 years of experience"


def test_a_line_that_repeats_the_end_of_a_longer_one_says_nothing_new() -> None:
    whole = f"Master's degree in milling and 2 years of experience OR {LONG}"
    assert paths_of(summary_of(whole, f"OR {LONG}")) == [("master", 2), ("bachelor", 4)]
    fragment = f"OR {LONG.removesuffix(' and 4 years of experience')}"
    assert paths_of(summary_of(whole, fragment)) == [("master", 2), ("bachelor", 4)]
    other = (
        "OR a Bachelor's degree in chemistry, physics or a related field of study and 6 years of experience"
    )
    assert paths_of(summary_of(whole, other))[-1] == ("bachelor", 6)
