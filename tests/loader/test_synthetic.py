"""Synthetic postings: repeatable, true to their text, whole in the database, and gone when removed."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections import Counter
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Model
from django.test import Client

from postings import extraction
from postings.extraction import lexicons
from postings.extraction.readers import decode
from postings.extraction.records import DEGREE_LEVELS, Extraction
from postings.extraction.summary import fewest_years
from postings.loader import bulk, reload, removal
from postings.models import (
    Collection,
    Employer,
    Location,
    Posting,
    PostingVersion,
    Requirement,
    RoleFamily,
    SearchNote,
    SourceFile,
    Team,
    TeamAlias,
    Term,
)
from postings.search import drainer
from postings.search.check import check
from postings.synthetic import prose, vocabulary, world
from postings.synthetic.making import Posting as Made
from postings.synthetic.making import make
from tests import build

UNTIL = dt.date(2026, 6, 30)
SAMPLE = 300
READ = 60


@pytest.fixture(scope="module")
def sample() -> list[Made]:
    return [make(1, number, UNTIL) for number in range(SAMPLE)]


@pytest.fixture(scope="module")
def read(sample: list[Made]) -> list[tuple[Made, Extraction]]:
    """Some of them with what extraction reads in their files."""
    return [(made, extraction.extract(decode(made.page.file().encode(), "a.txt"))) for made in sample[:READ]]


def made(count: int, seed: int = 1) -> None:
    list(bulk.add(seed, count, UNTIL, jobs=1))


# --- the texts -----------------------------------------------------------------------------------------


def test_the_same_seed_and_number_make_the_same_posting(sample: list[Made]) -> None:
    again = make(1, 7, UNTIL)
    assert again.page.text() == sample[7].page.text()
    assert again.page.said == sample[7].page.said
    assert make(2, 7, UNTIL).page.text() != again.page.text()


def test_no_two_postings_have_the_same_text(sample: list[Made]) -> None:
    assert len({one.page.text() for one in sample}) == SAMPLE


def test_every_statement_quotes_the_text_exactly(sample: list[Made]) -> None:
    for one in sample:
        text = one.page.text()
        assert all(text[start : start + len(said.exact)] == said.exact for start, said in one.page.said)


def test_texts_are_as_long_as_postings_are(sample: list[Made]) -> None:
    lengths = [len(one.page.text()) for one in sample]
    assert 3_500 < sum(lengths) / SAMPLE < 5_000
    assert sum(2_500 <= length <= 6_000 for length in lengths) == SAMPLE


def test_every_posting_says_that_it_is_synthetic(sample: list[Made]) -> None:
    assert all("synthetic" in words.lower() for words in prose.CONFESSIONS)
    for one in sample:
        assert sum(words in one.page.text().splitlines() for words in prose.CONFESSIONS) == 1
    assert all(one.employer is None or one.employer.name.endswith(world.MARK) for one in sample)


def test_words_come_in_all_frequencies(sample: list[Made]) -> None:
    """There are words in every fifth posting, in every fiftieth, and a tail of words that hardly any has."""
    shares = Counter(
        word for one in sample for word in set(re.findall(r"[a-z]{4,}", one.page.text().lower()))
    )
    common = [word for word, count in shares.items() if 0.15 < count / SAMPLE < 0.25]
    medium = [word for word, count in shares.items() if 0.01 < count / SAMPLE < 0.03]
    rare = [word for word, count in shares.items() if count == 1]
    assert len(common) > 10
    assert len(medium) > 300
    assert len(rare) > 3_000
    assert len(vocabulary.by_rank()) > 30_000


def test_text_and_facets_belong_together(sample: list[Made]) -> None:
    """What a family names among its skills, it names more often than others do."""
    named = Counter(
        (one.family, said.value) for one in sample for _, said in one.page.said if said.kind == "skill"
    )
    by_skill = Counter(skill for _, skill in named.elements())
    (family, skill), together = named.most_common(1)[0]
    share = sum(one.family == family for one in sample) / SAMPLE
    assert together / by_skill[skill] > 2 * share


def test_all_policies_and_states_and_shapes_occur(sample: list[Made]) -> None:
    summaries = [one.summary for one in sample]
    assert len({one.degree_policy for one in summaries}) == 5
    assert {one.degree_floor for one in summaries} == {None, *DEGREE_LEVELS}
    assert len({one.experience_state for one in summaries}) == 6
    assert {len(one.paths) for one in summaries} >= {0, 2, 3}
    assert any(path.level is None for one in summaries for path in one.paths)
    assert any(fewest_years(one).in_place is not None for one in summaries)
    assert {len(one.places) for one in sample} >= {0, 1, 2}
    assert {len(one.teams) for one in sample} == {0, 1, 2}
    assert {one.family_inferred for one in sample} == {True, False}
    assert {said.kind for one in sample for _, said in one.page.said} >= {"certification", "language"}
    for absent in ("employer", "posted_on", "job_number", "pay"):
        assert {getattr(one, absent) is None for one in sample} == {True, False}


def test_the_families_are_those_of_the_lexicon() -> None:
    assert world.family_names() == [row["family"] for row in lexicons.rows("role_families")]


def test_a_reader_reads_the_very_text(read: list[tuple[Made, Extraction]]) -> None:
    """So reading a synthetic posting again adds no version to it."""
    for one, found in read:
        assert found.document.text == one.page.text()
        assert [(block.kind, block.start, block.end) for block in found.document.blocks] == one.page.blocks


def test_a_reader_agrees_with_what_was_written(read: list[tuple[Made, Extraction]]) -> None:
    """All 60 agree today; a few may differ when the rules of reading change."""
    pairs = [(one.summary, found.summary) for one, found in read]
    degrees = sum(
        (a.degree_policy, a.degree_floor, a.degree_preferred)
        == (b.degree_policy, b.degree_floor, b.degree_preferred)
        for a, b in pairs
    )
    years = sum(
        (a.experience_state, a.min_years, a.max_years) == (b.experience_state, b.min_years, b.max_years)
        for a, b in pairs
    )
    assert degrees >= 57
    assert years >= 57
    assert sum(a.paths == b.paths for a, b in pairs) >= 57
    assert sum(named(one) == read_in(found) for one, found in read) >= 57
    assert sum(one.title == found.summary.title for one, found in read) >= 57
    assert sum((one.family,) == found.summary.role_family for one, found in read) >= 57


NAMED = ("certification", "language", "field_of_study")


def named(one: Made) -> set[tuple[str, str | None]]:
    return {(said.kind, said.value) for _, said in one.page.said if said.kind in NAMED}


def read_in(found: Extraction) -> set[tuple[str, str | None]]:
    return {(one.kind, one.value) for one in found.statements if one.kind in NAMED}


# --- the database --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_rows_hold_what_was_written() -> None:
    made(40)
    assert Posting.objects.count() == SourceFile.objects.count() == 40
    for number, posting in enumerate(Posting.objects.order_by("pk")):
        wanted = make(1, number, UNTIL)
        assert posting.title == wanted.title
        assert posting.version is not None
        assert posting.version.text == wanted.page.text()
        assert zlib.decompress(posting.files.get().raw).decode() == wanted.page.file()
        assert posting.version.blocks == [list(block) for block in wanted.page.blocks]
        assert posting.version.number == posting.versions.count() == 1 + (wanted.added_bullet is not None)
        assert posting.paths == [[path.level, path.years] for path in wanted.summary.paths]
        assert posting.min_years == wanted.summary.min_years
        assert posting.posted_on == wanted.posted_on
        assert {team.name for team in posting.teams.all()} == set(wanted.teams)
        assert {str(place) for place in posting.locations.all()} == {str(place) for place in wanted.places}
        assert posting.requirements.count() == len(wanted.page.said)
        for row in posting.requirements.all():
            assert posting.version.text[row.start : row.end] == row.exact
            assert (row.term is None) == (row.kind not in bulk.TERMS)


@pytest.mark.django_db
def test_some_had_an_earlier_text_with_one_bullet_less() -> None:
    made(40)
    earlier = PostingVersion.objects.filter(shown_by=None)
    assert earlier.exists()
    for older in earlier.select_related("posting__version"):
        shown = older.posting.version
        assert shown is not None
        assert (older.number, shown.number) == (1, 2)
        old, new = older.text.splitlines(), shown.text.splitlines()
        assert len(old) == len(new) - 1
        assert not set(old) - set(new)
        blocks = [older.text[start:end] for _, start, end in older.blocks]
        assert blocks == [line for line in old if line]


@pytest.mark.django_db
def test_many_at_once_are_as_whole_as_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables stand bare meanwhile; all that was taken off is back, and what was copied has passed it."""
    before = guards()
    monkeypatch.setattr(bulk, "MANY", 0)
    build.posting("Beekeeper")
    made(5)
    made(9)
    assert guards() == before
    titles = Posting.objects.order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["Beekeeper", *(make(1, number, UNTIL).title for number in range(9))]
    list(removal.remove(bulk.collections()[0]))
    assert Posting.objects.count() == 1


