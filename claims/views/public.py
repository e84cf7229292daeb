"""What readers see, without signing in: checks, their earlier editions, the list and the feed.

Every page is drawn from an edition's payload. A page may be kept by caches, which ask each time whether it
still holds (no-cache with an ETag): nothing outlives a kill, a recheck or a retraction.
"""

from __future__ import annotations

from itertools import pairwise

from django.conf import settings
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from claims.forms.queue import LARGEST_ID
from claims.models import Check, CheckQuerySet, Edition, Kind, Retraction, Showing
from claims.models.claim import KILLED
from claims.templatetags.reader import paragraphs, review
from claims.views.atom import ATOM, storable

PAGE = 30  # checks
LOG = 10  # corrections and retractions on the list
FEED = 40  # entries


@require_safe
def check(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The check as it stands: whole, with a notice, or its tombstone."""
    found = _found(pk)
    if found is None or found.current is None:
        return _nothing(request)
    context = {"check": found, "edition": found.current, "said": found.current.payload}
    if found.showing == Showing.RETRACTED:
        context |= {"retraction": found.retractions.exclude(confirmed_at=None).get()}
        return fresh(request, render(request, "claims/tombstone.html", context))
    editions = list(found.editions.order_by("number"))
    context |= {
        "is_clean": found.showing == Showing.CLEAN,
        "rests_on_killed": KILLED in (found.claim.recheck or {}).get("because", ""),
        "corrections": [(each, before) for before, each in pairwise(editions)],
        "review": review(found, request.build_absolute_uri),
    }
    return fresh(request, render(request, "claims/check.html", context))


@require_safe
def edition(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """An edition that readers had before; never of a check that was taken back."""
    found = _found(pk)
    shown = found and found.editions.filter(number=min(number, 2**31 - 1)).first()
    if not found or not shown or found.showing == Showing.RETRACTED:
        return _nothing(request)
    context = {"check": found, "edition": shown, "said": shown.payload, "is_older": shown != found.current}
    return fresh(request, render(request, "claims/check.html", context))


@require_safe
def data(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The markup alone, where the page carries it."""
    found = Check.objects.clean().with_page().filter(pk=min(pk, LARGEST_ID)).first()
    if found is None:
        return _nothing(request)
    answer = JsonResponse(review(found, request.build_absolute_uri), content_type="application/ld+json")
    return fresh(request, answer)


@require_safe
def checks(request: HttpRequest) -> HttpResponseBase:
    """The newest checks that stand, how we check and correct, and what was put right lately."""
    found = list(_below(Check.objects.clean().with_page(), request.GET.get("after", ""))[: PAGE + 1])
    context = {
        "checks": found[:PAGE],
        "going_on": found[PAGE - 1].pk if len(found) > PAGE else None,
        "corrected": Edition.objects.filter(
            kind=Kind.CORRECTED, check_page__in=Check.objects.clean().values("pk")
        ).order_by("-at")[:LOG],
        "retracted": Retraction.objects.exclude(confirmed_at=None)
        .filter(check_page__in=Check.objects.retracted().values("pk"))
        .order_by("-confirmed_at")[:LOG],
    }
    return fresh(request, render(request, "claims/checks.html", context))


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """Atom: checks that stand and the retracted as what they are, the latest published or changed first."""
    told = Atom1Feed(
        title=f"{settings.OUTLET}: fact-checks",
        link=request.build_absolute_uri(reverse("checks")),
        description="Checks of what was said, as they stand now.",
        language="en",
        feed_url=request.build_absolute_uri(),
    )
    confirmed = Prefetch("retractions", Retraction.objects.exclude(confirmed_at=None))
    shown = (Check.objects.clean() | Check.objects.retracted()).lately_changed_first().with_page()
    for each in shown.prefetch_related(confirmed)[:FEED]:
        _tell(told, request, each)
    answer = HttpResponse(told.writeString("utf-8"), content_type=ATOM)
    return fresh(request, answer)


def fresh(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """May be kept, never be shown again without asking."""
    response["Cache-Control"] = "no-cache"
    set_response_etag(response)
    etag = response["ETag"]
    return get_conditional_response(request, etag=etag, response=response) or response


def _found(pk: int) -> Check | None:
    """The check, unless its story is embargoed or withheld: then nothing tells it from one that never was."""
    return Check.objects.in_the_open().with_page().filter(pk=min(pk, LARGEST_ID)).first()


def _nothing(request: HttpRequest) -> HttpResponse:
    response = render(request, "claims/no_check.html", status=404)
    response["Cache-Control"] = "no-store"
    return response


def _below(found: CheckQuerySet, after: str) -> CheckQuerySet:
    """The checks older than the one named; all of them where it names none."""
    known = after.isascii() and after.isdigit() and len(after) < 19
    last = Check.objects.filter(pk=int(after)).first() if known else None
    if last is None:
        return found
    older = Q(published_at__lt=last.published_at) | Q(published_at=last.published_at, pk__lt=last.pk)
    return found.filter(older)


def _tell(told: Atom1Feed, request: HttpRequest, check: Check) -> None:
    """One entry of the feed; of a retracted check its reason and nothing of its verdict."""
    newest = check.current
    if newest is None:
        return
    headline, address = (
        newest.payload["headline"],
        request.build_absolute_uri(reverse("check", args=[check.pk])),
    )
    taken_back = next(iter(check.retractions.all()), None)
    summary = next(iter(paragraphs(newest.payload["explanation"])), "")
    told.add_item(
        title=storable(f"Retracted: {headline}" if taken_back else headline),
        link=address,
        description=storable(
            taken_back.reason if taken_back else f"{newest.payload['rating']['label']}. {summary}"
        ),
        unique_id=address,
        author_name=settings.OUTLET,
        pubdate=check.published_at,
        updateddate=(taken_back.confirmed_at if taken_back else None) or newest.at,
    )
