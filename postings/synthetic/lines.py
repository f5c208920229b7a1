"""A posting's rows in the text format of PostgreSQL's COPY: all but its texts and its file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from postings.extraction.records import INFERRED, Place
from postings.synthetic.demands import Said
from postings.synthetic.making import RULE, Posting
from postings.synthetic.page import Piece, pooled
from postings.synthetic.sections import Asked

_NULL = "\\N"
_UNPAID = "\t".join([_NULL] * 4)
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_REMEMBERED = 1 << 17
_POSTING = b"\0"  # the gap for a posting's key; no text holds it


@dataclass(frozen=True, slots=True)
class Keys:
    """The primary keys of what postings share: of terms by kind and slug, of all else by name."""

    collection: int
    terms: Mapping[tuple[str, str | None], int]
    employers: Mapping[str, int]
    teams: Mapping[str, int]
    families: Mapping[str, int]
    places: Mapping[Place, int]


class Lines:
    """Writes the lines of postings with these keys; remembers what lasting pieces state."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._statements)

    def remember(self, pieces: Iterable[Piece]) -> None:
        """Write the lines of these pieces now, which last."""
        for piece in pieces:
            self._remembered(piece)

    def posting(self, made: Posting, posting_id: int, version_id: int, now: str) -> str:
        employer, number, pay = made.employer, made.job_number, made.pay
        employed = self.keys.employers[employer.name] if employer else _NULL
        scope = f"employer {employer.name.casefold()}" if employer and number else _NULL
        paid = f"{pay.minimum}\t{pay.maximum}\t{pay.currency}\t{pay.period}" if pay else _UNPAID
        return (
            f"{posting_id}\t{version_id}\t{_escaped(made.title)}\t{employed}\t{made.family_inferred}"
            f"\t{_asked(made.asked)}\t{paid}\t{{}}\t{{}}\tf\t{scope}\t{number or _NULL}"
            f"\t{made.posted_on or _NULL}\t{now}\t{now}\n"
        )

    def family(self, made: Posting, posting_id: int) -> str:
        return f"{posting_id}\t{self.keys.families[made.family]}\n"

    def teams(self, made: Posting, posting_id: int) -> list[str]:
        return [f"{posting_id}\t{self.keys.teams[team]}\n" for team in made.teams]

    def places(self, made: Posting, posting_id: int) -> list[str]:
        found = dict.fromkeys([self.keys.places[place] for place in made.places])
        return [f"{posting_id}\t{place}\n" for place in found]

    def requirements(self, made: Posting, posting_id: int) -> bytes:
        laid = made.page.laid
        lines: list[bytes] = []
        places: list[int] = []
        for start, one in zip(laid.starts, laid.pieces, strict=True):
            if one.said:
                template, edges = self._remembered(one) if one.lasting else self._statements(one)
                lines.append(template)
                places += [start + edge for edge in edges]
        return b"".join(lines).replace(_POSTING, b"%d" % posting_id) % tuple(places)

    def _statements(self, piece: Piece) -> tuple[bytes, Sequence[int]]:
        """A template of the lines of a piece, with gaps for the posting and for start and end; and what fills
        these, counted from the beginning of the piece."""
        lines = [self._statement(said, piece.first) for _, said in piece.said]
        edges = [pooled(edge) for place, said in piece.said for edge in (place, place + len(said.exact))]
        return "".join(lines).encode(), edges

    def _statement(self, said: Said, where: str) -> str:
        rule = INFERRED if said.kind == "role_family" and where == "title" else RULE
        key = self.keys.terms.get((said.kind, said.value))
        known = f"{said.kind}\t{said.value or _NULL}\t{key or _NULL}\t{_demanded(*said[3:])}"
        rest = f"{known}\t{_escaped(said.exact)}\t{rule}\tf"
        return f"\0\t%d\t%d\t{rest.replace('%', '%%')}\n"


@cache
def _demanded(
    level: str | None,
    years_min: float | None,
    years_max: float | None,
    strength: str | None,
    or_experience: bool,
    path: int | None,
    conditioned: bool,
) -> str:
    """The columns of a demand; whether it is `conditioned` has none."""
    values = (level, years_min, years_max, strength, str(or_experience), path)
    return "\t".join([str(value) if value else _NULL for value in values])


@cache
def _asked(asked: Asked) -> str:
    """The columns of degree and experience."""
    summary = asked.summary
    paths = json.dumps([[path.level, path.years] for path in summary.paths])
    values = (
        *(summary.degree_policy, summary.degree_floor, summary.degree_preferred, summary.contradictory),
        *(summary.experience_state, summary.min_years, summary.max_years, paths, summary.common_min_years),
    )
    return "\t".join([_NULL if value is None else str(value) for value in values])


def _escaped(text: str) -> str:
    """
    >>> _escaped("two\\nlines")
    'two\\\\nlines'
    """
    if "\\" in text or "\t" in text or "\r" in text:
        return text.translate(_ESCAPES)
    return text.replace("\n", "\\n")  # thirty times as fast as `translate`, and all that our texts need
