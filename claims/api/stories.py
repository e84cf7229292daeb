"""Stories handed in by sources, and how far they are."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router, Status
from ninja.responses import codes_4xx

from claims.actions import backlog, intake
from claims.api.bodies import JSON, json_body
from claims.api.schemas import ErrorOut, StoryOut, TakenOut
from claims.api.tokens import TokenRequest, person
from claims.exceptions import Incomplete, NotAllowed
from claims.ingest.parsers.fields import StoryFields, parse
from claims.models import Article, Source, Token
from claims.statuses import Role

router = Router(tags=["stories"])
TAKEN_IN = ("new", "revision")
DOCUMENTED = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": StoryFields.model_json_schema(ref_template="#/components/schemas/{model}")}
        },
    }
}


@router.post("", response={202: TakenOut, 200: TakenOut, codes_4xx: ErrorOut}, openapi_extra=DOCUMENTED)
def post_story(request: TokenRequest) -> Status[dict[str, Any]]:
    """Take a story in. 202: it will be read; 200: nothing to do, it was a duplicate or is overtaken.

    429: too many stories wait to be read; Retry-After says when to come again.
    """
    backlog.check_room()
    [story] = parse(json_body(request))
    source = source_for(request.auth, story.source)
    receipt = intake.take_in(story=story, source=source, by=request.auth.user)
    taken = {
        "id": receipt.article and receipt.article.pk,
        "status": receipt.status,
        "version": receipt.version,
    }
    return Status(202 if receipt.status in TAKEN_IN else 200, taken)


@router.get("/{int:story_id}", response={200: StoryOut, codes_4xx: ErrorOut})
def get_story(request: TokenRequest, story_id: int) -> dict[str, Any]:
    """One story. A source sees its own only."""
    article = get_object_or_404(_visible(request).with_current(), pk=story_id, current__isnull=False)
    return record(article)


def source_for(token: Token, name: str) -> Source:
    """The source a story goes to: a source's token has one, an editor's may hand in for any."""
    if token.source:
        if name and name.casefold() != token.source.name.casefold():
            raise NotAllowed(f"This token hands in stories of {token.source.name} only.")
        return token.source
    if not person_may_hand_in(token):
        raise NotAllowed("Handing in stories with a person's token needs the role editor.")
    if not name:
        raise Incomplete("source is missing.", {"source": "source is missing."})
    return intake.source_named(name)


def person_may_hand_in(token: Token) -> bool:
    return token.user is not None and token.user.may(Role.EDITOR)


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
    return Article.objects.visible_to(person(request))
