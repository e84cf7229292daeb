"""The views of the desk: each a state, or a question, that claims are looked at by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claims.models import ClaimQuerySet, User
from claims.statuses import OPEN, PUBLIC, Status

Choice = Callable[[ClaimQuerySet, User], ClaimQuerySet]


@dataclass(frozen=True, slots=True)
class View:
    """A way to look at the desk: its heading, what it holds, what to say when nothing is left.

    `of_all_versions`: also claims that the newest version of their story no longer makes. `when_any`: in
    the rail only while it holds something.
    """

    title: str
    chosen: Choice
    when_empty: str
    of_all_versions: bool = False
    when_any: bool = False


def _of(*statuses: Status) -> Choice:
    return lambda claims, _: claims.alive().filter(status__in=statuses)


VIEWS = {
    "open": View(
        "Open claims", lambda claims, _: claims.open().at_hand(), "Every claim that came in is decided."
    ),
    "new": View(
        "Not seen yet",
        lambda claims, _: claims.alive().at_hand().filter(status=Status.NEW),
        "Somebody has looked at every claim.",
    ),
    "mine": View("Held by me", lambda claims, person: claims.held_by(person), "You hold no claim."),
    "assigned": View(
        "Assigned to me",
        lambda claims, person: claims.open().at_hand().filter(assignee=person),
        "Nobody has assigned an open claim to you.",
    ),
    "recheck": View(
        "Changed by the wire",
        lambda claims, _: claims.to_recheck(),
        "Nobody has to look again at a claim that the wire changed.",
        of_all_versions=True,
        when_any=True,
    ),
    "waiting": View("Waiting for a reply", _of(Status.WAITING), "No claim waits for a reply.", when_any=True),
    "aside": View("Set aside", lambda claims, _: claims.set_aside(), "No claim is set aside.", when_any=True),
    "review": View(
        "Ready for review",
        _of(Status.PROPOSED, Status.IN_REVIEW),
        "No verdict waits for a second pair of eyes.",
    ),
    "approved": View("Approved", _of(Status.APPROVED), "No verdict has been approved yet."),
    "embargoed": View(
        "Under embargo",
        lambda claims, _: claims.embargoed().filter(status__in=(*OPEN, Status.APPROVED)),
        "No claim is of a story under embargo.",
        when_any=True,
    ),
    "published": View(
        "Published",
        lambda claims, _: claims.filter(status__in=PUBLIC),
        "No verdict has been published yet.",
        of_all_versions=True,
    ),
    "killed": View(
        "Killed by the wire",
        lambda claims, _: claims.killed(),
        "The wire has killed no story.",
        of_all_versions=True,
        when_any=True,
    ),
    "resting": View(
        "Published, story killed",
        lambda claims, _: claims.resting_on_killed(),
        "No published verdict rests on a story that the wire has killed.",
        of_all_versions=True,
        when_any=True,
    ),
    "dismissed": View("Dismissed", _of(Status.DISMISSED), "Nothing has been dismissed."),
}
