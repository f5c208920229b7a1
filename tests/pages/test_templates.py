"""The templates of the pages: what is true of every one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import UndefinedError

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
UNESCAPED = re.compile(r"\|\s*safe\b|\bautoescape\b|\bMarkup\b|mark_safe|\|\s*tojson\b")
HOSTILE = "\"><script>alert('&')</script>"


@pytest.fixture
def jinja() -> Jinja2:
    found = engines["jinja2"]
    assert isinstance(found, Jinja2)
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_no_template_prints_anything_unescaped(path: Path) -> None:
    assert not UNESCAPED.search(path.read_text())


def test_what_is_printed_is_escaped_as_text_and_in_attributes(jinja: Jinja2) -> None:
    template = jinja.from_string('<a title="{{ said }}">{{ said }}</a>')
    printed = template.render({"said": HOSTILE})
    assert "<script" not in printed
    assert printed.count('"') == 2


def test_a_template_that_asks_for_what_nobody_gave_fails(jinja: Jinja2) -> None:
    with pytest.raises(UndefinedError):
        jinja.from_string("{{ mistyped }}").render({})


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_every_template_can_be_read_by_its_engine(path: Path, jinja: Jinja2) -> None:
    pages = settings.BASE_DIR / "templates" / "pages"
    if path.is_relative_to(pages):
        assert jinja.get_template(path.name).origin.name == str(path)
    else:
        name = str(path.relative_to(settings.BASE_DIR / "templates"))
        assert engines["django"].get_template(name)
