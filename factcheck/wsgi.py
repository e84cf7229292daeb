"""The web server's door (gunicorn: `factcheck.wsgi`)."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ.setdefault("DATABASE_STATEMENT_SECONDS", "10")  # no page may take longer
os.environ.setdefault("DATABASE_LOCK_SECONDS", "3")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
