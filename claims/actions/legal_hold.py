"""A story whose text must be kept, whatever its age: a court, a complaint, an inquiry."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from claims import story_permissions
from claims.actions import story_history
from claims.actions.wording import room, typed
from claims.exceptions import Conflict
from claims.models import Article, User
from claims.words import said

WHY = said("Say why the text must be kept: the case, or who asked for it.")
WHY_LIFTED = said("Say why the text need not be kept any more.")


@transaction.atomic
def hold(*, article_id: int, by: User, reason: str) -> Article:
    """Keep the story's text until the hold is lifted. A second reason takes the place of the first."""
    story_permissions.check_may_hold_text(by)
    article = _locked(article_id)
    if article.purged_at:
        raise Conflict(_("The text of this story was removed already; there is nothing to hold."))
    article.legal_hold = typed(reason, "reason", limit=room(Article, "legal_hold"), missing=WHY)
    article.save(update_fields=["legal_hold"])
    story_history.note(article, "hold_set", by=by, reason=article.legal_hold)
    return article


@transaction.atomic
def lift(*, article_id: int, by: User, reason: str) -> Article:
    """From now on the story's text goes when its time has come."""
    story_permissions.check_may_hold_text(by)
    article = _locked(article_id)
    if not article.legal_hold:
        raise Conflict(_("There is no legal hold on this story."))
    why = typed(reason, "reason", limit=room(Article, "legal_hold"), missing=WHY_LIFTED)
    article.legal_hold = ""
    article.save(update_fields=["legal_hold"])
    story_history.note(article, "hold_lifted", by=by, reason=why)
    return article


def _locked(article_id: int) -> Article:
    return Article.objects.select_for_update(of=("self",)).select_related("source").get(pk=article_id)
