"""`evaluate` and `extract`: what is counted, compared and printed."""

from __future__ import annotations

import io
import json
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
    assert all(tally.right == tally.of for tally in result.fields.values())
    assert result.fields["title"].of == 1  # case and spacing aside


def test_a_miss_names_field_values_quote_and_rule() -> None:
    wrong = label(experience={"state": "required", "min_years": 4, "max_years": 5})
    (miss,) = evaluate(wrong).misses
    assert (miss.id, miss.field, miss.expected, miss.found) == ("one", "min_years", 4, 3)
    assert (miss.quote, miss.rule) == ("3-5 years of experience", "years")


def test_disputed_titles_and_postings_without_paths_are_not_judged_there() -> None:
    result = evaluate(label(title=None), label("two", title_disputed=True, title="Other"))
    assert (result.fields["title"].of, result.fields["paths"].of) == (0, 0)


def test_a_preference_read_as_a_demand_is_promoted() -> None:
    only_preferred = label(degree={"policy": "preferred_only", "floor": None, "preferred": "bachelor"})
    result = evaluate(label(), only_preferred)
    assert (result.promoted.right, result.promoted.of) == (1, 2)
    assert (result.promoted_of_preferred.right, result.promoted_of_preferred.of) == (1, 1)


def test_paths_are_compared_whatever_their_order_and_invented_ones_counted() -> None:
    ladder = TEXT.replace(
        "Bachelor's degree required, Master's preferred", "BS and 4 years or MS and 2 years"
    )
    told = label(text=ladder, paths=[{"degree": "master", "years": 2}, {"degree": "bachelor", "years": 4}])
    assert evaluate(told).fields["paths"].right == 1
    assert evaluate(label(text=ladder)).paths_invented.right == 1


def test_a_path_without_years_is_compared_too() -> None:
    both = label(paths=[{"degree": "bachelor", "years": None}, {"degree": "bachelor", "years": 4}])
    assert evaluate(both).fields["paths"].right == 0


def test_a_comparison_shows_what_was_lost_and_won() -> None:
    wrong = label(experience={"state": "required", "min_years": 4, "max_years": 5})
    before, after = evaluate(label(), wrong).as_dict(), evaluate(label(title="Potter"))
    lost, won = evaluation.compare(before, after)
    assert ([m.field for m in lost], [m["field"] for m in won]) == (["title"], ["min_years"])


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


def test_extract_prints_values_with_their_quotes_and_rules(tmp_path: Path) -> None:
    path = tmp_path / "kiln.txt"
    path.write_text(TEXT, encoding="utf-8")
    out = io.StringIO()
    call_command("extract", path, stdout=out)
    assert 'title: "Kiln Operator"' in out.getvalue()
    assert "3-5 years, required" in out.getvalue()
    assert "[years] 3-5 years of experience" in out.getvalue()


def test_extract_turns_lines_into_rows_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [json.dumps({"id": n, "text": TEXT}) for n in range(40)] + [
        "no json",
        json.dumps({"id": 99, "text": ""}),
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    out = io.StringIO()
    call_command("extract", "--jsonl", "--jobs", "2", stdout=out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [row["id"] for row in rows] == [*range(40), None, 99]
    assert rows[0]["experience"] == {
        "state": "required",
        "min_years": 3,
        "max_years": 5,
        "quote": "3-5 years of experience",
    }
    assert "error" in rows[40]
    assert (rows[41]["degree"]["policy"], "error" in rows[41]) == ("not_stated", True)


def test_extract_wants_either_a_file_or_lines() -> None:
    with pytest.raises(CommandError):
        call_command("extract")
