"""Who may do what: one function for the rule and for the button.

`check_may_<action>(person, claim)` returns when the person may, else raises with the sentence that the
page shows on the disabled button (see `why_not`). Roles and statuses come from the table of transitions.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from claims.exceptions import Conflict, DeskError, Incomplete, NotAllowed
from claims.models import Claim, ClaimLink, Evidence, Retraction, Revision, User, Verdict
from claims.ratings import LIGHT
from claims.statuses import PUBLIC, ArticleState, PubStatus, Role, Status, transition

Check = Callable[[User, Claim], None]

# What each action is called: as a task ("Taking a claim needs ...") and as done to a claim.
NAMES = {
    "triage": ("Queueing a claim", "queued"),
    "take": ("Taking a claim", "taken"),
    "release": ("Releasing a claim", "released"),
    "dismiss": ("Dismissing a claim", "dismissed"),
    "mark_duplicate": ("Marking a duplicate", "marked as a duplicate"),
    "split": ("Splitting off a duplicate", "split off"),
    "propose": ("Proposing a verdict", "given a verdict"),
    "withdraw": ("Withdrawing a verdict", "withdrawn from review"),
    "start_review": ("Reviewing a verdict", "reviewed"),
    "return": ("Sending a verdict back", "sent back"),
    "approve": ("Approving a verdict", "approved"),
    "reopen": ("Reopening a claim", "reopened"),
    "acknowledge": ("Acknowledging a change", "acknowledged"),
    "publish": ("Publishing a verdict", "published"),
    "correct": ("Correcting a published check", "corrected"),
    "retract": ("Retracting a published check", "retracted"),
}


def why_not(check: Check, person: User, claim: Claim) -> str:
    """The sentence for a disabled button; "" where the person may."""
    try:
        check(person, claim)
    except DeskError as refusal:
        return str(refusal)
    return ""


def check_may_triage(person: User, claim: Claim) -> None:
    _check(person, "triage", claim)


def check_may_take(person: User, claim: Claim) -> None:
    """A new or queued claim, or one whose holder has been silent for too long."""
    if claim.status == Status.IN_PROGRESS:
        _check_role(person, "take", Role.CHECKER)
        _check_lapsed(person, claim)
    elif claim.status != Status.NEW:
        _check(person, "take", claim)
    else:
        _check_role(person, "take", Role.CHECKER)
        _check(person, "triage", claim)


def check_may_hold(person: User, claim: Claim) -> None:
    """Work on the claim: only its holder."""
    _check_role(person, "take", Role.CHECKER)
    if claim.status != Status.IN_PROGRESS:
        raise Conflict(f"This claim is {_standing(claim)}; take it before you work on it.")
    if claim.holder_id != person.pk:
        raise Conflict(f"{_holder(claim)} holds this claim{_until(claim)}; you can read it meanwhile.")


def check_may_release(person: User, claim: Claim) -> None:
    _check(person, "release", claim)
    check_may_hold(person, claim)


def check_may_dismiss(person: User, claim: Claim) -> None:
    """Not while readers see a check of it: that one is corrected or retracted."""
    _check(person, "dismiss", claim)
    if hasattr(claim, "published_check"):
        raise Conflict("Readers see a check of this claim, so it needs a verdict and can’t be dismissed.")


def check_may_mark_duplicate(person: User, claim: Claim) -> None:
    """Not where readers see a check of it, nor where other claims share its verdict."""
    _check(person, "mark_duplicate", claim)
    if hasattr(claim, "published_check"):
        raise Conflict("Readers see a check of this claim, so it keeps a verdict of its own.")
    if claim.duplicates.exists():
        raise Conflict("Other claims share the verdict of this one; mark the other claim as its duplicate.")


def check_may_split(person: User, claim: Claim) -> None:
    _check(person, "split", claim)


def check_may_refuse(person: User, link: ClaimLink) -> None:
    """Say that two claims are not the same, whatever the matcher says; not where they share a verdict."""
    _check_role(person, "mark_duplicate", Role.CHECKER)
    if link.refused_by_id:
        raise Conflict("Somebody has said already that these two are not the same.")
    one, other = link.one.claim, link.other.claim
    if other.pk == one.canonical_id or one.pk == other.canonical_id:
        raise Conflict("These two share a verdict; an editor can split them.")


def check_has_verdict_to_share(claim: Claim) -> None:
    """A claim whose verdict another may share: one that is, or can be, given a verdict."""
    if claim.status in (Status.DUPLICATE, Status.WITHDRAWN, Status.RETRACTED):
        raise Conflict(f"The other claim is {_standing(claim)}, so it has no verdict to share.")
    check_is_alive(claim)


def check_may_reopen(person: User, claim: Claim) -> None:
    """A closed claim, as long as the newest version that was read still says it."""
    _check(person, "reopen", claim)
    newer = Revision.objects.filter(article=claim.article_id, number__gt=claim.revision.number)
    if newer.exclude(extracted_at=None).exists():
        raise Conflict("The newest version of the story no longer says this, so it can’t be reopened.")


def check_may_acknowledge(person: User, claim: Claim) -> None:
    """Where a change waits for it: whoever checks claims, and an editor once readers have a verdict."""
    if not claim.needs_recheck:
        raise Conflict("No change of this claim waits to be acknowledged.")
    _check_role(person, "acknowledge", Role.EDITOR if claim.status in PUBLIC else Role.CHECKER)


def check_may_add_evidence(person: User, claim: Claim) -> None:
    check_may_hold(person, claim)


def check_may_remove_evidence(person: User, evidence: Evidence) -> None:
    check_may_hold(person, evidence.claim)


def check_may_propose(person: User, claim: Claim) -> None:
    """The holder, with what the policy asks for."""
    _check(person, "propose", claim)
    check_may_hold(person, claim)
    check_is_alive(claim)
    if claim.evidence.count() < LIGHT.evidence:
        sentence = "A verdict needs at least one piece of evidence with a link."
        raise Incomplete(sentence, {"evidence": sentence})


def check_may_withdraw(person: User, claim: Claim) -> None:
    """Whoever proposed it, until its review starts."""
    _check(person, "withdraw", claim)
    verdict = standing_verdict(claim)
    if verdict.proposed_by_id != person.pk:
        raise NotAllowed(f"Only {verdict.proposed_by.name}, who proposed this verdict, may withdraw it.")


def check_may_start_review(person: User, claim: Claim) -> None:
    _check(person, "start_review", claim)
    _check_second_person(person, claim)


def check_may_send_back(person: User, claim: Claim) -> None:
    """Before its review has started, too: sending back starts it."""
    _check_review(person, "return", claim)


def check_may_approve(person: User, claim: Claim) -> None:
    """Before its review has started, too: approving starts it."""
    _check_review(person, "approve", claim)
    check_is_alive(claim)


def check_may_publish(person: User, claim: Claim) -> None:
    """An approved verdict whose story may be told and has not changed under it.

    Call it with the article's row locked: a kill locks that row first, too, so that one of them waits.
    """
    _check(person, "publish", claim)
    check_is_alive(claim)
    _check_may_be_told(claim)
    _check_is_read(claim)


def check_may_correct(person: User, claim: Claim) -> None:
    """Also where the story was killed, once somebody has acknowledged that the verdict stands."""
    _check(person, "correct", claim)
    _check_may_be_told(claim)


def check_may_ask_retraction(person: User, claim: Claim) -> None:
    _check(person, "retract", claim)
    asked = claim.published_check.asked if hasattr(claim, "published_check") else None
    if asked:
        raise Conflict(f"{asked.asked_by.name} has asked for it already; somebody else confirms.")


def check_may_confirm_retraction(person: User, claim: Claim) -> None:
    """Somebody other than the one who asked."""
    if open_retraction(person, claim).asked_by_id == person.pk:
        raise NotAllowed("You asked for this retraction; somebody else confirms it.")


def check_may_drop_retraction(person: User, claim: Claim) -> None:
    open_retraction(person, claim)


def open_retraction(person: User, claim: Claim) -> Retraction:
    """The retraction that waits for a second person. Raises Conflict where none does."""
    _check(person, "retract", claim)
    asked = claim.published_check.asked if hasattr(claim, "published_check") else None
    if asked is None:
        raise Conflict("Nobody has asked to retract this check.")
    return asked


def check_is_alive(claim: Claim) -> None:
    """No verdict comes to rest on a story that the wire has killed."""
    killed_at = claim.killed_at or claim.article.killed_at
    if killed_at:
        raise Conflict(f"The wire killed this story at {timezone.localtime(killed_at):%H:%M}.")


def standing_verdict(claim: Claim) -> Verdict:
    """The verdict under review. Raises Conflict where there is none."""
    read = getattr(claim, "standing", None)  # by a page, which asks for several buttons
    found = claim.verdicts.standing().select_related("proposed_by") if read is None else read
    verdict: Verdict | None = next(iter(found), None)
    if verdict is None:
        raise Conflict("This claim has no verdict to review.")
    return verdict


def _check(person: User, action: str, claim: Claim) -> None:
    """The table's say: the claim's status allows the action, and the person's role reaches it."""
    row = transition(action, Status(claim.status))
    if row is None:
        raise Conflict(f"This claim is {_standing(claim)}, so it can’t be {NAMES[action][1]}.")
    _check_role(person, action, row.role)


