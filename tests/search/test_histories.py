"""A few random histories; `python -m tests.search.histories --count 500` plays as many as one likes."""

from __future__ import annotations

import subprocess
import sys

import pytest

COUNT = 6


@pytest.mark.django_db
def test_index_and_database_agree_after_random_histories() -> None:
    """They have databases of their own in the PostgreSQL of this run."""
    command = [sys.executable, "-m", "tests.search.histories", "--count", str(COUNT), "--seed", "1"]
    played = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert played.returncode == 0, played.stdout + played.stderr
    assert f"{COUNT} histories, 0 went wrong" in played.stdout
