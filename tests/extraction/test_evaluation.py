"""`evaluate` and `extract`: what is counted, compared and printed."""

from __future__ import annotations

import io
import json
import lzma
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from postings import evaluation

TEXT = """Kiln Operator

Requirements
- Bachelor's degree required, Master's preferred
- 3-5 years of experience
"""


def label(key: str = "one", **changes: Any) -> dict[str, Any]:
    """The right label of TEXT, with changes to get it wrong."""
    right: dict[str, Any] = {
        "id": key,
        "corpus": "own",
        "text": TEXT,
        "title": "Kiln operator",
        "degree": {"policy": "required", "floor": "bachelor", "preferred": "master"},
        "experience": {"state": "required", "min_years": 3, "max_years": 5},
        "paths": [],
    }
    return {**right, **changes}


def evaluate(*labels: dict[str, Any]) -> evaluation.Evaluation:
    return evaluation.evaluate(evaluation.read(one) for one in labels)


def test_a_posting_read_as_labelled_has_no_miss() -> None:
    result = evaluate(label())
    assert result.misses == []
    assert all(tally.right == tally.of for tally in result.all.fields.values())
    assert result.all.fields["title"].of == 1  # case and spacing aside


def test_a_miss_names_field_values_quote_and_rule() -> None:
    wrong = label(experience={"state": "required", "min_years": 4, "max_years": 5})
    (miss,) = evaluate(wrong).misses
    assert (miss.id, miss.field, miss.expected, miss.found) == ("one", "min_years", 4, 3)
    assert (miss.quote, miss.rule) == ("3-5 years of experience", "years")
    assert str(miss.context).endswith("Master's preferred 3-5 years of experience")


def test_a_miss_without_evidence_shows_where_the_text_speaks_of_it() -> None:
    silent = TEXT.replace("3-5 years of experience", "A liking for the last twenty years of the novel")
    state = evaluate(label(text=silent)).misses[0]
    assert (state.field, state.rule, state.quote) == ("experience_state", None, None)
    assert "the last twenty years of the novel" in str(state.context)


def test_disputed_titles_and_postings_without_paths_are_not_judged_there() -> None:
    result = evaluate(label(title=None), label("two", title_disputed=True, title="Other"))
    assert (result.all.fields["title"].of, result.all.fields["paths"].of) == (0, 0)


def test_disputed_fields_are_left_out_and_the_others_judged() -> None:
    wrong = {"state": "preferred_only", "min_years": 4, "max_years": 6}
    result = evaluate(label(experience=wrong, experience_disputed=True, disputed=["max_years"]))
    assert [miss.field for miss in result.misses] == ["min_years"]
    assert result.confusion["experience_state"].total() == 0
    assert (result.all.promoted.right, result.all.promoted_of_preferred.of) == (0, 0)


def test_figures_are_told_apart_by_source_class_and_holdout() -> None:
    held = label("two", corpus="other", holdout=True, title="Potter") | {"class": "ladder"}
    groups = evaluate(label(holdout=False), held).groups
    assert {name: sorted(members) for name, members in groups.items()} == {
        "source": ["other", "own"],
        "class": ["ladder"],
        "holdout": ["held out", "in view"],
    }
    titles = [groups["holdout"][name].fields["title"].right for name in ("held out", "in view")]
    assert titles == [0, 1]


def test_a_preference_read_as_a_demand_is_promoted() -> None:
    only_preferred = label(degree={"policy": "preferred_only", "floor": None, "preferred": "bachelor"})
    result = evaluate(label(), only_preferred)
    assert (result.all.promoted.right, result.all.promoted.of) == (1, 2)
    assert (result.all.promoted_of_preferred.right, result.all.promoted_of_preferred.of) == (1, 1)


def test_paths_are_compared_whatever_their_order_and_invented_ones_counted() -> None:
    ladder = TEXT.replace(
        "Bachelor's degree required, Master's preferred", "BS and 4 years or MS and 2 years"
    )
    told = label(text=ladder, paths=[{"degree": "master", "years": 2}, {"degree": "bachelor", "years": 4}])
    assert evaluate(told).all.fields["paths"].right == 1
    assert evaluate(label(text=ladder)).all.paths_invented.right == 1


