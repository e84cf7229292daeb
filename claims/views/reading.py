"""What the claim page and the article page show: rows read once, in the order of the page."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from claims import permissions
from claims.forms import MendForm, QueueFilter, VerdictForm
from claims.forms.queue import LARGEST_ID, above, below
from claims.models import Article, Claim, Occurrence, Revision, User, Verdict
from claims.models.beside import history_told, retraction_asked, versions_told, with_beside
from claims.models.claim import KILLED
from claims.models.elsewhere import with_tellings
from claims.models.scale import rating_of_verdict
from claims.permissions import why_not
from claims.statuses import DismissReason, Status
from claims.templatetags.comparison import compare, words_apart
from claims.templatetags.layout import Graf, layout, paragraph_of
from claims.views.elsewhere import panels
from claims.views.extraction import mending_part
from claims.views.judging import JUDGED, sort_out, verdict_part
from claims.views.research import RESEARCH, research_part

CHECKS = {
    "take": permissions.check_may_take,
    "release": permissions.check_may_release,
    "wait": permissions.check_may_wait,
    "resume": permissions.check_may_resume,
    "ask_for": permissions.check_may_ask_for,
    "hand_over": permissions.check_may_hand_over,
    "break_lock": permissions.check_may_break_lock,
    "assign": permissions.check_may_assign,
    "dismiss": permissions.check_may_dismiss,
    "hold": permissions.check_may_hold,
    "withdraw": permissions.check_may_withdraw,
    "review": permissions.check_may_start_review,
    "approve": permissions.check_may_approve,
    "send_back": permissions.check_may_send_back,
    "reopen": permissions.check_may_reopen,
    "acknowledge": permissions.check_may_acknowledge,
    "publish": permissions.check_may_publish,
    "correct": permissions.check_may_correct,
}
PATH = (
    Status.NEW,
    Status.QUEUED,
    Status.IN_PROGRESS,
    Status.PROPOSED,
    Status.IN_REVIEW,
    Status.APPROVED,
    Status.PUBLISHED,
)
ENDS = (Status.CORRECTED, Status.RETRACTED)  # what may follow the last step of the path
HISTORY = 50  # lines
REVISIONS = 50
NOTICES = 5
BRIEF = ("article", "number", "version", "received_at", "sent_at", "signal", "is_notice")  # of a version


def claim_or_404(person: User, pk: int) -> Claim:
    """The claim with all that its page shows."""
    if pk > LARGEST_ID:
        raise Http404
    claims = with_beside(with_tellings(Claim.objects.visible_to(person)), person).with_context().defer(None)
    claims = claims.select_related("published_check__current", "event", "canonical__article__source")
    found = get_object_or_404(claims.prefetch_related(JUDGED, *RESEARCH).defer("revision__raw"), pk=pk)
    found.revision.article = found.article
    sort_out(found)
    if hasattr(found, "published_check"):
        found.published_check.asked = retraction_asked(found)
    return found


def claim_page(
    claim: Claim,
    person: User,
    wanted: QueueFilter,
    *,
    verdict: VerdictForm | None = None,
    mend: MendForm | None = None,
    **typed: Any,
) -> dict[str, Any]:
    """All that the claim page shows, but for the story's text: see `story`. `typed`: see `research_part`."""
    return {
        "tab": "queue",
        "claim": claim,
        "filter": wanted,
        "may": {name: why_not(check, person, claim) for name, check in CHECKS.items()},
        "reasons": list(enumerate(DismissReason, start=1)),
        "events": history_told(claim),
        "steps": steps(claim),
        "recheck": recheck_of(claim) if claim.needs_recheck else None,
        **before_readers(claim, person),
        **research_part(claim, person, **typed),
        **verdict_part(claim, person, verdict),
        **mending_part(claim, person, mend=mend),
        "paragraph": paragraph_of(layout(claim.revision.body, [claim], (), claim.revision.chrome), claim),
        **neighbours(claim, person, wanted),
        **panels(claim, person),
    }


def story(article: Article, revision: Revision) -> dict[str, Any]:
    """A revision of the article laid out with its claims."""
    claims = claims_of(revision)
    grafs = layout(revision.body, claims, revision.speeches, revision.chrome)
    _open(grafs)
    return {
        "agency": article.source.name,
        "revision": revision,
        "grafs": grafs,
        "story_claims": claims,
    }


def _open(grafs: list[Graf]) -> None:
    """Tell each claim the run in which it begins: the place that links to its sentence lead to."""
    for run in (run for graf in grafs for paragraph in graf.paragraphs for run in paragraph.runs):
        for claim in run.claims:
            claim.opens = getattr(claim, "opens", run)


def claims_of(revision: Revision) -> list[Claim]:
    """The revision's claims in the order of the text, numbered, each with its `rating`.

    A claim that a newer version tells again stands there; here it is shown as this version told it.
    """
    claims = list(revision.claims.select_related("figure").annotate(rating=_rating("pk")))
    if not revision.is_current:
        claims += _told_elsewhere(revision)
    found = sorted(claims, key=lambda c: (c.start, c.figure_start or 0, c.pk))
    for number, claim in enumerate(found, start=1):
        claim.number = number  # type: ignore[attr-defined]  # its place on this page
    return found


