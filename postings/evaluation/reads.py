"""What is read in one labelled posting, with the text around it for those who look at a miss."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from postings.evaluation.labels import Label
from postings.extraction import extract, readers, rows
from postings.extraction.records import Document, Evidence, Extraction, NoPosting

#: Characters shown on each side of a quote.
AROUND = 120
#: Where to look when nothing was read: the first such word.
_TOPICS = {
    "degree": re.compile(
        r"degree|diploma|bachelor|master'?s|ph\.?d|\b[bm]\.?s\.?c?\b|graduat", re.IGNORECASE
    ),
    "experience": re.compile(r"\b(?:years?|months|yrs)\b|experience", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What decided a value, by which rule; `context` is the text around it, on one line.

    Where nothing was read, `context` shows the first place where the text speaks of the matter, if any.
    """

    quote: str | None = None
    rule: str | None = None
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled posting and the row read in it; `seen` has `title`, `degree` and `experience`."""

    label: Label
    row: dict[str, Any]
    seen: dict[str, Seen]


def read(label: Label) -> Read:
    """What is read in one labelled posting; a text taken for no posting reads as silence."""
    name = str(label.get("name") or f"{label['id']}.txt")
    text = str(label["text"])
    try:
        extraction = extract(readers.decode(text.encode("utf-8", "replace"), name))
    except (readers.BadFile, NoPosting):
        nothing = Seen(rule="no_posting", context=_line(text[: 2 * AROUND]))
        return Read(label, silence(label["id"]), dict.fromkeys(("title", "degree", "experience"), nothing))
    summary, text = extraction.summary, extraction.document.text
    seen = {
        "title": Seen(context=_line(text[: 2 * AROUND])),
        "degree": _seen(text, "degree", summary.degree_evidence),
        "experience": _seen(text, "experience", summary.experience_evidence),
    }
    return Read(label, rows.row(label["id"], extraction), seen)


def silence(key: Any) -> dict[str, Any]:
    """The row of a file that holds no posting."""
    return rows.row(key, Extraction(Document(layout="", text="", blocks=()), (), ()))


def _seen(text: str, topic: str, evidence: Evidence | None) -> Seen:
    if evidence is not None:
        around = text[max(0, evidence.start - AROUND) : evidence.end + AROUND]
        return Seen(evidence.exact, evidence.rule, _line(around))
    word = _TOPICS[topic].search(text)
    if word is None:
        return Seen()
    return Seen(context=_line(text[max(0, word.start() - AROUND) : word.end() + AROUND]))


def _line(text: str) -> str:
    return " ".join(text.split())
