"""What looks like a requirement and is none: a form's questions and choices, degrees taken back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from postings.extraction.requirements.alternatives import Item
from postings.extraction.requirements.degrees import DegreeMention
from postings.extraction.requirements.sentence import Sentence
from postings.extraction.requirements.substitutes import Substitute
from postings.extraction.requirements.years import YearsMention
from postings.extraction.strength import spans as strength
from postings.extraction.summary import rank


def without_exclusions(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with what asks for nothing taken out of them."""
    kept = [sentence for sentence in sentences if not _is_question(text, sentence)]
    _leave_form_options(text, kept)
    _apply_denials(text, kept)
    _leave_replaced_degrees(text, kept)
    _leave_school_subjects(text, kept)
    _prefer_repeated(text, kept)
    _leave_fragments(text, kept)
    return kept


_REPEATED = 60  # characters from which a sentence is not said twice by chance


def _prefer_repeated(text: str, sentences: Sequence[Sentence]) -> None:
    """Soften the copy, word for word, of a sentence that stands under a heading of preferences.

    A posting that was saved twice, flattened and in lines, has its headings in one of the two only.
    """
    rungs = [s for s in sentences if _is_rung(s)]
    preferred = [text[s.start : s.end] for s in rungs if s.section.kind == "preferred"]
    asked = [s for s in rungs if s.section.kind != "preferred"] if preferred else []
    copies = [s for s in asked if s.end - s.start >= _REPEATED and _stands_in(text, s, preferred)]
    if len(copies) < len(asked):  # else the posting prefers what it requires
        for sentence in copies:
            sentence.strengths = dict.fromkeys(sentence.strengths, "preferred")


def _leave_fragments(text: str, sentences: Sequence[Sentence]) -> None:
    """Leave a line "OR Bachelor's in law ..." that a longer sentence above holds word for word."""
    for index, sentence in enumerate(sentences):
        if sentence.end - sentence.start < _REPEATED or not text.startswith("OR ", sentence.start):
            continue
        if _stands_in(text, sentence, [text[s.start : s.end] for s in sentences[max(0, index - 40) : index]]):
            sentence.items = []


def _stands_in(text: str, sentence: Sentence, others: Sequence[str]) -> bool:
    words = text[sentence.start : sentence.end].removeprefix("OR ").rstrip(" .")
    return any(words in other for other in others)


def _is_rung(sentence: Sentence) -> bool:
    kinds = {type(item) for item in sentence.items}
    return DegreeMention in kinds and YearsMention in kinds


_QUESTION = re.compile(
    r"\W*(?:do|does|have|has|are|is|how|which|what|in\swhat|in\swhich|please\s(?:select|indicate|describe|choose))\b",
    re.IGNORECASE,
)


def _is_question(text: str, sentence: Sentence) -> bool:
    """A question of the application form asks what the candidate has, not what is required."""
    written = text[sentence.start : sentence.end]
    return bool(_QUESTION.match(written)) and written.rstrip().endswith(("?", ":"))


_LONGEST_OPTION = 75


def _leave_form_options(text: str, sentences: Sequence[Sentence]) -> None:
    """Leave the choices of an application form: a run of short lines, each a level or a number of years."""
    run: list[Sentence] = []
    for sentence in [*sentences, None]:
        if (
            sentence is not None
            and _is_option(text, sentence)
            and (not run or sentence.start - run[-1].end < 40)
        ):
            run.append(sentence)
            continue
        _empty_options(run)
        run = [sentence] if sentence is not None and _is_option(text, sentence) else []


def _is_option(text: str, sentence: Sentence) -> bool:
    if sentence.end - sentence.start > _LONGEST_OPTION or (not sentence.items and not sentence.demands):
        return False
    if any(isinstance(item, DegreeMention) for item in sentence.items):
        return True
    bare = _OPTION_WORDS.sub("", text[sentence.start : sentence.end])
    return not re.search(r"[^\W\d_]", bare)


_OPTION_WORDS = re.compile(
    r"\b(?:at|least|less|more|than|or|up|to|but|and|of|experience|years?|yrs?|months?|no|none|one|two|three|four|five|six|seven|eight|nine|ten|over|under)\b",
    re.IGNORECASE,
)


def _empty_options(run: Sequence[Sentence]) -> None:
    levels = {item.level for sentence in run for item in sentence.items if isinstance(item, DegreeMention)}
    numbers = [s for s in run if any(isinstance(item, YearsMention) for item in s.items)]
    if len(levels) >= 4 or (len(numbers) >= 3 and not levels):
        for sentence in run:
            sentence.items, sentence.demands = [], []


