"""The query language and the tokens: what a word is, and what finds what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.search import tokens
from postings.search.words import Excluded, Prefix, Search, Words, parse
from tests import build
from tests.search.conftest import Find, ids

WORD = [
    ("engineer", Words("engineer")),
    ('"data engineer"', Words("data engineer", quoted=True)),
    ("“data engineer”", Words("data engineer", quoted=True)),
    ('"data engineer', Words("data engineer", quoted=True)),  # nobody closed it
    ("-sales", Excluded(Words("sales"))),
    ('-"cold calls"', Excluded(Words("cold calls", quoted=True))),
    ("engin*", Prefix("engin")),
    ("-engin*", Excluded(Prefix("engin"))),
    ("title:lead", Words("lead", "title")),
    ("Title:lead", Words("lead", "title")),
    ('employer:"general motors"', Words("general motors", "employer", quoted=True)),
    ("team:sal*", Prefix("sal", "team")),
    ("skill:python", Words("python", "skill")),
    ("note:this", Words("note:this")),  # no field: just text
    ("id:1", Words("id:1")),  # the engine's own fields cannot be reached
    ("front-end", Words("front-end")),
    ("*", Words("*")),
    ("OR", Words("OR")),  # Oregon
]


@pytest.mark.parametrize(("text", "node"), WORD, ids=[text for text, _ in WORD])
def test_a_term_is_read(text: str, node: object) -> None:
    assert parse(text) == Search(((node,),))  # type: ignore[arg-type]


GROUPS = [
    ("a b", [["a"], ["b"]]),
    ("a OR b", [["a", "b"]]),
    ("a b OR c d", [["a"], ["b", "c"], ["d"]]),
    ("a | b", [["a", "b"]]),
    ("a OR OR b", [["a", "b"]]),
    ("OR a", [["a"]]),
    ("a OR", [["a"]]),
    ("a or b", [["a"], ["or"], ["b"]]),  # small letters are a word
    ('a"b c"d', [["a"], ["b c"], ["d"]]),
    ('""', [['""']]),
    ("", []),
    ("   ", []),
]


@pytest.mark.parametrize(("text", "groups"), GROUPS, ids=[text or "nothing" for text, _ in GROUPS])
def test_groups_are_tied_by_or(text: str, groups: list[list[str]]) -> None:
    read = [[node.text for node in group if isinstance(node, Words)] for group in parse(text).groups]
    assert read == groups


@given(st.text(alphabet=st.sampled_from('ab"-*:|ORtile ’+#&.?'), max_size=40))
def test_any_text_is_read(text: str) -> None:
    assert bool(parse(text).groups) == bool(text.strip())


TERMS = [
    ("C++ and C#", ["c++", "and", "c#"]),
    ("C++17", ["c++17"]),
    ("C+++", ["c"]),  # no language
    ("F#, J#", ["f#", "j#"]),
    (".NET/ASP.NET", [".net", "asp.net"]),
    ("planet.network", ["planet", "network"]),
    ("Node.JS", ["node.js"]),
    ("R&D, P&L, AT&T, Q&A", ["r&d", "p&l", "at&t", "q&a"]),
    ("Sales & Marketing", ["sales", "marketing"]),
    ("Bachelor's Bachelor’s Bachelor?s", ["bachelor", "bachelor", "bachelor"]),
    ("Who? Sales.", ["who", "sales"]),
    ("résumé re\u0301sume\u0301", ["resume", "resume"]),
    ("5-7 years", ["5", "7", "years"]),
    ("front-end", ["front", "end"]),
    ("l'équipe", ["l", "equipe"]),
    ("Straße", ["strasse"]),
    ("???", []),
]


@pytest.mark.parametrize(("text", "expected"), TERMS, ids=[text for text, _ in TERMS])
def test_terms(text: str, expected: list[str]) -> None:
    assert [tokens.unmarked(term) for term in tokens.terms(text, stemmed=False)] == expected


@given(st.text(max_size=60))
def test_marking_keeps_every_place(text: str) -> None:
    assert len(tokens.marked(text)) == len(tokens.composed(text))


TEXTS = {
    "C++": "We write C++ here.",
    "C#": "We write C# here.",
    "C": "We write C here.",
    "C++17": "Modern C++17.",
    "ASP": "Pages in ASP.NET.",
    "résumé": "Send your résumé.",
    "bachelor": "A Bachelor?s degree.",
    "bachelors": "Bachelors degrees.",
    "front": "A front-end engineer.",
    "engineering": "Engineering manager.",
    "node": "Services in Node.js.",
}
FINDS = [
    ("c++", ["C++", "C++17"]),
    ("C#", ["C#"]),
    ("c", ["C"]),
    (".net", ["ASP"]),
    ("asp.net", ["ASP"]),
    ("asp", ["ASP"]),
    ("resume", ["résumé"]),
    ("résumés", ["résumé"]),
    ("bachelor's degree", ["bachelor", "bachelors"]),
    ('"bachelor’s degree"', ["bachelor", "bachelors"]),
    ("front-end", ["front"]),
    ('"end front"', []),
    ("engineer", ["engineering", "front"]),
    ("engin*", ["engineering", "front"]),
    ("engineeri*", ["engineering"]),
    ("engineer -manager", ["front"]),
    ("-write -send -degree -pages -modern -engineer", ["node"]),
    ("node", ["node"]),
    ("nodejs", ["node"]),
    ("node.js", ["node"]),
    ("front-en*", ["front"]),
    ("resume OR manager", ["engineering", "résumé"]),
    ("resume OR -write", [name for name in TEXTS if name not in ("C++", "C#", "C")]),
    ("title:résumé", ["résumé"]),
    ("title:bachel*", ["bachelor", "bachelors"]),
    ("title:write", []),
    ("!?", list(TEXTS)),
    ("zebra", []),
    ("a" * 80, []),  # no word of the index is so long
    (f"{'a' * 80}*", []),
    (f'engineer "front-end {"é" * 40}"', []),
    (f"engineer -{'a' * 80}", ["engineering", "front"]),
]


@pytest.mark.django_db
def test_words_find_what_they_mean(find: Find) -> None:
    names = {build.posting(name, text).pk: name for name, text in TEXTS.items()}
    for text, expected in FINDS:
        found = sorted(names[posting] for posting in ids(find(text=text)))
        assert found == sorted(expected), text


@pytest.mark.django_db
def test_names_are_words_too(find: Find) -> None:
    one = build.posting(employer="General Motors", team=["Field Sales"], location=["germany/-/munich"])
    build.posting(employer="Motor Works", text="We want a general.")
    for text in ("munich", "employer:general", 'employer:"general motors"', "team:fie*", "field motors"):
        assert ids(find(text=text)) == [one.pk], text


ODD = [
    '"',
    '"" ""',
    "-",
    "--a",
    "-*",
    "*a",
    "a:b:c",
    "title:",
    "title:*",
    "(a OR b",
    "[a TO b]",
    "a^2",
    "/a/",
]
ODD += ["\\", "a~2", "+a", "id:1", "\ud800", "😀", "中文", "a" * 5000, '"a ' * 500, "a OR " * 400, "\u0301"]


@pytest.mark.django_db
def test_any_text_gets_an_answer(find: Find) -> None:
    build.posting("A clerk", "We hire a clerk and a baker.")
    for text in ODD:
        answer = find(text=text)
        assert answer.count in (0, 1), text
        assert [chip.value for chip in answer.constraints] == [text.strip()]