def test_a_path_without_years_is_compared_too() -> None:
    both = label(paths=[{"degree": "bachelor", "years": None}, {"degree": "bachelor", "years": 4}])
    assert evaluate(both).all.fields["paths"].right == 0


def test_a_comparison_shows_what_was_lost_and_won() -> None:
    wrong = label(experience={"state": "required", "min_years": 4, "max_years": 5})
    before, after = evaluate(label(), wrong).as_dict(), evaluate(label(title="Potter"))
    lost, won = evaluation.compare(before, after)
    assert ([m.field for m in lost], [m["field"] for m in won]) == (["title"], ["min_years"])


def test_a_posting_that_was_measured_once_is_neither_lost_nor_won() -> None:
    before, after = evaluate(label("two", title="Potter")).as_dict(), evaluate(label(title="Potter"))
    assert evaluation.compare(before, after) == ([], [])


@pytest.fixture(params=[".jsonl.xz", ".jsonl"])
def corpora(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    lines = "".join(json.dumps({"name": name, "text": TEXT}) + "\n" for name in ("a.txt", "kiln.txt"))
    path = tmp_path / f"own{request.param}"
    path.write_bytes(lzma.compress(lines.encode()) if path.suffix == ".xz" else lines.encode())
    return tmp_path


def without_text(name: str, corpus: str = "own") -> dict[str, Any]:
    told = label(name=name, corpus=corpus)
    return {key: value for key, value in told.items() if key not in ("id", "text")}


def test_labels_find_their_texts_and_those_without_are_counted(corpora: Path) -> None:
    labels = [without_text("kiln.txt"), without_text("gone.txt"), without_text("a.txt", "elsewhere"), label()]
    joined, absent = evaluation.join(labels, corpora)
    assert [(one.get("name"), one["text"]) for one in joined] == [("kiln.txt", TEXT), (None, TEXT)]
    assert absent == {"own": 1, "elsewhere": 1}
    assert evaluation.join(labels, None)[1].total() == 3


def test_the_command_reads_labels_without_text_and_only_those_held_out(corpora: Path) -> None:
    path, out = corpora / "labels.jsonl", io.StringIO()
    labels = [without_text("kiln.txt") | {"holdout": True}, without_text("gone.txt") | {"holdout": True}]
    path.write_text("\n".join(json.dumps(one) for one in [*labels, without_text("a.txt")]), encoding="utf-8")
    call_command("evaluate", path, "--corpora", corpora, "--holdout", "--misses", "--jobs", "1", stdout=out)
    assert out.getvalue().startswith("1 postings\n1 skipped, their texts are not at hand: own 1\n")
    assert "holdout held out, 1 postings" in out.getvalue()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", r"line 1: not JSON \(Expecting"),
        ("[]", "line 1: not an object"),
        ('{"id": "one", "degree": {}}', "without experience, paths"),
        ("[" * 100_000, "line 1: JSON that is nested too deeply"),
        ('{"id": ' + "9" * 6_000 + "}", "line 1: JSON with a number of too many digits"),
    ],
)
def test_a_line_that_is_no_label_is_refused_by_its_number(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(CommandError, match=reason):
        call_command("evaluate", path)


DEGREE = {"policy": "required", "floor": "bachelor", "preferred": None}
YEARS = {"state": "required", "min_years": 3, "max_years": 5}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"degree": "bachelor"}, '"degree" is not an object'),
        ({"degree": {"policy": "required"}}, '"degree" is without "floor"'),
        ({"degree": DEGREE | {"policy": "sometimes"}}, "degree policy is 'sometimes', none of required, "),
        ({"degree": DEGREE | {"floor": "phd"}}, "degree floor is 'phd', none of null, high_school, "),
        ({"degree": DEGREE | {"preferred": ["master"]}}, r"degree preferred is \['master'\], none of"),
        ({"experience": 5}, '"experience" is not an object'),
        ({"experience": YEARS | {"state": None}}, "experience state is None, none of required, "),
        ({"experience": YEARS | {"min_years": "3"}}, "experience min_years is '3', no number of years"),
        ({"experience": YEARS | {"max_years": True}}, "experience max_years is True, no number of years"),
        ({"paths": {}}, '"paths" is not a list'),
        ({"paths": [5]}, 'path 1 is not an object with "degree" and "years"'),
        ({"paths": [{"degree": "phd", "years": 1}]}, "the degree of path 1 is 'phd', none of"),
        ({"paths": [{"degree": None, "years": "1"}]}, "the years of path 1 are '1', no number"),
        ({"common_min_years": "2"}, '"common_min_years" is no number of years'),
        ({"text": 5}, '"text" is not text'),
        ({"title": 5}, '"title" is not text'),
        ({"id": ["a"]}, '"id" is neither text nor a number'),
        ({"disputed": "title"}, '"disputed" is no list of names'),
    ],
)
def test_a_label_of_another_shape_is_refused_with_file_and_line(
    tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in (label(), label("two", **changes))))
    with pytest.raises(CommandError, match=f"labels.jsonl, line 2: {reason}") as refusal:
        call_command("evaluate", path)
    assert refusal.value.returncode == 2


