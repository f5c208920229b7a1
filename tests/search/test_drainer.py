"""The drainer at work: in a server, beside commands, under writers and searches."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from postings.models import Posting, SearchIndex, Team
from postings.search import SearchQuery, background, drainer, outbox, search
from postings.search.background import Background
from postings.search.check import Differences, check
from postings.search.documents import SearchDocument
from postings.search.folder import Folder
from postings.search.writing import Writing
from tests import build
from tests.search.conftest import Find, ids, query
from tests.search.serving import PATIENCE, another_process, current_of, in_background, until, until_in_step


@pytest.mark.django_db(transaction=True)
def test_a_server_shows_what_was_committed(index_folder: Path) -> None:
    with in_background():
        for title in ("Baker", "Cook", "Driver"):
            made = build.posting(title, team=[title])
            assert ids(until_in_step(text=title, team=[title.lower()])) == [made.pk]
        Team.objects.filter(slug="cook").update(name="Chef")
        [team] = [facet for facet in until_in_step().facets if facet.name == "team"]
        assert "Chef" in {item.label for item in team.items}


@pytest.mark.django_db(transaction=True)
def test_a_server_whose_index_was_forgotten_registers_anew(index_folder: Path) -> None:
    made = build.posting("Clerk")
    with in_background():
        until_in_step()
        first = SearchIndex.objects.get()
        outbox.forget(str(first.pk))
        assert ids(until_in_step()) == [made.pk]
        assert SearchIndex.objects.get() != first
        drainer.drain(rebuild=True)
        assert until_in_step().count == 1


def _end_other_connections() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.mark.django_db(transaction=True)
def test_a_server_that_has_drained_since_it_failed_pauses_no_longer_than_at_first(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else each time that the database was away would add to how late changes are seen the next time."""
    monkeypatch.setattr(background, "RETRY", 0.1)
    pauses: list[float] = []
    pause = Background._pause

    def noted(self: Background) -> float:
        if self.failures:
            pauses.append(pause(self))
        return pause(self)

    monkeypatch.setattr(Background, "_pause", noted)
    with in_background():
        for number in range(3):
            build.posting(f"Clerk {number}")
            assert until_in_step().count == number + 1
            until(lambda: background._background is not None and not background._background.failures)
            _end_other_connections()
            until(lambda seen=number: len(pauses) > seen)  # type: ignore[misc]
    assert pauses == [0.1] * 3


@pytest.mark.django_db(transaction=True)
def test_a_command_waits_until_the_server_has_drained(index_folder: Path) -> None:
    with in_background():
        build.posting("Clerk")
        drainer.drain()
        assert search(SearchQuery()).count == 1
        build.posting("Baker")
        drainer.drain(rebuild=True)
        assert search(SearchQuery()).count == 2
    assert check(Folder(index_folder)) == Differences()


@pytest.mark.django_db(transaction=True)
def test_a_command_tells_of_a_server_of_another_version_and_waits_for_its_end(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such a server goes on with its own index; there is none for the new version until it ends."""
    monkeypatch.setattr(drainer, "TELLING", 0.5)
    made = build.posting("Clerk")
    with another_process(index_folder, "other code") as server:
        until(lambda: Folder(index_folder).current() is not None)
        other = current_of(index_folder)
        assert not search(SearchQuery()).ready
        told: list[str] = []

        def wait_in_vain_no_longer(sentence: str) -> None:
            told.append(sentence)
            server.kill()

        drainer.drain(tell=wait_in_vain_no_longer)
    assert "kept by a process of another version" in told[0]
    assert ids(search(SearchQuery())) == [made.pk]
    assert current_of(index_folder).fingerprint != other.fingerprint
    assert current_of(index_folder).index == other.index
    assert check(Folder(index_folder)) == Differences()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_under_writers_and_searches(index_folder: Path) -> None:
    """Four writers at a time, some of whose transactions overlap, each taking some back."""
    teams = [build.named(Team, f"Team {number}") for number in range(5)]

    def write(seed: int) -> None:
        chance = random.Random(seed)
        for number in range(12):
            with transaction.atomic():
                made = build.posting(f"Job {seed} {number}", hidden=chance.random() < 0.2)
                made.teams.set(chance.sample(teams, 2))
                if chance.random() < 0.2:
                    transaction.set_rollback(True)
            with transaction.atomic():
                Posting.objects.filter(title__endswith=str(chance.randint(0, 9))).order_by("pk").first()
                Posting.objects.filter(pk=made.pk).update(title=f"Changed {number}")
        connection.close()

    with in_background():
        writers = [threading.Thread(target=write, args=(seed,)) for seed in range(4)]
        for writer in writers:
            writer.start()
        while any(writer.is_alive() for writer in writers):
            answer = search(query(text="job OR changed", team=["team-1"]))
            assert len(answer.hits) == min(20, answer.count)
        for writer in writers:
            writer.join()
    assert check(Folder(index_folder)) == Differences()
    assert search(SearchQuery()).count == Posting.objects.filter(hidden=False).count() > 10


@pytest.mark.django_db(transaction=True)
def test_a_link_made_while_its_name_is_changed_is_found_under_the_new_name(index_folder: Path) -> None:
    """The change of the name cannot see the link yet, and whoever reads the link cannot see the new name."""
    team, made = build.named(Team, "Sales"), build.posting("Clerk")
    drainer.drain()

    def link() -> None:
        made.teams.add(team)
        drainer.drain()
        connection.close()

    with transaction.atomic():
        Team.objects.filter(pk=team.pk).update(name="Selling")
        other = threading.Thread(target=link)
        other.start()
        other.join(timeout=PATIENCE)
    assert not other.is_alive()
    drainer.drain()
    assert ids(search(query(text="team:selling"))) == [made.pk]
    assert check(Folder(index_folder)) == Differences()


@pytest.mark.django_db
def test_a_search_writes_nothing(find: Find, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    build.posting("Clerk", "We hire a clerk.")
    find()
    with django_assert_num_queries(1) as captured:
        search(SearchQuery())
    assert all(one["sql"].lstrip().startswith("SELECT") for one in captured.captured_queries)
    with django_assert_num_queries(2):
        search(query(text="clerk"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("forgetting", [1, 100])
def test_what_the_engine_forgets_to_delete_is_deleted(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, forgetting: int
) -> None:
    """Tried again, and where that does not help all is read anew."""
    made = [build.posting(title) for title in ("Clerk", "Baker", "Cook")]
    drainer.drain()
    apply = Writing.apply
    forgotten: list[int] = []

    def forgetful(self: Writing, read: list[SearchDocument], gone: set[int]) -> None:
        if len(forgotten) < forgetting and read:
            forgotten.append(read[0].id)
            self.add(read[:1])  # as if its deletion had been lost
            read = read[1:]
        apply(self, read, gone)

    monkeypatch.setattr(Writing, "apply", forgetful)
    Posting.objects.filter(pk__in=[one.pk for one in made]).update(job_number="12")
    drainer.drain()
    assert forgotten
    assert search(SearchQuery()).count == 3
    assert check(Folder(index_folder)) == Differences()
    assert "writing them again" in caplog.text
    assert ("building it again" in caplog.text) is (forgetting == 100)
