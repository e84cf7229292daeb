"""Two articles that turn out to be one: a correction of a correction came before the one in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import F, Max

from claims import dispatch
from claims.actions import life, overtaken, queue, story_history
from claims.actions.awaiting import await_matching
from claims.actions.overtaken import APART
from claims.models import Account, Arrival, Article, Claim, Quarantine, Revision, StoryEvent
from claims.statuses import ArticleState, Status, transition


def join(articles: Sequence[Article], *, first: Article) -> Article:
    """Move all that the others have to `first`, in the wire's order, and remove their empty rows.

    All are locked by whoever calls. What was killed stays killed. Claims of a version that is now known
    to be overtaken leave the desk, unless readers see them.
    """
    owners = {pk: article for article in articles for pk in article.revisions.values_list("pk", flat=True)}
    for other in articles:
        if other.pk != first.pk:
            _move(other, first)
            story_history.note(first, "joined", detail={"guid": other.guid, "article": other.pk})
            other.delete()
    _take_over(first, overtaken.renumber(first), owners)
    if first.killed_at:
        life.flag_killed(first)
    else:
        _let_go_of_overtaken(first)
    return first


def _move(other: Article, first: Article) -> None:
    """Workers that read the other find its row gone, and read what is unread here again."""
    other.revisions.update(article=first, number=F("number") + APART)
    Claim.objects.filter(article=other).update(article=first)
    _move_accounts(other, first)
    Arrival.objects.filter(article=other).update(article=first)
    Quarantine.objects.filter(article=other).update(article=first)
    StoryEvent.objects.filter(article=other).update(article=first)


def _move_accounts(other: Article, first: Article) -> None:
    """What the other told of which event: to be looked at when the article is compared again."""
    told = Account.objects.filter(article=first).aggregate(last=Max("part"))["last"]
    free = -1 if told is None else told
    for part, account in enumerate(other.accounts.order_by("part"), free + 1):
        Account.objects.filter(pk=account.pk).update(article=first, part=part)


def _take_over(first: Article, revisions: Sequence[Revision], owners: Mapping[int, Article]) -> None:
    """The state of the newest version, the embargo of the newest text; a kill of any holds for all."""
    texts = [revision for revision in revisions if not revision.is_notice]
    killed = next((article for article in owners.values() if article.killed_at), None)
    first.pub_status = (killed or owners[revisions[-1].pk]).pub_status
    first.killed_at = killed.killed_at if killed else None
    if texts:
        told = owners[texts[-1].pk]
        first.embargoed_until, first.embargo_passed_at = told.embargoed_until, told.embargo_passed_at
    first.current = texts[-1] if texts else None
    _skip_overtaken(texts)
    if first.state != ArticleState.EXTRACTING:
        first.state, first.attempts, first.next_attempt_at, first.failure = ArticleState.WAITING, 0, None, ""
    first.save()
    await_matching(first.pk)
    dispatch.after_commit(dispatch.EXTRACT, first.pk)


def _skip_overtaken(texts: Sequence[Revision]) -> None:
    """What nobody has read yet and a version already read comes after is read for its figures alone."""
    read = max((each.number for each in texts if each.extracted_at), default=0)
    late = [each.pk for each in texts if not each.extracted_at and each.number < read]
    Revision.objects.filter(pk__in=late, skipped="").update(skipped=Revision.SUPERSEDED)


def _let_go_of_overtaken(article: Article) -> None:
    """Once the newest version is read, claims of the others are no longer what readers are told."""
    if article.current is None or article.current.extracted_at is None:
        return
    gone = Claim.objects.filter(article=article).exclude(revision=article.current)
    for claim in gone.select_for_update().order_by("id"):
        if transition("vanish", Status(claim.status)):
            reason = f"Version {article.current.version} came as a story of its own and takes its place"
            queue.move(claim=claim, action="vanish", by=None, reason=reason)
