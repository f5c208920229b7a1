"""The house's one rule, read from the syntax tree: data flows one way, and nothing imports from its right."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from postings.extraction.extractors import EXTRACTORS
from postings.extraction.layouts import LAYOUTS

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path
    for folder in ("jobsite", "postings")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)

# From left to right; what stands in one row may import one another.
FLOW = (
    {"postings.extraction"},
    {"postings.evaluation", "postings.models", "postings.synthetic"},
    {"postings.loader", "postings.reading"},
    {"postings.corrections", "postings.ingest", "postings.shelves"},
    {"postings.search"},
    {"postings.filters"},
    {"postings.exports", "postings.presentation"},
    {"postings.admin", "postings.api", "postings.views"},
    {"postings.bench"},
    {"postings.management", "postings.urls", "postings.apps"},
)
STAGES = (
    {"records", "lexicons"},
    {"text", "places"},
    {"readers"},
    {"document"},
    {"layouts"},
    {"sections"},
    {"strength"},
    {"summary"},
    {"requirements"},
    {"extractors"},
    {"overlay"},
)
PURE = {"bs4", "ftfy", "lxml", "postings"}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(path) for path in SOURCES}


def imports_of(path: Path) -> Iterator[str]:
    """Every module that the file imports; `from a import b` gives a.b where that is a module, else a."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from (name if name in MODULES else str(node.module) for name in names)


def place(module: str, rows: tuple[set[str], ...], prefix: str = "") -> int | None:
    """The number of the row that the module belongs to, None where it belongs to none."""
    for number, row in enumerate(rows):
        if any(module == prefix + name or module.startswith(f"{prefix}{name}.") for name in row):
            return number
    return None


def backward(rows: tuple[set[str], ...], prefix: str = "") -> list[str]:
    found = []
    for path in SOURCES:
        here = place(module_of(path), rows, prefix)
        for target in imports_of(path):
            there = place(target, rows, prefix)
            if here is not None and there is not None and there > here:
                found.append(f"{module_of(path)} imports {target}")
    return found


def test_nothing_imports_from_its_right() -> None:
    assert backward(FLOW) == []


def test_no_stage_of_extraction_imports_a_later_one() -> None:
    assert backward(STAGES, prefix="postings.extraction.") == []


def test_every_part_has_its_place_in_the_flow() -> None:
    parts = {".".join(module.split(".")[:2]) for module in MODULES if module.count(".") >= 1}
    homeless = {part for part in parts if part.startswith("postings.") and place(part, FLOW) is None}
    assert homeless == set()


@pytest.mark.parametrize(("folder", "listed"), [("layouts", LAYOUTS), ("extractors", EXTRACTORS)])
def test_every_module_of_a_folder_is_in_its_tuple(folder: str, listed: tuple[object, ...]) -> None:
    modules = {path.stem for path in (ROOT / "postings/extraction" / folder).glob("[!_]*.py")}
    assert modules == {str(vars(module)["__name__"]).rpartition(".")[2] for module in listed}


@pytest.mark.parametrize("path", [path for path in SOURCES if "extraction" in path.parts], ids=module_of)
def test_extraction_is_pure(path: Path) -> None:
    outside = {
        name.split(".")[0]
        for name in imports_of(path)
        if name.split(".")[0] not in sys.stdlib_module_names | PURE
    }
    assert outside == set()
    assert not [
        name
        for name in imports_of(path)
        if name.startswith("postings") and not name.startswith("postings.extraction")
    ]


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_the_base_does_not_know_the_rest(path: Path) -> None:
    """The settings and the server know of postings only its addresses and the drainer of the search."""
    allowed = {"postings.search", "postings.search.background", "postings.search.drainer", "postings.urls"}
    if path.is_relative_to(ROOT / "jobsite"):
        known = {name for name in imports_of(path) if name.split(".")[0] == "postings"}
        assert {name for name in known if not any(name.startswith(one) for one in allowed)} == set()
