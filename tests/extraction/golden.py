"""Golden pairs of layouts: what a sample is expected to become, as plain JSON.

    python -m tests.extraction.golden tests/samples/plain_text/new_quirk.txt

prints the JSON of a new sample, for its author to read, correct and save beside it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from postings.extraction import layouts, readers, sections
from postings.extraction.records import NoPosting

SAMPLES = Path(__file__).parent.parent / "samples"


def seen(path: Path) -> dict[str, object]:
    """What the layouts make of a sample: its layout, blocks, stated facts and sections, or why it is none."""
    raw = readers.decode(path.read_bytes(), path.name)
    try:
        document = layouts.parse(raw)
    except NoPosting as error:
        return {"no_posting": str(error)}
    text = document.text
    return {
        "layout": document.layout,
        "site": document.site,
        "stated": [
            [fact.kind, fact.value, fact.evidence.exact, fact.evidence.rule, fact.unsure]
            for fact in document.stated
        ],
        "blocks": [[block.kind, text[block.start : block.end]] for block in document.blocks],
        "sections": [
            [section.kind, " ".join(text[section.start : section.end].split()[:6])]
            for section in sections.split(document)
        ],
    }


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(seen(Path(name)), indent=1, ensure_ascii=False))
