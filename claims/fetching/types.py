"""Why something was not fetched."""

from __future__ import annotations


class FetchError(Exception):
    """Nothing came of it; `reason` is a sentence for people.

    `retry_after`: seconds that the server asked to be left alone for, where it did.
    """

    def __init__(self, reason: str, *, retry_after: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


class FetchRefused(FetchError):
    """We do not go there: no public web address, or one that leads to none. Nothing was sent."""


class FetchFailed(FetchError):
    """We went there in vain: no answer, too slow, too large, an error."""
