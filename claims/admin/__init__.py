"""The stock admin beside the desk: rows to read, and the desk's own actions to change them."""

from django.contrib import admin

from claims.admin import audit, desk, desks, past, people, runs, stories

__all__ = ["audit", "desk", "desks", "past", "people", "runs", "stories"]

admin.site.site_header = "Administration"
admin.site.site_title = "Administration"
admin.site.index_title = "Desks, people, stories and what was done"
admin.site.site_url = None  # the masthead leads back to the desk
