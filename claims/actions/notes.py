"""Notes that people leave on a claim for each other; whom a note mentions is told of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from claims import permissions
from claims.actions import history, notifying
from claims.actions.wording import typed
from claims.exceptions import Incomplete
from claims.models import Claim, ClaimNote, Telling, User
from claims.permissions import why_not
from claims.words import said

EMPTY = said("Write the note first.")
NOBODY = said("There is nobody called %(name)s here.")
BLIND = said("%(name)s can’t read the notes of this claim.")
CALLED = said("%(who)s mentions you in a note on claim %(claim)s.")
MENTION = re.compile(r"(?<![\w.+@-])@([\w.+@-]+)")
MOST = 20  # people that one note calls


@transaction.atomic
def leave(*, claim_id: int, by: User, text: str, version: int | None = None) -> ClaimNote:
    """Write a note down as it is, and tell those whom it names by @username.

    It is no change of the claim: forms that are open stay good, whatever `version` they have. Raises
    NotAllowed, and Incomplete naming those who can't be told.
    """
    claim = Claim.objects.select_related("article").get(pk=claim_id)
    permissions.check_may_note(by, claim)
    kept = typed(text, "text", missing=EMPTY)
    people = _mentioned(kept, claim)
    note = ClaimNote.objects.create(claim=claim, by=by, text=kept)
    note.mentions.set(people)
    history.note(claim, "noted", by=by, was=claim.status)
    notifying.tell(Telling.MENTIONED, people, CALLED, claim=claim, by=by)
    return note


def names(text: str) -> list[str]:
    """The usernames after @ in a note, once each; a full stop that ends the sentence is not of the name."""
    return list(dict.fromkeys(hit.rstrip(".+-@") for hit in MENTION.findall(text) if hit.rstrip(".+-@")))


def _mentioned(text: str, claim: Claim) -> list[User]:
    """Whom the note names. Raises Incomplete with all that is wrong, so that nobody waits for an answer."""
    asked = names(text)[:MOST]
    found = {person.username.lower(): person for person in _people(asked)}
    wrong = [_(NOBODY) % {"name": f"@{name}"} for name in asked if name.lower() not in found]
    blind = (person.username for person in found.values() if not _may_read(person, claim))
    wrong += [_(BLIND) % {"name": f"@{username}"} for username in blind]
    if wrong:
        raise Incomplete(" ".join(wrong), {"text": " ".join(wrong)})
    return list(found.values())


def _people(asked: Iterable[str]) -> list[User]:
    """Active people by their usernames, however these are written."""
    wanted = [name.lower() for name in asked]
    known = User.objects.filter(is_active=True).annotate(known_as=Lower("username"))
    return list(known.filter(known_as__in=wanted)) if wanted else []


def _may_read(person: User, claim: Claim) -> bool:
    seen = Claim.objects.visible_to(person).filter(pk=claim.pk)
    return not why_not(permissions.check_may_note, person, claim) and seen.exists()
