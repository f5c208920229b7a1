"""The page of one posting: every decision becomes a correction, and the loader does the rest."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from postings import corrections
from postings.models import Correction, CorrectionLog, Posting, Requirement
from tests.admin.conftest import TEXT, Ingest

DEGREE = "degree: bachelor's degree required"


def page(browser: Client, posting: Posting) -> str:
    response = browser.get(reverse("admin:postings_posting_change", args=[posting.pk]))
    assert response.status_code == 200
    return words(response.content.decode())


def decide(browser: Client, posting: Posting, kind: str, **sent: str) -> tuple[int, str]:
    """Sends a form of the page; the status, and the page that follows."""
    url = reverse("admin:postings_posting_correct", args=[posting.pk, kind])
    response = browser.post(url, {"why": "I asked them"} | sent, follow=True)
    return response.redirect_chain[-1][1] if response.redirect_chain else response.status_code, words(
        response.content.decode()
    )


def words(html: str) -> str:
    """The page as it is read."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#x27;", "'").replace("&quot;", '"').split())


def test_the_page_shows_the_facts_beside_the_marked_text(ingest: Ingest, admin: Client) -> None:
    posting = ingest()

    response = admin.get(reverse("admin:postings_posting_change", args=[posting.pk]))

    shown = words(response.content.decode())
    for fact in ("Data Clerk", "Acme", "Sales", "Chicago, IL, United States", "Bachelor's", "5+ years"):
        assert fact in shown
    row = Requirement.objects.get(kind="degree")
    assert f'id="text-{row.pk}"' in response.content.decode()
    assert re.search(
        r'<mark class="evidence evidence--required"[^>]*>Bachelor&#x27;s degree', response.content.decode()
    )


def test_a_family_that_was_inferred_says_so_until_a_person_has_looked(ingest: Ingest, admin: Client) -> None:
    posting = ingest()
    (family,) = posting.role_families.all()
    assert f"{words(str(family))} (inferred from the title)" in page(admin, posting).replace("&amp;", "&")

    corrections.confirm(posting, "role_family", None, "")

    assert "inferred" not in page(admin, posting)


@pytest.mark.parametrize(
    ("kind", "sent", "told"),
    [
        ("title", {"title": "Chief Clerk"}, "Chief Clerk"),
        ("employer", {"employer": "Bmce"}, "Bmce"),
        ("employer", {"employer": ""}, "Employer Not stated"),
        ("team", {"team": "Azure\r\nSales"}, "Azure, Sales"),
        ("role_family", {"role_family": "Retail"}, "Retail"),
        (
            "location",
            {"location": "Helsinki, Finland\n-, IL, United States"},
            "Helsinki, Finland; IL, United States",
        ),
        (
            "degree",
            {"degree_policy": "required_or_experience", "degree_floor": "master"},
            "Master's or experience",
        ),
        ("experience", {"experience_state": "required", "min_years": "2", "max_years": "3"}, "2–3 years"),
        (
            "paths",
            {"level_1": "bachelor", "years_1": "5", "years_3": "9", "common_min_years": "1"},
            "Bachelor's degree and 5 years; 9 years, no degree; at least 1 year in any case",
        ),
    ],
)
def test_a_changed_fact_is_a_correction(
    ingest: Ingest, admin: Client, kind: str, sent: dict[str, str], told: str
) -> None:
    posting = ingest()

    status, shown = decide(admin, posting, kind, do="change", **sent)

    assert status == 302
    correction = Correction.objects.get()
    assert (correction.kind, correction.action, correction.by and correction.by.get_username()) == (
        kind,
        "change",
        "anna",
    )
    assert told in shown
    assert "I asked them" in shown
    assert CorrectionLog.objects.get().why == "I asked them"


