"""The pages of what could not be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Article, Quarantine
from claims.statuses import Role
from tests.factories import BODY
from tests.wire_factories import QuarantineFactory

NINJS = (
    b'{"uri": "urn:selwick:mended", "type": "text", "versioncreated": "2026-11-22T21:00:00Z",'
    b' "body_text": "%s"}'
)


def mended() -> Quarantine:
    """Held by a reader of an earlier day; today's can read it."""
    raw = NINJS % BODY.replace("\n", "\\n").encode()
    held: Quarantine = QuarantineFactory(raw=raw, format="ninjs")
    return held


def test_the_list_says_what_went_wrong_and_where(desk: Client) -> None:
    QuarantineFactory(file="harbour.xml")
    page = desk.get(reverse("quarantine")).content.decode()
    assert "harbour.xml" in page
    assert "Line 9: <bdi>It ends in the middle of a tag.</bdi>" in page
    assert "Nothing was settled yet." in desk.get(reverse("quarantine"), {"settled": "1"}).content.decode()


def test_an_input_is_shown_with_the_line_at_fault(desk: Client) -> None:
    held = QuarantineFactory(raw=b"one\ntwo\n<b>three", line=3)
    page = desk.get(reverse("quarantined", args=[held.pk])).content.decode()
    assert '<tr id="line-3" class="fault">' in page
    assert "&lt;b&gt;three" in page


def test_bytes_that_are_no_text_are_shown_and_saved_as_they_came(desk: Client) -> None:
    raw = b"\xff\xfe\x00<script>alert(1)</script>"
    held = QuarantineFactory(raw=raw)
    assert desk.get(reverse("quarantined", args=[held.pk])).status_code == 200
    saved = desk.get(reverse("quarantined_raw", args=[held.pk]))
    assert saved.content == raw
    assert saved.headers["Content-Type"] == "application/octet-stream"
    assert saved.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.django_db(transaction=True)
def test_what_can_be_read_now_becomes_a_story(desk: Client) -> None:
    held = mended()
    answer = desk.post(reverse("quarantine_retry", args=[held.pk]))
    article = Article.objects.get(guid="urn:selwick:mended")
    assert answer.headers["Location"] == reverse("article", args=[article.pk])
    assert not Quarantine.objects.open().exists()


def test_what_still_cannot_be_read_says_so_and_stays(desk: Client) -> None:
    held = QuarantineFactory()
    answer = desk.post(reverse("quarantine_retry", args=[held.pk]), follow=True)
    assert Quarantine.objects.open().get().tried == 2
    assert "tried 2 times" in answer.content.decode()


def test_all_are_tried_and_counted(desk: Client) -> None:
    mended()
    QuarantineFactory()
    page = desk.post(reverse("quarantine_retry_all"), follow=True).content.decode()
    assert "1 of 2 could be read this time." in page


def test_an_editor_discards_with_a_reason(as_role: Callable[[Role], Client]) -> None:
    held = QuarantineFactory()
    as_role(Role.EDITOR).post(reverse("quarantine_discard", args=[held.pk]), {"reason": "a test message"})
    held.refresh_from_db()
    assert held.settled_as == "discarded"


def test_a_checker_discards_nothing(desk: Client) -> None:
    held = QuarantineFactory()
    page = desk.post(reverse("quarantine_discard", args=[held.pk]), {"reason": "no use"})
    assert page.status_code == 403
    assert "Discarding an input needs the role editor" in page.content.decode()
    assert Quarantine.objects.open().count() == 1


@pytest.mark.parametrize("name", ["quarantine", "quarantined", "quarantined_raw", "quarantine_retry"])
def test_a_viewer_sees_nothing_of_it(as_role: Callable[[Role], Client], name: str) -> None:
    """It may be under embargo, which nobody can tell before it can be read."""
    held = QuarantineFactory(raw=b"<nitf>the hidden sum", reason="It ends before the hidden sum.")
    viewer = as_role(Role.VIEWER)
    address = reverse(name, args=[] if name == "quarantine" else [held.pk])
    answer = viewer.post(address) if name == "quarantine_retry" else viewer.get(address)
    assert "hidden sum" not in answer.content.decode()
    assert answer.status_code == 403
    assert "hidden sum" not in viewer.get(reverse("runs")).content.decode()


def test_an_input_that_never_was_is_not_found(desk: Client) -> None:
    for pk in (0, 10**25):
        assert desk.get(f"/quarantine/{pk}/").status_code == 404


def test_whoever_may_not_look_is_told_that_it_is_the_looking(as_role: Callable[[Role], Client]) -> None:
    """It said "Trying an input again" to somebody who had only followed a link."""
    viewer, held = as_role(Role.VIEWER), QuarantineFactory()
    for name, args in (("quarantine", []), ("quarantined", [held.pk]), ("quarantined_raw", [held.pk])):
        answer = viewer.get(reverse(name, args=args))
        assert answer.status_code == 403
        assert "Looking at the quarantine needs the role checker; yours is viewer." in answer.content.decode()
