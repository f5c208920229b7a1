"""A drainer in a process of its own, to be killed: `python -m tests.search.drain_forever DATABASE FOLDER`."""

import sys
from pathlib import Path

import django
from django.conf import settings
from django.db import connection

if __name__ == "__main__":
    database, folder = sys.argv[1:]
    django.setup()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = database

    from postings.search.drainer import Background
    from postings.search.folder import Folder

    Background(Folder(Path(folder))).run()
