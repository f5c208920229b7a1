"""What all tests share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from postings.search import drainer
from tests import throwaway


@pytest.fixture
def index_folder(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder for this test's search index."""
    settings.INDEX_FOLDER = tmp_path / "index"
    return tmp_path / "index"


@pytest.fixture
def in_step(db: None, index_folder: Path) -> Callable[[], None]:
    """To be called after writing, with or without a transaction: searches then see what was written."""
    return drainer.drain


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the run's data folder, once, after the workers have ended."""
    if not hasattr(config, "workerinput"):
        throwaway.remove()
