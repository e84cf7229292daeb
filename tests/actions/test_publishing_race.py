"""A publishing and a kill by the wire at the same moment, on connections of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random
from threading import Barrier
from typing import Any

import pytest
from django.db import transaction

from claims.actions import publishing
from claims.actions.intake import take_in
from claims.exceptions import DeskError
from claims.models import Check, Claim, Showing, User
from claims.statuses import PubStatus, Role, Status
from tests.actions.crowd import at_once
from tests.factories import StoryFactory, UserFactory, approved

ROUNDS = 200


def kill(claim: Claim) -> None:
    """The wire's kill, through the door that every story comes in by."""
    guid, source = claim.article.guid, claim.article.source
    text = "KILL. Do not use."
    told = StoryFactory(guid=guid, version=9, pub_status=PubStatus.CANCELED, is_notice=True, text=text)
    take_in(story=told, source=source)


def refusal_of(by: User, claim: Claim) -> str:
    """Why it could not be published; "" where it was."""
    try:
        publishing.publish(claim_id=claim.pk, by=by)
    except DeskError as refusal:
        return str(refusal)
    return ""


def walk(claims: list[Claim], start: Barrier, waits: set[int], act: Callable[[Claim], Any]) -> list[Any]:
    """Do it to each claim at the same moment as the other thread does its own; in some rounds a bit later."""
    ends = []
    for number, claim in enumerate(claims):
        start.wait(timeout=20)
        if number in waits:
            Claim.objects.filter(pk=claim.pk).exists()  # a head start of one query for the other
        ends.append(act(claim))
    return ends


@pytest.mark.timeout(300)  # 400 transactions, each of a dozen queries, on whatever machine
@pytest.mark.django_db(transaction=True)
def test_of_a_kill_and_a_publishing_at_once_one_sees_the_other() -> None:
    """200 rounds on connections of their own: never published after the kill, flagged if before."""
    editor, start, lot = UserFactory(role=Role.EDITOR), Barrier(2), Random(7)
    with transaction.atomic():
        claims = [approved() for _ in range(ROUNDS)]
    waits = {number for number in range(ROUNDS) if lot.random() < 0.5}
    heard, _ = at_once(
        [
            partial(walk, claims, start, waits, partial(refusal_of, editor)),
            partial(walk, claims, start, set(range(ROUNDS)) - waits, kill),
        ]
    )
    assert len(heard) == ROUNDS
    assert len(set(map(bool, heard))) == 2  # both orders came up, or this shows nothing
    for claim, sentence in zip(claims, heard, strict=True):
        check_round(Claim.objects.get(pk=claim.pk), sentence)


def check_round(claim: Claim, sentence: str) -> None:
    assert claim.needs_recheck
    assert claim.killed_at is not None
    check = Check.objects.with_page().filter(pk=claim.pk).first()
    if sentence:
        assert "killed this story" in sentence
        assert (claim.status, check) == (Status.APPROVED, None)
        return
    assert claim.status == Status.PUBLISHED
    assert check is not None
    assert check.showing == Showing.NOTICED
    assert Claim.objects.resting_on_killed().filter(pk=claim.pk).exists()
