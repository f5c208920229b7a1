"""Writing into a build: documents become what the engine takes."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import lru_cache

import tantivy
from tantivy import Index, IndexWriter

from postings.search import columns, documents, synonyms, tokens
from postings.search.documents import SearchDocument
from postings.search.index import TantivyIndex, UnreadableIndexError
from postings.search.matching import NOTED_PHRASES, UNFIELDED, noted_phrase, qualifying_field
from postings.search.query import HELD

WRITER_MEMORY = 60_000_000  # bytes until the writer flushes a segment
BUILD_MEMORY = 600_000_000  # the same while all is read: for `building.SEGMENT` postings; taken as needed
CORRUPTED = "Data corrupted"  # how the engine's complaint about a damaged file begins
LOCKED = "LockBusy"  # in its complaint that somebody else writes
PATIENCE = 10.0  # seconds; whoever lost the folder without noticing looks every 5 (`background.NAP`)


class Writing:
    """The one writer of a build. What is applied is seen after `commit`; `close` waits for merges.

    It opens the build for itself, for it is given stems where searches give words (`engine_document`).
    """

    def __init__(self, build: TantivyIndex, memory: int = WRITER_MEMORY) -> None:
        index = Index.open(str(build.path))
        index.register_tokenizer("stemming", tokens.stemmed())
        index.register_tokenizer("exact", tokens.exact())
        self.writer = _writer(index, memory)
        # One that was killed before its commit may have left a list of deleted documents under the name that
        # the next list gets, and the engine writes over no file: nothing could be deleted from here on.
        self.writer.garbage_collect_files()

    def apply(self, read: Iterable[SearchDocument], gone: Iterable[int] = ()) -> None:
        """Put these documents in the place of what the index has of them; take the gone ones out."""
        for posting in gone:
            self.writer.delete_documents_by_term("id", posting)
        for document in read:
            self.writer.delete_documents_by_term("id", document.id)
            self.writer.add_document(engine_document(document))

    def add(self, read: Iterable[SearchDocument]) -> None:
        """Put these documents into an index that has nothing of them yet."""
        for document in read:
            self.writer.add_document(engine_document(document))

    def commit(self) -> None:
        """UnreadableIndexError: deleting met a damaged file; ValueError: a file cannot be written."""
        try:
            self.writer.commit()
        except ValueError as error:
            if str(error).startswith(CORRUPTED):
                raise UnreadableIndexError(str(error)) from error
            raise

    def rollback(self) -> None:
        self.writer.rollback()

    def close(self) -> None:
        self.writer.wait_merging_threads()


def _writer(index: Index, memory: int) -> IndexWriter:
    """Whoever held the folder and was killed lets go of its lock a moment before that of the engine."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return index.writer(heap_size=memory, num_threads=1)
        except ValueError as error:
            if LOCKED not in str(error) or time.monotonic() > until:
                raise
        time.sleep(0.02)


def engine_document(document: SearchDocument) -> tantivy.Document:
    """The document as `Writing` takes it.

    Fields of stems get stems, which costs a quarter of letting the engine stem each word of each text; those
    without places get each word once.
    """
    made = tantivy.Document()
    made.add_integer("id", document.id)
    made.add_integer("digest", document.digest)
    made.add_integer("newest", document.newest)
    made.add_integer("fewest_years", document.fewest_years)
    made.add_text("by_title", document.by_title)
    made.add_text("title_head", document.title_head)
    if document.years is not None:
        made.add_float("years", document.years)
    for held, years in zip(HELD, document.qualifying, strict=True):
        if years is not None:
            made.add_float(qualifying_field(held), years)
    if not document.codes["field_of_study"]:
        made.add_unsigned(UNFIELDED, 1)
    _add_texts(made, "title", [document.title])
    _add_texts(made, "text", documents.all_texts(document))
    for skill in document.skill_names:
        stems, plain = _name(skill)
        made.add_text("skill_name", stems)
        made.add_text("skill_plain", plain)
    for name in document.employer_names:
        made.add_text("employer_name", tokens.marked(name))
    for name in document.team_names:
        made.add_text("team_name", tokens.marked(name))
    for field, number in columns.laid_out(document):
        made.add_unsigned(field, number)
    return made


def _add_texts(made: tantivy.Document, name: str, texts: Iterable[str]) -> None:
    """Add texts to a field, to the one of their words, and to the one of the phrases in them."""
    noted: set[synonyms.Key] = set()
    for text in texts:
        words = tokens.words(tokens.marked(text))
        stems = tokens.stems_of(words)
        made.add_text(name, " ".join(stems))
        made.add_text(f"{name}_plain", " ".join(dict.fromkeys(words)))
        noted |= synonyms.phrases_in(stems)
    for phrase in sorted(noted):
        made.add_text(NOTED_PHRASES[name], noted_phrase(phrase))


@lru_cache(maxsize=10_000)
def _name(name: str) -> tuple[str, str]:
    """The stems and the words of a name, or another name, of a skill: there are some thousands."""
    words = tokens.words(tokens.marked(name))
    return " ".join(tokens.stems_of(words)), " ".join(words)
