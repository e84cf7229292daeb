"""What `manage.py check --deploy` asks beyond Django's own questions."""

from __future__ import annotations

from typing import Any

from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import Error

from factcheck import rights

SAYING = "The site's login to the database may change {}."
HINT = (
    "Give the site a login of its own: DATABASE_URL with a new name and password, DATABASE_OWNER_URL with "
    "the present ones for `manage.py migrate`, which makes the new login and gives it its rights."
)


@checks.register(checks.Tags.security, deploy=True)
def history_is_out_of_reach(**_: Any) -> list[checks.CheckMessage]:
    """The site's own login may not change what is append-only. Says nothing where no database answers."""
    try:
        tables = rights.loose()
    except (Error, ImproperlyConfigured):
        return []
    if not tables:
        return []
    named = ", ".join(tables)
    return [checks.Warning(SAYING.format(named), HINT, id="factcheck.W001")]
