"""A loaded folder, and people who may look at it or decide about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.test import Client

from postings.models import Posting

TEXT = """\
Title: Data Clerk

Employer: Acme
Team: Sales
Job number: 77
Location: Chicago, IL, United States

Requirements

- Bachelor's degree required
- 5 years of experience in clerking
"""

Ingest = Callable[..., Posting]


@pytest.fixture
def ingest(db: None, tmp_path: Path) -> Ingest:
    """Writes one file and loads its folder; returns the posting of that file."""

    def ingest(text: str = TEXT, name: str = "clerk.txt") -> Posting:
        (tmp_path / name).write_text(text)
        call_command("ingest", str(tmp_path), "--jobs", "1", verbosity=0)
        return Posting.objects.get(files__path=name, files__superseded=None)

    return ingest


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_superuser("anna", password="anna")


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    """The browser of somebody who may do everything."""
    client.force_login(editor)
    return client


@pytest.fixture
def reader(db: None) -> Client:
    """The browser of somebody who may look, but decide nothing."""
    person = User.objects.create_user("rita", password="rita", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client = Client()
    client.force_login(person)
    return client
