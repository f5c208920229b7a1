"""The figures of two runs beside each other: how times grow with the number of postings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ALIKE = ("searches", "seed", "clients", "processes")
"""What two runs must have in common, to be told apart by the postings alone."""


class OtherFileError(Exception):
    """The file holds no figures of a run."""


@dataclass(frozen=True, slots=True)
class Growth:
    """How many times as long something takes now as it took then."""

    what: str
    p50: float
    p95: float


def read(file: Path) -> dict[str, Any]:
    """The figures of a run, as `--json` writes them."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise OtherFileError(f"{file}: {error}") from None
    if not isinstance(found, dict) or not {"postings", "run"} <= found.keys():
        raise OtherFileError(f"{file} holds no figures of a run.")
    return found


def otherwise(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What the two runs do not have in common but should.

    >>> otherwise({"run": {"seed": 1, "clients": 8}}, {"run": {"seed": 2, "clients": 8}})
    ['seed']
    """
    return [name for name in ALIKE if then["run"].get(name) != now["run"].get(name)]


def growths(then: Mapping[str, Any], now: Mapping[str, Any], what: str = "") -> Iterator[Growth]:
    """Of all that was timed in both.

    >>> then, now = ({"engine": {"alone": {"p50": p50, "p95": 8.0}}} for p50 in (2.0, 5.0))
    >>> list(growths(then, now))
    [Growth(what='engine alone', p50=2.5, p95=1.0)]
    """
    if then.get("p50") and now.get("p50"):
        yield Growth(what, round(now["p50"] / then["p50"], 2), round(now["p95"] / then["p95"], 2))
    for name, one in now.items():
        before = then.get(name)
        if isinstance(one, dict) and isinstance(before, dict):
            named = what if name == "by_kind" else f"{what} {name}".strip()
            yield from growths(before, one, named)
