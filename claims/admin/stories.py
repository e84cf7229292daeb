"""Sources, articles and their revisions. Stories come in through intake alone, from here too."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import intake, quarantine
from claims.admin.reading import ARTICLE, Quick, ReadOnly, actor, one_by_one
from claims.exceptions import DeskError
from claims.forms import SourceForm, StoryForm
from claims.models import Article, Quarantine, Revision, Source
from claims.story_permissions import check_may_add_story


@admin.register(Source)
class SourceAdmin(Quick):
    form = SourceForm
    list_display = (
        "name", "is_active", "intake", "address", "last_ok_at", "next_at", "failures", "failure",
    )  # fmt: skip
    list_filter = ("is_active", "intake")
    readonly_fields = ("last_ok_at", "next_at", "failures", "failure")
    search_fields = ("name__istartswith",)
    ordering = ("name",)

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        """Only one that never told a story; another is switched off."""
        free = obj is not None and not obj.articles.exists() and not obj.quarantined.exists()
        return free and super().has_delete_permission(request, obj)


@admin.register(Article)
class ArticleAdmin(ReadOnly):
    list_display = ("guid", "headline", "source", "state", "attempts", "failure", "received_at")
    list_filter = ("state", "pub_status", "source")
    list_select_related = ("source", "current")
    search_fields = ("id__exact", "guid__startswith")
    raw_id_fields = ("current",)
    actions = ("retry",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).defer("current__body", "current__raw")

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        return admin.ModelAdmin.has_add_permission(self, request)

    @admin.display(description=_("headline"))
    def headline(self, article: Article) -> str:
        return article.current.headline if article.current else ""

    @admin.action(description=_("Try failed stories again"))
    def retry(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        one_by_one(
            request,
            articles,
            lambda article: intake.retry(article_id=article.pk, by=actor(request)),
            _("Stories wait to be read once more"),
        )

    def add_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Pasted text or an HTML page, through the same form and the same intake as the desk's."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form, status = StoryForm(request.POST or None, request.FILES or None), 200
        if request.method == "POST":
            try:
                return self._taken_in(request, form)
            except DeskError as refusal:
                messages.error(request, str(refusal))
                status = refusal.status
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Add a story"),
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/claims/article/add_story.html", context, status=status)

    def _taken_in(self, request: HttpRequest, form: StoryForm) -> HttpResponse:
        check_may_add_story(actor(request))
        story = form.story()
        source = intake.source_named(form.cleaned_data["source"])
        receipt = intake.take_in(story=story, source=source, by=actor(request))
        messages.success(request, f"{gettext(receipt.status).capitalize()}: {receipt.reason}")
        return redirect(reverse("admin:claims_article_changelist"))


@admin.register(Revision)
class RevisionAdmin(ReadOnly):
    list_display = (ARTICLE, "number", "version", "headline", "received_at", "extracted_at")
    search_fields = ("article__id__exact", "headline__istartswith")
    exclude = ("raw",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return super().get_queryset(request).defer("raw")


@admin.register(Quarantine)
class QuarantineAdmin(ReadOnly):
    """What could not be read. Discarding asks for a reason, on the desk's own page."""

    list_display = ("file", "source", "format", "reason", "line", "received_at", "tried", "settled_as")
    list_filter = ("settled_as", "source")
    list_select_related = ("source",)
    search_fields = ("id__exact", "file__startswith", "sha256__startswith")
    exclude = ("raw",)
    actions = ("retry",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quarantine]:
        return super().get_queryset(request).defer("raw")

    @admin.action(description=_("Read it again, with the readers of today"))
    def retry(self, request: HttpRequest, held: QuerySet[Quarantine]) -> None:
        one_by_one(
            request,
            held,
            lambda each: quarantine.retry(quarantine_id=each.pk, by=actor(request)),
            _("Inputs taken in"),
        )
