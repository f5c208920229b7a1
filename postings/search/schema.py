"""The fields of the index, and what tells a build of other code from one of ours.

A trap of tantivy-py 0.27: deleting by a term of an *unsigned* field does nothing, so the id is signed.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version

from tantivy import Schema, SchemaBuilder

from postings.search import columns, documents, skills, synonyms, tokens
from postings.search.facets import FACETS
from postings.search.matching import NOTED_PHRASES, UNFIELDED, qualifying_field
from postings.search.query import HELD

FIELDS: columns.Fields = (
    ("integer", "id", {"indexed": True, "fast": True}),
    ("integer", "digest", {"fast": True}),
    ("integer", "newest", {"fast": True}),
    ("integer", "fewest_years", {"fast": True}),
    ("text", "by_title", {"fast": True, "tokenizer_name": "raw", "index_option": "basic"}),
    ("float", "years", {"fast": True}),
    *(("float", qualifying_field(held), {"fast": True}) for held in HELD),
    ("unsigned", UNFIELDED, {"indexed": True}),
    ("text", "title", {"tokenizer_name": "stemming"}),
    ("text", "text", {"tokenizer_name": "stemming"}),
    *(("text", name, {"tokenizer_name": "raw", "index_option": "basic"}) for name in NOTED_PHRASES.values()),
    ("text", "title_plain", {"tokenizer_name": "exact", "index_option": "basic"}),
    ("text", "title_head", {"tokenizer_name": "raw", "index_option": "basic"}),
    ("text", "text_plain", {"tokenizer_name": "exact", "index_option": "basic"}),
    ("text", "employer_name", {"tokenizer_name": "exact"}),
    ("text", "team_name", {"tokenizer_name": "exact"}),
    ("text", "skill_name", {"tokenizer_name": "stemming"}),
    ("text", "skill_plain", {"tokenizer_name": "exact", "index_option": "basic"}),
    *columns.fields(),
)


def schema() -> Schema:
    builder = SchemaBuilder()
    for kind, name, options in FIELDS:
        getattr(builder, f"add_{kind}_field")(name, **options)
    return builder.build()


def fingerprint() -> str:
    """Changes when a build made by other code, or another engine, can no longer be read or trusted."""
    facets = [(facet.name, facet.path, dict(facet.only), facet.buckets) for facet in FACETS]
    made_of: tuple[object, ...] = (
        version("tantivy"),
        documents.VERSION,
        tokens.VERSION,
        skills.fingerprint(),
        synonyms.fingerprint(),
    )
    made_of += (FIELDS, facets)
    return hashlib.sha256(repr(made_of).encode()).hexdigest()[:12]
