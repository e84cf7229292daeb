"""The site: settings, addresses, background work, and the services it runs on."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
