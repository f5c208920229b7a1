"""Processes that write batches of synthetic postings ahead of the one that copies them."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

from postings.reading import follow_parent
from postings.synthetic import rows, shared
from postings.synthetic.lines import Keys
from postings.synthetic.rows import Copy, Order


class Written(NamedTuple):
    """A batch, ready to be copied."""

    order: Order
    copies: Sequence[Copy]


#: Gives an order to a process, and a way to get what it has written.
Submit = Callable[[Order, int], Callable[[], list[Copy]]]


@contextmanager
def writing(
    orders: Iterable[Order], keys: Keys, jobs: int, most: int | None
) -> Iterator[Generator[Written, None, None]]:
    """Carries these orders out, in turn, while what was written before is copied.

    With one job a thread does it, with more there are processes. If they are to write very many, in batches
    of at `most` so many postings, they are forked where that is safe, and so share what is written once for
    all.
    """
    if jobs == 1:
        writer = rows.Writer(keys)
        with ThreadPoolExecutor(1) as thread:
            yield _ahead(lambda order, _: thread.submit(writer.write, order).result, 1, orders)
    elif most is not None and sys.platform == "linux":
        rows.prepare(keys)
        shared.allot(jobs + 1, most)
        with _processes(jobs, "fork", keys) as forked:
            yield _ahead(partial(_submit, forked), jobs, orders)
    else:
        with _processes(jobs, "spawn", keys) as spawned:
            yield _ahead(lambda order, _: spawned.submit(rows.write, order).result, jobs, orders)


def _processes(jobs: int, start: str, keys: Keys) -> Executor:
    ready = (follow_parent, keys)
    return ProcessPoolExecutor(jobs, get_context(start), initializer=rows.begin, initargs=ready)


def _submit(executor: Executor, order: Order, slot: int) -> Callable[[], list[Copy]]:
    written = executor.submit(shared.write, order, slot)
    return lambda: shared.read(written.result(), slot)


def _ahead(submit: Submit, jobs: int, orders: Iterable[Order]) -> Generator[Written, None, None]:
    """What was written for each order, in turn; a few are written ahead. There is one slot more than jobs: an
    order gets the next one when what was there has been copied."""
    pending: deque[tuple[Order, Callable[[], list[Copy]]]] = deque()
    for number, order in enumerate(orders):
        pending.append((order, submit(order, number % (jobs + 1))))
        if len(pending) > jobs:
            done, copies = pending.popleft()
            yield Written(done, copies())
    for done, copies in pending:
        yield Written(done, copies())
