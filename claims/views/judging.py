"""The verdict's part of the claim page: the form and what it needs; or what stands, with its votes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from claims import permissions
from claims.forms import VerdictForm
from claims.models import Claim, User, Verdict, Vote
from claims.permissions import Need
from claims.ratings import Finding
from claims.statuses import Status

FORMLESS = (Status.DISMISSED, Status.RETRACTED)
_VOTES = Prefetch("votes", Vote.objects.select_related("person"))
_JUDGED = Verdict.objects.with_rating().select_related("proposed_by", "approved_by").prefetch_related(_VOTES)
JUDGED = Prefetch("verdicts", _JUDGED, to_attr="judged")


def sort_out(claim: Claim) -> None:
    """Part what was read by `JUDGED`: `standing`, of which buttons ask, and `ended`."""
    judged: list[Verdict] = claim.judged  # type: ignore[attr-defined]  # prefetched
    claim.standing = [each for each in judged if each.ended_at is None]  # type: ignore[attr-defined]
    claim.ended = [each for each in judged if each.ended_at]  # type: ignore[attr-defined]


def verdict_part(claim: Claim, person: User, form: VerdictForm | None) -> dict[str, Any]:
    """Of a claim read with `JUDGED`."""
    verdict = next(iter(claim.standing), None)  # type: ignore[attr-defined]  # see `sort_out`
    shown = {
        "verdict": verdict,
        "verdicts_before": claim.ended,  # type: ignore[attr-defined]
        "verdict_form": form or VerdictForm(initial={"version": claim.version}),
        "findings": [("", _("not judged")), *((each.value, _(each.label)) for each in Finding)],
    }
    if verdict:
        return shown | {"has_voted": any(vote.person_id == person.pk for vote in verdict.votes.all())}
    return shown if claim.status in FORMLESS else shown | _to_propose(claim, shown["verdict_form"])


def _to_propose(claim: Claim, form: VerdictForm) -> dict[str, Any]:
    """The desk's scale, what its policy asks for, and which of it is there."""
    rules = permissions.rules_of(claim)
    given = form["no_contact"].value() or ""
    needs = [*_of_form(form), *permissions.needs_of(claim, rules.policy, no_contact=given)]
    contact = next((need for need in needs if need.field == "no_contact"), None)
    is_on_record = contact is not None and contact.is_met and not given.strip()
    return {
        "scale": rules.scale,
        "ratings": list(enumerate(rules.scale.ratings, start=1)),
        "needs": needs,
        "missing": [need for need in needs if not need.is_met],
        "asks_contact": contact is not None and not is_on_record,
        "policy": rules.policy,
    }


def _of_form(form: VerdictForm) -> Sequence[Need]:
    """What is typed: right in the page that comes back, and kept right by the script while typing."""
    rating, reason = (str(form[name].value() or "").strip() for name in ("rating", "explanation"))
    return (
        Need("rating", _("A rating"), "", bool(rating)),
        Need("explanation", _("A reason in your words"), "", bool(reason)),
    )
