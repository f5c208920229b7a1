"""What a WSGI server loads: `gunicorn jobsite.wsgi`. `manage.py serve` does, with the settings that fit."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobsite.settings")

application = get_wsgi_application()
