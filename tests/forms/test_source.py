"""A source's fields in the admin: which folders and feeds may be watched."""

from __future__ import annotations

import pytest
from django.utils import timezone

from claims.forms import SourceForm
from claims.models import Source
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Selwick Wire", "is_active": True, "every_seconds": 60}


def form(source: Source | None = None, **given: object) -> SourceForm:
    return SourceForm(GIVEN | given, instance=source)


@pytest.mark.parametrize(
    "given",
    [
        {"intake": "push", "address": ""},
        {"intake": "folder", "address": "/srv/wire"},
        {"intake": "feed", "address": "https://selwick.example/feed.xml"},
    ],
)
def test_a_source_that_can_be_watched(given: dict[str, str]) -> None:
    made = form(**given)
    assert made.is_valid(), made.errors
    assert made.save().intake == given["intake"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"intake": "push", "address": "/srv/wire"}, "come from no address"),
        ({"intake": "folder", "address": "wire"}, "by its whole path"),
        ({"intake": "folder", "address": ""}, "by its whole path"),
        ({"intake": "feed", "address": "/srv/wire"}, "Only http and https"),
        ({"intake": "feed", "address": "https://name:key@selwick.example/"}, "with a name or password"),
        ({"intake": "feed", "address": "http://selwick.example:8080/"}, "Only the ports 80 and 443"),
        ({"intake": "push", "address": "", "every_seconds": 9}, "every 10 seconds at most"),
        ({"intake": "pigeon", "address": ""}, "not one of the available choices"),
    ],
)
def test_a_source_that_cannot(given: dict[str, object], words: str) -> None:
    refused = form(**given)
    assert not refused.is_valid()
    assert words in str(refused.errors)


def test_another_address_begins_anew() -> None:
    told = {"etag": '"7"', "failures": 4, "failure": "Gone.", "next_at": timezone.now()}
    source = SourceFactory(intake="feed", address="https://selwick.example/old", **told)
    form(source, intake="feed", address="https://selwick.example/new").save()
    source.refresh_from_db()
    assert (source.etag, source.failures, source.failure, source.next_at) == ("", 0, "", None)


def test_the_same_address_keeps_what_is_known_of_it() -> None:
    source = SourceFactory(intake="feed", address="https://selwick.example/", etag='"7"', failures=2)
    form(source, intake="feed", address="https://selwick.example/", every_seconds=90).save()
    source.refresh_from_db()
    assert (source.etag, source.failures, source.every_seconds) == ('"7"', 2, 90)
