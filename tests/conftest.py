"""What all tests share."""

import pytest

from tests import throwaway


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the run's data folder, once, after the workers have ended."""
    if not hasattr(config, "workerinput"):
        throwaway.remove()
