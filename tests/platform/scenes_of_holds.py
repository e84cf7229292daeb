"""What the addresses of waiting, handing over, assigning and undoing are tried on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from claims.models import Claim, Desk, User
from claims.statuses import Status
from tests.desk_factories import ContactFactory
from tests.factories import ClaimEventFactory, ClaimFactory, UserFactory

Scene = tuple[dict[str, Any], dict[str, Any]]  # as in tests.platform.scenes


def on(claim: Claim, **form: Any) -> Scene:
    return {"pk": claim.pk}, {"version": claim.version, "reason": "It is urgent."} | form


def held(person: User | None) -> Claim:
    found: Claim = ClaimFactory(status=Status.IN_PROGRESS, **({"holder": person} if person else {}))
    return found


def resting(person: User | None, *, own: bool = True) -> Scene:
    """A claim that waits for a reply: the person's own, or somebody else's."""
    given = {"assignee": person} if own and person else {}
    return on(ClaimFactory(status=Status.WAITING, **given))


def asking(person: User | None) -> Scene:
    found = held(person)
    ContactFactory(claim=found)
    return on(found)


def passing_on(person: User | None, *, own: bool = True) -> Scene:
    return on(held(person if own else None), person=UserFactory().pk)


def assigning(person: User | None, *, own: bool = True) -> Scene:
    return on(ClaimFactory(), person=(person if own and person else UserFactory()).pk)


def decided(person: User | None, *, own: bool = True) -> Scene:
    """Kept in the queue a moment ago, by the person or by somebody else."""
    found = ClaimFactory(status=Status.QUEUED)
    by = person if own and person else UserFactory()
    ClaimEventFactory(claim=found, actor=by, action="triage", from_status="new", to_status="queued")
    return on(found)


HOLDS: dict[str, Callable[[User | None], Scene]] = {
    "wait": asking,
    "resume": resting,
    "resume@others": lambda person: resting(person, own=False),
    "hand_over": passing_on,
    "hand_over@others": lambda person: passing_on(person, own=False),
    "ask_for": lambda _: on(held(None)),
    "break_lock": lambda _: on(held(None)),
    "people": lambda _: on(ClaimFactory()),
    "assign": assigning,
    "assign@others": lambda person: assigning(person, own=False),
    "send_to_desk": lambda _: on(ClaimFactory(), desk=Desk.objects.default().pk),
    "undo": decided,
    "undo@others": lambda person: decided(person, own=False),
}
