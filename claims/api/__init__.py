"""The API of version 1, mounted at /api/v1/ by factcheck.urls."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from ninja import NinjaAPI

from claims.api import claims, events, stories
from claims.api.bodies import StrictJSON
from claims.api.errors import always_json, answer_errors, nowhere
from claims.api.tokens import BearerToken


class JSONOnly(NinjaAPI):
    """Answers every address below its own, and every method, in JSON."""

    @property
    def urls(self) -> tuple[list[Any], str, str]:
        patterns, app, namespace = super().urls
        known = [always_json(pattern) for pattern in patterns if isinstance(pattern, URLPattern)]
        return [*known, path("<path:rest>", nowhere, name="nowhere")], app, namespace


api = JSONOnly(
    title="Factcheck",
    version="1",
    description="Stories in, claims out. Sources hand in stories; people read claims and propose verdicts.",
    auth=BearerToken(),
    parser=StrictJSON(),
    docs_url=None,
    urls_namespace="api",
)
answer_errors(api)
api.add_router("/stories", stories.router)
api.add_router("/claims", claims.router)
api.add_router("/events", events.router)
