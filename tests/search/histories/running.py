"""Runs histories and tells how they went; ends with 1 where one went wrong."""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from pathlib import Path

from django.db import connections

from jobsite import postgres
from jobsite.embedded.base import server
from tests import throwaway
from tests.search.histories import databases, worker
from tests.search.histories.history import FILES, History, Outcome
from tests.search.histories.processes import Processes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20, help="histories (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the first; each next is one more")
    parser.add_argument("--keep", action="store_true", help="keep the folders of histories that went wrong")
    options = parser.parse_args()
    postgres.use(server())
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)  # until a worker has set its own
    worker.warm()
    place = Path(tempfile.mkdtemp(prefix="histories-"))
    try:
        failed = _run_all(place, options.seed, options.count, options.keep)
    finally:
        if not options.keep:
            shutil.rmtree(place)
        if throwaway.is_ours():
            throwaway.remove()
    return 1 if failed else 0


def _run_all(place: Path, first: int, count: int, keep: bool) -> int:
    template = f"histories_{os.getpid()}"
    (place / "template").mkdir()
    log = Processes(place / "log")
    log.ask(databases.make_template, template, place / "template", FILES)
    failed, searches, began, died = 0, 0, time.monotonic(), Counter[str]()
    for seed in range(first, first + count):
        outcome = _run_one(place / str(seed), seed, template, log, keep)
        searches += outcome.searches
        died += outcome.died
        if outcome.wrong:
            failed += 1
            print(f"{seed}: {'; '.join(outcome.events)}\n    " + "\n    ".join(outcome.wrong), flush=True)
    log.ask(databases.drop, template)
    print(
        f"{count} histories, {failed} went wrong; {searches:,} searches, killed: {dict(died)}; "
        f"{time.monotonic() - began:.0f} s"
    )
    return failed


def _run_one(place: Path, seed: int, template: str, log: Processes, keep: bool) -> Outcome:
    shutil.copytree(place.parent / "template", place / "files")
    name = f"{template}_{seed}"
    log.ask(databases.copy, template, name)
    connections["default"].settings_dict["NAME"] = name
    history = History(random.Random(seed), place, name, Processes(place / "log"))
    try:
        outcome = history.run()
    finally:
        history.processes.kill_all()
        connections["default"].settings_dict["NAME"] = template
        log.ask(databases.drop, name)
    if not (keep and outcome.wrong):
        shutil.rmtree(place)
    return outcome
