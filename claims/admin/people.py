"""People, and keys to the API: made here, shown once, revoked rather than deleted."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.actions import people, tokens
from claims.admin.reading import NOTIFICATION, Quick, QuickList, ReadOnly, actor, one_by_one
from claims.forms import TokenForm
from claims.models import Delivery, PersonEvent, Token, User
from claims.statuses import Role

admin.site.unregister(Group)  # roles say who may do what
admin.site.unregister(EmailAddress)  # a person's address stands with the person
admin.site.unregister(Authenticator)  # shows the secret
admin.site.unregister([SocialAccount, SocialApp, SocialToken])  # providers stand in the settings; secrets


ROLES = {
    Role.VIEWER: _("Give the role viewer"),
    Role.CHECKER: _("Give the role checker"),
    Role.REVIEWER: _("Give the role reviewer"),
    Role.EDITOR: _("Give the role editor"),
    Role.STANDARDS: _("Give the role standards"),
    Role.ADMIN: _("Give the role admin"),
}


def give_role(role: Role) -> Any:
    """An admin action that gives `role` to each person chosen."""

    @admin.action(description=ROLES[role])
    def chosen(room: admin.ModelAdmin, request: HttpRequest, found: QuerySet[User]) -> None:
        by = actor(request)
        one_by_one(request, found, lambda each: people.set_role(person_id=each.pk, role=role, by=by), _(role))

    chosen.__name__ = f"role_{role}"
    return chosen


@admin.register(User)
class PersonAdmin(QuickList, UserAdmin):
    """Django's own, with the desk's role. Who has worked is switched off, not deleted.

    What a person may do is changed by actions on the list, which write it down; no form here does.
    """

    list_display = ("username", "first_name", "last_name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("username__istartswith", "last_name__istartswith", "email__istartswith")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("The person"), {"fields": ("first_name", "last_name", "email", "desks")}),
        (
            _("What this person may do"),
            {
                "fields": ("role", "groups", "is_active"),
                "description": _("Changed from the list: choose the person there, then what is to be done."),
            },
        ),
        (_("When"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (*UserAdmin.add_fieldsets, (_("The desk"), {"fields": ("role", "email")}))
    filter_horizontal = ("desks",)
    actions = (*(give_role(role) for role in Role), "switch_off", "switch_on")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("role", "groups", "is_active", "last_login", "date_joined") if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A new person comes as a viewer, and is given the role that was chosen by the action."""
        role = Role.VIEWER if change else obj.role
        obj.role = obj.role if change else Role.VIEWER
        super().save_model(request, obj, form, change)
        if not change:
            obj.role = people.set_role(person_id=obj.pk, role=role, by=actor(request)).role

    @admin.action(description=_("Switch off: end sessions, tokens, holds and messages"))
    def switch_off(self, request: HttpRequest, found: QuerySet[User]) -> None:
        by = actor(request)
        one_by_one(
            request, found, lambda each: people.switch_off(person_id=each.pk, by=by), _("Switched off")
        )

    @admin.action(description=_("Switch on again (a new password has to be set)"))
    def switch_on(self, request: HttpRequest, found: QuerySet[User]) -> None:
        by = actor(request)
        one_by_one(request, found, lambda each: people.switch_on(person_id=each.pk, by=by), _("Switched on"))


@admin.register(PersonEvent)
class PersonEventAdmin(ReadOnly):
    list_display = ("at", "person", "actor", "action", "before", "after")
    list_filter = ("action",)
    list_select_related = ("person", "actor")
    search_fields = ("person__username__istartswith", "=request_id")


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly):
    """What went out of the desk, what is still tried, and what was given up, and why."""

    list_display = (
        NOTIFICATION,
        "person",
        "about",
        "way",
        "attempts",
        "next_attempt_at",
        "sent_at",
        "failure",
    )
    list_filter = ("way", "notification__about")
    list_select_related = ("notification__person",)

    @admin.display(description=pgettext_lazy("a name in the admin", "to"))
    def person(self, delivery: Delivery) -> str:
        return delivery.notification.person.name

    @admin.display(description=pgettext_lazy("a name in the admin", "about"))
    def about(self, delivery: Delivery) -> str:
        return delivery.notification.get_about_display()


@admin.register(Authenticator)
class SecondStepAdmin(Quick):
    """Which second steps people have. Deleting one lets in by password who lost the phone."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    fields = readonly_fields = ("user", "type", "created_at", "last_used_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Token)
class TokenAdmin(Quick):
    list_display = (
        "label",
        "source",
        "user",
        "scopes",
        "created_at",
        "expires_at",
        "last_used_at",
        "revoked_at",
    )
    list_filter = ("revoked_at",)
    list_select_related = ("source", "user")
    form = TokenForm
    fields = TokenForm.Meta.fields
    raw_id_fields = ("source", "user")
    actions = ("revoke",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A new token by the action; its key lives until the answer is sent."""
        given = {name: form.cleaned_data[name] for name in self.fields}
        token, key = tokens.make_token(**given, by=actor(request))
        obj.pk, obj.key, obj.key_hash, obj.created_at = token.pk, key, token.key_hash, token.created_at

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("A new token"),
            "opts": self.opts,
            "token": obj,
        }
        return TemplateResponse(request, "admin/claims/token/key.html", context)

    @admin.action(description=_("Revoke"))
    def revoke(self, request: HttpRequest, found: QuerySet[Token]) -> None:
        by = actor(request)
        one_by_one(
            request, found, lambda token: tokens.revoke_token(token_id=token.pk, by=by), _("Tokens revoked")
        )
