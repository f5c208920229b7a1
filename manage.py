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
    # By default these two would skip the clean-up that stops the embedded PostgreSQL.
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` sets it
            signal.signal(number, lambda number, _: sys.exit(128 + number))
    try:
        execute_from_command_line(sys.argv)
    except (SettingError, PostgresError) as error:
        sys.exit(f"jobsite: {error}")
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


if __name__ == "__main__":
    main()
