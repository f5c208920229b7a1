"""Layouts against golden pairs: a text as it is saved, and what it becomes."""

from __future__ import annotations

import json
import pkgutil
from pathlib import Path

import pytest

from postings.extraction import layouts, readers, sections
from postings.extraction.records import Document, NoPosting, RawFile
from tests.extraction.golden import SAMPLES, seen

TEXTS = sorted(SAMPLES.glob("*/*.txt"))
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def read(path: Path) -> RawFile:
    return readers.decode(path.read_bytes(), path.name)


def parsed(text: str, name: str = "posting.txt") -> Document:
    return layouts.parse(RawFile(name, text, "utf-8"))


def titled(text: str) -> str | None:
    return next((fact.value for fact in parsed(text).stated if fact.kind == "title"), None)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_sample_becomes_what_its_pair_says(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert seen(path) == expected
    if "layout" in expected:
        assert expected["layout"] == path.parent.name


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_blocks_and_facts_of_every_sample_quote_the_text(path: Path) -> None:
    try:
        document = layouts.parse(read(path))
    except NoPosting:
        return
    assert_sound(document)


def assert_sound(document: Document) -> None:
    """What records.py promises of blocks, stated facts and sections."""
    end = -1
    for block in document.blocks:
        assert end < block.start < block.end
        between = document.text[max(end, 0) : block.start]
        assert not between.strip()
        assert end < 0 or "\n" in between
        quoted = document.text[block.start : block.end]
        assert quoted == " ".join(quoted.split())
        end = block.end
    assert end == len(document.text)
    for fact in document.stated:
        assert document.text[fact.evidence.start : fact.evidence.end] == fact.evidence.exact
    position = 0
    for section in sections.split(document):
        assert section.start == position < section.end
        assert (
            section.heading is None or section.start <= section.heading[0] < section.heading[1] <= section.end
        )
        position = section.end
    assert position == len(document.text)


def test_every_module_of_the_folder_is_listed_and_has_samples() -> None:
    modules = {module.name for module in pkgutil.iter_modules(layouts.__path__) if module.name[0] != "_"}
    assert modules == {layout.NAME for layout in layouts.LAYOUTS}
    assert modules <= {path.parent.name for path in TEXTS}


def test_every_sample_has_its_pair() -> None:
    pairs = {path.with_suffix(".txt") for path in SAMPLES.glob("*/*.json")}
    assert pairs == set(TEXTS)


def test_the_last_layout_takes_everything_and_no_other_does() -> None:
    raw = RawFile("note.txt", "Nothing in particular.", "utf-8")
    assert [layout.NAME for layout in layouts.LAYOUTS if layout.matches(raw)] == ["plain_text"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_special_layouts_never_claim_each_others_samples(path: Path) -> None:
    special = ("indeed_html", "microsoft_flat", "json_ld")
    claims = [each.NAME for each in layouts.LAYOUTS if each.NAME in special and each.matches(read(path))]
    assert claims in ([], [path.parent.name])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (" Back to search results Prev Job 1 of 2 Next ", "menu"),
        ('<h2>Cook</h2><div id="jobDescriptionText"> </div>', "blank"),
        ("<html><body></body></html>", "no words"),
        ("Just a moment...\nChecking your browser before you go on.", "browser"),
        ("Access Denied\nYou don't have permission to access this page.", "access denied"),
        ("This position has been filled.", "closed"),
        ("We collect personal data. Our privacy policy says what personal data is. " * 20, "privacy"),
        ("Please log in\nUser name\nPassword", "sign in"),
        ("Diese Stellenanzeige ist leider nicht mehr verfügbar.", "closed"),
        ("Search results\nNo jobs found.\nClear all", "without results"),
        ('{"jobs": [{"title": "Cook", "id": 1}, {"title": "Baker", "id": 2}]}', "2 records"),
        ('{"name": "Cook"}\n{"name": "Baker"}\n{"name": "Waiter"}', "3 records"),
        ("<jobs><job><title>Cook</title></job><job><title>Baker</title></job></jobs>", "2 records"),
        ("Role: Cook\nLocation: Oslo\nSoup.\n\nRole: Baker\nLocation: Oslo\nBread.", "2 postings"),
        ("kiln:x:100:100:The Kiln,,,:/home/kiln:/bin/sh\n" * 9, "no sign of a posting"),
        ("Onion soup\n\n" + "Slice three onions and let them brown in butter. " * 9, "no sign of a posting"),
        ("id,colour,grams\n" + "17,red,250\n18,blue,125\n" * 20, "no sign of a posting"),
    ],
)
def test_a_file_without_a_posting_is_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(NoPosting, match=why):
        parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Onion soup\n\n" + "Slice three onions and let them brown. " * 9 + "Can you do that? Apply.",
        "Baker\n\n" + "Knead the dough, heat the oven, bake the bread. " * 9,
        "Suppenküche\n\n" + "Zwiebeln in Butter anbraten. " * 15 + "Dafür suchen wir Dich.",
        "Повар\n\n" + "Варить суп и печь хлеб. " * 20,
        "Onion soup. Slice three onions.",  # too short to be sure
        "Cookie Baker\nThis site uses cookies, and so do we: you bake them. 2 years of experience, duties.",
        "Web Developer\nYou know what 404 Not Found means. Skills: HTML. Apply now.",
        "Privacy Counsel\n" + "You advise on personal data. Responsibilities: personal data. " * 30,
        "Support Agent\nYou help people who cannot log in to see bills. 1 year of experience. Apply now.",
        "Title: Cook\nLocation: Oslo\n\nYou cook.\nReports to: the baker\nLocation: Oslo, Grefsen",
        "Web Clerk\n"
        + "You keep the list of vacancies up to date, each with its age. " * 9
        + "\nSimilar jobs\n"
        + "Cook\n2 days ago\nBaker\n3 days ago\nDriver\n4 days ago\nNurse\n5 days ago\n",
    ],
)
def test_a_posting_that_speaks_of_errors_or_stands_before_a_list_is_read(text: str) -> None:
    assert parsed(text).blocks


