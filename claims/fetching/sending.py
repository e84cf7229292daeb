"""Sends one small message to an address that somebody at the desk set; the answer's body is not read."""

from __future__ import annotations

import json
from http.client import HTTPResponse
from typing import Any

from claims.fetching.connection import Deadline
from claims.fetching.fetch import USER_AGENT, asked, refused
from claims.fetching.rules import Rules

TAKEN = range(200, 300)
HEADERS = {"User-Agent": USER_AGENT, "Content-Type": "application/json; charset=utf-8", "Connection": "close"}


def post(url: str, message: dict[str, Any], *, rules: Rules | None = None) -> None:
    """POST `message` as JSON. A redirect is not followed. Raises FetchRefused or FetchFailed.

    `url` is taken for a secret: no error names more of it than its host.
    """
    rules = rules or Rules()
    body = json.dumps(message, ensure_ascii=False).encode()
    deadline = Deadline.within(rules.seconds)
    asked("POST", url, _check_taken, headers=HEADERS, rules=rules, deadline=deadline, body=body)


def _check_taken(response: HTTPResponse) -> None:
    if response.status not in TAKEN:
        raise refused(response)
