"""Real texts, where they are: no crash, every value quotes its text, and hardly one is refused."""

from __future__ import annotations

import pytest

from tests.extraction import corpora

NAMES = sorted(path.name.removesuffix(".jsonl.xz") for path in corpora.CORPORA.glob("*.jsonl.xz"))
EVERY = 150


@pytest.mark.skipif(not NAMES, reason="the corpora are not here")
@pytest.mark.parametrize("name", NAMES)
def test_every_value_quotes_the_text(name: str) -> None:
    total = corpora.Count()
    for line in corpora.texts(name, EVERY):
        total.add(corpora.count(line))
    assert total.texts
    assert not total.defects
    assert total.values > total.texts
    assert total.refused.total() <= 1 + total.texts // 20
