"""The only door to the web: one guarded fetcher, in plain Python."""

from claims.fetching.fetch import Fetched, fetch
from claims.fetching.rules import Rules
from claims.fetching.sending import post
from claims.fetching.types import FetchError, FetchFailed, FetchRefused

__all__ = ["FetchError", "FetchFailed", "FetchRefused", "Fetched", "Rules", "fetch", "post"]
