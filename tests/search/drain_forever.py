"""A drainer in a process of its own, to be killed: `python -m tests.search.drain_forever DATABASE FOLDER`.

With a third word it is one of other code.
"""

import sys
from pathlib import Path

import django
from django.conf import settings
from django.db import connection

if __name__ == "__main__":
    database, folder, *other = sys.argv[1:]
    django.setup()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = database

    from postings.search import documents
    from postings.search.background import Background
    from postings.search.folder import Folder

    if other:
        documents.VERSION = other[0]  # type: ignore[assignment]
    Background(Folder(Path(folder))).run()
