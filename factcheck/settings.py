"""Settings of the site. Every value that may differ between installations comes from the environment.

The site is in production as soon as ALLOWED_HOSTS holds a name other than this machine's own; then keys,
addresses and a secure scheme are required and whatever helps development is refused.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import get_random_string

from claims.dispatch import EMBARGO, RECONCILE, SEAL, TASKS, WATCH
from factcheck import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
FACTCHECK_HOME = Path(os.environ.get("FACTCHECK_HOME") or BASE_DIR / ".factcheck").absolute()
env.read_running_stack(FACTCHECK_HOME)

# What kind of site this is
DEBUG = env.flag("DEBUG", default=False)
ALLOWED_HOSTS, PRODUCTION = env.hosts("ALLOWED_HOSTS", debug=DEBUG)
SECRET_KEY = env.secret("SECRET_KEY", get_random_string(64), required=PRODUCTION)
CSRF_TRUSTED_ORIGINS = env.words(
    "CSRF_TRUSTED_ORIGINS", [f"https://{h}" for h in ALLOWED_HOSTS if PRODUCTION]
)

# The clock for receipt and embargo, so that a story of any date can be replayed
FACTCHECK_NOW = env.moment("FACTCHECK_NOW")
if PRODUCTION and FACTCHECK_NOW:
    raise ImproperlyConfigured("FACTCHECK_NOW is set in production; allowed is a real clock only: unset it.")

# How background work is kept alive; tests shorten all of these
FACTCHECK_LEASE_SECONDS = env.seconds("FACTCHECK_LEASE_SECONDS", 60, 0.2, 3600)
FACTCHECK_RENEW_SECONDS = env.seconds("FACTCHECK_RENEW_SECONDS", 15, 0.05, 1200)
FACTCHECK_RECONCILE_SECONDS = env.seconds("FACTCHECK_RECONCILE_SECONDS", 15, 0.1, 600)
FACTCHECK_EMBARGO_SECONDS = env.seconds("FACTCHECK_EMBARGO_SECONDS", 30, 0.1, 600)
FACTCHECK_SEAL_SECONDS = env.seconds("FACTCHECK_SEAL_SECONDS", 60, 0.1, 300)
FACTCHECK_WATCH_SECONDS = env.seconds("FACTCHECK_WATCH_SECONDS", 5, 0.1, 600)
FACTCHECK_BACKLOG_LIMIT = env.whole("FACTCHECK_BACKLOG_LIMIT", 50_000, 1, 10_000_000)  # stories that wait
FACTCHECK_MAX_ATTEMPTS = env.whole("FACTCHECK_MAX_ATTEMPTS", 3, 1, 20)
FACTCHECK_HAND_BACK_SECONDS = env.seconds("FACTCHECK_HAND_BACK_SECONDS", 20, 0.1, 25)  # after SIGTERM
FACTCHECK_MODEL = os.environ.get("FACTCHECK_MODEL", "")  # a model folder; empty: the released one
FACTCHECK_HOLD_MINUTES = env.whole("FACTCHECK_HOLD_MINUTES", 15, 1, 1440)  # a person's silence on a claim
if FACTCHECK_RENEW_SECONDS * 2 > FACTCHECK_LEASE_SECONDS:  # one missed renewal must not lose the lease
    raise env.refuse(
        "FACTCHECK_RENEW_SECONDS",
        f"{FACTCHECK_RENEW_SECONDS:g} with a lease of {FACTCHECK_LEASE_SECONDS:g}",
        "at most half of FACTCHECK_LEASE_SECONDS",
    )

# The site
INSTALLED_APPS = [
    "factcheck.apps.FactcheckConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "claims",  # after allauth, whose lists its admin replaces
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "factcheck.middleware.request_id",
    "factcheck.middleware.refuse_nul",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "factcheck.accounts.end_idle_sessions",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "factcheck.middleware.keep_private",
]
ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")  # empty: /metrics is for local sites only
ADMIN_PATH = env.path("ADMIN_PATH", "admin/")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

OUTLET = os.environ.get("OUTLET") or "The Valmora Courier"  # the newsroom's name, on every page

# People
AUTH_USER_MODEL = "claims.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "factcheck.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # checked by allauth at start; nobody signs up here
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True  # no question asked: see factcheck.accounts
ACCOUNT_RATE_LIMITS = {
    "login": "300/15m/ip",  # a newsroom may sit behind one address, and come in at nine
    "login_failed": "50/15m/ip,5/15m/key",
    "reauthenticate": "10/15m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole("TRUSTED_PROXIES", 0, 0, 5)  # else X-Forwarded-For is anybody's word
MFA_ADAPTER = "factcheck.accounts.KeyAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = OUTLET
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SESSION_COOKIE_AGE = 12 * 3600  # seconds after signing in, whatever happens since: see factcheck.accounts
FACTCHECK_IDLE = timedelta(minutes=env.whole("FACTCHECK_IDLE_MINUTES", 60, 5, 720))
FACTCHECK_POLLS = {"progress", "hold"}  # what pages ask by themselves
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# The browser's guards
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=PRODUCTION)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, by plain http
SECURE_HSTS_SECONDS = env.whole("HSTS_SECONDS", 365 * 86400 if PRODUCTION else 0, 0, 2 * 365 * 86400)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.flag("HSTS_SUBDOMAINS", default=PRODUCTION)
if env.flag("BEHIND_TLS_PROXY", default=False):  # only a proxy that sets this header itself may be trusted
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # bytes; does not cover bodies that a view reads as a stream
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# Static files: hashed and compressed where collectstatic has run, straight from the apps elsewhere
STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("STATIC_ROOT") or (BASE_DIR / "staticfiles" if PRODUCTION else None)
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

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
DATABASES = {
    "default": env.database(
        env.address("DATABASE_URL", ["postgres", "postgresql"], required=PRODUCTION),
        CONN_MAX_AGE=60,
        CONN_HEALTH_CHECKS=True,
        ATOMIC_REQUESTS=False,  # actions open their own transactions
        OPTIONS={
            "connect_timeout": 3,
            "options": f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={LOCK_SECONDS}s"
            " -c idle_in_transaction_session_timeout=30s",
        },
    ),
}

# Celery; the reasons are facts F1 to F9, measured on this stack (factcheck/README.md tells them)
TIME_LIMIT = 300  # seconds for one task
UNSEEN_SECONDS = 3 * TIME_LIMIT  # when an unacknowledged task is handed out again
CELERY_BROKER_URL = (
    env.address("REDIS_URL", ["redis", "rediss", "valkey", "valkeys"], required=PRODUCTION).replace(
        "valkey", "redis", 1
    )
    or "redis://127.0.0.1:6379/0"
)
CELERY_TASK_ACKS_LATE = True  # F2: acknowledged early, a killed worker's task never comes back
CELERY_TASK_REJECT_ON_WORKER_LOST = False  # F3, F4: redelivery has no end; the row counts attempts
CELERY_WORKER_PREFETCH_MULTIPLIER = 1  # a dead worker holds no more than it works on
CELERY_TASK_TIME_LIMIT = TIME_LIMIT  # the default is to hang for ever
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
    "visibility_timeout": UNSEEN_SECONDS,  # F5: much longer than a task may run, or it starts twice
    "unacked_restore_interval": 5,  # F1: 100 s with kombu's default
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,  # F9: a frozen broker may not freeze its callers
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
    "max_retries": 1,
}
CELERY_VISIBILITY_TIMEOUT = UNSEEN_SECONDS  # the shortest of these wins, so all say the same
CELERY_RESULT_BACKEND = None  # state lives in PostgreSQL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {  # F9: an accepted request does not wait for the broker
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.2,
}
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30  # seconds to finish or hand back the story at hand
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = True  # celery #9213
CELERY_WORKER_PROC_ALIVE_TIMEOUT = 120  # s to load the model: after the default 4 a slow child is killed
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500  # leaks only
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 1_500_000  # kB; acts after a task (F19)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # try for ever: the supervisor decides when to end
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False  # work is fenced; cancelling wastes it
CELERY_WORKER_DEDUPLICATE_SUCCESSFUL_TASKS = False  # needs a result backend; the row does it
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CONCURRENCY = env.whole("WORKER_CONCURRENCY", env.processors(most=4), 1, 64)
CELERY_TASK_DEFAULT_QUEUE = "ingest"
CELERY_BEAT_SCHEDULE = {
    "reconcile": {  # picks up whatever the broker lost; a late one is dropped, the next does its work
        "task": RECONCILE,
        "schedule": FACTCHECK_RECONCILE_SECONDS,
        "options": {"queue": TASKS[RECONCILE], "expires": FACTCHECK_RECONCILE_SECONDS},
    },
    "embargo": {  # writes down what has passed; nothing that is told or hidden waits for it
        "task": EMBARGO,
        "schedule": FACTCHECK_EMBARGO_SECONDS,
        "options": {"queue": TASKS[EMBARGO], "expires": FACTCHECK_EMBARGO_SECONDS},
    },
    "seal": {  # chains the history; a line is missed when it has no seal after ten minutes
        "task": SEAL,
        "schedule": FACTCHECK_SEAL_SECONDS,
        "options": {"queue": TASKS[SEAL], "expires": FACTCHECK_SEAL_SECONDS},
    },
    "watch": {  # looks at the folders and feeds whose time has come
        "task": WATCH,
        "schedule": FACTCHECK_WATCH_SECONDS,
        "options": {"queue": TASKS[WATCH], "expires": FACTCHECK_WATCH_SECONDS},
    },
}
CELERY_BEAT_SCHEDULE_FILENAME = str(FACTCHECK_HOME / "beat-schedule")
CELERY_TIMEZONE = "UTC"

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
