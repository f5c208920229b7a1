"""Other ways to write words: which are found, and when."""

from __future__ import annotations

from collections import Counter

import pytest

from postings.search import synonyms, tokens
from tests import build
from tests.search.conftest import Find, ids

TITLES = {
    "sr": "Sr. Engineer",
    "senior": "Senior Engineer",
    "ml": "ML Engineer",
    "machine": "Machine Learning Engineer",
    "apart": "Learning Lead, Machine Shop",
    "frontend": "Frontend Developer",
    "front-end": "Front-End Developer",
    "pm": "PM, Routing",
    "product": "Product Manager",
    "project": "Project Mgr",
    "phd": "Chemist (PhD)",
    "ba": "Business Analyst",
}
FINDS = [
    ("senior", ["senior", "sr"]),
    ("sr", ["senior", "sr"]),
    ('"sr"', ["sr"]),  # quotation marks: exactly so
    ("ml", ["machine", "ml"]),
    ("machine learning", ["apart", "machine", "ml"]),  # unquoted words need not stand together
    ('"machine learning"', ["machine"]),
    ("front end", ["front-end", "frontend"]),
    ("front-end", ["front-end", "frontend"]),
    ("frontend", ["front-end", "frontend"]),
    ("title:ml", ["machine", "ml"]),
    ("pm", ["pm", "product"]),
    ("product manager", ["pm", "product"]),  # in titles, PM is one
    ("project manager", ["pm", "project"]),  # the parts of what has another way to write it have theirs
    ("doctorate", ["phd"]),
    ("ml OR phd", ["machine", "ml", "phd"]),
    ("title:engineer -ml", ["senior", "sr"]),
    ('title:engineer -"ml"', ["machine", "senior", "sr"]),
    ("employer:ba", []),  # a name is a name
]


@pytest.mark.django_db
def test_words_find_their_other_ways(find: Find) -> None:
    names = {build.posting(title, "We hire.").pk: name for name, title in TITLES.items()}
    for text, expected in FINDS:
        found = sorted(names[posting] for posting in ids(find(text=text)))
        assert found == sorted(expected), text
    for text, expected in FINDS:
        exactly = {names[posting] for posting in ids(find(text=text, verbatim=True))}
        assert exactly <= set(expected) or "-" in text, text
    assert [names[posting] for posting in ids(find(text="ml", verbatim=True))] == ["ml"]


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["senior", "ml", "frontend", "pm", "zebra"])
def test_a_word_and_its_exclusion_are_all(find: Find, word: str) -> None:
    made = {build.posting(title, "We hire.").pk for title in TITLES.values()}
    has, has_not = set(ids(find(text=word))), set(ids(find(text=f"-{word}")))
    assert has | has_not == made
    assert not has & has_not


@pytest.mark.django_db
def test_what_was_typed_goes_before_its_other_ways(find: Find) -> None:
    other = build.posting("Sr. Engineer", "We hire.")
    typed = build.posting("Senior Engineer", "We hire.")
    assert ids(find(text="senior engineer")) == [typed.pk, other.pk]
    assert ids(find(text="sr engineer")) == [other.pk, typed.pk]


@pytest.mark.django_db
def test_neighbours_that_are_neighbours_go_first(find: Find) -> None:
    filler = "Reports to the plant. " * 3
    apart = build.posting(
        "Clerk", f"We want data for our trucks. {filler} Our entry is at the back. {filler}"
    )
    close = build.posting("Clerk", f"We want data entry for our trucks. {filler} Come to the back. {filler}")
    build.posting("Clerk", "Nothing of this.")
    assert ids(find(text="data entry")) == [close.pk, apart.pk]


@pytest.mark.django_db
def test_skills_are_found_by_all_their_names(find: Find) -> None:
    asks = build.posting(skill=["Kubernetes", "Machine learning"])
    build.posting(text="We know kubernetes.")
    for text in ("skill:kubernetes", "skill:k8s", "skill:kube*", 'skill:"machine learning"', "skill:ml"):
        assert ids(find(text=text)) == [asks.pk], text
    assert find(text="skill:java").count == 0


def test_the_vocabulary_is_in_order() -> None:
    rows = synonyms.rows()
    assert len(rows) >= 150
    assert {row["way"] for row in rows} == {"both", "one"}
    for row in rows:
        entries = [*row["words"].split("|"), *filter(None, row["also"].split("|"))]
        assert all(tokens.terms(entry.removeprefix("title:")) for entry in entries), row
        assert len(entries) > 1, row
        assert len(entries) == len(set(entries)), row
    twice = Counter((row["way"], row["words"]) for row in rows)
    assert [row for row, count in twice.items() if count > 1] == []
