"""What may be written at any moment: by ingest, by people in the admin, and by SQL past them all."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from postings import corrections
from postings.ingest import ingest
from postings.models import Correction, Employer, Location, Posting, Requirement, RoleFamily, Team

WORDS = (
    "apple",
    "baker",
    "carbon",
    "driver",
    "elder",
    "field",
    "glass",
    "harbour",
    "iron",
    "joiner",
    "kettle",
)
PLACES = ("Chicago, IL", "Joliet, IL", "Austin, TX", "Munich, Germany", "Toronto, Canada")
DEGREES = ("Bachelor's degree", "Master's degree", "PhD", "high school diploma")

Write = Callable[[random.Random], object]


def sample(chance: random.Random, number: int) -> str:
    """A posting as a file would hold it."""
    first, second = chance.sample(WORDS, 2)
    return (
        f"Title: {first.title()} {second} {number}\n\nEmployer: Acme {chance.randrange(4)}\n"
        f"Team: Team {chance.randrange(5)}\nLocation: {chance.choice(PLACES)}\nJob ID: {number:05}\n\n"
        f"Requirements\n- {chance.choice(DEGREES)} in physics {chance.choice(('required', 'preferred'))}\n"
        f"- {chance.randrange(1, 12)}+ years of experience with Python and {first}\n"
        + f"We make {second} all day. "
        * chance.randrange(1, 30)
    )


def files(folder: Path, chance: random.Random, count: int, among: int) -> None:
    """Write some of the files of a folder anew."""
    for number in chance.sample(range(among), count):
        (folder / f"{number:03}.txt").write_text(sample(chance, number))


def load(folder: Path) -> None:
    """As `manage.py ingest` does."""
    _, results = ingest([str(folder)], 1)
    for _ in results:
        pass


def write(seed: int, count: int) -> None:
    """Some writes, one after another; some are taken back, some keep their transaction open for a while."""
    chance = random.Random(seed)
    refused: Counter[str] = Counter()
    for _ in range(count):
        name = chance.choice(sorted(WRITES))
        try:
            with transaction.atomic():
                WRITES[name](chance)
                if chance.random() < 0.3:
                    time.sleep(chance.random() * 0.15)
                if chance.random() < 0.1:
                    transaction.set_rollback(True)
        except (DatabaseError, ObjectDoesNotExist, ValidationError) as error:
            refused[f"{name}: {type(error).__name__}"] += 1  # a writer of the same moment was first
    if refused:
        print("refused:", dict(refused))


def _any(chance: random.Random) -> Posting:
    ids = Posting.objects.order_by("pk").values_list("pk", flat=True)
    if not ids:
        raise Posting.DoesNotExist  # all were truncated
    return Posting.objects.get(pk=chance.choice(ids))


def _sql(statement: str) -> Write:
    """A statement about some postings: those whose number leaves a certain rest."""

    def execute(chance: random.Random) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"rest": chance.randrange(7), "word": chance.choice(WORDS)})

    return execute


def _empty(chance: random.Random) -> None:
    """All postings are gone at once, now and then; a later ingest brings those of the files again."""
    if chance.random() < 0.2:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE postings_posting CASCADE")


def _delete(chance: random.Random) -> None:
    Posting.objects.filter(pk=_any(chance).pk).delete()


def _bulk(chance: random.Random) -> None:
    word = chance.choice(WORDS)
    made = [
        Posting(title=f"{word} {number}", loaded=timezone.now()) for number in range(chance.choice((3, 40)))
    ]
    Posting.objects.bulk_create(made)


def _copy(chance: random.Random) -> None:
    posting = _any(chance).pk
    columns = 'posting_id, kind, value, or_experience, corrected, start, "end", exact, rule'
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY postings_requirement ({columns}) FROM STDIN") as copy,
    ):
        for _ in range(5):
            copy.write_row((posting, "title", chance.choice(WORDS), False, False, 0, 2, "We", "test"))


def _teams(chance: random.Random) -> None:
    _any(chance).teams.set(chance.sample(list(Team.objects.order_by("pk")), 2))


def _families(chance: random.Random) -> None:
    family, _ = RoleFamily.objects.get_or_create(name="Trade", defaults={"slug": "trade"})
    _any(chance).role_families.set([family] if chance.random() < 0.5 else [])


def _merge(chance: random.Random) -> None:
    kind: type[Team] | type[Employer] = chance.choice((Team, Employer))
    source, target = chance.sample(list(kind.objects.order_by("pk")), 2)
    corrections.merge(source, target, None, "the same")


def _rename(chance: random.Random) -> None:
    kind: type[Team] | type[Employer] = chance.choice((Team, Employer))
    value = chance.choice(kind.objects.order_by("pk"))
    corrections.rename(value, f"{chance.choice(WORDS)} {chance.randrange(1000)}", None, "better")


def _move_place(chance: random.Random) -> None:
    regions = list(Location.objects.filter(kind="region").order_by("pk"))
    cities = Location.objects.filter(kind="city", parent__kind="region").order_by("pk")
    Location.objects.filter(pk=chance.choice(cities).pk).update(parent=chance.choice(regions))


def _link_place(chance: random.Random) -> None:
    _any(chance).locations.set(chance.sample(list(Location.objects.order_by("pk")), 2))


def _hide(chance: random.Random) -> None:
    posting = _any(chance)
    (corrections.unhide if posting.hidden else corrections.hide)(posting, None, "asked for")


def _correct(chance: random.Random) -> None:
    standing = Correction.objects.filter(kind="title").order_by("pk").first()
    if standing is not None and chance.random() < 0.3:
        corrections.remove(standing, None, "mistaken")
    else:
        title = f"{chance.choice(WORDS)} by hand"
        corrections.correct(_any(chance), "title", {"title": title}, None, "misread")


def _requirements(chance: random.Random) -> None:
    Requirement.objects.filter(posting=_any(chance), kind=chance.choice(("skill", "field_of_study"))).delete()


WRITES: dict[str, Write] = {
    "titles by SQL": _sql("UPDATE postings_posting SET title = %(word)s || id WHERE id %% 7 = %(rest)s"),
    "all loaded now": _sql("UPDATE postings_posting SET loaded = now() WHERE %(rest)s = 3"),
    "texts by SQL": _sql(
        "UPDATE postings_postingversion SET text = %(word)s WHERE posting_id %% 7 = %(rest)s"
    ),
    "links deleted by SQL": _sql("DELETE FROM postings_posting_teams WHERE posting_id %% 7 = %(rest)s"),
    "a team renamed by SQL": _sql("UPDATE postings_team SET name = name || 'x' WHERE id %% 7 = %(rest)s"),
    "places renamed by SQL": _sql("UPDATE postings_location SET name = name || 'y' WHERE id %% 7 = %(rest)s"),
    "terms renamed by SQL": _sql("UPDATE postings_term SET name = name || 'z' WHERE id %% 7 = %(rest)s"),
    "links truncated": _sql("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE postings_posting_role_families"),
    "a deletion": _delete,
    "all postings truncated": _empty,
    "a creation in bulk": _bulk,
    "COPY": _copy,
    "teams set": _teams,
    "families set": _families,
    "names merged": _merge,
    "a name changed": _rename,
    "a place moved": _move_place,
    "places set": _link_place,
    "hidden or shown": _hide,
    "a title corrected": _correct,
    "requirements deleted": _requirements,
}
