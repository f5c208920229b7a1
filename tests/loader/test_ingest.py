"""`manage.py ingest`: what it reports, what it writes, and what it survives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from postings.extraction.edition import edition
from postings.ingest import ingest
from postings.models import Collection, FileOutcome, IngestRun, Posting, SourceFile

POSTING = "Title: {}\n\nEmployer: Acme\n\nWe need somebody who counts apples all day.\n"


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    out, err = StringIO(), StringIO()
    try:
        call_command("ingest", *arguments, stdout=out, stderr=err)
    except SystemExit as stopped:
        return int(stopped.code or 0), out.getvalue(), err.getvalue()
    except CommandError as refused:
        return refused.returncode, out.getvalue(), str(refused)
    return 0, out.getvalue(), err.getvalue()


def summary(*arguments: str) -> dict[str, Any]:
    _, out, _ = run(*arguments, "--json", "--jobs", "1")
    found: dict[str, Any] = json.loads(out)
    return found


def rows() -> dict[str, int]:
    """The number of rows of every table of ours but the runs."""
    names = [name for name in connection.introspection.table_names() if name.startswith("postings_")]
    with connection.cursor() as cursor:
        counts = {}
        for name in sorted(set(names) - {"postings_ingestrun", "postings_searchnote"}):
            cursor.execute(f"SELECT count(*), coalesce(max(xmin::text::bigint), 0) FROM {name}")  # noqa: S608
            counts[name] = cursor.fetchone()
    return counts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two postings, one of them in a folder of its own."""
    root = tmp_path / "postings"
    (root / "deep").mkdir(parents=True)
    (root / "clerk.txt").write_text(POSTING.format("Clerk"))
    (root / "deep" / "smith.txt").write_text(POSTING.format("Smith"))
    return root


@pytest.mark.django_db
def test_a_folder_is_loaded_with_all_below_it(folder: Path) -> None:
    code, out, _ = run(str(folder))

    assert code == 0
    assert "2 new, 0 changed, 0 unchanged, 0 duplicate, 0 failed" in out
    assert sorted(Posting.objects.values_list("title", "employer__name")) == [
        ("Clerk", "Acme"),
        ("Smith", "Acme"),
    ]
    assert sorted(SourceFile.objects.values_list("path", flat=True)) == ["clerk.txt", "deep/smith.txt"]


@pytest.mark.django_db
def test_the_same_folder_again_writes_no_row_but_its_run(folder: Path) -> None:
    run(str(folder))
    before = rows()

    again = summary(str(folder))

    assert (again["unchanged"], again["files"]) == (2, 2)
    assert rows() == before
    assert IngestRun.objects.count() == 2


@pytest.mark.django_db
def test_the_json_says_how_every_file_fared(folder: Path) -> None:
    run(str(folder))
    (folder / "clerk.txt").write_text(POSTING.format("Clerk") + "\nAnd pears.\n")
    (folder / "again.txt").write_text(POSTING.format("Smith"))
    (folder / "baker.txt").write_text(POSTING.format("Baker"))
    (folder / "empty.txt").write_text("")

    code, out, err = run(str(folder), "--json", "--jobs", "1")

    told = json.loads(out)
    counts = {name: told[name] for name in ("new", "changed", "unchanged", "duplicate", "failed")}
    assert counts == {"new": 1, "changed": 1, "unchanged": 1, "duplicate": 1, "failed": 1}
    assert told["files"] == sum(counts.values())
    assert told["seconds"] > 0
    assert [error["path"] for error in told["errors"]] == [str(folder / "empty.txt")]
    assert "empty" in told["errors"][0]["reason"]
    assert "1 new, 1 changed" in err
    assert code == 1


@pytest.mark.django_db
def test_the_run_keeps_the_outcome_of_every_file_but_the_unchanged(folder: Path) -> None:
    run(str(folder))
    (folder / "empty.txt").write_text("")

    run(str(folder))

    last = IngestRun.objects.latest("pk")
    assert (last.unchanged, last.failed, last.finished is not None) == (2, 1, True)
    outcome = FileOutcome.objects.get(run=last)
    assert (outcome.outcome, outcome.path, outcome.file) == ("failed", str(folder / "empty.txt"), None)
    first = FileOutcome.objects.filter(run=IngestRun.objects.earliest("pk"))
    assert {(one.outcome, one.file.path) for one in first if one.file} == {
        ("new", "clerk.txt"),
        ("new", "deep/smith.txt"),
    }


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (b"empty.txt", b"", "empty"),
        (b"blank.txt", b" \n\t\n", "only blanks"),
        (b"picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"binary.txt", bytes(range(256)) * 8, "binary"),
        (b"huge.txt", b"5+ years of experience. " * 2_100_000, "larger than"),
        (b"b\xe9po.txt", b"", "empty"),
    ],
    ids=["empty", "blank", "picture", "binary", "50 MB", "a name that is not UTF-8"],
)
@pytest.mark.django_db
def test_a_bad_file_is_named_with_its_reason_and_the_others_go_on(
    folder: Path, name: bytes, content: bytes, reason: str
) -> None:
    with open(os.path.join(os.fsencode(folder), name), "wb") as file:
        file.write(content)

    code, out, err = run(str(folder), "--json")

    told = json.loads(out)
    assert (code, told["new"], told["failed"]) == (1, 2, 1)
    shown = name.decode("utf-8", "backslashreplace")
    assert told["errors"][0]["path"] == f"{folder}/{shown}"
    assert reason in told["errors"][0]["reason"]
    assert shown in err


