"""The Celery application: `celery -A factcheck worker|beat`. Its settings are Django's, as CELERY_*."""

from __future__ import annotations

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_process_init

from factcheck.services.mortal import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["workers"])


@setup_logging.connect
def log_as_the_site_does(**_: Any) -> None:
    """Keep Celery from laying its own handlers over ours: every process logs the same lines of JSON."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)


@worker_process_init.connect
def end_with_the_worker(**_: Any) -> None:
    """A child whose worker was killed must not go on with a story that somebody else will be given."""
    die_with_parent()
