"""Labels of postings, and the texts that they speak of.

A label is one line of JSON: `id` and `text`, or `corpus` and `name` where the text lies in a corpus;
`title`, `degree{policy, floor, preferred}`, `experience{state, min_years, max_years}`,
`paths[{degree, years}]`. It may add `common_min_years`, `class`, `holdout`, and what is not to be judged:
`disputed` (names of fields), `title_disputed`, `experience_disputed` (the state).
"""

from __future__ import annotations

import json
import lzma
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from postings.evaluation import shapes
from postings.extraction import readers

Label = Mapping[str, Any]
#: A corpus, and the names of the postings wanted from it.
Wanted = tuple[Path, frozenset[str]]
#: `map`, or that of a pool.
Mapper = Callable[[Callable[[Wanted], dict[str, str]], Iterable[Wanted]], Iterable[dict[str, str]]]

NEEDED = ("degree", "experience", "paths")


class BadLabels(ValueError):
    """A line is no label; the message names the file, the line and what is wrong."""


def load(path: Path) -> Iterator[dict[str, Any]]:
    """The labels of a file, each with an `id` (`corpus/name` where it has none of its own)."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _label(line, f"{path}, line {number}")


def _label(line: bytes, where: str) -> dict[str, Any]:
    label = parse(line, where)
    if not isinstance(label, dict):
        raise BadLabels(f"{where}: not an object")
    if label.get("id") is None and "name" in label:
        label["id"] = f"{label.get('corpus', 'unknown')}/{label['name']}"
    missing = [name for name in ("id", *NEEDED) if name not in label]
    if missing:
        raise BadLabels(f"{where}: without {', '.join(missing)}")
    for fault in shapes.faults(label):
        raise BadLabels(f"{where}: {fault}")
    return label


def parse(content: bytes, where: str) -> Any:
    """The JSON of a file or line, with or without a byte order mark; BadLabels where it is none."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadLabels(f"{where}: not UTF-8 text, so no JSON") from error
    except json.JSONDecodeError as error:
        raise BadLabels(f"{where}: not JSON ({error})") from error
    except RecursionError as error:
        raise BadLabels(f"{where}: JSON that is nested too deeply") from error
    except ValueError as error:  # Python reads no whole number of more than 4,300 digits
        raise BadLabels(f"{where}: JSON with a number of too many digits") from error


def join(
    labels: Iterable[Label], corpora: Path | None, mapper: Mapper = map
) -> tuple[list[Label], Counter[str]]:
    """The labels whose text is at hand, in their order, and how many are not, by corpus.

    A label with a text keeps it. The others find theirs in `corpora`: a file a corpus, lines of `name` and
    `text`, compressed or not, or a folder with a file a posting. None stands for no corpora.
    """
    labels = list(labels)
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for label in labels:
        if "text" not in label:
            wanted[_source(label)].add(str(label.get("name")))
    files = {source: path for source in wanted if (path := _file(corpora, source))}
    found = mapper(texts, [(path, frozenset(wanted[source])) for source, path in files.items()])
    known = dict(zip(files, found, strict=True))
    absent: Counter[str] = Counter()
    joined: list[Label] = []
    for label in labels:
        text = label.get("text", known.get(_source(label), {}).get(str(label.get("name"))))
        if text is None:
            absent[_source(label)] += 1
        else:
            joined.append({**label, "text": text})
    return joined, absent


def texts(wanted: Wanted) -> dict[str, str]:
    """The texts of the postings wanted of one corpus, by name; reads no further than the last of them."""
    path, names = wanted
    found: dict[str, str] = {}
    for name, text in _files(path, names) if path.is_dir() else _lines(path):
        if name in names:
            found[name] = text
        if len(found) == len(names):
            break
    return found


def _files(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        if (file := folder / Path(name).name).is_file():
            yield name, readers.decode(file.read_bytes(), name).text


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    with (lzma.open if path.suffix == ".xz" else open)(path, "rb") as lines:
        for line in lines:
            posting = json.loads(line)
            yield posting["name"], posting["text"]


def _source(label: Label) -> str:
    return str(label.get("corpus") or "unknown")


def _file(corpora: Path | None, source: str) -> Path | None:
    if corpora is None:
        return None
    paths = (corpora / f"{source}{suffix}" for suffix in (".jsonl.xz", ".jsonl", ""))
    return next((path for path in paths if path.exists()), None)