def _told_elsewhere(revision: Revision) -> list[Claim]:
    """Claims of this version that stand in a newer one now."""
    elsewhere = revision.occurrences.exclude(claim__revision=revision).select_related("claim__figure")
    return [as_told(occurrence) for occurrence in elsewhere.annotate(rating=_rating("claim"))]


def _rating(claim: str) -> Subquery:
    """The rating that stands, proposed or approved, as its own scale has it."""
    standing = Verdict.objects.standing().filter(claim=OuterRef(claim))
    return Subquery(standing.annotate(rated=rating_of_verdict()).values("rated")[:1])


def as_told(occurrence: Occurrence) -> Claim:
    """The claim, for this page alone, with the place and the words of one version. Never to be saved."""
    claim = occurrence.claim
    claim.rating = getattr(occurrence, "rating", None)  # type: ignore[attr-defined]  # see `_rating`
    for name in ("start", "end", "figure_start", "figure_end", "sentence", "claimant", "type"):
        setattr(claim, name, getattr(occurrence, name))
    return claim


def steps(claim: Claim) -> list[tuple[str, str]]:
    """The way of a claim as a printed line: (label, past | current | to come)."""
    before = list(PATH) if claim.status in (*PATH, *ENDS) else [Status.NEW]
    path = before if claim.status in before else [*before, Status(claim.status)]
    at = path.index(Status(claim.status))
    return [
        (status.label, "past" if place < at else "current" if place == at else "")
        for place, status in enumerate(path)
    ]


def neighbours(claim: Claim, person: User, wanted: QueueFilter) -> dict[str, int | None]:
    """The claims before and after this one in the view that it was opened from."""
    claims, place = wanted.claims(person), (claim.priority, claim.pk)
    beside = (above(claims, place), below(claims, place))
    asked = [Subquery(found.values("pk")[:1]) for found in beside]
    before, after = User.objects.filter(pk=person.pk).values_list(*asked).get()
    return {"previous_claim": before, "next_claim": after}


def recheck_of(claim: Claim) -> dict[str, Any]:
    """What asks for another look: the words before and now, the versions, and where they can be compared."""
    asked = claim.shown_recheck or {}
    old, new = words_apart(asked.get("old_sentence") or "", asked.get("new_sentence") or "")
    before, after = _versions(claim, asked.get("from"), asked.get("to"))
    return {
        "is_kill": bool(claim.killed_at) or KILLED in asked.get("because", ""),
        "is_conflict": claim.is_contradicted,
        "because": asked.get("because", ""),
        "was": asked.get("old_text") or asked.get("old"),
        "now": asked.get("new_text") or asked.get("new"),
        "old": old,
        "new": new,
        "before": before,
        "after": after,
        "compare": f"?version={after.number}&against={before.number}" if before and after else "",
    }


def _versions(claim: Claim, *numbers: int | None) -> list[Revision | None]:
    """The story's revisions by the wire's version numbers; None for one that there is not."""
    wanted = {number for number in numbers if number is not None}
    known = versions_told(claim)
    if not wanted <= known.keys():  # of a story of very many versions
        found = claim.article.revisions.filter(version__in=wanted, is_notice=False).only(*BRIEF)
        known = {each.version: each for each in found.order_by("number")}
    return [known.get(number) if number is not None else None for number in numbers]


def before_readers(claim: Claim, person: User) -> dict[str, Any]:
    """The claim's check, its newest edition, and who asked to retract it; nothing where it has no check."""
    check = getattr(claim, "published_check", None)
    if check is None:
        return {"check": None}
    asked = check.asked
    ask, confirm = permissions.check_may_ask_retraction, permissions.check_may_confirm_retraction
    drop = permissions.check_may_drop_retraction
    return {
        "check": check,
        "edition": check.current,
        "asked": asked,
        "retraction": {
            "ask": asked or why_not(ask, person, claim),
            "confirm": asked and why_not(confirm, person, claim),
            "drop": asked and why_not(drop, person, claim),
        },
    }


def article_page(article: Article, revision: Revision, against: Revision | None) -> dict[str, Any]:
    """A version with its claims, the others, what happened to the story, and a comparison if asked.

    Of two versions the later one is the one shown, whichever was asked for first.
    """
    if against and against.number > revision.number:
        revision, against = against, revision
    versions = article.revisions.only(*BRIEF).order_by("-number")[:REVISIONS]
    return {
        **story(article, revision),
        "revisions": versions,
        "notices": article.revisions.filter(is_notice=True).defer("raw").order_by("-number")[:NOTICES],
        "happened": article.events.select_related("actor", "revision")[:HISTORY],
        "against": against,
        "rows": compare(against.body, revision.body) if against else None,
        "resting": Claim.objects.resting_on_killed().filter(article=article).count()
        if article.killed_at
        else 0,
    }
