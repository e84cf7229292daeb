"""How people are told outside the desk: the mail server, webhooks, and the address that messages lead to."""

from __future__ import annotations

import os

import environ

from factcheck import environment as env
from factcheck.settings.site import ALLOWED_HOSTS, PRODUCTION

# The desk's own address, for links in messages; a request's Host header is anybody's word
SITE_URL = (
    env.address("SITE_URL", ["https", "http"], required=False)
    or (f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else f"http://127.0.0.1:{os.environ.get('PORT') or 8000}")
).rstrip("/")

# Mail: smtp+tls://NAME:PASSWORD@HOST:587, smtp+ssl://, smtp://; development writes it to the worker's output
MAIL_SCHEMES = ["smtp+tls", "smtp+ssl", "smtp", "consolemail", "filemail", "dummymail"]
_mail = environ.Env.email_url_config(
    env.address("EMAIL_URL", MAIL_SCHEMES, required=False)
    or ("dummymail://" if PRODUCTION else "consolemail://")
)
EMAIL_BACKEND, EMAIL_FILE_PATH = _mail["EMAIL_BACKEND"], _mail["EMAIL_FILE_PATH"] or None
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"] or "localhost", _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"] or "", _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = bool(_mail.get("EMAIL_USE_TLS")), bool(_mail.get("EMAIL_USE_SSL"))
EMAIL_TIMEOUT = 10  # seconds; a delivery's next attempt is due after sixty
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM") or "Claims desk <desk@localhost>"

# Webhooks go to public addresses by https; hosts named here, as in the address (chat.inside:8065), may be
# inside the newsroom's network
WEBHOOK_HOSTS = env.words("WEBHOOK_HOSTS", [])
