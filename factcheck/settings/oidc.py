"""The newsroom's own sign-in, by OpenID Connect: off unless the environment names a provider.

Beside it names and passwords stay, for the night when the provider is down; codes and passkeys are asked for
either way.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from factcheck import environment as env
from factcheck.settings.site import PRODUCTION

# The address that /.well-known/openid-configuration stands below, and what the provider gave this site
OIDC_ISSUER = env.address("OIDC_ISSUER", ["https"] if PRODUCTION else ["https", "http"], required=False)
OIDC_NAME = os.environ.get("OIDC_NAME") or "the newsroom’s sign-in"  # on the button, after "Sign in with"
OIDC_NEW_PEOPLE = env.flag("OIDC_NEW_PEOPLE", default=False)  # whether it may bring people, as viewers
_CLIENT = {name: os.environ.get(name, "") for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")}
if OIDC_ISSUER and not all(_CLIENT.values()):
    missing = " and ".join(name for name, given in _CLIENT.items() if not given)
    raise ImproperlyConfigured(f"OIDC_ISSUER is set and {missing} missing; set all three, or none.")


def providers(issuer: str, client_id: str, secret: str) -> dict[str, Any]:
    """allauth's record of one provider; none without an issuer."""
    if not issuer:
        return {}
    app = {
        "provider_id": "newsroom",
        "name": OIDC_NAME,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_PROVIDERS = providers(OIDC_ISSUER, *_CLIENT.values())
SOCIALACCOUNT_ADAPTER = "factcheck.oidc.NewsroomAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds that the provider has for an answer
OIDC_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_ISSUER))] if OIDC_ISSUER else []
