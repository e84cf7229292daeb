"""A story as it is pasted or uploaded at the desk."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from django import forms

from claims.exceptions import StoryRejected
from claims.forms.desk import DeskForm
from claims.ingest.clean import clean_text
from claims.ingest.limits import IDENTIFIER_CHARS, INPUT_BYTES, MIB, SOURCE_CHARS, TITLE_CHARS, URL_CHARS
from claims.ingest.parsers import parser_for
from claims.ingest.sniff import HTML, TEXT, XML, sniff
from claims.ingest.types import BadStory, TooBig, WireStory

TOO_LARGE = f"The file is larger than {INPUT_BYTES // MIB} MB, the most a story may arrive in."


class StoryForm(DeskForm):
    """Text or an HTML page, pasted or as a file; exactly one of them."""

    source = forms.CharField(
        label="Source",
        max_length=SOURCE_CHARS,
        error_messages={"required": "Say where the story comes from."},
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )
    title = forms.CharField(label="Title", max_length=TITLE_CHARS, required=False)
    url = forms.URLField(
        label="Address of the page",
        max_length=URL_CHARS,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "The address of the page is no web address."},
        help_text="The same address again makes a new version of the story.",
    )
    text = forms.CharField(
        label="Text or HTML of the story",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    is_html = forms.BooleanField(label="This is the HTML of a page", required=False)
    page = forms.FileField(
        label="Or a file", required=False, help_text="Plain text in UTF-8 or an HTML page, up to 2 MB."
    )

    def clean_page(self) -> Any:
        page = self.cleaned_data["page"]
        if page and page.size > INPUT_BYTES:
            raise forms.ValidationError(TOO_LARGE, code="too_large")
        return page

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        has_text, has_page = bool(given.get("text", "").strip()), bool(given.get("page"))
        if has_text and has_page:
            self.add_error("page", "Paste the story or choose a file, not both.")
        if not (has_text or has_page or "page" in self.errors):
            self.add_error("text", "Paste the story, or choose a file.")
        return given

    def story(self) -> WireStory:
        """What was handed in, parsed. Raises StoryRejected with the first thing that is wrong."""
        if not self.is_valid():
            status = 413 if self.has_error("page", "too_large") else 422
            raise StoryRejected(str(next(iter(self.errors.values()))[0]), status=status)
        try:
            raw = self._bytes()
            [story] = parser_for(self._format(raw))(raw)
            return self._named(story)
        except BadStory as bad:
            raise StoryRejected(bad.reason, status=413 if isinstance(bad, TooBig) else 422) from None

    def _format(self, raw: bytes) -> str:
        """A page by its tick, name or markup. Raises Unreadable for pictures, archives and the like."""
        found = sniff(raw)
        name = getattr(self.cleaned_data["page"], "name", "").lower()
        if self.cleaned_data["is_html"] or name.endswith((".html", ".htm", ".xhtml")):
            return HTML
        return found if found in (HTML, XML) else TEXT

    def _bytes(self) -> bytes:
        page = self.cleaned_data["page"]
        if page is not None:
            return bytes(page.read())
        return str(self.cleaned_data["text"]).encode("utf-8", "replace")

    def _named(self, story: WireStory) -> WireStory:
        """A pasted story is known by its address; without one by what it says."""
        url = self.cleaned_data["url"] or story.url
        known_by = url if 0 < len(url) <= IDENTIFIER_CHARS else ""
        guid = known_by or f"pasted:{sha256(story.text.encode()).hexdigest()[:24]}"
        headline = clean_text(self.cleaned_data["title"]).text or story.headline
        return replace(story, guid=guid, url=url, headline=headline)
