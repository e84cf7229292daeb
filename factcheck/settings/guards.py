"""The browser's guards, and limits on what comes in."""

from __future__ import annotations

from csp.constants import NONE, SELF

from factcheck import environment as env
from factcheck.settings.oidc import OIDC_ORIGINS
from factcheck.settings.site import PRODUCTION

# The browser's guards
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *OIDC_ORIGINS],  # a form that leads on to the newsroom's own sign-in
    },
}
CSRF_FAILURE_VIEW = "factcheck.errors.form_too_old"
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
FILE_UPLOAD_HANDLERS = ["claims.forms.files.Bounded"]  # the one that stops reading; files never touch a disk
