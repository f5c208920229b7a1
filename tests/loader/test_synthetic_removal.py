"""Synthetic postings are gone when removed, and nothing else is; what the command says of both."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model

from postings.loader import bulk, removal
from postings.models import (
    Collection,
    Employer,
    Location,
    Posting,
    PostingVersion,
    Requirement,
    RoleFamily,
    SourceFile,
    Team,
    TeamAlias,
    Term,
)
from postings.synthetic import world
from tests import build
from tests.loader.synthetic import made


@pytest.mark.django_db
def test_removing_leaves_nothing() -> None:
    made(6)
    made(6, seed=2)
    call_command("make_postings", remove=True, stdout=StringIO())
    models: list[type[Model]] = [Posting, PostingVersion, SourceFile, Requirement, Collection]
    models += [Employer, Team, RoleFamily, Location, Term]
    assert [model for model in models if model._default_manager.exists()] == []


@pytest.mark.django_db
def test_removing_spares_what_is_real() -> None:
    family, team = world.family_names()[0], world.team_names()[0]
    real = build.posting(
        "Clerk", team=[team], role_family=[family], location=["united-states/ny/new-york"], skill=["Python"]
    )
    build.requirement(real, "degree", level="bachelor")
    TeamAlias.objects.create(team=build.named(Team, "Unused"), name="Another name")
    made(40)
    list(removal.remove(bulk.collections()[0]))
    assert list(Posting.objects.all()) == [real]
    assert real.requirements.count() == 2
    assert {one.name for one in Team.objects.all()} == {team, "Unused"}
    assert list(real.locations.values_list("slug", flat=True)) == ["united-states/ny/new-york"]
    assert Location.objects.count() == 3
    assert list(Term.objects.values_list("name", flat=True)) == ["Python"]


@pytest.mark.django_db
def test_removing_one_seed_spares_the_others() -> None:
    made(3)
    made(4, seed=2)
    call_command("make_postings", remove=True, seed=1, stdout=StringIO())
    assert Posting.objects.count() == 4


@pytest.mark.django_db
def test_a_posting_that_a_real_file_holds_too_stays() -> None:
    made(2)
    file = SourceFile.objects.order_by("path")[0]
    file.pk, file.collection = None, Collection.objects.create(root="/real")
    file.save()
    list(removal.remove(bulk.collections()[0]))
    assert list(Posting.objects.all()) == [file.posting]
    assert file.posting.files.count() == 1


# --- the command ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_command_says_what_it_made_and_what_was_there() -> None:
    out = StringIO()
    for _ in range(2):
        call_command("make_postings", 3, seed=1, jobs=1, stdout=out)
    assert "Made 3 synthetic postings of seed 1" in out.getvalue()
    assert "There are 3 postings of seed 1 already; nothing to add." in out.getvalue()


@pytest.mark.parametrize("arguments", [[], ["3", "--remove"]])
def test_the_command_wants_a_number_or_remove(arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("make_postings", *arguments)
