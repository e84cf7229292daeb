"""The stock admin beside the desk: rows to read, and the desk's own actions to change them."""

from django.contrib import admin

from claims.admin import desk, past, people, runs, stories

__all__ = ["desk", "past", "people", "runs", "stories"]

admin.site.site_header = "Claims desk: administration"
admin.site.site_title = "Claims desk"
admin.site.index_title = "Stories, claims and people"
