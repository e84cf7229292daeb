"""What was done to a claim, as a history tells it after the name of whoever did it: "took it".

In the tense of the past, said of "it": one message each, since a verb and what it is done to are not parted
in every language.
"""

from __future__ import annotations

from django.utils.translation import gettext

from claims.models import ClaimEvent
from claims.statuses import UNDO
from claims.words import said

UNDONE, BACK = said("undid a decision on it"), said("brought back it")
DEEDS = {
    "found": said("found it"),
    "carried": said("carried on it"),
    "recheck": said("found a change in it"),
    "killed": said("flagged it"),
    "flagged": said("flagged it"),
    "contradicted": said("found another figure against it"),
    "unflag": said("found no change any more in it"),
    "acknowledge": said("acknowledged the change in it"),
    "triage": said("queued it"),
    "take": said("took it"),
    "release": said("released it"),
    "lapse": said("put back it"),
    "wait": said("began to wait for a reply on it"),
    "resume": said("resumed it"),
    "overdue": said("waited in vain for a reply on it"),
    "hand_over": said("handed it"),
    "break_lock": said("ended the hold on it"),
    "ask_for": said("asked for it"),
    "assign": said("assigned it"),
    "unassign": said("assigned nobody to it"),
    "send_to_desk": said("moved it"),
    "dismiss": said("dismissed it"),
    "set_aside": said("set aside it"),
    "take_back": said("took back to the queue it"),
    "mark_duplicate": said("marked as a duplicate it"),
    "duplicate_gained": said("let another claim share the verdict of it"),
    "not_same": said("told another claim apart from it"),
    "duplicate_lost": said("ended the sharing of the verdict of it"),
    "split": said("split off it"),
    "part": said("parted it"),
    "propose": said("proposed a verdict on it"),
    "withdraw": said("withdrew the verdict on it"),
    "start_review": said("started the review of it"),
    "vote_for": said("agreed to the verdict on it"),
    "vote_against": said("did not agree to the verdict on it"),
    "return": said("sent back it"),
    "approve": said("approved it"),
    "vanish": said("withdrew it"),
    "reopen": said("reopened it"),
    "publish": said("published it"),
    "correct": said("corrected it"),
    "retract_asked": said("asked to retract it"),
    "retract_dropped": said("dropped the request to retract it"),
    "retract": said("retracted it"),
    "mend": said("mended it"),
    "added": said("added it"),
    "take_apart": said("split in two it"),
    "merge": said("merged it"),
    "noted": said("left a note on it"),
    "evidence_added": said("added evidence to it"),
    "evidence_removed": said("removed evidence from it"),
    "evidence_edited": said("edited evidence of it"),
    "snapshot_asked": said("asked for a copy of a page for it"),
    "contact_asked": said("asked somebody about it"),
    "contact_ended": said("wrote down what came of asking about it"),
}


def deed(event: ClaimEvent) -> str:
    """What was done, and to whom it went: "handed it to Noor Adeyemi"."""
    words = gettext(words_for(event.action))
    to = event.detail.get("to")
    # Translators: what was done to a claim, then a person or a desk: handed it to Noor Adeyemi
    return gettext("%(deed)s to %(whom)s") % {"deed": words, "whom": to} if to else words


def words_for(action: str) -> str:
    """The message of an action, as the history keeps its name."""
    if action.startswith(UNDO):
        return UNDONE
    return BACK if action.startswith("reappear") else DEEDS[action]
