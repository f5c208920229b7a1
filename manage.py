#!/usr/bin/env python3
"""The commands of jobsite: `manage.py demo`, `manage.py ingest PATH`, `manage.py help`."""

import os
import signal
import sys

from django.core.management import execute_from_command_line

from jobsite.embedded.programs import PostgresError
from jobsite.environment import SettingError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobsite.settings")
    # A plain SIGTERM would skip the clean-up that stops the embedded PostgreSQL.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        execute_from_command_line(sys.argv)
    except (SettingError, PostgresError) as error:
        sys.exit(f"jobsite: {error}")
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


if __name__ == "__main__":
    main()
