"""Stories: what came in and where each stands, one story with its versions, and the form for a new one."""

from __future__ import annotations

from django.contrib import messages
from django.db.models.functions import Substr
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from claims.actions import intake
from claims.exceptions import DeskError, NotAllowed, StoryRejected
from claims.forms import StoryForm
from claims.forms.queue import LARGEST_ID
from claims.models import Article, Revision, Source, User
from claims.statuses import ArticleState
from claims.story_permissions import check_may_add_story, check_may_retry
from claims.views.asking import DeskRequest, signed_in
from claims.views.extraction import adding_part
from claims.views.reading import article_page

PAGE = 60  # stories
OPENING = 90  # characters that stand for a headline where there is none


@require_safe
@signed_in
def stories(request: DeskRequest) -> HttpResponse:
    """The newest stories; with ?state=failed and the like, those alone."""
    state = request.GET.get("state", "")
    articles = Article.objects.visible_to(request.user).with_current().defer("current__body", "current__raw")
    articles = articles.annotate(opening=Substr("current__body", 1, OPENING))
    if state in list(ArticleState):
        articles = articles.filter(state=state)
    context = {
        "tab": "stories",
        "articles": articles.order_by("-pk")[:PAGE],
        "state": state,
        "states": list(ArticleState),
    }
    return render(request, "claims/stories.html", context)


@require_safe
@signed_in
def article(request: DeskRequest, pk: int) -> HttpResponse:
    """The newest version, or the one that ?version= numbers; ?against= lays another beside it."""
    found = article_or_404(request.user, pk)
    revision = revision_or_404(found, request.GET.get("version", ""))
    beside = request.GET.get("against", "")
    context = {"tab": "stories", "article": found, "may_retry": may_retry(request.user, found)}
    if revision:
        context |= article_page(found, revision, revision_or_404(found, beside) if beside else None)
        context |= adding_part(found, revision, request.user)
    return render(request, "claims/article.html", context)


@require_safe
@signed_in
def progress(request: DeskRequest, pk: int) -> HttpResponse:
    """How far the reading is; asks the page to load anew once it is over."""
    found = article_or_404(request.user, pk)
    if found.state in (ArticleState.READY, ArticleState.FAILED):
        over: HttpResponse = HttpResponseClientRefresh()
        return over
    return render(request, "claims/_progress.html", {"article": found})


@require_POST
@signed_in
def retry(request: DeskRequest, pk: int) -> HttpResponse:
    article_or_404(request.user, pk)
    try:
        intake.retry(article_id=pk, by=request.user)
        messages.success(request, _("The story waits to be read once more."))
    except NotAllowed:
        raise
    except DeskError as trouble:
        messages.error(request, str(trouble))
    return redirect("article", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: DeskRequest) -> HttpResponse:
    """Paste or upload a story; then its page, which shows the reading."""
    form = StoryForm(request.POST or None, request.FILES or None)
    trouble: DeskError | None = None
    if request.method == "POST":
        try:
            found, said = taken_in(form, request.user)
            messages.success(request, said)
            return redirect("article", found.pk)
        except DeskError as error:
            trouble = error
    refusal = why_not_add(request.user)
    context = {
        "tab": "stories",
        "form": form,
        "trouble": trouble,
        "sources": [] if refusal else Source.objects.filter(is_active=True)[:100],
        "refusal": refusal,
    }
    return render(request, "claims/story_new.html", context, status=trouble.status if trouble else 200)


def taken_in(form: StoryForm, person: User) -> tuple[Article, str]:
    """The article that the form's story became, and what became of it. Raises DeskError with the reason."""
    check_may_add_story(person)
    story = form.story()
    receipt = intake.take_in(story=story, source=intake.source_named(form.cleaned_data["source"]), by=person)
    if receipt.article is None:
        raise StoryRejected(receipt.sentence)
    return receipt.article, receipt.sentence


def article_or_404(person: User, pk: int) -> Article:
    if pk > LARGEST_ID:
        raise Http404
    return get_object_or_404(Article.objects.visible_to(person).with_current(), pk=pk)


def revision_or_404(article: Article, number: str) -> Revision | None:
    """The version of that number; of none told the current, or the last notice of a story that never came."""
    if not number:
        return article.current or article.revisions.defer("raw").order_by("-number").first()
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise Http404
    return get_object_or_404(article.revisions.defer("raw"), number=int(number))


def why_not_add(person: User) -> str:
    """Why this person may add no story; "" where they may."""
    try:
        check_may_add_story(person)
    except DeskError as refusal:
        return str(refusal)
    return ""


def may_retry(person: User, article: Article) -> bool:
    try:
        check_may_retry(person, article)
    except DeskError:
        return False
    return True
