r"""What is one word to the search: terms that punctuation belongs to, possessives, accents, word stems.

The engine splits text at whatever is not a letter or digit, which is fast but takes C++ for C. So the text is
*marked* before it goes there: punctuation that belongs to a term becomes a letter that no text holds, and the
possessive's 's becomes two spaces. Queries are marked alike. Marking keeps the length, so a place in the
marked text is the same place in the text. A pattern in the engine would do it without tricks and takes nine
times as long (0.75 ms for a posting of 4,000 characters).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import cast

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

VERSION = 1  # part of the index's fingerprint: raise it when a text gives other terms
LONGEST = 80  # bytes; longer words are encoded data
TOO_LONG = "x" * 1000  # stands for such a word among stems, to keep its place
STEMS_KEPT = 50_000  # words whose stems are known, until all are forgotten
ASCII_SPACED = bytes(byte if byte > 127 or chr(byte).isalnum() else 32 for byte in range(256))

# Letters of scripts that postings are not written in, chosen for their looks: they must be letters to the
# engine, have no upper case, and be left alone by accent folding.
LETTERS = str.maketrans(
    {
        "+": "\u1429",  # Canadian syllabics final plus
        "#": "\u2d4c",  # Tifinagh letter yadj
        ".": "\ua4f8",  # Lisu letter tone mya ti
        "&": "\u2d63",  # Tifinagh letter yaz
    }
)
PUNCTUATION = {letter: chr(mark) for mark, letter in LETTERS.items()}

# Begins with a plain character class, which the regular expression engine looks for quickly.
TIED = re.compile(
    r"""
    [+\#.&'’?]
    (?:
        (?<=\b[Cc]\+)\+(?!\+)                       # C++
      | (?<=\b[CcFfJj]\#)                           # C#, F#
      | (?<=\.)(?=(?i:net)\b)                       # .NET, ASP.NET
      | (?<=\w\.)(?=(?i:js)\b)                      # node.js
      | (?<=\b[^\W\d_]&)(?=[^\W\d_]{1,2}\b)         # R&D, P&L
      | (?<=\b[^\W\d_]{2}&)(?=[^\W\d_]\b)           # AT&T
      | (?<=[^\W\d_]['’])[sS]\b                     # Bachelor's
      | (?<=[a-z]\?)s\b                             # Bachelor?s, where the source lost its quotes
    )
    """,
    re.VERBOSE,
)
JOINED = re.compile(r"[.+](?:(?<=\.)(?i:js|net)\b|(?<=\b[Cc]\+)\+(?=\w))")  # node.js, ASP.NET, C++17
WORD_BEFORE = re.compile(r"\w+\Z")


def composed(text: str) -> str:
    """The text with each accent in its letter: the form that is indexed, marked and cut into snippets.

    Halves of surrogate pairs, which UTF-8 cannot write, become question marks.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text).encode(errors="replace").decode()


def marked(text: str) -> str:
    """The composed text, of the same length, with the punctuation that belongs to terms made letters."""
    return TIED.sub(_as_letters, composed(text))


def _as_letters(match: re.Match[str]) -> str:
    tied = match[0]
    return "  " if tied[0] in "'’?" else tied.translate(LETTERS)


def unmarked(term: str) -> str:
    """A term of the index as people write it."""
    return "".join(PUNCTUATION.get(letter, letter) for letter in term)


def parts(text: str) -> str:
    """What terms like node.js and ASP.NET can also be found by.

    >>> parts("Knows Node.js, ASP.NET, .NET and C++17")
    'Node Nodejs ASP .NET C++'
    """
    also: dict[str, None] = {}
    for match in JOINED.finditer(text):
        before = WORD_BEFORE.search(text[max(0, match.start() - LONGEST) : match.start()])
        if before is None:
            continue
        first, last = before[0], match[0]
        if last == "++":
            also["C++"] = None
        else:
            also[first] = None
            also[last if last.lower() == ".net" else first + last[1:]] = None
    return " ".join(also)


def stemming() -> TextAnalyzer:
    """The analyzer of text that is found in any form of its words."""
    return _folding().filter(Filter.stemmer("english")).build()


def stemmed() -> TextAnalyzer:
    """The analyzer of stems that are given as such (`stems_of`): takes them as they are, without what was
    too long."""
    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.remove_long(len(TOO_LONG))).build()


def exact() -> TextAnalyzer:
    """The analyzer of names, and of words for prefixes: folded, not stemmed."""
    return _folding().build()


def _folding() -> TextAnalyzerBuilder:
    words = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST))
    return words.filter(Filter.lowercase()).filter(Filter.ascii_fold())


@functools.cache
def _analyzer(stemmed: bool) -> TextAnalyzer:
    return stemming() if stemmed else exact()


def terms(text: str, stemmed: bool = True) -> list[str]:
    """The terms of a text as the index holds them, in their order.

    >>> [unmarked(term) for term in terms("C++ and C#, the Bachelor’s résumés")]
    ['c++', 'and', 'c#', 'the', 'bachelor', 'resum']
    """
    return _analyzer(stemmed).analyze(marked(text))


def is_too_long(text: str) -> bool:
    """Whether a word of the text is longer than any in the index.

    >>> is_too_long("a" * 79), is_too_long("is " + "a" * 80)
    (False, True)
    """
    if len(text.encode(errors="replace")) < LONGEST:
        return False
    return any(len(word.encode()) >= LONGEST for word in words(marked(text)))


def stems(text: str) -> list[str]:
    """The stemmed terms of a text that is marked already."""
    return _analyzer(True).analyze(text)


def words(text: str) -> list[str]:
    """The words of a text that is marked already, in their order, as the engine divides it.

    >>> words("Front-end, 3rd tier")
    ['Front', 'end', '3rd', 'tier']
    """
    roughly = text.encode().translate(ASCII_SPACED).decode().split()
    if text.isascii():
        return roughly
    return [word for one in roughly for word in ((one,) if one.isascii() else _dividing().analyze(one))]


@functools.cache
def _dividing() -> TextAnalyzer:
    return TextAnalyzerBuilder(Tokenizer.simple()).build()


_stems: dict[str, str] = {}  # word -> stem: ten times as fast as to stem a word again


def stems_of(words: list[str]) -> list[str]:
    """The stem of each of these words, TOO_LONG of those that are.

    >>> stems_of(["Project", "managers"])
    ['project', 'manag']
    """
    known = list(map(_stems.get, words))
    if None not in known:
        return cast("list[str]", known)
    return [stem or _stem(word) for word, stem in zip(words, known, strict=True)]


def _stem(word: str) -> str:
    if len(_stems) >= STEMS_KEPT:
        _stems.clear()
    found = _analyzer(True).analyze(word)
    stem = _stems[word] = found[0] if found else TOO_LONG
    return stem
