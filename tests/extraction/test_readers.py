"""Walking folders, reading and decoding: every odd file gets one clear line and stops nothing."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from postings.extraction import readers
from postings.extraction.readers import BadFile, Failure, Found, decode, read, walk
from postings.extraction.text.characters import repair, unescape


def outcome(*paths: str | Path) -> tuple[list[str], dict[str, str]]:
    """(names found, reason by name of those that failed)"""
    results = list(walk(paths))
    found = [result.name for result in results if isinstance(result, Found)]
    return found, {result.name: result.reason for result in results if isinstance(result, Failure)}


def test_it_finds_files_in_folders_of_folders_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/c/x.md", "a/y.HTM", "a/notes.doc", ".hidden.txt", "a/.git/q.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert outcome(tmp_path) == (["a/c/x.md", "a/y.HTM", "a/z.html", "b.txt"], {})


def test_links_that_form_a_loop_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a")
    assert outcome(tmp_path) == (["a/x.txt"], {})


def test_links_that_lead_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    root, outside = tmp_path / "postings", tmp_path / "outside"
    for folder in (root, outside, tmp_path / "postings-of-others"):
        folder.mkdir()
        (folder / "x.txt").write_text("x")
    (root / "file.txt").symlink_to(outside / "x.txt")
    (root / "folder").symlink_to(outside)
    (root / "above").symlink_to(tmp_path)
    (root / "beside").symlink_to(tmp_path / "postings-of-others")  # its path begins as that of the folder
    (root / "relay.txt").symlink_to(root / "file.txt")
    found, failed = outcome(root)
    assert found == ["x.txt"]
    assert set(failed) == {"file.txt", "folder", "above", "beside", "relay.txt"}
    assert all("leads out of the folder" in reason for reason in failed.values())


def test_links_inside_the_folder_are_followed_and_no_folder_twice(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x")
    (tmp_path / "copy.txt").symlink_to(Path("a", "x.txt"))
    (tmp_path / "later").symlink_to("a")
    assert outcome(tmp_path) == (["a/x.txt", "copy.txt"], {})


def test_a_link_that_is_named_itself_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c.txt").symlink_to(tmp_path / "a" / "x.txt")
    assert outcome(tmp_path / "b", tmp_path / "c.txt") == (["x.txt", "c.txt"], {})


def test_links_to_themselves_have_their_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert outcome(tmp_path)[1] == dict.fromkeys(
        ["a.txt", "b.txt"], "It is a link that leads back to itself."
    )


def test_files_of_other_kinds_are_counted_by_their_ending(tmp_path: Path) -> None:
    for name in ("a.txt", "b.pdf", "deep/C.PDF", "d.docx", "notes", "README", ".hidden.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    passed: Counter[str] = Counter()
    assert [one.name for one in walk([tmp_path], passed)] == ["a.txt"]
    assert passed == {".pdf": 2, ".docx": 1, "": 1}


def test_a_path_that_cannot_be_read_has_its_reason(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "x.txt").write_text("x")
    found, failed = outcome(tmp_path, tmp_path / "missing")
    assert found == ["x.txt"]
    assert failed == {
        "broken.txt": "It is a link to something that does not exist.",
        "pipe.txt": "This is a pipe, socket or device, not a file.",
        str(tmp_path / "missing"): "There is no such file or folder.",
    }


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_text("x")
    assert outcome(tmp_path) == (
        [],
        {str(tmp_path): "The folder holds no file ending in .txt, .html, .htm, .md."},
    )


def test_a_file_named_itself_must_be_of_a_kind_that_is_read(tmp_path: Path) -> None:
    for name in ("job.docx", "job", "job.txt"):
        (tmp_path / name).write_text("x")
    found, failed = outcome(tmp_path / "job.docx", tmp_path / "job", tmp_path / "job.txt")
    assert found == ["job.txt"]
    assert [reason.split(";")[0] for reason in failed.values()] == [
        "jobsite does not read files ending in .docx",
        "jobsite does not read files without an ending",
    ]


def test_a_folder_named_twice_is_walked_once(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    assert outcome(tmp_path, tmp_path) == (["x.txt"], {})


def test_a_name_that_is_no_utf8_is_found_and_can_be_printed(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9\x1b.txt")
    with open(path, "wb") as file:
        file.write(b"Waiter")
    (found,) = walk([tmp_path])
    assert isinstance(found, Found)
    assert found.name == "caf\\xe9\\x1b.txt"
    assert read(found) == b"Waiter"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_has_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(BadFile, match="No permission"):
        read(Found(path, tmp_path, "x.txt"))


def test_a_huge_file_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with open(path, "wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(BadFile, match="larger than 2 MB"):
        read(Found(path, tmp_path, "huge.txt"))
    with pytest.raises(BadFile, match="larger than 2 MB"):
        decode(b"x" * (readers.MAX_BYTES + 1), "huge.txt")


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Bachelor’s".encode(), "Bachelor’s", "utf-8"),
        ("Bachelor’s".encode("cp1252"), "Bachelor’s", "cp1252"),
        ("Bachelor’s".encode("utf-8-sig"), "Bachelor’s", "utf-8-sig"),
        ("Bachelor’s".encode("utf-16"), "Bachelor’s", "utf-16"),
        (b"\xfe\xff" + "Café".encode("utf-16-be"), "Café", "utf-16"),
        (b"Caf\xe9 \x81 bar", "Café  bar", "cp1252"),  # 0x81 means nothing in cp1252
        (b"a\r\nb\rc\n", "a\nb\nc\n", "utf-8"),
        (b"Wait\x00er " * 60, "Waiter " * 60, None),
        (b"Clerk" + b" for nine offices" * 9 + b"\x00", "Clerk" + " for nine offices" * 9, "utf-8"),
    ],
)
def test_bytes_become_text(data: bytes, text: str, encoding: str | None) -> None:
    if encoding is None:
        with pytest.raises(BadFile, match="binary"):
            decode(data, "x.txt")
        return
    raw = decode(data, "x.txt")
    assert (raw.text, raw.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "only blanks"),
        ("\ufeff \u200b".encode(), "only blanks"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "zip archive or an Office document"),
        (b"{\\rtf1 text}", "rich-text"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(256)) * 10, "binary"),
        ("plain text".encode("utf-16-le"), "UTF-16 without a byte order mark"),
    ],
)
def test_what_is_no_text_is_refused_with_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(BadFile, match=reason) as refusal:
        decode(data, "x.txt")
    assert refusal.value.reason.endswith((".", "text."))


@pytest.mark.parametrize(
    ("damaged", "repaired"),
    [
        ("Microsoftâ€™s", "Microsoft’s"),
        ("naÃ¯ve → cafÃ©", "naïve → café"),  # an honest arrow must not block the repair
        ("Bachelor’s “dream” — 5–7 years", "Bachelor’s “dream” — 5–7 years"),  # nothing to repair
        ("Bachelor?s ? Vous ?", "Bachelor?s ? Vous ?"),  # a lost quote cannot be told from an honest mark
        ("the team\u0092s job\u0085", "the team’s job…"),
        ("don€™t €¢ Lead", "don’t • Lead"),
        ("€500 “now”", "€500 “now”"),
        ("co\u00adoperate, wel\u200bcome", "cooperate, welcome"),
        ("\uf0b7 Lead \uf0a7 Plan \uf0e0", "• Lead • Plan →"),
        ("a\u2028b\x0bc\x0cd", "a\nb\nc\nd"),
        ("\u202eevil\u202c", "evil"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # a joiner between Arabic letters is spelling
        ("word\u200c list", "word list"),
        ("Â£45k", "£45k"),
        ("Ärzte, São Paulo, Łódź", "Ärzte, São Paulo, Łódź"),
    ],
)
def test_damaged_characters_are_repaired_and_others_kept(damaged: str, repaired: str) -> None:
    assert repair(damaged) == repaired


@pytest.mark.parametrize(
    ("escaped", "read_as"),
    [
        ("R&amp;D", "R&D"),
        ("R&amp;amp;D &amp;#39;x&amp;#39;", "R&D 'x'"),
        ("AT&T, Q&A;", "AT&T, Q&A;"),
        ("?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"),
        ("&lt;p&gt;", "<p>"),
        ("a&nbsp;b", "a\xa0b"),
    ],
)
def test_entities_are_read_however_often_they_were_escaped(escaped: str, read_as: str) -> None:
    assert unescape(escaped) == read_as