def test_what_the_page_shows_is_sent_back_as_a_confirmation(ingest: Ingest, admin: Client) -> None:
    """Saving a form as it stands changes nothing: the same value is confirmed."""
    posting = ingest()
    response = admin.get(reverse("admin:postings_posting_change", args=[posting.pk]))

    for row in response.context["page"].facts:
        initial = {name: "" if value is None else value for name, value in row.form.initial.items()}
        decide(admin, posting, row.kind, do="change", **initial)

    assert set(Correction.objects.values_list("kind", "action")) == {
        (row.kind, "confirm") for row in response.context["page"].facts
    }


def test_confirming_and_taking_back(ingest: Ingest, admin: Client) -> None:
    posting = ingest()

    decide(admin, posting, "degree", do="confirm")
    assert Correction.objects.get().action == "confirm"

    _, shown = decide(admin, posting, "degree", do="take_back")
    assert not Correction.objects.exists()
    assert "the correction is taken back" in shown


@pytest.mark.parametrize(
    ("kind", "sent", "told"),
    [
        ("title", {"title": " "}, "This field is required"),
        ("title", {"title": "Chief Clerk", "why": ""}, "This field is required"),
        ("degree", {"degree_policy": "required"}, "A degree that is required has a lowest level"),
        ("experience", {"experience_state": "required"}, "Say how many years at least"),
        ("experience", {"experience_state": "required", "min_years": "99"}, "less than or equal to 25"),
        ("location", {"location": "a, b, c, d"}, "more than city, region and country"),
        ("paths", {"level_1": "bachelor"}, "One path is no alternative"),
    ],
)
def test_nonsense_is_shown_beside_its_field_and_changes_nothing(
    ingest: Ingest, admin: Client, kind: str, sent: dict[str, Any], told: str
) -> None:
    status, shown = decide(admin, ingest(), kind, do="change", **sent)

    assert status == 200
    assert told in shown
    assert not Correction.objects.exists()


def test_a_requirement_is_changed_confirmed_and_dismissed(ingest: Ingest, admin: Client) -> None:
    posting = ingest()

    _, shown = decide(
        admin, posting, "requirement", do="change", anchor=DEGREE, level="associate", strength="preferred"
    )
    posting.refresh_from_db()
    assert (posting.degree_policy, posting.degree_preferred) == ("preferred_only", "associate")
    assert "The machine reads: Bachelor's degree, required" in shown

    decide(admin, posting, "requirement", do="dismiss", anchor=DEGREE)
    posting.refresh_from_db()
    assert posting.degree_policy == "not_stated"

    _, shown = decide(admin, posting, "requirement", do="take_back", anchor=DEGREE)
    posting.refresh_from_db()
    assert posting.degree_floor == "bachelor"


def test_a_requirement_that_the_machine_missed_is_added(ingest: Ingest, admin: Client) -> None:
    posting = ingest(TEXT.replace("Bachelor's degree required", "The usual scrolls"))
    assert posting.degree_policy == "not_stated"

    status, _ = decide(
        admin, posting, "degree", do="add", exact="usual  Scrolls", level="master", strength="required"
    )

    posting.refresh_from_db()
    assert (status, posting.degree_floor) == (302, "master")
    row = Requirement.objects.get(kind="degree")
    assert (row.exact, row.corrected) == ("usual scrolls", True)


def test_words_that_are_not_in_the_text_prove_nothing(ingest: Ingest, admin: Client) -> None:
    status, shown = decide(
        admin, ingest(), "degree", do="add", exact="a PhD", level="doctorate", strength="required"
    )

    assert (status, Correction.objects.exists()) == (200, False)
    assert "The text does not hold these words" in shown


def test_a_posting_is_hidden_and_shown(ingest: Ingest, admin: Client) -> None:
    posting = ingest()

    admin.post(reverse("admin:postings_posting_decide", args=[posting.pk, "hide"]), {"why": "Spam"})
    assert Posting.objects.filter(hidden=True).exists()
    assert "Hidden from every search by anna" in page(admin, posting)

    admin.post(reverse("admin:postings_posting_decide", args=[posting.pk, "show"]), {"why": "It is not"})
    assert Posting.objects.filter(hidden=False).exists()


