"""What was done, by whom and when: to read, by nobody to be changed. The database refuses it, too."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _

from claims.actions import history, story_history
from claims.admin.reading import ARTICLE, CHECK_PAGE, CLAIM, EVENT, VERDICT, ReadOnly, among
from claims.models import ClaimEvent, Edition, Mending, Regrouping, Seal, StoryEvent, Vote
from claims.words import said

CLAIM_DEEDS = history.DONE | {
    "undo_new": said("undone: new again"),
    "undo_queued": said("undone: queued again"),
    "undo_in_progress": said("undone: in progress again"),
    "reappear_new": said("said again: new"),
    "reappear_queued": said("said again: queued"),
    "reappear_proposed": said("said again: proposed"),
    "reappear_in_review": said("said again: in review"),
    "reappear_approved": said("said again: approved"),
}
REGROUPINGS = {
    "begun": said("begun"),
    "joined": said("joined"),
    "left": said("left"),
    "merged": said("merged"),
    "split": said("split"),
    "renamed": said("renamed"),
    "moved": said("moved"),
    "undone": said("undone"),
}
ACTION = said("action")


@admin.register(ClaimEvent)
class ClaimEventAdmin(ReadOnly):
    list_display = ("at", CLAIM, "actor", "action", "from_status", "to_status", "reason")
    list_filter = (among(ACTION, CLAIM_DEEDS),)
    list_select_related = ("actor",)
    search_fields = ("claim__id__exact", "request_id__exact")
    raw_id_fields = ("claim", "actor")


@admin.register(StoryEvent)
class StoryEventAdmin(ReadOnly):
    list_display = ("at", ARTICLE, "actor", "action", "reason")
    list_filter = (among(ACTION, story_history.TOLD),)
    list_select_related = ("actor",)
    search_fields = ("article__id__exact", "request_id__exact")
    raw_id_fields = ("article", "revision", "actor")


@admin.register(Mending)
class MendingAdmin(ReadOnly):
    """What people changed of what the model read, old and new."""

    list_display = ("at", CLAIM, "by", "was", "now", "reason")
    list_select_related = ("by",)
    search_fields = ("claim__id__exact",)
    raw_id_fields = ("claim", "by")


@admin.register(Regrouping)
class RegroupingAdmin(ReadOnly):
    list_display = ("at", EVENT, "actor", "action", "reason")
    list_filter = (among(ACTION, REGROUPINGS),)
    list_select_related = ("actor",)
    search_fields = ("event__id__exact", "request_id__exact")
    raw_id_fields = ("event", "actor", "undoes")


@admin.register(Seal)
class SealAdmin(ReadOnly):
    """The chain that shows tampering; `manage.py verify_audit` follows it."""

    list_display = ("position", "log", "row", "row_hash", "sealed_at")
    search_fields = ("row__exact", "row_hash__startswith")


@admin.register(Vote)
class VoteAdmin(ReadOnly):
    list_display = (VERDICT, "person", "agrees", "at")
    list_select_related = ("person",)
    list_filter = ("agrees",)
    search_fields = ("verdict__claim__id__exact",)
    raw_id_fields = ("verdict", "person")


@admin.register(Edition)
class EditionAdmin(ReadOnly):
    """What readers were told, edition by edition."""

    list_display = (CHECK_PAGE, "number", "kind", "by", "at", "sha256")
    list_select_related = ("by",)
    list_filter = ("kind",)
    search_fields = ("check_page__claim__id__exact", "sha256__startswith")
    raw_id_fields = ("check_page", "verdict", "by")


@admin.register(LogEntry)
class SettingAdmin(ReadOnly):
    """What was changed on these pages: weights, policies, scales, sources."""

    list_display = ("action_time", "user", "content_type", "object_repr", "told")
    list_select_related = ("user", "content_type")
    search_fields = ("user__username__istartswith", "object_repr__istartswith")
    raw_id_fields = ("user",)

    @admin.display(description=_("change"))
    def told(self, entry: LogEntry) -> str:
        return entry.get_change_message()
