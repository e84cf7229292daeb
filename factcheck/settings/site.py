"""What kind of site this is, what it is made of, and how its pages are found."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import get_random_string

from factcheck import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
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

# The site
INSTALLED_APPS = [
    "factcheck.apps.FactcheckConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
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
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "factcheck.middleware.request_id",
    "factcheck.middleware.refuse_nul",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "factcheck.accounts.end_idle_sessions",
    "factcheck.middleware.speak",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "factcheck.middleware.keep_private",
    "factcheck.replica.Lagging",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
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
LANGUAGES = [("en-gb", "English"), ("ar", "العربية")]  # that the desk's own words are in, each in its own
LOCALE_PATHS = [BASE_DIR / "claims" / "locale"]  # before those of Django and allauth: the desk's words win
FORMAT_MODULE_PATH = ["factcheck.formats"]
TIME_ZONE = "UTC"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

OUTLET = os.environ.get("OUTLET") or "The Valmora Courier"  # the newsroom's name, on every page

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
