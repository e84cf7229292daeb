"""Who tells a report, and whether two reports come from different mouths."""

from __future__ import annotations

from collections.abc import Sequence

from claims.tolls import claimants
from claims.tolls.types import Report, Role


def claimant(report: Report) -> str:
    """Who vouches for it: its speaker, or the agency itself."""
    return report.speaker or report.source


def same_claimant(one: Report, other: Report) -> bool:
    """Whether the same mouth tells both; who takes another agency's word for it does not.

    A body that is the one's speaker may stand by its name in the sentence of the other: "the Compact counted
    so many, according to its survey".
    """
    left, right = claimant(one), claimant(other)
    is_named = claimants.is_body_in(left, other.sentence) or claimants.is_body_in(right, one.sentence)
    return one.relays == other.relays and (claimants.is_same(left, right) or is_named)


def told_again(one: Report, other: Report) -> bool:
    """Whether two reports of one figure are one claim: as above, and where the other's sentence has the
    words for the claimant, whatever it says of it ("the navy has 14, Admiral Lund said")."""
    if one.relays != other.relays or not same_figure(one, other):
        return False
    left, right = claimant(one), claimant(other)
    is_named = claimants.is_named(left, other.sentence) or claimants.is_named(right, one.sentence)
    return same_claimant(one, other) or is_named


def rivals(one: Report, other: Report) -> bool:
    """Whether two reports may contradict each other: of different agencies, or of two claimants of one.

    Two versions of a story are its own change; an agency that tells a claimant's figure anew, under whatever
    id, changes its own; a story's own voice rivals nobody whom it quotes.
    """
    if one.article == other.article and one.version != other.version:
        return False
    if one.source != other.source:
        return True
    return bool(one.speaker and other.speaker) and not same_claimant(one, other)


def instead(report: Report, reports: Sequence[Report]) -> list[Report]:
    """What the first later version of its story tells instead of a report; [] while none does.

    A version that still tells it, or that only leaves it out beside others which it told as well, changes
    nothing.
    """
    own = [other for other in reports if other.article == report.article and other.reading.role is Role.POINT]
    beside = [other for other in own if other.order == report.order]
    later = [other for other in own if other.order > report.order]
    for order in sorted({other.order for other in later}):
        version = [other for other in later if other.order == order]
        if any(same_figure(report, other) for other in version):
            continue
        if told := [other for other in version if _replaces(other, report, beside)]:
            return told
    return []


def _replaces(new: Report, old: Report, beside: Sequence[Report]) -> bool:
    """Whether a later figure is the old one's claimant's, or one that was not told beside it."""
    return same_claimant(new, old) or not any(same_figure(new, other) for other in beside)


def same_figure(one: Report, other: Report) -> bool:
    """The same numbers, bound and period."""
    return figure(one) == figure(other)


def figure(report: Report) -> tuple[object, ...]:
    """The numbers, bound and period of a report."""
    told = report.figure
    return told.low, told.high, told.qualifier, report.reading.per
