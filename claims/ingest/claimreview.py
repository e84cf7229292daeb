"""Checks that others published, as ClaimReview: JSON-LD in pages or files, a Data Commons feed, or CSV.

Whatever brings them, a review is first laid flat into FIELDS and then cleaned in one place. What is wrong
with one is told with its line and costs no other. Source: https://schema.org/ClaimReview, what the feed at
datacommons.org/factcheck/download holds, and the fields of Google's Fact Check Tools.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from claims.ingest.addresses import web_address
from claims.ingest.clean import clean_text
from claims.ingest.limits import EARLIEST_YEAR, LANGUAGE_CHARS, LATEST_YEAR
from claims.ingest.types import BadStory

FIELDS = (
    "claim", "url", "publisher", "claimant", "said_on", "published_on", "rating", "number", "worst", "best",
    "language",
)  # fmt: skip
NAME_CHARS = 300
CLAIM_CHARS = 4000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Review:
    """One published check. Days are None and texts empty where its publisher left them out.

    `number`, `worst` and `best` are the rating as a number and its bounds: all three, the first, or none.
    """

    claim: str
    url: str
    publisher: str
    claimant: str = ""
    said_on: date | None = None
    published_on: date | None = None
    rating: str = ""
    number: float | None = None
    worst: float | None = None
    best: float | None = None
    language: str = ""

    @property
    def identity(self) -> str:
        """What stays the same when it comes again: its address and its claim."""
        return hashlib.sha256(f"{self.url}\n{' '.join(self.claim.split())}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Row:
    """What stands at a line: a review, with what was left out of it in words, or why there is none."""

    line: int
    review: Review | None
    reason: str = ""


def row(fields: Mapping[str, Any], line: int) -> Row:
    """The review that these flat fields tell. Without a claim or a web address it is none."""
    try:
        review = _named(fields)
    except BadStory as error:
        return Row(line, None, error.reason)
    said_on, published_on = (_day(fields.get(name)) for name in ("said_on", "published_on"))
    numbers = _numbers(fields)
    given = [name for name in ("said_on", "published_on") if _text(fields.get(name), NAME_CHARS)]
    lost = [name for name, day in (("said_on", said_on), ("published_on", published_on)) if day is None]
    dropped = [name for name in lost if name in given]
    if numbers[0] is None and _text(fields.get("number"), NAME_CHARS):
        dropped.append("number")
    review = replace(review, said_on=said_on, published_on=published_on)
    review = replace(review, number=numbers[0], worst=numbers[1], best=numbers[2])
    return Row(line, review, f"Left out, since it cannot be read: {', '.join(dropped)}." if dropped else "")


def _named(fields: Mapping[str, Any]) -> Review:
    """What a review must have, and its texts. Raises BadStory."""
    claim = _text(fields.get("claim"), CLAIM_CHARS)
    if not claim:
        raise BadStory("It does not say which claim was checked.", field="claim")
    url = web_address(_text(fields.get("url"), CLAIM_CHARS), field="url")
    return Review(
        claim=claim,
        url=url,
        publisher=_text(fields.get("publisher"), NAME_CHARS) or str(urlsplit(url).hostname),
        claimant=_text(fields.get("claimant"), NAME_CHARS),
        rating=_text(fields.get("rating"), NAME_CHARS),
        language=_text(fields.get("language"), LANGUAGE_CHARS).lower(),
    )


def _text(value: Any, most: int) -> str:
    """One line of clean text, cut to `most` characters; what is no text or number says nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    try:
        return " ".join(clean_text(str(value)).text.split())[:most].strip()
    except (BadStory, ValueError):  # a number of ten thousand digits, say
        return ""


def _day(value: Any) -> date | None:
    told = _text(value, NAME_CHARS)
    found = _DAY.match(told)
    try:
        day = date.fromisoformat(found[0]) if found else datetime.fromisoformat(told).date()
    except ValueError:
        return None
    return day if EARLIEST_YEAR < day.year < LATEST_YEAR else None


def _numbers(fields: Mapping[str, Any]) -> tuple[float | None, float | None, float | None]:
    """The rating's number, with its bounds where both are told; it must lie between them."""
    number, worst, best = (_number(fields.get(name)) for name in ("number", "worst", "best"))
    if number is None:
        return None, None, None
    if worst is None or best is None or worst == best:
        return number, None, None
    return (number, worst, best) if min(worst, best) <= number <= max(worst, best) else (None, None, None)


def _number(value: Any) -> float | None:
    told = _text(value, NAME_CHARS)
    number = float(told.replace(",", ".")) if _NUMBER.fullmatch(told) else None
    return number if number is not None and math.isfinite(number) else None


def flat(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A ClaimReview, or a claim of the Fact Check Tools with its reviews, laid flat."""
    if isinstance(told.get("claimReview"), list):
        yield from _of_tools(told)
        return
    item, rating = _first(told.get("itemReviewed")), _first(told.get("reviewRating"))
    author = _first(told.get("author")) or _first(told.get("publisher"))
    said_by = _first(item.get("author"))
    value = rating.get("ratingValue")
    worded = _number(value) is None
    yield {
        "claim": told.get("claimReviewed"),
        "url": told.get("url") or told.get("@id") or _first(told.get("mainEntityOfPage")).get("@id"),
        "publisher": author.get("name"),
        "claimant": said_by.get("name"),
        "said_on": item.get("datePublished"),
        "published_on": told.get("datePublished"),
        "rating": rating.get("alternateName")
        or rating.get("name")
        or (rating.get("ratingValue") if worded else ""),
        "number": "" if worded else rating.get("ratingValue"),
        "worst": rating.get("worstRating"),
        "best": rating.get("bestRating"),
        "language": told.get("inLanguage"),
    }


def _of_tools(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for review in told["claimReview"]:
        if isinstance(review, dict):
            publisher = _first(review.get("publisher"))
            yield {
                "claim": told.get("text"),
                "url": review.get("url"),
                "publisher": publisher.get("name") or publisher.get("site"),
                "claimant": told.get("claimant"),
                "said_on": told.get("claimDate"),
                "published_on": review.get("reviewDate"),
                "rating": review.get("textualRating"),
                "language": review.get("languageCode"),
            }


def _first(value: Any) -> Mapping[str, Any]:
    """Of a list the first; a bare text is a name, or an address."""
    if isinstance(value, list):
        value = value[0] if value else {}
    return value if isinstance(value, dict) else {"name": value, "@id": value}