@pytest.mark.django_db
def test_a_run_that_is_cut_off_leaves_the_tables_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    before = guards()
    monkeypatch.setattr(bulk, "MANY", 0)
    monkeypatch.setattr(bulk, "BATCH", 2)
    running = bulk.add(1, 6, UNTIL, jobs=1)
    assert next(running) == 2
    assert guards() != before
    running.close()
    assert guards() == before
    assert not Posting.objects.exists()
    made(6)
    assert Posting.objects.count() == 6


def guards() -> list[tuple[str, ...]]:
    """The constraints, indexes and triggers of all tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid > 0
            UNION SELECT indexname, indexdef FROM pg_indexes
            UNION SELECT tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
            UNION SELECT attrelid::regclass || '.' || attname, attstorage::text FROM pg_attribute
            ORDER BY 1, 2
            """
        )
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_running_again_adds_nothing_and_a_larger_number_goes_on() -> None:
    made(5)
    first = set(Posting.objects.values_list("pk", "title"))
    made(5)
    assert set(Posting.objects.values_list("pk", "title")) == first
    made(8)
    assert set(Posting.objects.values_list("pk", "title")) > first
    titles = list(Posting.objects.order_by("pk").values_list("title", flat=True))
    assert titles == [make(1, number, UNTIL).title for number in range(8)]
    made(2, seed=2)
    assert Posting.objects.count() == 10