def test_hiding_asks_why(ingest: Ingest, admin: Client) -> None:
    posting = ingest()

    response = admin.post(reverse("admin:postings_posting_decide", args=[posting.pk, "hide"]), follow=True)

    assert "say why" in words(response.content.decode())
    assert Posting.objects.filter(hidden=False).exists()


def test_corrections_stand_after_an_ingest_and_the_review_shows_why(ingest: Ingest, admin: Client) -> None:
    posting = ingest()
    decide(admin, posting, "title", do="change", title="Chief Clerk")
    decide(admin, posting, "degree", do="change", degree_policy="required", degree_floor="master")
    ingest(TEXT.replace("Bachelor's degree required", "Associate degree required"))

    response = admin.get(reverse("admin:postings_posting_review", args=[posting.pk]))

    html, shown = response.content.decode(), words(response.content.decode())
    assert "The machine now reads something else for the corrected degree." in shown
    assert re.search(r"Master's.*Bachelor's.*Associate", shown)
    assert "<del>Bachelor&#x27;s degree required</del>" in html
    assert "<ins>Associate degree required</ins>" in html
    posting.refresh_from_db()
    assert (posting.title, posting.degree_floor) == ("Chief Clerk", "master")

    decide(admin, posting, "degree", do="take_back", **{"from": "review"})
    posting.refresh_from_db()
    assert (posting.title, posting.degree_floor) == ("Chief Clerk", "associate")
    assert posting.review == ["The text changed under the correction: title."]


def test_settling_a_review_leads_to_the_next_posting_that_is_due(ingest: Ingest, admin: Client) -> None:
    first, second = ingest(), ingest("Title: Smith\n\nWe forge.\n", "smith.txt")
    for posting in (first, second):
        corrections.correct(posting, "title", {"title": "Corrected"}, None, "")
    ingest(TEXT + "\n- Likes apples\n")
    ingest("Title: Smith\n\nWe forge and weld.\n", "smith.txt")

    def settle(posting: Posting) -> str:
        url = reverse("admin:postings_posting_decide", args=[posting.pk, "reviewed"])
        return admin.post(url, {"why": "Looked", "from": "review"}).headers["Location"]

    assert settle(first) == reverse("admin:postings_posting_review", args=[second.pk])
    assert settle(second) == f"{reverse('admin:postings_posting_changelist')}?review=due"
    assert not Posting.objects.exclude(review=[]).exists()


def test_a_reader_sees_everything_and_decides_nothing(ingest: Ingest, reader: Client) -> None:
    posting = ingest()

    assert "Change or confirm" not in page(reader, posting)
    assert reader.get(reverse("admin:postings_posting_review", args=[posting.pk])).status_code == 200
    url = reverse("admin:postings_posting_correct", args=[posting.pk, "title"])
    assert reader.post(url, {"do": "change", "title": "Mine", "why": "x"}).status_code == 403
    hide = reverse("admin:postings_posting_decide", args=[posting.pk, "hide"])
    assert reader.post(hide, {"why": "x"}).status_code == 403
    assert not CorrectionLog.objects.exists()


@pytest.mark.parametrize("name", ["add", "delete"])
def test_postings_are_neither_added_nor_deleted(ingest: Ingest, admin: Client, name: str) -> None:
    arguments = [] if name == "add" else [ingest().pk]

    assert admin.get(reverse(f"admin:postings_posting_{name}", args=arguments)).status_code == 403


def test_text_of_a_posting_is_never_markup(ingest: Ingest, admin: Client) -> None:
    posting = ingest(TEXT.replace("Data Clerk", "Data <script>alert(1)</script> Clerk"))

    for name in ("change", "review"):
        html = admin.get(reverse(f"admin:postings_posting_{name}", args=[posting.pk])).content.decode()
        assert "<script>alert" not in html


@pytest.mark.parametrize("name", ["change", "review"])
def test_the_pages_need_no_inline_script_or_style(ingest: Ingest, admin: Client, name: str) -> None:
    html = admin.get(reverse(f"admin:postings_posting_{name}", args=[ingest().pk])).content.decode()

    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*\S", html)
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)
