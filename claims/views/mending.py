"""Mending what was read of a claim, adding one that was missed, telling two apart, merging two; notes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions import adding, duplicates, mending, notes, pointing
from claims.actions.wording import lacking
from claims.exceptions import DeskError, Incomplete
from claims.extraction.types import Span
from claims.forms import AddForm, MendForm, QueueFilter
from claims.forms.queue import whole
from claims.models import Article, Claim, ClaimNote, User
from claims.templatetags.decisions import short
from claims.templatetags.layout import paragraph_span
from claims.templatetags.wording import in_a_row
from claims.views.asking import DeskRequest, signed_in
from claims.views.claim import sheet
from claims.views.decide import decided
from claims.views.extraction import adding_part
from claims.views.reading import article_page, claim_or_404
from claims.views.stories import article_or_404
from claims.words import said

PARTED = said("Split in two, the other is claim %(claim)s")
HERE = said("There is no paragraph %(number)s in this story.")


@require_POST
@signed_in
def mend(request: DeskRequest, pk: int) -> HttpResponse:
    """Tell the claim otherwise than it was read; with `read`, only show what the grammar reads."""
    claim = claim_or_404(request.user, pk)
    form = MendForm(request.POST, claim=claim)
    if "read" in request.POST:
        return sheet(request, claim, mend=_read(form, claim))
    try:
        if not form.is_valid():
            raise Incomplete(_first(form))
        reading, reason = form.reading(), form.cleaned_data["reason"]
        seen = form.cleaned_data["version"]
        mending.mend(claim_id=pk, by=request.user, reading=reading, version=seen, reason=reason)
    except DeskError as trouble:
        fresh = claim_or_404(request.user, pk)
        return sheet(request, fresh, trouble=trouble, mend=_again(form, trouble, fresh))
    messages.success(request, _("Mended: “%(claim)s”") % {"claim": short(claim.sentence)})
    return _shown(request, pk)


@require_POST
@signed_in
def add(request: DeskRequest, pk: int) -> HttpResponse:
    """Add the words that somebody selected; then the claim's own page, its record open for mending."""
    article, form = article_or_404(request.user, pk), AddForm(request.POST)
    try:
        if not form.is_valid():
            raise Incomplete(_first(form))
        claim = adding.add(article_id=pk, by=request.user, **_pointed(article, form.cleaned_data))
    except DeskError as trouble:
        return _asked_again(request, article, form, trouble)
    messages.success(request, _("Added: “%(claim)s”") % {"claim": short(claim.sentence)})
    return redirect(f"{reverse('claim', args=[claim.pk])}?mend=open#record")


@require_POST
@signed_in
def take_apart(request: DeskRequest, pk: int) -> HttpResponse:
    """Two figures that were read as one: this claim keeps the first."""
    told = {name: request.POST.get(name, "") for name in ("first", "second", "reason")}

    def act(*, claim_id: int, by: User, version: int | None) -> Claim:
        return adding.take_apart(claim_id=claim_id, by=by, version=version, **told)

    return decided(request, pk, act, lambda part: _(PARTED) % {"claim": part.pk})


@require_POST
@signed_in
def merge(request: DeskRequest, pk: int) -> HttpResponse:
    """Make it the duplicate of another claim of its story."""
    into = whole(request.POST.get("into", ""))
    if into is None or not Claim.objects.visible_to(request.user).filter(pk=into).exists():
        return _refused(request, pk, Incomplete(_("Choose the claim that it is merged with.")))
    given = {"canonical_id": into, "reason": request.POST.get("reason", "")}
    return decided(request, pk, duplicates.merge, _("Merged with claim %(claim)s") % {"claim": into}, **given)


@require_POST
@signed_in
def note(request: DeskRequest, pk: int) -> HttpResponse:
    """Leave a note; what was typed comes back where it can't be left."""
    claim = claim_or_404(request.user, pk)
    try:
        left = notes.leave(claim_id=pk, by=request.user, text=request.POST.get("text", ""))
    except DeskError as trouble:
        return _refused(request, pk, trouble)
    messages.success(request, _told(left, short(claim.sentence)))
    return _shown(request, pk, "#notes")


def _told(left: ClaimNote, claim: str) -> str:
    people = [person.name for person in left.mentions.all() if person != left.by]
    if not people:
        return _("Note left: “%(claim)s”") % {"claim": claim}
    told = {"people": in_a_row(people), "claim": claim}
    return _("Note left, %(people)s told: “%(claim)s”") % told


def _read(form: MendForm, claim: Claim) -> MendForm:
    """The form with what the grammar reads in the words that it holds."""
    words = form["figure"].value() or ""
    sentence = pointing.near(claim.revision, form["sentence"].value() or "", claim.start)
    span = sentence or Span(claim.start, claim.end)
    at = pointing.near(claim.revision, words, claim.figure_start or span.start, span) if words else None
    read = pointing.read_at(claim.revision, span, at) if at else None
    return form.read_as(read, claim.version)


def _again(form: MendForm, trouble: DeskError, fresh: Claim) -> MendForm:
    """What was typed, each refusal at its field."""
    again = form.seen_at(fresh.version)
    if again.is_valid():
        for field, sentence in getattr(trouble, "fields", {}).items():
            again.add_error(field if field in again.fields else None, sentence)
    return again


def _pointed(article: Article, given: dict[str, Any]) -> dict[str, Any]:
    """What the action is called with; a paragraph by its number becomes the passage of it."""
    number, within = given.pop("paragraph"), None
    if number and article.current:
        found = paragraph_span(article.current.body, article.current.chrome, number)
        if found is None:
            raise lacking("paragraph", HERE, number=number)
        within = Span(*found)
    return {
        "words": given["words"],
        "figure": given["figure"],
        "kind": given["type"],
        "at": given["at"],
        "within": within,
    }


def _asked_again(request: DeskRequest, article: Article, form: AddForm, trouble: DeskError) -> HttpResponse:
    """The page that the words were selected on, with what was typed and the places to choose from."""
    of_story = Claim.objects.filter(article=article, pk=whole(request.POST.get("claim", "")) or 0)
    if of_story.exists():
        claim = claim_or_404(request.user, of_story.get().pk)
        return sheet(request, claim, trouble=trouble, add=form)
    if article.current is None:
        raise Http404
    context = {"tab": "stories", "article": article} | article_page(article, article.current, None)
    context |= adding_part(article, article.current, request.user, form=form, trouble=trouble)
    return render(request, "claims/article.html", context, status=trouble.status)


def _shown(request: DeskRequest, pk: int, place: str = "") -> HttpResponse:
    """The claim as it stands now, its marks in the story, too."""
    if request.htmx:
        return sheet(request, claim_or_404(request.user, pk), with_story=not place)
    return redirect(reverse("claim", args=[pk]) + QueueFilter.from_query(request.GET).query + place)


def _refused(request: DeskRequest, pk: int, trouble: DeskError) -> HttpResponse:
    return sheet(request, claim_or_404(request.user, pk), trouble=trouble)


def _first(form: MendForm | AddForm) -> str:
    """One sentence for the notice; the fields say the rest."""
    return str(next(iter(form.errors.values()))[0])
