"""A story as it is pasted, uploaded or named by its address at the desk."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.exceptions import StoryRejected
from claims.forms.desk import DeskForm
from claims.forms.fetched import page_at
from claims.ingest.clean import clean_text
from claims.ingest.limits import IDENTIFIER_CHARS, INPUT_BYTES, MIB, SOURCE_CHARS, TITLE_CHARS, URL_CHARS
from claims.ingest.parsers import parser_for
from claims.ingest.sniff import (
    ANPA,
    FEED,
    GZIP,
    HTML,
    IPTC7901,
    NEWSML,
    NEWSML_1,
    NINJS,
    NITF,
    TEXT,
    XML,
    ZIP,
    sniff,
)
from claims.ingest.types import BadStory, TooBig, Unreadable, WireStory
from claims.words import said

TOO_LARGE = said("The file is larger than %(most)s MB, the most a story may arrive in.")
SEVERAL = said("There are %(number)s stories in it; hand in one, or have its source watched as a feed.")
WIRE = {XML, FEED, NITF, NEWSML, NEWSML_1, NINJS, ANPA, IPTC7901}


class StoryForm(DeskForm):
    """A story's text or its page: pasted, as a file, or fetched from its address; exactly one of them."""

    source = forms.CharField(
        label=_("Source"),
        max_length=SOURCE_CHARS,
        error_messages={"required": _("Say where the story comes from.")},
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )
    title = forms.CharField(label=_("Title"), max_length=TITLE_CHARS, required=False)
    url = forms.URLField(
        label=_("Address of the page"),
        max_length=URL_CHARS,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("The address of the page is no web address.")},
        help_text=_(
            "Without text or a file, the page is fetched from there. The same address again makes a "
            "new version of the story."
        ),
    )
    text = forms.CharField(
        label=_("Text or HTML of the story"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    is_html = forms.BooleanField(label=_("This is the HTML of a page"), required=False)
    page = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("Text in UTF-8, an HTML page or a wire format, up to 2 MB."),
    )

    def clean_page(self) -> Any:
        page = self.cleaned_data["page"]
        if page and page.size > INPUT_BYTES:
            told = {"most": INPUT_BYTES // MIB}
            raise forms.ValidationError(gettext(TOO_LARGE) % told, code="too_large")
        return page

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        has_text, has_page = bool(given.get("text", "").strip()), bool(given.get("page"))
        if has_text and has_page:
            self.add_error("page", gettext("Paste the story or choose a file, not both."))
        if not (has_text or has_page or given.get("url") or self.errors.keys() & {"page", "url"}):
            self.add_error(
                "text", gettext("Paste the story, choose a file, or give the address of its page.")
            )
        return given

    def story(self) -> WireStory:
        """What was handed in, parsed. Raises StoryRejected with the first thing that is wrong.

        Goes to the network for an address alone: ask first whether this person may add stories.
        """
        if not self.is_valid():
            status = 413 if self.has_error("page", "too_large") else 422
            raise StoryRejected(str(next(iter(self.errors.values()))[0]), status=status)
        try:
            raw, is_html = self._handed_in()
            stories = parser_for(kind_of(raw, is_html))(raw)
            if len(stories) > 1:
                raise StoryRejected(gettext(SEVERAL) % {"number": len(stories)})
            return self._named(stories[0])
        except BadStory as bad:
            raise StoryRejected(bad.reason, status=413 if isinstance(bad, TooBig) else 422) from None

    def _handed_in(self) -> tuple[bytes, bool]:
        """The story as it came, and whether anybody said that it is HTML: tick, file's name or server."""
        page, is_html = self.cleaned_data["page"], self.cleaned_data["is_html"]
        if page is not None:
            return bytes(page.read()), is_html or page.name.lower().endswith((".html", ".htm", ".xhtml"))
        text = str(self.cleaned_data["text"])
        if text.strip():
            return text.encode("utf-8", "replace"), is_html
        found = page_at(self.cleaned_data["url"])
        return found.raw, is_html or found.is_html

    def _named(self, story: WireStory) -> WireStory:
        """A wire's story keeps its id. A page is known by its address; without one by what it says."""
        url = self.cleaned_data["url"] or story.url
        headline = clean_text(self.cleaned_data["title"]).text or story.headline
        return replace(story, guid=self._guid(story, url), url=url, headline=headline)

    def _guid(self, story: WireStory, url: str) -> str:
        if story.guid and story.format not in (HTML, TEXT):
            return story.guid
        known_by = url if 0 < len(url) <= IDENTIFIER_CHARS else ""
        return known_by or f"pasted:{sha256(story.text.encode()).hexdigest()[:24]}"


def kind_of(raw: bytes, is_html: bool) -> str:
    """A wire format by its bytes, a page by its markup or because somebody said so; anything else is text.

    Raises Unreadable for pictures, archives and the like.
    """
    found = sniff(raw)
    if found in (ZIP, GZIP):
        told = {"kind": found}
        raise Unreadable(gettext("It is a %(kind)s archive; hand in the story itself.") % told)
    if found in WIRE:
        return found
    return HTML if is_html or found == HTML else TEXT
