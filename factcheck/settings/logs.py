"""What is logged, and how."""

from __future__ import annotations

from factcheck import environment as env

# One line of JSON a record, with ids and no text of stories
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "factcheck.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.one_of("LOG_LEVEL", ["INFO", "DEBUG", "WARNING", "ERROR"])},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "gunicorn.error": {"handlers": [], "propagate": True},
    },
}

SENTRY_DSN = env.address(
    "SENTRY_DSN", ["http", "https"], required=False
)  # where our own mistakes are reported
