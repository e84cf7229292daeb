"""Stories handed in by sources, and how far they are."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router, Status
from ninja.responses import codes_4xx

from claims.actions import backlog
from claims.api.bodies import JSON, NINJS_TYPES, XML_TYPES, story_body
from claims.api.handing_in import HandIn
from claims.api.schemas import ErrorOut, StoryOut, TakenOneOut, TakenOut, TakenSeveralOut
from claims.api.tokens import BearerToken, TokenRequest, check_scope, person
from claims.ingest.parsers.fields import StoryFields
from claims.models import Article, Scope
from claims.statuses import ArrivalStatus

router = Router(tags=["stories"])
# There is something to read: 202.
TO_READ = (ArrivalStatus.NEW, ArrivalStatus.REVISION, ArrivalStatus.EMBARGOED, ArrivalStatus.WITHHELD)
OFF_THE_WIRE = "as it comes off the wire"
DOCUMENTED = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": StoryFields.model_json_schema(ref_template="#/components/schemas/{model}")},
            **{kind: {"schema": {"type": "object", "description": OFF_THE_WIRE}} for kind in NINJS_TYPES},
            **{kind: {"schema": {"type": "string", "description": OFF_THE_WIRE}} for kind in XML_TYPES},
        },
    }
}
TAKEN = TakenSeveralOut | TakenOneOut | TakenOut


@router.post(
    "",
    auth=BearerToken(Scope.INGEST),
    response={202: TAKEN, 200: TAKEN, codes_4xx: ErrorOut},
    openapi_extra=DOCUMENTED,
)
def post_story(request: TokenRequest) -> Status[dict[str, Any]]:
    """Take a story in. 202: it will be read; 200: nothing to do, it was a duplicate or is overtaken.

    NITF, NewsML and ninjs are taken as they come off the wire; a message with several stories has an outcome
    for each in `stories`. 429: too many stories wait to be read; Retry-After says when to come again.
    """
    backlog.check_room()
    outcome = HandIn(story_body(request), request.auth).outcome()
    statuses = [each["status"] for each in outcome.get("stories", [outcome])]
    return Status(202 if any(status in TO_READ for status in statuses) else 200, outcome)


@router.get("/{int:story_id}", response={200: StoryOut, codes_4xx: ErrorOut})
def get_story(request: TokenRequest, story_id: int) -> dict[str, Any]:
    """One story. A source sees its own only; a person's token has to be one for reading."""
    article = get_object_or_404(_visible(request).with_current(), pk=story_id, current__isnull=False)
    return record(article)


def record(article: Article) -> dict[str, Any]:
    """The story's newest version, and the claims found in it."""
    current = article.current
    assert current is not None  # noqa: S101  (get_story asked for it)
    return {
        "id": article.pk,
        "source": article.source.name,
        "external_id": article.guid,
        "status": article.state,
        "failure": article.failure,
        "version": current.version,
        "title": current.headline,
        "byline": current.byline,
        "url": current.url,
        "text": current.body,
        "published_at": current.sent_at,
        "received_at": current.received_at,
        "repairs": current.repairs,
        "notes": current.notes,
        "chrome": current.chrome,
        "claims": list(current.claims.order_by("start", "id").values_list("pk", flat=True)),
    }


def _visible(request: TokenRequest) -> Any:
    if request.auth.source:
        return Article.objects.filter(source=request.auth.source)
    check_scope(request.auth, Scope.READ)
    return Article.objects.visible_to(person(request))
