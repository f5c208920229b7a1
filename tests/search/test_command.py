"""`manage.py index`."""

from __future__ import annotations

import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from postings.models import Posting, SearchIndex
from postings.search import SearchQuery, search
from tests import build
from tests.search.conftest import Find

pytestmark = pytest.mark.django_db


def _index(*options: str) -> str:
    out = StringIO()
    call_command("index", *options, stdout=out)
    return out.getvalue()


def test_it_brings_the_index_in_step(find: Find) -> None:
    find()
    build.posting("Clerk")
    assert _index() == "The search index is in step.\n"
    assert search(SearchQuery()).count == 1


def test_it_rebuilds(find: Find) -> None:
    build.posting("Clerk")
    find()
    Posting.objects.update(title="Baker")
    SearchIndex.objects.get().notes.all().delete()  # as if nobody had noted it
    assert search(SearchQuery(text="title:baker")).count == 0
    _index("--rebuild")
    assert search(SearchQuery(text="title:baker")).count == 1


def test_it_checks(find: Find) -> None:
    made = build.posting("Clerk")
    find()
    assert _index("--check") == "Index and database agree: 1 posting.\n"
    Posting.objects.update(title="Baker")
    SearchIndex.objects.get().notes.all().delete()
    out = StringIO()
    with pytest.raises(CommandError, match="differ"):
        call_command("index", "--check", stdout=out)
    assert out.getvalue() == f"Other contents in the index: {made.pk}\n"


def test_it_lists_and_forgets(find: Find) -> None:
    find()
    index = SearchIndex.objects.get()
    assert str(index.pk) in _index("--list")
    assert _index("--forget", str(index.pk)) == f"Forgot {index.pk}.\n"
    assert not SearchIndex.objects.exists()
    with pytest.raises(CommandError, match="No index"):
        _index("--forget", str(uuid.uuid4()))
    with pytest.raises(CommandError, match="invalid UUID value"):
        _index("--forget", "x")