@pytest.mark.django_db
def test_a_name_that_is_not_utf8_is_loaded_and_known_again(folder: Path) -> None:
    with open(os.path.join(os.fsencode(folder), b"caf\xe9.txt"), "wb") as file:
        file.write(POSTING.format("Waiter").encode())

    assert summary(str(folder))["new"] == 3
    assert summary(str(folder))["unchanged"] == 3
    assert SourceFile.objects.filter(path="caf\\xe9.txt").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.django_db
def test_an_unreadable_file_is_named_and_the_others_go_on(folder: Path) -> None:
    (folder / "clerk.txt").chmod(0)

    told = summary(str(folder))

    assert (told["new"], told["failed"]) == (1, 1)
    assert "permission" in told["errors"][0]["reason"].lower()


@pytest.mark.django_db
def test_a_path_that_does_not_exist_is_wrong_usage_when_nothing_else_is_named(folder: Path) -> None:
    code, out, err = run("/no/such/folder")
    assert (code, out) == (2, "")
    assert "There is no such file or folder: /no/such/folder" in err
    assert IngestRun.objects.count() == 0

    told = summary(str(folder), "/no/such/folder")
    assert (told["new"], told["failed"]) == (2, 1)
    assert told["errors"] == [{"path": "/no/such/folder", "reason": "There is no such file or folder."}]


@pytest.mark.django_db
def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    told = summary(str(tmp_path))

    assert (told["files"], told["failed"]) == (1, 1)
    assert "no file" in told["errors"][0]["reason"]


@pytest.mark.django_db
def test_a_dry_run_says_what_would_change_and_writes_nothing(folder: Path) -> None:
    run(str(folder))
    (folder / "clerk.txt").write_text(POSTING.format("Chief Clerk"))
    (folder / "copy.txt").write_text(POSTING.format("Smith"))
    (folder / "baker.txt").write_text(POSTING.format("Baker"))
    before, runs = rows(), IngestRun.objects.count()

    code, out, _ = run(str(folder), "--dry-run", "--jobs", "1")

    lines = [" ".join(line.split()) for line in out.splitlines()]
    clerk = Posting.objects.get(title="Clerk")
    assert f"changed {folder}/clerk.txt (posting {clerk.pk})" in lines
    assert "title: Clerk → Chief Clerk" in lines
    assert f"new {folder}/baker.txt" in lines
    assert "title: Baker" in lines
    assert any(line.startswith(f"duplicate {folder}/copy.txt") for line in lines)
    assert "1 new, 1 changed, 1 unchanged, 1 duplicate, 0 failed" in lines[-1]
    assert (code, rows(), IngestRun.objects.count()) == (0, before, runs)


@pytest.mark.django_db
def test_a_dry_run_names_no_posting_that_will_not_exist(folder: Path) -> None:
    (folder / "early.txt").write_text(POSTING.format("Baker"))
    (folder / "late.txt").write_text(POSTING.format("Baker"))

    _, out, _ = run(str(folder), "--dry-run", "--jobs", "1")

    duplicate = f"duplicate  {folder}/late.txt (of {folder}/early.txt)"
    assert duplicate in out.splitlines()
    assert "(posting" not in out


@pytest.mark.django_db
def test_files_of_other_kinds_are_counted_by_their_ending(folder: Path) -> None:
    for name in ("a.pdf", "deep/B.PDF", "c.docx", "notes", "README"):
        (folder / name).write_text("x")

    code, out, _ = run(str(folder))
    told = summary(str(folder))

    not_read = "Not read: 2 .pdf, 1 without an ending, 1 .docx; jobsite reads .txt, .html, .htm, .md."
    assert out.splitlines()[-1] == not_read
    assert (code, told["failed"], told["files"]) == (0, 0, 2)
    assert told["not_read"] == {".pdf": 2, ".docx": 1, "": 1}


