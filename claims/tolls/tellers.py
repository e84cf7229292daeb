"""Who tells a report, and whether two reports come from different mouths."""

from __future__ import annotations

from claims.tolls import claimants
from claims.tolls.types import Report


def claimant(report: Report) -> str:
    """Who vouches for it: the outlet that it is taken from, its speaker, or the agency itself."""
    return report.via or report.speaker or report.source


def same_claimant(one: Report, other: Report) -> bool:
    """Whether the same mouth tells both."""
    left, right = claimant(one), claimant(other)
    return left == right or claimants.is_same(left, right)


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


def told_by(one: Report, other: Report) -> bool:
    """Whether `other` is a later word of whoever told `one`: its story's later version, the same mouth."""
    is_later = one.article == other.article and other.order > one.order
    return is_later and (same_claimant(one, other) or not (one.speaker and other.speaker))


def same_figure(one: Report, other: Report) -> bool:
    """The same numbers, bound and period."""
    return _figure(one) == _figure(other)


def _figure(report: Report) -> tuple[float, float | None, str, str | None]:
    figure = report.figure
    return figure.low, figure.high, figure.qualifier, report.reading.per
