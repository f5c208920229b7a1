"""What follows from alternatives of degree and years: over several lines, for the floor, for every path."""

from __future__ import annotations

import pytest

from tests.extraction.reading import paths_of, summary_of


@pytest.mark.parametrize(
    ("line", "policy", "floor", "years"),
    [
        ("BS and 8, or MS and 5 years of experience", "required", "bachelor", 8),
        ("BS and 8 years, or MS and 5 years of experience", "required", "bachelor", 8),
        ("MS and 5 years of experience, or BS and 8 years", "required", "bachelor", 8),
        ("Bachelor's and 2 years, or 6 years of experience", "required_or_experience", "bachelor", 2),
        ("Bachelor's degree and/or 5 years of experience", "required_or_experience", "bachelor", 5),
        (
            "BS and 4+ years OR MS and 2+ years OR equivalent experience",
            "required_or_experience",
            "bachelor",
            4,
        ),
        ("5 years of experience in design or 3 years in drafting", "not_stated", None, 3),
        ("4 years of office work, including 2 as a lead or 1 year as a manager", "not_stated", None, 4),
    ],
)
def test_the_years_go_with_the_floor(line: str, policy: str, floor: str | None, years: float) -> None:
    summary = summary_of(line)
    assert (summary.degree_policy, summary.degree_floor, summary.min_years) == (policy, floor, years)


def test_and_or_keeps_the_years_on_the_path_of_the_degree() -> None:
    assert paths_of(summary_of("College degree and/or 5 years of experience")) == [("bachelor", 5)]


def test_a_ladder_goes_on_over_bullets() -> None:
    bullets = ("Bachelor's degree and 6 years of experience", "OR Master's degree and 4 years of experience")
    assert paths_of(summary_of(*bullets)) == [("bachelor", 6), ("master", 4)]
    steps = (
        "BS with 6+ years of experience",
        "MS with 4+ years of experience",
        "PhD with 1+ years of experience",
    )
    assert paths_of(summary_of(*steps)) == [("bachelor", 6), ("master", 4), ("doctorate", 1)]


@pytest.mark.parametrize(
    ("bullets", "paths"),
    [
        (
            ["Bachelor's degree and 2 years of experience", "OR", "6 years of experience"],
            [("bachelor", 2), (None, 6)],
        ),
        (
            ["BS and two years of experience", "or", "A mix of study and experience equal to six (6) years"],
            [("bachelor", 2), (None, 6)],
        ),
        (["PhD in botany", "MS in botany with 2 years of experience"], [("doctorate", None), ("master", 2)]),
        (
            ["BS with 9 years of experience.", "Will also consider an MS with 7 years."],
            [("bachelor", 9), ("master", 7)],
        ),
        (
            ["PhD required.", "Or in the alternative, a Master's degree and 5 years of experience"],
            [("doctorate", None), ("master", 5)],
        ),
        (
            ["Bachelor's degree + 10 years of experience.", "20 years of experience in lieu of degree."],
            [("bachelor", 10), (None, 20)],
        ),
        (
            ["Master's degree in botany", "PhD in botany with 2 years of experience"],
            [],
        ),  # not fewer with less
        (["BS in botany", "2 years of experience"], []),
        (
            [
                "High school diploma",
                "Four years of experience as a clerk",
                "OR two years of experience as a lead",
            ],
            [],
        ),
        (["BS in botany or zoology", "Tact", "4 years of experience"], []),
        (["PhD in botany", "A Master's student will help you for 2 years"], []),
        (["BS and 2 years of experience", "Orchid grower with 6 years of experience"], []),
    ],
)
def test_lines_make_one_ladder(bullets: list[str], paths: list[tuple[str | None, float | None]]) -> None:
    assert paths_of(summary_of(*bullets)) == paths


def test_of_several_levels_of_one_job_the_lowest_counts() -> None:
    lines = [
        "Level I: Bachelor's and 1-2 years in a mill",
        "Level II: Bachelor's and 4 years in a mill",
        "Level III: Bachelor's and 7 years in a mill",
    ]
    for summary in (summary_of(*lines), summary_of(". ".join(lines))):
        assert (summary.degree_floor, summary.min_years, summary.max_years) == ("bachelor", 1, 2)
        assert paths_of(summary) == [("bachelor", 1), ("bachelor", 4), ("bachelor", 7)]
    tiers = summary_of(
        "T1: associate degree + 5 yrs; T2: bachelor's degree + 3 yrs; T3: master's degree + 0 yrs"
    )
    assert paths_of(tiers) == [("associate", 5), ("bachelor", 3), ("master", 0)]


