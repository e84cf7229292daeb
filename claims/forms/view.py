"""The views of the desk: each a state, or a question, that claims are looked at by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claims.models import ClaimQuerySet, User
from claims.statuses import OPEN, PUBLIC, Status
from claims.words import said

Choice = Callable[[ClaimQuerySet, User], ClaimQuerySet]


@dataclass(frozen=True, slots=True)
class View:
    """A way to look at the desk: its heading, what it holds, what to say when nothing is left (marked words).

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
        said("Open claims"),
        lambda claims, _: claims.open().at_hand(),
        said("Every claim that came in is decided."),
    ),
    "new": View(
        said("Not seen yet"),
        lambda claims, _: claims.alive().at_hand().filter(status=Status.NEW),
        said("Somebody has looked at every claim."),
    ),
    "mine": View(
        said("Held by me"), lambda claims, person: claims.held_by(person), said("You hold no claim.")
    ),
    "assigned": View(
        said("Assigned to me"),
        lambda claims, person: claims.open().at_hand().filter(assignee=person),
        said("Nobody has assigned an open claim to you."),
    ),
    "recheck": View(
        said("To look at again"),
        lambda claims, _: claims.to_recheck(),
        said("No claim asks for another look."),
        of_all_versions=True,
        when_any=True,
    ),
    "waiting": View(
        said("Waiting for a reply"), _of(Status.WAITING), said("No claim waits for a reply."), when_any=True
    ),
    "aside": View(
        said("Set aside"), lambda claims, _: claims.set_aside(), said("No claim is set aside."), when_any=True
    ),
    "review": View(
        said("Ready for review"),
        _of(Status.PROPOSED, Status.IN_REVIEW),
        said("No verdict waits for a second pair of eyes."),
    ),
    "approved": View(said("Approved"), _of(Status.APPROVED), said("No verdict has been approved yet.")),
    "embargoed": View(
        said("Under embargo"),
        lambda claims, _: claims.embargoed().filter(status__in=(*OPEN, Status.APPROVED)),
        said("No claim is of a story under embargo."),
        when_any=True,
    ),
    "published": View(
        said("Published"),
        lambda claims, _: claims.filter(status__in=PUBLIC),
        said("No verdict has been published yet."),
        of_all_versions=True,
    ),
    "killed": View(
        said("Killed by the wire"),
        lambda claims, _: claims.killed(),
        said("The wire has killed no story."),
        of_all_versions=True,
        when_any=True,
    ),
    "resting": View(
        said("Published, story killed"),
        lambda claims, _: claims.resting_on_killed(),
        said("No published verdict rests on a story that the wire has killed."),
        of_all_versions=True,
        when_any=True,
    ),
    "dismissed": View(said("Dismissed"), _of(Status.DISMISSED), said("Nothing has been dismissed.")),
}
