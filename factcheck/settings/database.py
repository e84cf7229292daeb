"""The database, and the cache that lies in it."""

from __future__ import annotations

from factcheck import environment as env
from factcheck.settings.site import PRODUCTION

CACHES = {  # in the database: counts of failed sign-ins outlive a broker, and hold for all web processes
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "factcheck_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# The database: no query and no lock may hold a request for ever. Each door sets its own limit beforehand
# (wsgi 10 s, celery 60 s); commands have none, so that a long migration or export can end.
STATEMENT_SECONDS = env.whole("DATABASE_STATEMENT_SECONDS", 0, 0, 86400)
LOCK_SECONDS = env.whole("DATABASE_LOCK_SECONDS", 5, 1, 3600)
# Beyond it the server does not keep its promise, and the driver stops waiting: see factcheck.postgres
PATIENCE = STATEMENT_SECONDS + 2 if STATEMENT_SECONDS else None
_OPTIONS = {
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    "ATOMIC_REQUESTS": False,  # actions open their own transactions
    "OPTIONS": {
        "connect_timeout": 3,
        "patience": PATIENCE,
        "options": f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={LOCK_SECONDS}s"
        " -c idle_in_transaction_session_timeout=30s",
    },
}
_SERVERS = ["postgres", "postgresql"]
DATABASES = {"default": env.database(env.address("DATABASE_URL", _SERVERS, required=PRODUCTION), **_OPTIONS)}
# A copy that may lag by seconds, for what readers see and the night report: see factcheck.replica
if _REPLICA := env.address("DATABASE_REPLICA_URL", _SERVERS, required=False):
    DATABASES["replica"] = env.database(_REPLICA, **_OPTIONS)
# The owner's login, which `migrate`, `prepare` and `restore` use. Without it there is one login for all, as
# there was at first, and nothing but triggers guards the history: `check --deploy` says so.
DATABASE_SITE = env.login(DATABASES["default"])
DATABASE_OWNER = env.login(env.database(env.address("DATABASE_OWNER_URL", _SERVERS, required=False)))
DATABASE_ROUTERS = ["factcheck.replica.Router"]
