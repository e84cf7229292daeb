"""Publishing: guards, editions, corrections, and publishing again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from claims.actions import editions, publishing, queue, verdicts
from claims.exceptions import Conflict, Incomplete
from claims.models import Article, Check, Claim, Edition, Evidence, Kind, Showing, User
from claims.permissions import check_may_publish, why_not
from claims.statuses import PubStatus, Role, Status
from tests.factories import (
    ClaimFactory,
    RevisionFactory,
    UserFactory,
    VerdictFactory,
    approved,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory(role=Role.EDITOR, first_name="Mina", last_name="Varga")


def published(editor: User, **given: object) -> Claim:
    claim = approved(**given)
    publishing.publish(claim_id=claim.pk, by=editor)
    claim.refresh_from_db()
    return claim


def correct(claim: Claim, editor: User, **given: str) -> Edition:
    told = {"was": "37 dead", "now": "38 dead", "explanation": "The log names 38 dead."} | given
    return publishing.correct(claim_id=claim.pk, by=editor, **told)


def test_publish_pins_what_readers_see(editor: User) -> None:
    claim = approved()
    check = publishing.publish(claim_id=claim.pk, by=editor, headline="The ferry’s dead, counted")
    edition = check.current
    assert edition is not None
    assert (check.pk, edition.number, edition.kind) == (claim.pk, 1, Kind.FIRST)
    assert Claim.objects.get(pk=claim.pk).status == Status.PUBLISHED
    payload = edition.payload
    assert payload["headline"] == "The ferry’s dead, counted"
    assert payload["rating"] == {
        "code": "mostly-true",
        "label": "Mostly true",
        "number": 5,
        "glyph": "mostly-true",
    }
    assert (payload["scale"]["name"], payload["scale"]["version"]) == ("six-point", 1)
    assert (payload["scale"]["worst"], payload["scale"]["best"]) == (1, 6)
    assert payload["claim"]["figure"]["low"] == 37.0
    assert [source["title"] for source in payload["evidence"]] == ["Harbour log of Monday"]
    assert edition.sha256 == editions.digest(payload)


def test_the_history_keeps_the_edition_and_its_sum(editor: User) -> None:
    claim = published(editor)
    line = claim.events.first()
    assert line is not None
    assert (line.action, line.from_status, line.to_status, line.actor) == (
        "publish",
        "approved",
        "published",
        editor,
    )
    assert line.detail["sha256"] == Edition.objects.get().sha256


def test_what_changes_at_the_desk_afterwards_reaches_no_reader(editor: User) -> None:
    claim = published(editor)
    Evidence.objects.filter(claim=claim).update(title="Something else")
    claim.verdicts.update(explanation="Something else")
    assert "Something else" not in str(Edition.objects.get().payload)


def test_the_sum_does_not_depend_on_the_order_of_keys() -> None:
    assert editions.digest({"a": 1, "b": "é"}) == editions.digest({"b": "é", "a": 1})


def killed(claim: Claim) -> None:
    now = timezone.now()
    Article.objects.filter(pk=claim.article_id).update(pub_status=PubStatus.CANCELED, killed_at=now)


def embargoed(claim: Claim) -> None:
    Article.objects.filter(pk=claim.article_id).update(embargoed_until=timezone.now() + timedelta(hours=1))


def withheld(claim: Claim) -> None:
    Article.objects.filter(pk=claim.article_id).update(pub_status=PubStatus.WITHHELD)


def changed(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(needs_recheck=True)


def unread(claim: Claim) -> None:
    Article.objects.filter(pk=claim.article_id).update(state="waiting")
    RevisionFactory(article=claim.article)


@pytest.mark.parametrize(
    ("happened", "sentence"),
    [
        (killed, "killed this story"),
        (embargoed, "Embargoed until"),
        (withheld, "holds this story back"),
        (changed, "say first whether the verdict stands"),
        (unread, "is being read"),
    ],
)
def test_nothing_is_published_that_may_not_be_told(
    editor: User, happened: Callable[[Claim], None], sentence: str
) -> None:
    claim = approved()
    happened(claim)
    with pytest.raises(Conflict, match=sentence) as refusal:
        publishing.publish(claim_id=claim.pk, by=editor)
    assert why_not(check_may_publish, editor, Claim.objects.get(pk=claim.pk)) == str(refusal.value)
    assert not Check.objects.exists()
    assert Claim.objects.get(pk=claim.pk).status == Status.APPROVED


def test_an_embargo_that_has_passed_is_none(editor: User) -> None:
    claim = approved()
    Article.objects.filter(pk=claim.article_id).update(embargoed_until=timezone.now() - timedelta(seconds=1))
    publishing.publish(claim_id=claim.pk, by=editor)


@pytest.mark.parametrize("happened", [killed, changed])
def test_no_verdict_comes_to_rest_on_a_killed_story(happened: Callable[[Claim], None]) -> None:
    claim = ClaimFactory(status=Status.PROPOSED)
    VerdictFactory(claim=claim)
    happened(claim)
    reviewer = UserFactory(role=Role.REVIEWER)
    if happened is killed:
        with pytest.raises(Conflict, match="killed this story"):
            verdicts.approve(claim_id=claim.pk, by=reviewer)
    else:
        verdicts.approve(claim_id=claim.pk, by=reviewer)


def test_a_form_sent_twice_publishes_once(editor: User) -> None:
    claim = approved()
    publishing.publish(claim_id=claim.pk, by=editor, version=1)
    with pytest.raises(Conflict, match="Mina Varga published this claim"):
        publishing.publish(claim_id=claim.pk, by=editor, version=1)
    assert Edition.objects.count() == 1


def test_a_correction_says_what_changed_and_leaves_the_older_edition(editor: User) -> None:
    claim = published(editor)
    correct(claim, editor, note="We misread the log.")
    first, second = Edition.objects.order_by("number")
    assert first.payload["explanation"] == "The harbour log names 37 dead."
    assert second.payload["explanation"] == "The log names 38 dead."
    assert (second.was, second.now, second.note) == ("37 dead", "38 dead", "We misread the log.")
    assert second.payload["rating"] == first.payload["rating"]
    assert Check.objects.get().current == second
    line = claim.events.first()
    assert line is not None
    assert line.detail["changed"]["explanation"]["was"] == "The harbour log names 37 dead."
    claim.refresh_from_db()
    assert claim.status == Status.CORRECTED
    assert correct(claim, editor, explanation="It names 39.").number == 3


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"was": " "}, "was"),
        ({"now": ""}, "now"),
        ({"explanation": ""}, "explanation"),
        ({"explanation": "The harbour log names 37 dead."}, "explanation"),
        ({"finding": "odd"}, "finding"),
    ],
)
def test_a_correction_without_its_words_is_refused(editor: User, given: dict[str, str], field: str) -> None:
    claim = published(editor)
    with pytest.raises(Incomplete) as refusal:
        correct(claim, editor, **given)
    assert field in refusal.value.fields
    assert Edition.objects.count() == 1


def test_a_check_under_recheck_is_not_corrected_before_somebody_says_that_it_stands(editor: User) -> None:
    claim = published(editor)
    changed(claim)
    with pytest.raises(Conflict, match="say first"):
        correct(claim, editor)


def test_the_database_keeps_editions_as_they_are(editor: User) -> None:
    published(editor)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Edition.objects.update(was="nothing")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Edition.objects.all()._raw_delete("default")


def test_a_reopened_check_is_published_again_as_another_edition(editor: User) -> None:
    claim = published(editor)
    queue.reopen(claim_id=claim.pk, by=editor, reason="The ministry sent its own count.")
    check = Check.objects.with_page().get()
    assert check.showing == Showing.NOTICED
    with pytest.raises(Conflict, match="can’t be dismissed"):
        queue.dismiss(claim_id=claim.pk, by=editor, reason="trivial")
    decided_again(claim)
    publishing.publish(claim_id=claim.pk, by=editor)
    check = Check.objects.with_page().get()
    assert check.current is not None
    assert (check.current.number, check.current.kind) == (2, Kind.RENEWED)
    assert check.current.payload["rating"]["code"] == "false"
    assert check.showing == Showing.CLEAN


def decided_again(claim: Claim) -> None:
    checker, reviewer = UserFactory(), UserFactory(role=Role.REVIEWER)
    held = queue.take(claim_id=claim.pk, by=checker)
    verdicts.propose(
        claim_id=claim.pk,
        by=checker,
        version=held.version,
        key="5d3a7f0e-1d0e-4c1a-9a39-0d1f7a2b9c11",
        rating="false",
        explanation="The ministry counts 12.",
    )
    verdicts.approve(claim_id=claim.pk, by=reviewer)


def test_reopening_answers_a_recheck(editor: User) -> None:
    claim = published(editor)
    Claim.objects.filter(pk=claim.pk).update(needs_recheck=True, recheck={"old": 37.0, "new": 39.0})
    claim = queue.reopen(claim_id=claim.pk, by=editor, reason="Another figure.")
    claim.refresh_from_db()
    assert not claim.needs_recheck
    line = claim.events.first()
    assert line is not None
    assert line.detail["recheck"] == {"old": 37.0, "new": 39.0}


@pytest.mark.parametrize(
    ("happened", "showing"),
    [
        (changed, Showing.NOTICED),
        (embargoed, Showing.HIDDEN),
        (withheld, Showing.HIDDEN),
    ],
)
def test_what_happens_to_the_story_shows_on_the_check(
    editor: User, happened: Callable[[Claim], None], showing: Showing
) -> None:
    claim = published(editor)
    assert list(Check.objects.clean()) == [Check.objects.get()]
    happened(claim)
    assert Check.objects.with_page().get().showing == showing
    assert not Check.objects.clean()
