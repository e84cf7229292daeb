"""The stock admin beside the desk: rows to read, and the desk's own actions to change them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin import audit, desk, desks, past, people, runs, stories
from claims.models import Notification, naming

__all__ = ["audit", "desk", "desks", "past", "people", "runs", "stories"]

admin.site.site_header = _("Administration")
admin.site.site_title = _("Administration")
admin.site.index_title = _("Desks, people, stories and what was done")
admin.site.site_url = None  # the masthead leads back to the desk

rooms = admin.site._registry
within = {inline.model for room in rooms.values() for inline in room.inlines}
naming.name_all({*rooms, *within, Notification})