def _apply_denials(text: str, sentences: Sequence[Sentence]) -> None:
    """ "No degree needed" takes back the degree that the same or the sentence before names in passing.

    "A degree is preferred but not required" stays a preference, and a degree that is demanded in words stays.
    """
    for index, sentence in enumerate(sentences):
        if not sentence.denials:
            continue
        if any(
            strength.strength_in(text, sentence.start, sentence.end, i.start, i.end) == "preferred"
            for i in sentence.items
            if isinstance(i, DegreeMention)
        ):
            denied, sentence.denials = sentence.denials, []
            _soften_restated(text, sentence, denied)
            continue
        if any(
            _prefers(text, other)
            for other in sentences[max(0, index - 1) : index + 2]
            if other is not sentence and other.section is sentence.section and _near(sentence, other)
        ):
            sentence.denials = []  # "A BS is a plus. No degree is required."
            sentence.items = [item for item in sentence.items if not isinstance(item, DegreeMention)]
            continue
        for other in sentences[max(0, index - 1) : index + 1]:
            if other.section is sentence.section:
                other.items = [
                    i
                    for i in other.items
                    if not isinstance(i, DegreeMention)
                    or rank(i.level) < rank("associate")
                    or (
                        strength.strength_in(text, other.start, other.end, i.start, i.end) == "required"
                        and other is not sentence
                    )
                ]


def _near(sentence: Sentence, other: Sentence) -> bool:
    return other.start - sentence.end < 3 and sentence.start - other.end < 3


def _prefers(text: str, sentence: Sentence) -> bool:
    """Whether the words of a sentence prefer a degree that it names."""
    return any(
        strength.strength_in(text, sentence.start, sentence.end, item.start, item.end) == "preferred"
        for item in sentence.items
        if isinstance(item, DegreeMention)
    )


def _soften_restated(text: str, sentence: Sentence, denied: Sequence[tuple[int, int]]) -> None:
    """ "BS in art (a degree is not required, but helps)": the plain "degree" is the one named before it."""
    degrees = [item for item in sentence.items if isinstance(item, DegreeMention)]
    if not any(d.generic and start <= d.start < end for d in degrees for start, end in denied):
        return
    for item in degrees:
        worded = strength.strength_in(text, sentence.start, sentence.end, item.start, item.end)
        if worded != "required":
            sentence.strengths[item.start] = "preferred"


_SCHOOL_EXAMS = re.compile(r"GCSE|A[ -][Ll]evel")


def _leave_school_subjects(text: str, sentences: Sequence[Sentence]) -> None:
    """ "A degree" and, elsewhere or in passing, "GCSE maths": the exam comes on top, it is no way in."""
    degrees = [
        (item, bool(_SCHOOL_EXAMS.match(text, item.start)), sentence)
        for sentence in sentences
        for item in sentence.items
        if isinstance(item, DegreeMention) and sentence.strengths.get(item.start) != "preferred"
    ]
    others = [item for item, is_exam, _ in degrees if not is_exam]
    starts = [other.start for other in others]
    for exam, is_exam, sentence in degrees:
        if not is_exam or not others:
            continue
        near = others[bisect_left(starts, exam.start - 250) : bisect_left(starts, exam.end + 80)]
        if not any(_are_alternatives(text, exam, other) for other in near):
            sentence.items = [item for item in sentence.items if item is not exam]


def _are_alternatives(text: str, one: DegreeMention, other: DegreeMention) -> bool:
    first, second = sorted((one, other), key=lambda item: item.start)
    gap = text[first.end : second.start]
    return (
        len(gap) < 80
        and bool(re.search(r"[/,]|\bor\b", gap, re.IGNORECASE))
        and not re.search(r"[\n;.]|\band\b", gap)
    )


# "in lieu of a degree, | high school and 4 years": the second one goes with the years
_REPLACED_BEFORE = re.compile(
    r"\bof\s(?:an?\s|the\s)?[^.;,]{0,40}(?:degree|bachelor\S*|master\S*)[^.;,]{0,20},\s(?:an?\s)?\Z", re.I
)


def _leave_replaced_degrees(text: str, sentences: Sequence[Sentence]) -> None:
    """ "In lieu of a degree" names the degree that is replaced: it is asked for elsewhere, or else here."""

    def replaced(sentence: Sentence, item: Item) -> bool:
        return isinstance(item, DegreeMention) and any(
            isinstance(s, Substitute)
            and s.alone
            and s.start <= item.start < s.end
            and not (0 <= s.lieu < item.start and _REPLACED_BEFORE.search(text, s.lieu, item.start))
            for s in sentence.items
        )

    degrees_elsewhere = any(
        isinstance(item, DegreeMention) and not replaced(sentence, item)
        for sentence in sentences
        for item in sentence.items
    )
    if degrees_elsewhere:
        for sentence in sentences:
            sentence.items = [item for item in sentence.items if not replaced(sentence, item)]
