"""Memory that forked processes share: what one of them has written, their parent copies from there.

Through pipes the parent's threads took the interpreter from each other for every 64 KB that came, and copying
took four times as long as PostgreSQL needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from mmap import mmap

from postings.synthetic import rows
from postings.synthetic.rows import Copy, Order

#: What a posting takes, three times as much as most do.
BYTES_A_POSTING = 40_000
_slots: list[mmap] = []


def allot(slots: int, postings: int) -> None:
    """Make room for so many batches of so many postings, before the processes are forked. What is not written
    to takes no memory."""
    _slots[:] = [mmap(-1, postings * BYTES_A_POSTING) for _ in range(slots)]


def write(order: Order, slot: int) -> list[Copy]:
    """What `rows.write` gives, but with the data put into a slot if they fit; `read` finds them there."""
    copies = rows.write(order)
    memory, end = _slots[slot], 0
    if sum(len(copy.data) for copy in copies) > len(memory):
        return copies
    placed = []
    for copy in copies:
        start, end = end, end + len(copy.data)
        memory[start:end] = copy.data
        placed.append(replace(copy, data=b"", place=(start, end)))
    return placed


def read(copies: Sequence[Copy], slot: int) -> list[Copy]:
    """The copies with their data, which stay until something is written to the slot again."""
    memory = memoryview(_slots[slot])
    return [replace(copy, data=memory[slice(*copy.place)]) if copy.place else copy for copy in copies]