def test_a_number_for_those_without_a_degree_is_a_path_of_its_own() -> None:
    summary = summary_of("Bachelor's degree with 6+ years (4+ with MS, 2+ with PhD, 11+ without a degree)")
    assert summary.degree_policy == "required_or_experience"
    assert paths_of(summary) == [("bachelor", 6), ("master", 4), ("doctorate", 2), (None, 11)]
    assert summary_of("Bachelor's degree with 6+ years, 4 of them at sea").paths == ()


def test_a_text_that_says_it_twice_has_no_path_more() -> None:
    lines = ("Bachelor's degree.", "4 years of experience, or 2 years with an advanced degree.")
    assert (
        paths_of(summary_of(*lines, *lines))
        == paths_of(summary_of(*lines))
        == [("bachelor", 4), ("master", 2)]
    )


@pytest.mark.parametrize(
    ("line", "policy"),
    [
        ("Bachelor's degree, which may be replaced by relevant experience", "required_or_experience"),
        (
            "Bachelor's degree. Study and experience may satisfy the educational requirement",
            "required_or_experience",
        ),
        (
            "Bachelor's degree. An equivalent mix of study and experience may be substituted",
            "required_or_experience",
        ),
        ("Bachelor's degree and 4 years of design OR equivalent experience", "required_or_experience"),
        ("Bachelor's degree or substitute years of experience", "required_or_experience"),
        (
            "Bachelor's degree in botany. Will accept any equivalent combination of education and experience",
            "required_or_experience",
        ),
        (
            "Any combination of training and experience equal to this: a Bachelor's degree",
            "required_or_experience",
        ),
        ("Bachelor's degree. A combination of patience and experience helps in a greenhouse", "required"),
        ("PhD with 3 years of postdoctoral or equivalent experience", "required"),
        ("High school diploma. TRAINING/EXPERIENCE in a clinic", "required"),
        ("Bachelor's degree or equivalent, and 3 years of experience", "required"),
        ("Master's degree. A doctorate may be used in place of two years of experience", "required"),
    ],
)
def test_experience_stands_in_for_the_degree_only_where_it_says_so(line: str, policy: str) -> None:
    assert summary_of(line).degree_policy == policy


def test_and_after_the_last_alternative_binds_every_path() -> None:
    summary = summary_of(
        "BS and 6 years of experience or MS and 4 years of experience, and 2 years as a lead"
    )
    assert (paths_of(summary), summary.common_min_years) == ([("bachelor", 6), ("master", 4)], 2)


def test_years_outside_the_ladder_bind_every_path() -> None:
    summary = summary_of(
        "BS and 4+ years OR MS and 2+ years of engineering experience", "3+ years of experience with pumps"
    )
    assert (paths_of(summary), summary.common_min_years, summary.min_years) == (
        [("bachelor", 4), ("master", 2)],
        3,
        4,
    )


def test_without_a_degree_the_smallest_alternative_counts_and_adds_no_path() -> None:
    summary = summary_of(
        "BS and 5 years of experience OR MS and 3 years", "2+ years of baking OR 4+ years of milling"
    )
    assert (paths_of(summary), summary.common_min_years) == ([("bachelor", 5), ("master", 3)], 2)


def test_bare_years_lean_on_the_degree_of_another_sentence() -> None:
    summary = summary_of(
        "Bachelor's degree or equivalent practical experience.",
        "2 years of experience in drafting, or 1 year of experience with an advanced degree.",
    )
    assert paths_of(summary) == [("bachelor", 2), ("master", 1)]
    assert (summary.degree_policy, summary.degree_floor) == ("required_or_experience", "bachelor")


def test_alternatives_under_a_preferred_heading_add_no_paths() -> None:
    summary = summary_of(
        "MS and 6+ years of experience OR BS and 8+ years", heading="Preferred qualifications"
    )
    assert (summary.paths, summary.degree_policy, summary.degree_preferred) == (
        (),
        "preferred_only",
        "bachelor",
    )


def test_years_in_place_of_the_degree_are_not_the_years_demanded() -> None:
    summary = summary_of("Bachelor's degree or 5 years of experience")
    assert (summary.experience_state, summary.min_years) == ("instead_of_degree", None)
