"""Addresses of the site: the product's, the admin's, and those for whoever watches it."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.urls import include, path
from django.views.decorators.http import require_POST

from claims.api import api
from factcheck import health, metrics, oidc
from factcheck.accounts import SignIn

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # one way in for all

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("api/v1/", api.urls),
    path("login/", SignIn.as_view(), name="account_login"),
    path("logout/", require_POST(LogoutView.as_view()), name="account_logout"),
    path("login/cancelled/", oidc.cancelled, name="socialaccount_login_cancelled"),
    path("login/<slug:provider_id>/", openid_connect.login, name="openid_connect_login"),
    path("login/<slug:provider_id>/back/", openid_connect.callback, name="openid_connect_callback"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("", include("claims.urls")),
]
handler400 = "factcheck.errors.bad_request"
handler403 = "factcheck.errors.forbidden"
handler404 = "factcheck.errors.not_found"
handler500 = "factcheck.errors.server_error"
