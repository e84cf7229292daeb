"""S1 in full: a hundred thousand odd requests, in forty rounds with a lot of its own each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.security import test_fuzzed as fuzzed
from tests.security.test_fuzzed import browser, editor, marked, own
from tests.soak.figures import share_of, tell

__all__ = ["browser", "editor", "marked", "own"]
ROUNDS = share_of(40)
TIMES = 630  # requests of each kind a round: 2,520 with the admin's and the API's
pytestmark = pytest.mark.django_db


@pytest.fixture(params=range(ROUNDS))
def lot(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Other lots than those of `make test`, the same in every run."""
    number: int = request.param
    drawn: Callable[[int], Any] = fuzzed.Lot
    monkeypatch.setattr(fuzzed, "TIMES", TIMES)
    monkeypatch.setattr(fuzzed, "Lot", lambda own_number: drawn(1000 * (number + 1) + own_number))
    return number


@pytest.mark.usefixtures("lot")
def test_no_request_of_this_round_breaks_anything(browser: Any, editor: Any, marked: Any, own: Any) -> None:
    for space in (fuzzed.DESK, fuzzed.ADMIN):
        fuzzed.test_no_query_breaks_a_page(browser, marked, own, space)
        fuzzed.test_no_form_breaks_a_page(browser, marked, own, space)
    fuzzed.test_no_body_breaks_the_api(editor, marked)
    tell("S1", "odd requests, none answered 5xx or after two seconds", 4 * TIMES)
