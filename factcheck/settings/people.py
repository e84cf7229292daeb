"""Who comes in, how, and for how long."""

from __future__ import annotations

from datetime import timedelta

from factcheck import environment as env
from factcheck.settings.site import OUTLET, PRODUCTION

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
AUTHENTICATION_BACKENDS = ["factcheck.accounts.DeskBackend"]
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
FACTCHECK_POLLS = {"progress", "hold", "unread"}  # what pages ask by themselves
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
