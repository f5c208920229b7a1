"""Settings of the tests: jobsite's own, on a data folder that exists for one run only.

pytest reads this module before any conftest, in the main process first; the workers of pytest-xdist inherit
the environment and so share the folder and its PostgreSQL. The shell's JOBSITE_ variables do not reach the
tests; DATABASE_URL does, for systems without an embedded PostgreSQL.
"""

import os

from tests import throwaway

for name in [name for name in os.environ if name.startswith("JOBSITE_")]:
    del os.environ[name]
os.environ["JOBSITE_DATA"] = str(throwaway.data_folder())
os.environ["JOBSITE_LOG_LEVEL"] = "WARNING"

from jobsite.settings import *  # noqa: E402, F403  the environment had to be set before
from jobsite.settings import JOBSITE_DATA  # noqa: E402

INDEX_FOLDER = JOBSITE_DATA / f"index-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
