"""The only writer of postings, their texts and their requirements.

Ingest and a person's action go through the same steps: the machine's statements, people's corrections laid
over them, one comparison with what the database holds, and a write of the difference. Where nothing differs,
nothing is written, so the triggers of the search index stay quiet.

    load(readings, run)   what ingest read of some files, in one transaction
    reload(postings)      the same postings again, from the bytes that they came from
    read_again(posting)   what the machine reads in those bytes now
    Change                one difference, for people to read

Merging and renaming shared names is in `merging`.
"""

from postings.loader.batch import Loaded, load, reload
from postings.loader.drafts import read_again
from postings.loader.lock import InTheWayError, give_way, only_writer
from postings.loader.readings import Reading
from postings.loader.values import Change
from postings.loader.vocabulary import VOCABULARIES

__all__ = [
    "VOCABULARIES",
    "Change",
    "InTheWayError",
    "Loaded",
    "Reading",
    "give_way",
    "load",
    "only_writer",
    "read_again",
    "reload",
]
