"""A form that can't be taken now, shown with all that was typed: to be sent again after signing in.

Nothing of it is stored. Only what came from one of our own pages is shown, so that no other site can put a
form of its own before a person who is signed in.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.words import said

MACHINERY = {"csrfmiddlewaretoken", "version", "key"}  # what a form carries that nobody typed
UNSHOWN = "password"  # part of the names of fields that are never printed
LABELS = {  # of the fields that people fill in
    "reason": said("Reason"), "note": said("Note"), "text": said("Text"), "headline": said("Headline"),
    "was": said("Was"), "now": said("Now"), "explanation": said("Explanation"),
    "no_contact": said("No contact"), "finding": said("Finding"), "rating": said("Rating"),
    "url": said("Url"), "archive_url": said("Archive url"), "title": said("Title"),
    "publisher": said("Publisher"), "quote": said("Quote"), "stance": said("Stance"),
    "retrieved_at": said("Retrieved at"), "whom": said("Whom"), "asked": said("Asked"),
    "channel": said("Channel"), "question": said("Question"), "asked_at": said("Asked at"),
    "due_at": said("Due at"), "outcome": said("Outcome"), "reply": said("Reply"),
    "ended_at": said("Ended at"), "figure": said("Figure"), "low": said("Low"), "high": said("High"),
    "qualifier": said("Qualifier"), "unit": said("Unit"), "of": said("Of"), "per": said("Per"),
    "sentence": said("Sentence"), "claimant": said("Claimant"), "via": said("Via"), "type": said("Type"),
    "place": said("Place"), "words": said("Words"), "paragraph": said("Paragraph"), "first": said("First"),
    "second": said("Second"), "name": said("Name"), "label": said("Label"), "source": said("Source"),
    "page": said("Page"),
}  # fmt: skip
CHOICE = 24  # characters that a value of a list has at most, and no space
OURS = {"same-origin", "none"}  # of the browser's own word for where a form came from


def has_text(typed: QueryDict) -> bool:
    """Whether somebody typed anything that would be lost."""
    return any(words.strip() for name, words in fields(typed) if name not in MACHINERY)


def may_be_shown(request: HttpRequest) -> bool:
    """A form of this site with text in it, and no secret."""
    is_secret = any(UNSHOWN in name for name in request.POST)
    return request.headers.get("Sec-Fetch-Site", "") in OURS and has_text(request.POST) and not is_secret


def unsent(request: HttpRequest, *, status: int, way_back: str) -> HttpResponse:
    """What was typed, with a button that sends it once more and a way to sign in first."""
    sent = fields(request.POST)
    context = {
        "fields": [(name, words) for name, words in sent if name != "csrfmiddlewaretoken"],
        "typed": [(label(name), words) for name, words in sent if name not in MACHINERY and words.strip()],
        "has_file": bool(request.FILES),
        "way_back": way_back,
        "sign_in": reverse("account_login"),
        "is_signed_in": request.user.is_authenticated,
    }
    return render(request, "claims/unsent.html", context, status=status)


def written(sent: QueryDict) -> list[tuple[str, str]]:
    """What somebody wrote, each with its label; what was chosen from a list is left out."""
    typed = ((name, words.strip()) for name, words in fields(sent) if name not in MACHINERY)
    return [(label(name), words) for name, words in typed if len(words) > CHOICE or " " in words]


def label(name: str) -> str:
    """A field's name as people read it."""
    return _(LABELS[name]) if name in LABELS else name.replace("_", " ").capitalize()


def fields(sent: QueryDict) -> list[tuple[str, str]]:
    return [(name, str(words)) for name, values in sent.lists() for words in values]
