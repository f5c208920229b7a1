"""The choosing rules, from statements alone, and who qualifies."""

from __future__ import annotations

import pytest

from postings.extraction.records import Evidence, Path, Place, Statement, Summary
from postings.extraction.summary import fewest_years, summarise

HERE = Evidence(0, 0, "", "test")


def degree(level: str, strength: str = "required", **more: object) -> Statement:
    return Statement("degree", HERE, level=level, strength=strength, **more)  # type: ignore[arg-type]


def experience(
    low: float | None = None, high: float | None = None, strength: str = "required", **more: object
) -> Statement:
    return Statement("experience", HERE, years_min=low, years_max=high, strength=strength, **more)  # type: ignore[arg-type]


def test_silence_is_not_stated() -> None:
    assert summarise([]) == Summary()


def test_a_preferred_level_counts_only_above_the_floor() -> None:
    summary = summarise(
        [degree("bachelor"), degree("associate", "preferred"), degree("doctorate", "preferred")]
    )
    assert (summary.degree_policy, summary.degree_floor, summary.degree_preferred) == (
        "required",
        "bachelor",
        "doctorate",
    )
    assert summarise([degree("bachelor"), degree("associate", "preferred")]).degree_preferred is None


def test_only_preferred_gives_the_lowest_level_named() -> None:
    summary = summarise([degree("doctorate", "preferred"), degree("master", "preferred")])
    assert (summary.degree_policy, summary.degree_floor, summary.degree_preferred) == (
        "preferred_only",
        None,
        "master",
    )


def test_a_demand_outweighs_a_denial_and_a_denial_a_preference() -> None:
    denial = Statement("degree", HERE, value="not_required")
    assert summarise([denial, degree("high_school")]).degree_policy == "required"
    assert summarise([denial, degree("master", "preferred")]).degree_policy == "not_required"


def test_a_path_is_as_low_as_its_lowest_level() -> None:
    summary = summarise(
        [
            degree("master", path=1),
            degree("bachelor", path=1),
            experience(5, path=1),
            degree("doctorate", path=2),
            experience(2, path=2),
        ]
    )
    assert summary.paths == (Path("bachelor", 5), Path("doctorate", 2))


def test_the_same_ladder_said_twice_is_one() -> None:
    twice = [degree("bachelor", path=n) for n in (1, 3)] + [experience(4, path=n) for n in (1, 3)]
    twice += [degree("master", path=n) for n in (2, 4)] + [experience(2, path=n) for n in (2, 4)]
    assert summarise(twice).paths == (Path("bachelor", 4), Path("master", 2))


@pytest.mark.parametrize(
    ("said", "state", "low", "high"),
    [
        ([experience(5, 7)], "required", 5, 7),
        ([experience(3), experience(8, 10)], "required", 8, 10),
        ([experience(3, path=1), experience(5, path=2)], "required", 3, None),  # alternatives without degrees
        ([experience(2, 3, "preferred")], "preferred_only", 2, 3),
        ([experience(2, 3, "preferred"), experience(value="asked_no_number")], "preferred_only", 2, 3),
        (
            [experience(value="explicitly_none"), experience(2, strength="preferred")],
            "explicitly_none",
            None,
            None,
        ),
        (
            [experience(5, value="instead_of_degree"), experience(value="asked_no_number")],
            "instead_of_degree",
            None,
            None,
        ),
        ([experience(value="instead_of_degree")], "not_stated", None, None),  # no number
        ([experience(value="asked_no_number", strength="preferred")], "not_stated", None, None),
        ([experience(value="asked_no_number")], "asked_no_number", None, None),
    ],
)
def test_it_chooses_state_and_years(
    said: list[Statement], state: str, low: float | None, high: float | None
) -> None:
    summary = summarise(said)
    assert (summary.experience_state, summary.min_years, summary.max_years) == (state, low, high)


def test_facts_are_taken_in_the_order_of_the_text_and_once() -> None:
    stated = [Statement("team", HERE, value=v) for v in ("Kilns", "Ovens", "Kilns")]
    placed = Statement("location", HERE, value="Porto, Portugal", place=Place("Portugal", None, "Porto"))
    summary = summarise([*stated, placed, Statement("location", HERE, value="Spain")])
    assert summary.team == ("Kilns", "Ovens")
    assert summary.location == (Place("Portugal", None, "Porto"), Place("Spain"))


# by level: none, high school, certificate, associate, bachelor, master, doctorate
@pytest.mark.parametrize(
    ("summary", "by_level", "in_place", "not_stated"),
    [
        (Summary(), (0, 0, 0, 0, 0, 0, 0), None, True),
        (
            Summary(
                degree_policy="required", degree_floor="bachelor", experience_state="required", min_years=3
            ),
            (None, None, None, None, 3, 3, 3),
            None,
            False,
        ),
        (
            Summary(
                degree_policy="required_or_experience",
                degree_floor="bachelor",
                experience_state="asked_no_number",
            ),
            (None, None, None, None, 0, 0, 0),
            1,  # max(1, the floor path's years)
            True,
        ),
        (
            Summary(
                degree_policy="required",
                degree_floor="bachelor",
                experience_state="required",
                min_years=4,
                paths=(Path("bachelor", 4), Path("master", 2)),
                common_min_years=3,
            ),
            (None, None, None, None, 4, 3, 3),  # the common minimum binds every path
            None,
            False,
        ),
        (
            Summary(
                degree_policy="required_or_experience",
                degree_floor="bachelor",
                experience_state="required",
                paths=(Path("bachelor", 2), Path(None, 6)),
            ),
            (6, 6, 6, 6, 2, 2, 2),
            None,  # a path without a degree says it already
            False,
        ),
        (
            Summary(
                degree_policy="preferred_only",
                degree_preferred="master",
                experience_state="preferred_only",
                min_years=5,
            ),
            (0, 0, 0, 0, 0, 0, 0),  # preferences keep no one out
            None,
            False,
        ),
    ],
)
def test_it_knows_the_fewest_years_that_qualify(
    summary: Summary, by_level: tuple[float | None, ...], in_place: float | None, not_stated: bool
) -> None:
    years = fewest_years(summary)
    assert (years.by_level, years.in_place, years.not_stated) == (by_level, in_place, not_stated)
