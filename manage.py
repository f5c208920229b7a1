#!/usr/bin/env python3
"""The commands of jobsite: `manage.py demo`, `manage.py ingest PATH`, `manage.py help`."""

import os
import signal
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobsite.settings")
    # A plain SIGTERM would skip the clean-up that stops the embedded PostgreSQL.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"jobsite: {error}")


if __name__ == "__main__":
    main()
