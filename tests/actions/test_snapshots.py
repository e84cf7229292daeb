"""Copies of pages: asked for by a person, counted before they begin, kept once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims import dispatch
from claims.actions import evidence, queue, snapshots
from claims.actions.snapshots import Copied
from claims.exceptions import Conflict, NotAllowed
from claims.models import Claim, Evidence, Snapshot, User
from claims.statuses import Role
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory
from tests.research_factories import SnapshotFactory

pytestmark = pytest.mark.django_db
PAGE = Copied("https://harbour.example/log?day=2", "cd" * 32, "The log", "41 names")


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    rung: list[Any] = []
    monkeypatch.setattr(dispatch, "ring", lambda *said: rung.append(said))
    return rung


@pytest.fixture
def ines() -> User:
    return UserFactory(first_name="Ines", last_name="Vallory")


@pytest.fixture
def claim(ines: User) -> Claim:
    return queue.take(claim_id=ClaimFactory().pk, by=ines)


def add(claim: Claim, by: User, **given: Any) -> Evidence:
    fields = {"url": "https://harbour.example/log", "title": "Harbour log", "stance": "for"}
    return evidence.add_evidence(claim_id=claim.pk, by=by, **(fields | given))


def test_a_copy_is_fetched_only_where_somebody_asks(
    claim: Claim, ines: User, bells: list[Any], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        add(claim, ines, title="Not asked")
        asked = add(claim, ines, title="Asked", keep_copy=True)
    assert bells == [(dispatch.SNAPSHOT, asked.pk)]
    assert Snapshot.objects.waiting().get().evidence == asked


def test_what_came_is_kept_once() -> None:
    waiting = SnapshotFactory()
    taken = snapshots.take(waiting.pk)
    assert taken
    assert snapshots.keep(taken, PAGE) == 1
    assert snapshots.keep(taken, Copied("https://elsewhere.example/", "00" * 32)) == 0
    kept = Snapshot.objects.get()
    assert (kept.address, kept.title, kept.text, kept.sha256, kept.is_waiting) == (*_told(PAGE), False)
    assert timezone.now() - kept.fetched_at < timedelta(seconds=10)
    assert snapshots.take(waiting.pk) is None


def _told(page: Copied) -> tuple[str, str, str, str]:
    return page.address, page.title, page.text, page.sha256


def test_a_page_that_ends_its_worker_is_given_up() -> None:
    waiting = SnapshotFactory()
    assert [bool(snapshots.take(waiting.pk)) for _ in range(4)] == [True, True, True, False]
    assert Snapshot.objects.get().failure == snapshots.GIVEN_UP


def test_a_forgotten_one_is_rung_for_again(
    bells: list[Any], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    old, _new, _done = SnapshotFactory(), SnapshotFactory(), SnapshotFactory(kept=True)
    Snapshot.objects.filter(pk=old.pk).update(asked_at=timezone.now() - timedelta(minutes=2))
    with django_capture_on_commit_callbacks(execute=True):
        assert snapshots.ring_for_waiting() == 1
    assert bells == [(dispatch.SNAPSHOT, old.pk)]


def test_after_a_failure_anybody_who_checks_may_try_again() -> None:
    failed = SnapshotFactory(failure="The server answered 503.", tries=1)
    again = snapshots.ask_again(evidence_id=failed.pk, by=UserFactory())
    assert again.is_waiting
    assert Snapshot.objects.get().tries == 0
    line = failed.evidence.claim.events.get(action="snapshot_asked")
    assert line.detail["failure"] == "The server answered 503."


def test_what_a_late_worker_brings_for_an_earlier_asking_is_dropped() -> None:
    early = snapshots.take(SnapshotFactory().pk)
    assert early
    snapshots.fail(early, "Too slow.")
    snapshots.ask_again(evidence_id=early.pk, by=UserFactory())
    assert snapshots.keep(early, PAGE) == 0
    assert Snapshot.objects.get().is_waiting


@pytest.mark.parametrize(
    ("state", "words"),
    [({}, "comes in a moment"), ({"kept": True}, "is kept already")],
    ids=["waits", "kept"],
)
def test_what_is_there_is_not_asked_for_again(state: dict[str, Any], words: str) -> None:
    there = SnapshotFactory(**state)
    with pytest.raises(Conflict, match=words):
        snapshots.ask_again(evidence_id=there.pk, by=UserFactory())


def test_a_page_is_asked_for_a_few_times_and_no_more() -> None:
    piece, person = EvidenceFactory(), UserFactory()
    for _ in range(snapshots.MOST_ASKED):
        snapshots.fail(snapshots.ask_again(evidence_id=piece.pk, by=person), "No.")
    with pytest.raises(Conflict, match="often enough"):
        snapshots.ask_again(evidence_id=piece.pk, by=person)


def test_who_only_reads_asks_for_nothing() -> None:
    with pytest.raises(NotAllowed):
        snapshots.ask_again(evidence_id=EvidenceFactory().pk, by=UserFactory(role=Role.VIEWER))


def test_a_piece_without_a_link_has_no_page() -> None:
    with pytest.raises(Conflict, match="no page to copy"):
        snapshots.ask_again(evidence_id=EvidenceFactory(url="").pk, by=UserFactory())


def test_another_link_drops_the_copy_of_the_first(claim: Claim, ines: User) -> None:
    piece = add(claim, ines)
    SnapshotFactory(evidence=piece, kept=True)
    told = {"title": piece.title, "stance": piece.stance}
    evidence.edit_evidence(evidence_id=piece.pk, by=ines, url="https://harbour.example/other", **told)
    assert not Snapshot.objects.exists()
    assert claim.events.get(action="evidence_edited").detail["was"]["copy"] == "ab" * 32
    evidence.edit_evidence(
        evidence_id=piece.pk, by=ines, url="https://harbour.example/other", keep_copy=True, **told
    )
    assert Snapshot.objects.get().is_waiting
