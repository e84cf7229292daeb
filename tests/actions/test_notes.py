"""Notes on a claim, and who is told of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.actions import history, notes, queue
from claims.exceptions import Incomplete, NotAllowed
from claims.models import Article, Claim, ClaimNote, Notification, Telling, User
from claims.statuses import Role
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory()


@pytest.fixture
def by() -> User:
    return UserFactory(username="ada")


def test_note_stays_as_it_was_written(claim: Claim, by: User) -> None:
    note = notes.leave(claim_id=claim.pk, by=by, text="  Ask <b>the</b> harbour.\nSoon. ")
    assert ClaimNote.objects.get() == note
    assert note.text == "Ask <b>the</b> harbour.\nSoon."
    assert list(note.mentions.all()) == []


def test_those_it_mentions_are_told_and_nobody_else(claim: Claim, by: User) -> None:
    noor, other = UserFactory(username="noor.a"), UserFactory()
    note = notes.leave(claim_id=claim.pk, by=by, text="@Noor.A, see table 4.2. @noor.a. Not a@b.example")
    assert list(note.mentions.all()) == [noor]
    told = Notification.objects.get()
    assert (told.person, told.about, told.claim, told.by) == (noor, Telling.MENTIONED, claim, by)
    assert not other.notifications.exists()


def test_who_writes_is_not_told_of_it(claim: Claim, by: User) -> None:
    notes.leave(claim_id=claim.pk, by=by, text="For @ada tomorrow")
    assert not Notification.objects.exists()


def test_those_who_can_not_be_told_are_named_and_nothing_is_written(claim: Claim, by: User) -> None:
    UserFactory(username="vi", role=Role.VIEWER)
    UserFactory(username="gone", is_active=False)
    with pytest.raises(Incomplete) as refused:
        notes.leave(claim_id=claim.pk, by=by, text="@vi @gone @nobody look")
    said = str(refused.value)
    assert "@vi can’t read" in said
    assert "called @gone" in said
    assert "called @nobody" in said
    assert not ClaimNote.objects.exists()


@pytest.mark.parametrize("text", ["", "  \n", "\u200b"])
def test_empty_note_is_refused(claim: Claim, by: User, text: str) -> None:
    with pytest.raises(Incomplete, match="Write the note"):
        notes.leave(claim_id=claim.pk, by=by, text=text)


def test_viewers_leave_none(claim: Claim) -> None:
    with pytest.raises(NotAllowed):
        notes.leave(claim_id=claim.pk, by=UserFactory(role=Role.VIEWER), text="Hm.")


def test_note_is_no_change_of_the_claim(claim: Claim, by: User) -> None:
    """Open forms stay good, and whoever comes too late hears of the change, not of the note."""
    queue.triage(claim_id=claim.pk, by=UserFactory(first_name="Ines", last_name="Vallory"))
    claim.refresh_from_db()
    notes.leave(claim_id=claim.pk, by=by, text="Hm.")
    assert Claim.objects.get(pk=claim.pk).version == claim.version
    assert history.latest_change(claim).startswith("Ines Vallory queued")
    assert claim.events.filter(action="noted", reason="").count() == 1


def test_claim_of_an_embargoed_story_is_for_those_who_may_see_it(claim: Claim, by: User) -> None:
    noor = UserFactory(username="noor")
    Article.objects.filter(pk=claim.article_id).update(embargoed_until="2999-01-01T00:00Z")
    assert list(notes.leave(claim_id=claim.pk, by=by, text="@noor").mentions.all()) == [noor]


@given(st.text())
def test_names_are_read_of_any_text(text: str) -> None:
    assert all(name and f"@{name}" in text for name in notes.names(text))
