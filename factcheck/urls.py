"""Addresses of the site: the product's, the admin's, and those for whoever watches it."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from claims.api import api
from factcheck import health, metrics

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("api/v1/", api.urls),
    path("", include("claims.urls")),
]
handler400 = "factcheck.errors.bad_request"
handler403 = "factcheck.errors.forbidden"
handler404 = "factcheck.errors.not_found"
handler500 = "factcheck.errors.server_error"
