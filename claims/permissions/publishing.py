"""What comes before readers, and what is taken from them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from claims.exceptions import Conflict, NotAllowed
from claims.models import Claim, Retraction, User
from claims.permissions.rules import check, check_is_alive, day, hour
from claims.statuses import ArticleState, PubStatus


def check_may_publish(person: User, claim: Claim) -> None:
    """An approved verdict whose story may be told and has not changed under it.

    Call it with the article's row locked: a kill locks that row first, too, so that one of them waits.
    """
    check(person, "publish", claim)
    check_is_alive(claim)
    _check_may_be_told(claim)
    _check_is_read(claim)


def check_may_correct(person: User, claim: Claim) -> None:
    """Also where the story was killed, once somebody has acknowledged that the verdict stands."""
    check(person, "correct", claim)
    _check_may_be_told(claim)


def check_may_ask_retraction(person: User, claim: Claim) -> None:
    check(person, "retract", claim)
    asked = claim.published_check.asked if hasattr(claim, "published_check") else None
    if asked:
        words = {"name": asked.asked_by.name}
        raise Conflict(_("%(name)s has asked for it already; somebody else confirms.") % words)


def check_may_confirm_retraction(person: User, claim: Claim) -> None:
    """Somebody other than the one who asked."""
    if open_retraction(person, claim).asked_by_id == person.pk:
        raise NotAllowed(_("You asked for this retraction; somebody else confirms it."))


def check_may_drop_retraction(person: User, claim: Claim) -> None:
    open_retraction(person, claim)


def open_retraction(person: User, claim: Claim) -> Retraction:
    """The retraction that waits for a second person. Raises Conflict where none does."""
    check(person, "retract", claim)
    asked = claim.published_check.asked if hasattr(claim, "published_check") else None
    if asked is None:
        raise Conflict(_("Nobody has asked to retract this check."))
    return asked


def _check_may_be_told(claim: Claim) -> None:
    """Neither embargoed nor held, and nobody's second look is still open."""
    article = claim.article
    if article.is_embargoed and article.embargoed_until:
        words = {"time": hour(article.embargoed_until), "day": day(article.embargoed_until)}
        raise Conflict(_("Embargoed until %(time)s on %(day)s; it can’t be published before.") % words)
    if article.pub_status == PubStatus.WITHHELD:
        raise Conflict(_("The wire holds this story back, so nothing of it can be published."))
    if claim.is_contradicted:
        raise Conflict(_("Another report contradicts this claim; say first whether the verdict stands."))
    if claim.needs_recheck:
        raise Conflict(_("The story changed after the verdict; say first whether the verdict stands."))


def _check_is_read(claim: Claim) -> None:
    """A newer version that no worker has read yet may say something else."""
    if claim.article.state not in (ArticleState.WAITING, ArticleState.EXTRACTING):
        return
    newer = claim.article.revisions.filter(number__gt=claim.revision.number, extracted_at=None)
    if newer.filter(is_notice=False).exists():
        raise Conflict(_("A newer version of the story is being read; publish when that is done."))
