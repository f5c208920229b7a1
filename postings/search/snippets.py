"""The piece of a posting's text that shows why it was found, cut into segments."""

from __future__ import annotations

from collections.abc import Iterable

import tantivy
from tantivy import Occur, Query, Searcher, SnippetGenerator

from postings.search import tokens
from postings.search.index import TantivyIndex
from postings.search.results import Segment
from postings.search.words import Prefix, Search, Words

LENGTH = 260  # characters, about three lines
EXPANSIONS = 50  # words that a prefix stands for, at most


def snippets(
    index: TantivyIndex, searcher: Searcher, search: Search, texts: Iterable[str]
) -> list[tuple[Segment, ...]]:
    """For each text its best piece, as (text, is_match) segments; empty where it has none of the words."""
    marks = _marking_query(index, searcher, search)
    if marks is None:
        return [() for _ in texts]
    generator = SnippetGenerator.create(searcher, marks, index.index.schema, "text")
    generator.set_max_num_chars(LENGTH)
    return [_snippet(generator, text) for text in texts]


def _marking_query(index: TantivyIndex, searcher: Searcher, search: Search) -> Query | None:
    """All single terms that a match is made of: the engine marks terms, not phrases or prefixes."""
    terms: set[str] = set()
    for node in search.found():
        if isinstance(node, Words):
            terms.update(tokens.terms(node.text))
        elif isinstance(node, Prefix):
            for begin in tokens.terms(node.text, stemmed=False)[-1:]:
                words = searcher.terms_with_prefix("text_plain", begin, limit=EXPANSIONS)
                terms.update(term for word, _ in words for term in tokens.stems(word))
    if not terms:
        return None
    each = [(Occur.Should, Query.term_query(index.index.schema, "text", term)) for term in sorted(terms)]
    return Query.boolean_query(each)


def _snippet(generator: SnippetGenerator, text: str) -> tuple[Segment, ...]:
    """The engine counts in bytes of the marked text, where every character stands as it does in ours."""
    composed, marked = tokens.composed(text), tokens.marked(text)
    document = tantivy.Document()
    document.add_text("text", marked)
    found = generator.snippet_from_doc(document)
    ranges = found.highlighted()
    if not ranges:
        return ()
    start = len(marked.encode()[: found.fragment_range().start].decode())
    piece = found.fragment().encode()
    segments: list[Segment] = []
    done = 0
    for match in ranges:
        for end, is_match in ((match.start, False), (match.end, True)):
            length = len(piece[done:end].decode()) if end > done else 0
            if length:
                segments.append((composed[start : start + length], is_match))
                start += length
                done = end
    if rest := len(piece[done:].decode()):
        segments.append((composed[start : start + rest], False))
    return tuple(segments)
