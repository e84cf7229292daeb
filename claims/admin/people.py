"""People, and keys to the API: made here, shown once, revoked rather than deleted."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from claims.actions import people
from claims.admin.reading import BoundedPaginator, Quick, one_by_one
from claims.forms import TokenForm
from claims.models import Token, User

admin.site.unregister(Group)  # roles say who may do what
admin.site.unregister(EmailAddress)  # a person's address stands with the person
admin.site.unregister(Authenticator)  # shows the secret


@admin.register(User)
class PersonAdmin(UserAdmin):
    """Django's own, with the desk's role. Who has worked is switched off, not deleted."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_display = ("username", "first_name", "last_name", "role", "is_active", "is_staff")
    list_filter = ("role", "is_active", "is_staff")
    search_fields = ("username__istartswith", "last_name__istartswith", "email__istartswith")
    fieldsets = (*(UserAdmin.fieldsets or ()), ("The desk", {"fields": ("role",)}))
    add_fieldsets = (*UserAdmin.add_fieldsets, ("The desk", {"fields": ("role",)}))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


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
    list_display = ("label", "source", "user", "created_at", "expires_at", "revoked_at")
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
        token, key = people.make_token(**given)
        obj.pk, obj.key, obj.key_hash, obj.created_at = token.pk, key, token.key_hash, token.created_at

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "A new token",
            "opts": self.opts,
            "token": obj,
        }
        return TemplateResponse(request, "admin/claims/token/key.html", context)

    @admin.action(description="Revoke")
    def revoke(self, request: HttpRequest, tokens: QuerySet[Token]) -> None:
        one_by_one(request, tokens, lambda token: people.revoke_token(token_id=token.pk), "tokens revoked")