@pytest.mark.django_db
def test_no_name_is_left_that_nothing_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large run all names are added at first."""
    monkeypatch.setattr(bulk, "FEW", 0)
    made(10)
    assert not Employer.objects.filter(postings=None).exists()
    assert not Team.objects.filter(postings=None).exists()
    assert not RoleFamily.objects.filter(postings=None).exists()
    assert not Term.objects.filter(requirements=None).exists()
    assert not Location.objects.filter(postings=None, children=None).exists()


@pytest.mark.django_db
def test_a_person_reading_one_again_changes_nothing_but_its_rules() -> None:
    """What an admin's correction does: the posting is read anew from its file's bytes."""
    made(3)
    versions = PostingVersion.objects.count()
    reload(Posting.objects.all())
    assert PostingVersion.objects.count() == versions
    assert [one.title for one in Posting.objects.order_by("pk")] == [
        make(1, n, UNTIL).title for n in range(3)
    ]


@pytest.mark.django_db
def test_the_page_of_a_synthetic_posting_says_so(client: Client) -> None:
    made(1)
    page = client.get(Posting.objects.get().get_absolute_url()).content.decode()
    assert any(words in page for words in prose.CONFESSIONS)
    assert "synthetic-1-0000000.txt" in page


def test_the_index_agrees_after_a_load_and_after_a_removal(in_step: Callable[[], None]) -> None:
    build.posting("Beekeeper")
    in_step()
    made(30)
    assert SearchNote.objects.filter(about="posting").count() == 30  # one a posting, not one a table
    in_step()
    assert not check(drainer.here())
    list(removal.remove(bulk.collections()[0]))
    in_step()
    assert not check(drainer.here())


# --- removing ------------------------------------------------------------------------------------------


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
