"""One posting: what it asks for, beside the words that say so."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from postings.models import Collection, Posting, RoleFamily, SourceFile, Team
from tests import build
from tests.pages.conftest import Get, Visit, text_of, texts_of

TEXT = (
    "Analyst\n\nWe count things.\n\nWhat we ask for\n"
    "Bachelor's degree in finance and 2 years, or 6 years of practice\n"
    "A Master's degree is a plus\n"
    "some years of it"
)


def told(posting: Posting, kind: str, exact: str, **columns: Any) -> int:
    """A statement with its words; the key of its note."""
    text = posting.version.text  # type: ignore[union-attr]
    start = text.index(exact)
    made = build.requirement(posting, kind, start=start, end=start + len(exact), exact=exact, **columns)
    return made.pk


@pytest.fixture
def analyst(db: None) -> Posting:
    made = build.posting(
        "Analyst",
        TEXT,
        employer="Contoso",
        degree_policy="required_or_experience",
        degree_floor="bachelor",
        degree_preferred="master",
        experience_state="required",
        min_years=2,
        paths=[["bachelor", 2], [None, 6]],
    )
    lines = iter([("title", 0, 7), ("paragraph", 9, 25), ("heading", 27, 42)])
    blocks: list[list[object]] = [list(line) for line in lines]
    position = 43
    for line in TEXT[43:].split("\n"):
        blocks.append(["bullet", position, position + len(line)])
        position += len(line) + 1
    version = made.version
    assert version is not None
    version.blocks = blocks
    version.save()
    told(made, "title", "Analyst", value="Analyst")
    told(made, "degree", "Bachelor's degree in finance", level="bachelor", strength="required", path=1)
    told(made, "field_of_study", "finance", term=build.term("field_of_study", "Finance"), strength="required")
    told(made, "experience", "2 years", years_min=2, strength="required", path=1)
    told(made, "experience", "6 years of practice", years_min=6, strength="required", path=2)
    told(made, "degree", "A Master's degree is a plus", level="master", strength="preferred")
    told(made, "unread", "some years of it")
    return made


def address(posting: Posting, query_string: str = "") -> str:
    return posting.get_absolute_url() + (f"?{query_string}" if query_string else "")


def test_it_tells_required_in_place_and_preferred_apart(visit: Visit, analyst: Posting) -> None:
    page = visit(address(analyst))
    groups = {
        " ".join(group.select_one("h3").get_text().split()): texts_of(group, ".note__what")  # type: ignore[union-attr]
        for group in page.select(".notes__group:has(.note)")
    }
    assert groups == {
        "Required": [
            "Bachelor's degree alternative 1",
            "2+ years of experience alternative 1",
        ],
        "In place of the degree": ["6+ years of experience alternative 2"],
        "Preferred": ["Master's degree"],
        "Seen, but not understood": ["A person should read this"],
    }


def test_fields_of_study_stand_with_their_degree(visit: Visit, analyst: Posting) -> None:
    page = visit(address(analyst))
    assert text_of(page, ".notes__group--required .terms") == "Fields of study 2 Finance"


def test_a_stated_fact_leads_to_its_words(visit: Visit, analyst: Posting) -> None:
    analyst.teams.set([build.named(Team, name) for name in ("Counting", "Sums")])
    analyst.role_families.set([build.named(RoleFamily, "Mathematics")])
    told(analyst, "team", "count", value="counting")
    told(analyst, "role_family", "things", value="Maths")  # merged since into Mathematics
    page = visit(address(analyst))
    facts = {
        fact.select_one("dt").get_text(): [  # type: ignore[union-attr]
            (" ".join(value.get_text().split()), bool(value.select("a"))) for value in fact.select("dd")
        ]
        for fact in page.select(".stated__fact")
    }
    assert facts == {
        "Employer": [("Contoso", False)],
        "Team": [("Counting", True), ("Sums", False)],
        "Role family": [("Mathematics", True)],
    }
    for link in page.select(".stated__fact a"):
        assert page.select(str(link["href"]))


def test_what_is_not_needed_is_not_called_required(visit: Visit) -> None:
    made = build.posting("Clerk", "No degree needed", degree_policy="not_required")
    told(made, "degree", "No degree needed", value="not_required")
    page = visit(address(made))
    assert texts_of(page, ".notes__standing") == ["Not needed"]


def test_each_note_and_its_words_lead_to_each_other(visit: Visit, analyst: Posting) -> None:
    page = visit(address(analyst))
    notes = page.select(".note, .term")
    assert len(notes) == 6
    for note in notes:
        target = page.select_one(note.select_one("a")["href"])  # type: ignore[index, arg-type]
        assert target is not None
        marked = target.find_next("mark")
        assert marked is not None
        assert note["data-notes"] in marked["data-notes"].split()  # type: ignore[union-attr]
        (back,) = page.select(f".reference a[href='#{note['id']}']")
        assert note.select_one(".note__number").get_text() in back.get_text()  # type: ignore[union-attr]


def test_the_marks_of_a_note_are_exactly_its_words(visit: Visit, analyst: Posting) -> None:
    page = visit(address(analyst))
    for requirement in analyst.requirements.all():
        marks = page.select(f".text__body mark[data-notes~='{requirement.pk}']")
        assert "".join(mark.get_text() for mark in marks) == requirement.exact


def test_the_text_is_whole_and_in_order(visit: Visit, analyst: Posting) -> None:
    page = visit(address(analyst))
    body = page.select_one(".text__body")
    assert body is not None
    for reference in body.select(".reference"):
        reference.decompose()
    assert body.get_text().split() == TEXT.split()
    assert [part.get_text() for part in body.select("li")] == TEXT[43:].split("\n")


def test_a_text_without_blocks_is_cut_at_its_blank_lines(visit: Visit) -> None:
    made = build.posting("Clerk", "One.\n\nTwo\nlines.\n\n\nThree.")
    assert texts_of(visit(address(made)), ".text__body p") == ["One.", "Two lines.", "Three."]


def test_text_between_two_blocks_is_not_lost(visit: Visit) -> None:
    made = build.posting("Clerk", "One. Lost? Two. Tail")
    made.version.blocks = [["paragraph", 0, 4], ["heading", 11, 15]]  # type: ignore[union-attr]
    made.version.save()  # type: ignore[union-attr]
    page = visit(address(made))
    assert texts_of(page, ".text__body > *") == ["One.", "Lost?", "Two.", "Tail"]


def test_a_value_whose_words_left_the_text_still_stands(visit: Visit, analyst: Posting) -> None:
    build.requirement(
        analyst,
        "degree",
        level="doctorate",
        strength="required",
        start=None,
        end=None,
        exact="PhD wanted",
        corrected=True,
    )
    page = visit(address(analyst))
    assert "Doctorate set by a person" in texts_of(page, ".note__what")
    assert "PhD wanted does not stand in this text." in texts_of(page, "p.note__quote")


def test_doubts_are_said(visit: Visit) -> None:
    made = build.posting("Clerk", unsure=["title_boundary"], contradictory=True, degree="bachelor")
    assert text_of(visit(address(made)), ".notice") == (
        "Read with some doubt: the same degree is called both required and preferred; "
        "where the title ends. The text decides."
    )


def test_another_slug_is_sent_to_the_right_address_with_its_search(get: Get, analyst: Posting) -> None:
    for wrong in (f"/postings/{analyst.pk}/", f"/postings/{analyst.pk}/wrong/", f"/postings/{analyst.pk}/é/"):
        answer = get(f"{wrong}?q=count&page=2")
        assert (answer.status_code, answer["Location"]) == (302, f"{address(analyst)}?q=count&page=2")


def test_a_hidden_posting_does_not_exist(get: Get, analyst: Posting) -> None:
    file = source(analyst)
    build.show(analyst, "Another text")
    Posting.objects.filter(pk=analyst.pk).update(hidden=True)
    for path in (
        address(analyst),
        f"/postings/{analyst.pk}/files/{file.pk}/",
        f"/postings/{analyst.pk}/texts/1/",
        "/postings/999999/clerk/",
    ):
        assert get(path).status_code == 404, path


def source(posting: Posting, raw: bytes = b"Analyst", encoding: str = "utf-8", **columns: Any) -> SourceFile:
    collection, _ = Collection.objects.get_or_create(root="/secret/place")
    return SourceFile.objects.create(
        **{
            "collection": collection,
            "path": "analyst.txt",
            "sha256": b"0" * 32,
            "raw": zlib.compress(raw),
            "size": len(raw),
            "encoding": encoding,
            "layout": "plain_text",
            "posting": posting,
            "version": posting.version,
            "loaded": timezone.now(),
        }
        | columns
    )


def test_it_names_the_file_but_not_where_that_lies(visit: Visit, get: Get, analyst: Posting) -> None:
    file = source(analyst)
    source(analyst, path="old.txt", superseded=timezone.now())
    page = visit(address(analyst))
    assert texts_of(page, ".origin__file") == ["analyst.txt"]
    assert page.select_one(".origin__file")["href"] == f"/postings/{analyst.pk}/files/{file.pk}/"  # type: ignore[index]
    assert "secret" not in get(address(analyst)).content.decode()


@pytest.mark.parametrize(
    ("raw", "encoding", "text"),
    [
        ("Bachelor’s <script>".encode("cp1252"), "cp1252", "Bachelor’s <script>"),
        ("\ufeffé".encode(), "utf-8-sig", "é"),
        (b"caf\xe9 broken", "utf-8", "caf\ufffd broken"),
    ],
)
def test_the_file_is_plain_text_that_no_browser_runs(
    get: Get, analyst: Posting, raw: bytes, encoding: str, text: str
) -> None:
    file = source(analyst, raw, encoding)
    answer = get(f"/postings/{analyst.pk}/files/{file.pk}/")
    assert answer.content.decode() == text
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_found_under_its_own_posting_only(get: Get, analyst: Posting) -> None:
    file = source(build.posting("Other"))
    assert get(f"/postings/{analyst.pk}/files/{file.pk}/").status_code == 404


def test_older_texts_are_listed_and_compared(visit: Visit, get: Get) -> None:
    made = build.posting("Clerk", "Clerk\n3 years\nBe calm")
    build.show(made, "Clerk\n5 years\nBe calm")
    page = visit(address(made))
    (link,) = page.select(".origin__files a")
    compared = visit(str(link["href"]))
    assert texts_of(compared, ".comparison del") == ["3 years"]
    assert texts_of(compared, ".comparison ins") == ["5 years"]
    assert texts_of(compared, ".comparison__line") == ["Clerk", "3 years", "5 years", "Be calm"]
    assert get(f"/postings/{made.pk}/texts/2/").status_code == 404, "the text that is shown"


def test_it_leads_on_within_its_search(visit: Visit) -> None:
    for number in range(22):
        build.posting(f"Clerk {number:02}", team=["Sales"])
    build.posting("Aardvark keeper")
    first = visit("/?team=sales&sort=title").select_one(".card__title a")
    assert first is not None
    where = str(first["href"])
    titles = []
    while where:
        page = visit(where)
        titles.append(text_of(page, "h1"))
        following = page.select_one(".neighbours a[rel=next]")
        where = str(following["href"]) if following else ""
    assert titles == [f"Clerk {number:02}" for number in range(22)]
    assert text_of(page, ".neighbours__place") == "22 of 22"
    assert page.select_one(".neighbours__back")["href"] == "/?team=sales&sort=title&page=2"  # type: ignore[index]
    before = visit(str(page.select_one(".neighbours a[rel=prev]")["href"]))  # type: ignore[index]
    assert text_of(before, "h1") == "Clerk 20"


def test_a_posting_that_its_search_no_longer_finds_leads_back_only(visit: Visit, analyst: Posting) -> None:
    page = visit(address(analyst, "team=gone"))
    assert page.select_one(".neighbours__back")["href"] == "/?team=gone"  # type: ignore[index]
    assert not page.select(".neighbours__steps")


def test_what_strangers_wrote_is_escaped(get: Get) -> None:
    evil = "<script>alert('x')</script> & <b>"
    made = build.posting(f"Clerk {evil}", f"{evil} 5 years {evil}", employer=f"Evil {evil}", years=5)
    told(made, "experience", f"5 years {evil}", years_min=5, strength="required")
    html = get(address(made)).content.decode()
    assert "<script>alert" not in html
    assert "<b>" not in html


def test_the_number_of_queries_is_fixed(
    client: Client,
    in_step: Callable[[], None],
    analyst: Posting,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(8):
        told(analyst, "unread", f"{'some years of it'[: 4 + number]}")
        source(analyst, path=f"{number}.txt", loaded=timezone.now() - dt.timedelta(days=number))
    for number in range(6):
        names = [f"{number}a", f"{number}b"]
        build.posting(
            "Analyst", employer=names[0], team=names, location=names, role_family=names, skill=names
        )
    in_step()
    client.get("/")
    with django_assert_max_num_queries(18):  # eight for the posting, ten for six that are like it
        client.get(address(analyst))
    with django_assert_max_num_queries(22):
        client.get(address(analyst, "q=count"))


def test_similar_postings_are_listed_with_what_they_share(visit: Visit) -> None:
    skills = ["Sewing", "Cutting", "Ironing", "Dyeing", "Knitting", "Weaving"]
    this = build.posting("Tailor", employer="A", skill=skills, degree="associate", years=2)
    build.posting(
        "Tailor <b>II</b>", employer="B", skill=skills, role_family=["Crafts"], degree="associate", years=2
    )
    this.role_families.add(build.named(RoleFamily, "Crafts"))
    page = visit(this.get_absolute_url())
    assert texts_of(page, ".similar__title") == ["Tailor <b>II</b>"]
    shares = texts_of(page, ".similar__shares li")
    assert shares[1:] == ["role family: Crafts", "degree: Associate", "experience: 2+ years"]
    assert shares[0].startswith("skills: ")
    assert shares[0].endswith(" and 2 more")
    assert visit(str(page.select_one(".similar__title a")["href"])).select("h1")  # type: ignore[index]


def test_a_posting_like_no_other_has_no_such_list(visit: Visit) -> None:
    assert not visit(build.posting("Tailor").get_absolute_url()).select(".similar")