def _check_role(person: User, action: str, needed: Role | None) -> None:
    if needed is None or not person.may(needed):
        raise NotAllowed(f"{NAMES[action][0]} needs the role {needed}; yours is {person.role}.")


def _check_lapsed(person: User, claim: Claim) -> None:
    if claim.holder_id == person.pk:
        raise Conflict("You hold this claim already.")
    if not Claim.objects.lapsed().filter(pk=claim.pk).exists():
        raise Conflict(f"{_holder(claim)} took this claim{_since(claim)} and holds it{_until(claim)}.")


def _check_may_be_told(claim: Claim) -> None:
    """Neither embargoed nor held, and nobody's second look is still open."""
    article = claim.article
    if article.is_embargoed and article.embargoed_until:
        ends = timezone.localtime(article.embargoed_until)
        raise Conflict(f"Embargoed until {ends:%H:%M} on {ends.day} {ends:%B}; it can’t be published before.")
    if article.pub_status == PubStatus.WITHHELD:
        raise Conflict("The wire holds this story back, so nothing of it can be published.")
    if claim.needs_recheck:
        raise Conflict("The story changed after the verdict; say first whether the verdict stands.")


def _check_is_read(claim: Claim) -> None:
    """A newer version that no worker has read yet may say something else."""
    if claim.article.state not in (ArticleState.WAITING, ArticleState.EXTRACTING):
        return
    newer = claim.article.revisions.filter(number__gt=claim.revision.number, extracted_at=None)
    if newer.filter(is_notice=False).exists():
        raise Conflict("A newer version of the story is being read; publish when that is done.")


def _check_review(person: User, action: str, claim: Claim) -> None:
    started = claim.status != Status.PROPOSED
    _check(person, action if started else "start_review", claim)
    _check_second_person(person, claim)


def _check_second_person(person: User, claim: Claim) -> None:
    if standing_verdict(claim).proposed_by_id == person.pk:
        raise NotAllowed("You proposed this verdict; somebody else reviews it.")


def _standing(claim: Claim) -> str:
    return Status(claim.status).label.lower()


def _holder(claim: Claim) -> str:
    return claim.holder.name if claim.holder else "Nobody"


def _since(claim: Claim) -> str:
    return f" at {timezone.localtime(claim.taken_at):%H:%M}" if claim.taken_at else ""


def _until(claim: Claim) -> str:
    return f" until {timezone.localtime(claim.lease_until):%H:%M}" if claim.lease_until else ""
