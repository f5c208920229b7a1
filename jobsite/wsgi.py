"""What a WSGI server loads: `gunicorn jobsite.wsgi`. `manage.py serve` does, with the settings that fit.

Loading it compiles the templates. It also starts the thread that keeps the search index in step, so it must
happen in the process that answers requests, not in one that is forked afterwards (no `--preload`).
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobsite.settings")

application = get_wsgi_application()

from jobsite import pages  # noqa: E402  needs the applications to be loaded
from postings.search import background  # noqa: E402

pages.compile_all()
background.start()
