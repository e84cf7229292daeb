"""An edition as ClaimReview JSON-LD, for search engines and fact-check tools.

Plain Python: the payload of an edition in, a dictionary out. Required by Google's guide are claimReviewed,
reviewRating and url. What is not known is left out; a rating without a number gives no numbers at all.
Source: https://schema.org/ClaimReview and the newsroom's mapping table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes the check: name, home page, the page with the corrections policy."""

    name: str
    url: str
    corrections: str


def claim_review(
    payload: Mapping[str, Any],
    *,
    url: str,
    outlet: Outlet,
    published: str,
    modified: str = "",
    corrections: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """`published` and `modified` are dates, `corrections` (date, what was put right), oldest first."""
    author = {"@type": "Organization", "name": outlet.name, "url": outlet.url}
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"{url}#review",
        "url": url,
        "claimReviewed": payload["claim"]["standalone"] or payload["claim"]["sentence"],
        "datePublished": published,
        "inLanguage": "en",
        "author": author | {"correctionsPolicy": outlet.corrections},
        "reviewRating": _rating(payload),
        "itemReviewed": _claim(payload),
    }
    notes = [{"@type": "CorrectionComment", "datePublished": day, "text": text} for day, text in corrections]
    changed = {"dateModified": modified, "correction": notes[0] if len(notes) == 1 else notes}
    return review | {name: value for name, value in changed.items() if value}


def _rating(payload: Mapping[str, Any]) -> dict[str, Any]:
    rating, scale = payload["rating"], payload["scale"]
    review = {
        "@type": "Rating",
        "alternateName": rating["label"],
        "ratingExplanation": payload["explanation"],
    }
    if rating["number"] is None:
        return review
    bounds = {"worstRating": scale["worst"], "bestRating": scale["best"]}
    return review | {"ratingValue": rating["number"]} | bounds


def _claim(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Who said it, when and where (`name` is the place, as the Fact Check Tools read it)."""
    story, claimant = payload["story"], payload["claimant"]
    said = {
        "datePublished": story["said_at"][:10],
        "name": payload["claim"]["place"],
        "appearance": [{"@type": "NewsArticle", "url": story["url"]}] if story["url"] else [],
    }
    author = {"@type": claimant["kind"], "name": claimant["name"]}
    return {"@type": "Claim", "author": author} | {name: value for name, value in said.items() if value}