def test_a_file_that_is_no_text_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(CommandError, match=r"photo.png, line 1: not UTF-8 text, so no JSON"):
        call_command("evaluate", path)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps(label()), encoding="utf-8-sig")
    assert [one["id"] for one in evaluation.load(path)] == ["one"]


def test_nothing_to_measure_is_said(tmp_path: Path) -> None:
    path, out = tmp_path / "labels.jsonl", io.StringIO()
    path.write_text("")
    call_command("evaluate", path, "--jobs", "1", stdout=out)
    path.write_text(json.dumps(without_text("gone.txt", "elsewhere")))
    call_command("evaluate", path, "--corpora", tmp_path, "--jobs", "1", stdout=out)
    skipped = "1 skipped, their texts are not at hand: elsewhere 1"
    assert out.getvalue() == f"0 postings to measure\n0 postings to measure\n{skipped}\n"


@pytest.mark.parametrize(
    "content", ["[]", "5", "{}", '{"ids": [], "misses": [5]}', '{"ids": 1, "misses": []}']
)
def test_a_comparison_with_another_file_is_refused(gold: Path, tmp_path: Path, content: str) -> None:
    old = tmp_path / "old.json"
    old.write_text(content)
    with pytest.raises(CommandError, match=r"old.json: not what `evaluate --json` prints"):
        call_command("evaluate", gold, "--compare", old)
    with pytest.raises(CommandError, match=r"gone.json: No such file or directory\."):
        call_command("evaluate", gold, "--compare", tmp_path / "gone.json")


def test_a_corpora_folder_must_be_one(gold: Path) -> None:
    with pytest.raises(CommandError, match="is no folder"):
        call_command("evaluate", gold, "--corpora", gold)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    wrong = label("two", experience={"state": "required", "min_years": 4, "max_years": 5})
    path.write_text("\n".join(json.dumps(one) for one in (label(), wrong)), encoding="utf-8")
    return path


def test_the_command_prints_figures_and_misses(gold: Path) -> None:
    out = io.StringIO()
    call_command("evaluate", gold, "--misses", "--jobs", "1", stdout=out)
    assert "50.0 % (1 of 2;" in out.getvalue()
    assert "two min_years: expected 4, found 3 by years: 3-5 years of experience" in out.getvalue()


def test_the_commands_json_is_what_compare_reads(gold: Path, tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("evaluate", gold, "--json", "--jobs", "1", stdout=out)
    old = tmp_path / "old.json"
    old.write_text(out.getvalue(), encoding="utf-8")
    again = io.StringIO()
    call_command("evaluate", gold, "--compare", old, "--jobs", "1", stdout=again)
    assert again.getvalue().endswith("Lost 0:\nWon 0:\n")