@pytest.mark.parametrize(
    ("first_line", "title"),
    [
        ("Deployed Engineer (Stockholm)\nStockholm, Sweden", "Deployed Engineer"),
        ("Solutions Engineer - Brazil", "Solutions Engineer"),
        ("Sales Representative, Enterprise, UK&I", "Sales Representative, Enterprise"),
        ("Engineering Manager in Austin, TX", "Engineering Manager"),
        ("Deployment Strategist - Japan Forward Deployed", "Deployment Strategist - Japan Forward Deployed"),
        ("Recruiter - Enterprise", "Recruiter - Enterprise"),  # a town in Nevada
        ("Customer Success Manager - Spanish", "Customer Success Manager - Spanish"),
        ("Director Voter Services |", "Director Voter Services"),
        ("**Senior Cartographer**", "Senior Cartographer"),
        ("# Bus Driver", "Bus Driver"),
    ],
)
def test_a_place_at_its_end_is_no_part_of_a_title(first_line: str, title: str) -> None:
    assert titled(first_line + "\n\nWe look for somebody who stays.") == title


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real postings are not here")
@pytest.mark.parametrize(
    ("seed", "title", "number", "place", "family", "team"),
    [
        ("000", "Sales Operations Community Lead", None, None, None, None),
        ("001", "Sales Ops Program Mgr US", "321975", "Chicago, IL, United States",
         "Business programs & operations", "Sales"),
        ("003", "STU Director - Data & AI", "308412", "Las Colinas, TX, United States", "Sales", "Sales"),
    ],
)  # fmt: skip
def test_the_seeds_state_what_their_pages_say(
    seed: str, title: str, number: str | None, place: str | None, family: str | None, team: str | None
) -> None:
    document = layouts.parse(read(next(SEEDS.glob(f"{seed}_*"))))
    assert_sound(document)
    stated = {fact.kind: fact.value for fact in document.stated}
    expected = {"title": title, "job_number": number, "location": place, "role_family": family, "team": team}
    assert stated == {kind: value for kind, value in expected.items() if value}
    for rubbish in ("Back to search", "dynamo", "LinkedInTitle", "CompanyInsider", "padding"):
        assert rubbish not in document.text


def test_an_opening_is_looked_for_in_the_text_that_people_see() -> None:
    """Escaped, this one is long enough to be an opening; unescaped it is not."""
    link = "https:&#x2F;&#x2F;jobs.example.com" + "&#x2F;join" * 8
    raw = RawFile("a.txt", f"Data Engineer, Kiln &amp; Oak Company, Leeds - {link}", "utf-8")
    assert layouts.parse(raw).text