@pytest.mark.django_db
def test_a_link_out_of_the_folder_is_not_loaded(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(POSTING.format("Spy"))
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "above").symlink_to(tmp_path)

    code, out, err = run(str(folder), "--json", "--jobs", "1")

    told = json.loads(out)
    assert (code, told["new"], told["failed"]) == (1, 2, 2)
    assert [error["path"] for error in told["errors"]] == [str(folder / "above"), str(folder / "link.txt")]
    assert f"{folder}/link.txt: It is a link that leads out of the folder" in err
    assert not Posting.objects.filter(title="Spy").exists()


@pytest.mark.django_db
def test_a_link_to_a_file_of_the_folder_is_another_sighting(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "clerk.txt")

    told = summary(str(folder))

    assert (told["new"], told["duplicate"], told["failed"]) == (2, 1, 0)


@pytest.mark.django_db
def test_a_file_stays_in_the_collection_that_covered_it_first(folder: Path) -> None:
    run(str(folder / "deep"))

    told = summary(str(folder))

    assert (told["new"], told["unchanged"]) == (1, 1)
    assert {(one.collection.root, one.path) for one in SourceFile.objects.all()} == {
        (str(folder / "deep"), "smith.txt"),
        (str(folder), "clerk.txt"),
    }


@pytest.mark.django_db
def test_a_single_file_belongs_to_its_folder(folder: Path) -> None:
    assert summary(str(folder / "clerk.txt"))["new"] == 1

    assert summary(str(folder))["unchanged"] == 1
    assert Collection.objects.get().root == str(folder)


@pytest.mark.django_db
def test_a_folder_named_twice_or_through_a_link_is_loaded_once(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)

    assert summary(str(folder), str(folder / "deep"), str(link))["files"] == 2
    assert summary(str(link))["unchanged"] == 2


@pytest.mark.django_db
def test_unchanged_files_can_be_read_again(folder: Path) -> None:
    run(str(folder))
    Posting.objects.filter(title="Clerk").update(title="As older rules read it")

    assert summary(str(folder))["unchanged"] == 2
    told = summary(str(folder), "--reread")

    assert (told["changed"], told["unchanged"]) == (1, 1)
    assert Posting.objects.filter(title="Clerk").exists()


@pytest.mark.django_db
def test_what_older_rules_read_is_read_again_once(folder: Path) -> None:
    run(str(folder))
    SourceFile.objects.filter(path="clerk.txt").update(edition="older")
    Posting.objects.update(title="As older rules read it")

    told = summary(str(folder))

    assert (told["changed"], told["unchanged"]) == (1, 1)
    assert sorted(Posting.objects.values_list("title", flat=True)) == ["As older rules read it", "Clerk"]
    before = rows()
    assert summary(str(folder))["unchanged"] == 2
    assert rows() == before


@pytest.mark.django_db
def test_a_file_in_which_other_rules_find_the_same_is_unchanged(folder: Path) -> None:
    run(str(folder))
    SourceFile.objects.update(edition="")
    before = rows()

    assert summary(str(folder))["unchanged"] == 2

    assert {name for name, count in rows().items() if count != before[name]} == {"postings_sourcefile"}
    assert set(SourceFile.objects.values_list("edition", flat=True)) == {edition()}


@pytest.mark.django_db
def test_a_run_that_was_cut_off_is_unfinished_and_holds_whole_batches(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("postings.ingest.FILES_IN_A_BATCH", 1)
    started, results = ingest([str(folder)], jobs=1)

    next(results)
    results.close()  # type: ignore[attr-defined]

    started.refresh_from_db()
    assert (started.finished, started.new, Posting.objects.count()) == (None, 1, 1)
    assert summary(str(folder))["new"] == 1


@pytest.mark.parametrize(
    "arguments", [[], ["--jobs", "0", "x"], ["--jobs", "many", "x"], ["--nonsense", "x"]]
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "manage.py", "ingest", *arguments], capture_output=True, text=True, check=False
    )

    assert ended.returncode == 2
    assert "usage:" in ended.stderr


@pytest.mark.django_db
def test_several_processes_load_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postings.ingest.FILES_IN_A_BATCH", 5)
    for number in range(23):
        (tmp_path / f"{number:02}.txt").write_text(POSTING.format(f"Clerk {number}"))
    (tmp_path / "11.txt").write_text("")

    _, results = ingest([str(tmp_path)], jobs=2)

    outcomes = [(os.path.basename(one.path), one.outcome) for one in results]
    assert sorted(outcomes) == [(f"{n:02}.txt", "failed" if n == 11 else "new") for n in range(23)]
    assert Posting.objects.count() == 22
