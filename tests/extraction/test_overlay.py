"""People's corrections over what the machine read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from postings.extraction import sections
from postings.extraction.extractors import requirements
from postings.extraction.overlay import Anchor, Correction, normalise, overlay, requirement_values, values_of
from postings.extraction.records import Extraction, Path
from postings.extraction.summary import summarise
from tests.extraction.reading import document_of, paths_of


def read(*lines: str) -> Extraction:
    document = document_of(*lines)
    parts = sections.split(document)
    statements = tuple(requirements.extract(document, parts))
    return Extraction(document, parts, statements, summarise(statements))


LADDER = "BS and 4+ years of experience OR MS and 2+ years of experience"
DEGREE: dict[str, Any] = {"degree_policy": "required", "degree_floor": "master", "degree_preferred": None}


def test_without_corrections_nothing_changes() -> None:
    extraction = read(LADDER)
    laid = overlay(extraction, [])
    assert (laid.extraction, laid.machine, laid.due_for_review) == (extraction, extraction.summary, False)


def test_a_corrected_title_stands() -> None:
    laid = overlay(read("Bachelor's degree"), [Correction("title", {"title": "Head of Kilns"})])
    assert (laid.extraction.summary.title, laid.machine.title) == ("Head of Kilns", None)


def test_a_corrected_degree_drops_the_machines_paths_unless_paths_are_corrected_too() -> None:
    extraction = read(LADDER)
    alone = overlay(extraction, [Correction("degree", DEGREE)]).extraction.summary
    assert (alone.degree_floor, alone.paths, alone.min_years) == ("master", (), 4)
    paths = Correction("paths", {"paths": [{"level": "master", "years": 2}], "common_min_years": None})
    both = overlay(extraction, [Correction("degree", DEGREE), paths]).extraction.summary
    assert both.paths == (Path("master", 2),)


def test_a_confirmed_degree_keeps_the_paths() -> None:
    extraction = read(LADDER)
    confirmed = Correction("degree", values_of(extraction.summary, "degree"), action="confirm")
    assert paths_of(overlay(extraction, [confirmed]).extraction.summary) == [("bachelor", 4), ("master", 2)]


def test_the_last_of_two_corrections_about_the_same_thing_holds() -> None:
    both = [Correction("title", {"title": "One"}), Correction("title", {"title": "Two"})]
    assert overlay(read("x"), both).extraction.summary.title == "Two"


def test_places_come_back_as_places() -> None:
    place = {"country": "Finland", "region": None, "city": "Helsinki"}
    summary = overlay(read("x"), [Correction("location", {"location": [place]})]).extraction.summary
    assert values_of(summary, "location") == {"location": [place]}


def test_a_requirement_that_is_none_is_left_out_and_the_summary_chosen_again() -> None:
    extraction = read("5+ years of experience with kilns", "3+ years of experience with ovens")
    anchor = Anchor.of(next(s for s in extraction.statements if s.years_min == 5))
    laid = overlay(extraction, [Correction("requirement", {}, "remove", anchor)])
    assert (laid.extraction.summary.min_years, laid.machine.min_years, laid.lost) == (3, 5, ())


def test_a_changed_requirement_changes_the_summary() -> None:
    extraction = read("Master's degree in Geology")
    anchor = Anchor.of(extraction.statements[0])
    laid = overlay(extraction, [Correction("requirement", {"strength": "preferred"}, "change", anchor)])
    assert laid.extraction.summary.degree_policy == "preferred_only"
    assert laid.extraction.statements[0].evidence.rule == "correction"


def test_an_anchor_finds_its_text_again_whatever_its_quotes_and_blanks() -> None:
    before, after = read("Master’s  degree in Geology"), read("Master's degree in  Geology")
    correction = Correction(
        "requirement", {"strength": "preferred"}, "change", Anchor.of(before.statements[0])
    )
    laid = overlay(after, [correction])
    assert (laid.lost, laid.extraction.summary.degree_policy) == ((), "preferred_only")


def test_a_correction_whose_text_is_gone_stands_by_itself_and_is_due_for_review() -> None:
    anchor = Anchor("experience", normalise("7+ years of experience with kilns"))
    correction = Correction(
        "requirement", {"years_min": 7.0, "strength": "required"}, "change", anchor, key=12
    )
    laid = overlay(read("Bachelor's degree"), [correction])
    assert laid.extraction.summary.min_years == 7
    assert ([c.key for c in laid.lost], laid.due_for_review) == ([12], True)
    text = laid.extraction.document.text
    assert all(
        text[s.evidence.start : s.evidence.end] == s.evidence.exact for s in laid.extraction.statements
    )


def test_a_correction_may_mark_text_that_no_rule_read() -> None:
    extraction = read("Must bring a journeyman's letter")
    anchor = Anchor("degree", normalise("a journeyman's letter"))
    laid = overlay(
        extraction,
        [Correction("requirement", {"level": "certificate", "strength": "required"}, "change", anchor)],
    )
    assert (laid.extraction.summary.degree_floor, laid.lost) == ("certificate", ())
    assert laid.extraction.statements[-1].evidence.exact == "a journeyman's letter"


def test_a_correction_whose_ground_moved_stays_in_force_and_is_reported() -> None:
    old = read("5+ years of experience")
    correction = Correction(
        "experience",
        {"experience_state": "required", "min_years": 4.0, "max_years": None},
        machine=values_of(old.summary, "experience"),
    )
    assert not overlay(old, [correction]).due_for_review
    laid = overlay(read("6+ years of experience"), [correction])
    assert laid.extraction.summary.min_years == 4
    assert laid.overtaken[0].now == {"experience_state": "required", "min_years": 6.0, "max_years": None}


def test_a_requirement_that_the_machine_now_reads_otherwise_is_reported() -> None:
    extraction = read("Master's degree in Geology")
    statement = extraction.statements[0]
    known = requirement_values(replace(statement, strength="preferred"))
    correction = Correction(
        "requirement", {"strength": "required"}, "confirm", Anchor.of(statement), machine=known
    )
    assert [o.correction for o in overlay(extraction, [correction]).overtaken] == [correction]
