"""What people do to postings: each action is logged, and the posting goes through the loader again.

Ingest never writes a correction, people never write a posting (semantics.md, section 4). Values have the
shapes that `postings.extraction.overlay` documents; a value that makes no sense raises ValidationError, keyed
by the names in it.
"""

from postings.corrections.actions import confirm, correct, dismiss, hide, remove, reviewed, unhide
from postings.corrections.names import add_alias, check_name, merge, remove_alias, rename
from postings.corrections.values import clean

__all__ = [
    "add_alias",
    "check_name",
    "clean",
    "confirm",
    "correct",
    "dismiss",
    "hide",
    "merge",
    "remove",
    "remove_alias",
    "rename",
    "reviewed",
    "unhide",
]
