"""The records that travel between the stages of extraction. All are frozen; none knows Django.

Spans are half-open, in code points of `Document.text`, as in `re.Match`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

DegreeLevel = Literal["high_school", "certificate", "associate", "bachelor", "master", "doctorate"]
DEGREE_LEVELS: tuple[DegreeLevel, ...] = (
    "high_school",
    "certificate",
    "associate",
    "bachelor",
    "master",
    "doctorate",
)

DegreePolicy = Literal["required", "required_or_experience", "preferred_only", "not_required", "not_stated"]
ExperienceState = Literal[
    "required",
    "preferred_only",
    "asked_no_number",
    "explicitly_none",
    "instead_of_degree",
    "not_stated",
]
Strength = Literal["required", "preferred"]
BlockKind = Literal["title", "heading", "paragraph", "bullet", "field"]
SectionKind = Literal[
    "title",
    "about",
    "responsibilities",
    "qualifications",
    "preferred",
    "education",
    "benefits",
    "boilerplate",
    "fields",
    "other",
]


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file as it was found, decoded.

    `name` is the path inside its collection, for messages and for choosing a format; `text` has no NUL
    and `\\n` line ends; `encoding` is the one that decoded it (`utf-8-sig`, `utf-16`, `utf-8`, `cp1252`).
    """

    name: str
    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, bullet, the title or a line of stated facts: a span of `Document.text`.

    Blocks do not overlap, stand in the order of the text, and a newline or more stands between two.
    """

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands: `Document.text[start:end] == exact`, and which rule read it."""

    start: int
    end: int
    exact: str
    rule: str


#: The rule of a role family that no text states, but that the words of the title show.
INFERRED = "inferred_from_title"


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact that the layout itself states (title, employer, job number, team ...), with its evidence.

    `kind` is one of title, employer, job_number, location, role_family, team, posted, seniority,
    employment_type. One `Stated` a value: two teams are two records. `unsure` gives the reason when
    the layout had to weigh (`"title_boundary"`), else None.
    """

    kind: str
    value: str
    evidence: Evidence
    unsure: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A posting's canonical text and what its layout knew of it.

    `text` is what people read: the title, the body, a footer of stated facts; menus, marketing, CSS and
    scripts are left out. `site` names the source site (`careers.microsoft.com`) when the layout knows it.
    """

    layout: str
    text: str
    blocks: tuple[Block, ...]
    stated: tuple[Stated, ...] = ()
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A run of the text under one heading; `heading` is the span of the heading, None where there is none.

    Sections cover the text from the first to the last block without overlap. In flattened text a section
    may begin in the middle of a block.
    """

    kind: SectionKind
    start: int
    end: int
    heading: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place as far as it is stated. `country` is always known; a bare "Remote" is no place."""

    country: str
    region: str | None = None
    city: str | None = None

    def __str__(self) -> str:
        return ", ".join(part for part in (self.city, self.region, self.country) if part)


PayPeriod = Literal["hour", "day", "week", "two_weeks", "month", "year"]


@dataclass(frozen=True, slots=True)
class Pay:
    """What is paid, in whole currency units. One of the two amounts is known; the period is None where the
    posting does not say and the amount does not show it."""

    minimum: float | None
    maximum: float | None
    currency: str
    period: PayPeriod | None = None

    def __str__(self) -> str:
        period = f" per {self.period.replace('_', ' ')}" if self.period else ""
        return f"{self.currency} {self._range()}{period}"

    def _range(self) -> str:
        if self.minimum is None or self.maximum is None:
            return f"up to {_amount(self.maximum)}" if self.minimum is None else f"{_amount(self.minimum)}+"
        if self.minimum == self.maximum:
            return _amount(self.minimum)
        return f"{_amount(self.minimum)}-{_amount(self.maximum)}"


def _amount(amount: float | None) -> str:
    return f"{amount or 0:.2f}".removesuffix(".00")


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the posting says, with its evidence.

    | kind           | value                                  | other fields                            |
    |----------------|----------------------------------------|-----------------------------------------|
    | degree         | None                                   | level, strength, or_experience          |
    | degree         | "not_required"                         |                                         |
    | experience     | None                                   | years_min, years_max, strength          |
    | experience     | "asked_no_number", "explicitly_none"   |                                         |
    | experience     | "instead_of_degree"                    | years_min (None without a number)       |
    | field_of_study | the field's slug in the lexicon        | strength                                |
    | location       | "Chicago, IL, United States"           |                                         |
    | skill, certification, language | the slug in the lexicon | strength                                |
    | employment_type | schema.org's word: "FULL_TIME", "CONTRACTOR" |                                 |
    | workplace      | "on_site", "hybrid", "remote"          |                                         |
    | pay            | "USD 50000-60000 per year"             | pay                                     |
    | posted         | the day: "2026-05-31"                  |                                         |
    | employer, title, role_family, team, job_number | the text   |                                 |
    | unread         | None: seen but not understood          | due for review                          |

    `path` numbers the alternative that the statement belongs to (1, 2, ...), None where it stands outside
    all alternatives; statements with the same number hold together. `years_*` are years, months as fractions.
    `unsure` is a reason for a person to look, never a probability. `conditioned` marks a degree that is tied
    to years or to fields of its own: preferring it contradicts nothing. `place` is a location's parts, where
    its extractor knows them; `value` is then `str(place)`.
    """

    kind: str
    evidence: Evidence
    value: str | None = None
    level: DegreeLevel | None = None
    years_min: float | None = None
    years_max: float | None = None
    strength: Strength | None = None
    or_experience: bool = False
    path: int | None = None
    unsure: str | None = None
    conditioned: bool = False
    place: Place | None = None
    pay: Pay | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """One way to qualify: a degree level (None: no degree) with a number of years (None: none stated)."""

    level: DegreeLevel | None
    years: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """One value per posting column, chosen from the statements by the rules of `summary`.

    Absent is None or an empty tuple. The names are those of the URL, the columns and the JSON.
    `role_family_inferred`: no family is stated, and the one given was inferred from the title.
    `degree_evidence` and `experience_evidence` quote the statement that decided policy and state; None where
    silence or a person decided.
    """

    title: str | None = None
    employer: str | None = None
    job_number: str | None = None
    team: tuple[str, ...] = ()
    role_family: tuple[str, ...] = ()
    role_family_inferred: bool = False
    location: tuple[Place, ...] = ()
    field_of_study: tuple[str, ...] = ()
    skill: tuple[str, ...] = ()
    certification: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    employment_type: tuple[str, ...] = ()
    workplace: tuple[str, ...] = ()
    pay: Pay | None = None
    posted_on: str | None = None
    degree_policy: DegreePolicy = "not_stated"
    degree_floor: DegreeLevel | None = None
    degree_preferred: DegreeLevel | None = None
    experience_state: ExperienceState = "not_stated"
    min_years: float | None = None
    max_years: float | None = None
    paths: tuple[Path, ...] = ()
    common_min_years: float | None = None
    contradictory: bool = False
    unsure: tuple[str, ...] = ()
    degree_evidence: Evidence | None = None
    experience_evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one file: document, sections, statements and the machine's summary."""

    document: Document
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]
    summary: Summary = field(default_factory=Summary)


class NoPosting(ValueError):
    """The file holds no posting; the message is one clear sentence for the person who loads it."""
