"""Checks published before: a panel that the claim's page asks for, and a page without script."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from claims.models import Claim
from tests.actions.test_past_checks import past, read_alike, toll
from tests.factories import ClaimFactory
from tests.views.conftest import HTMX

__all__ = ["toll"]  # a claim that a story was read for


@pytest.fixture
def claim(db: None) -> Claim:
    found: Claim = ClaimFactory()
    return found


def test_the_page_asks_for_the_panel_and_links_to_it_without_script(desk: Client, claim: Claim) -> None:
    page = desk.get(f"/claims/{claim.pk}/").content.decode()
    assert f'hx-get="/claims/{claim.pk}/past/" hx-trigger="load"' in page
    assert f'<a href="/claims/{claim.pk}/past/">Checks published before</a>' in page


def test_a_check_is_offered_with_its_difference_spelt_out(desk: Client, toll: Claim) -> None:
    said = "19 people died when the ferry Corvane capsized off Port Selwick."
    read_alike(toll, past(said, publisher="Aldcastle Checks", published_on=date(2026, 3, 4)))
    panel = desk.get(f"/claims/{toll.pk}/past/", headers=HTMX).content.decode()
    for words in (
        "Aldcastle Checks: False",
        "4 March 2026",
        "said by <bdi>Ines Vallory</bdi>",
        f'href="https://checks.example/{len(said)}" rel="noopener noreferrer nofollow"',
        "<b>Differs:</b>",
        "“19 people” there",
        "no verdict carries over",
    ):
        assert words in panel
    assert panel.startswith('<section class="stack" id="past"')


def test_nothing_found_is_hidden_in_the_page_and_said_on_its_own(desk: Client, claim: Claim) -> None:
    assert " hidden>" in desk.get(f"/claims/{claim.pk}/past/", headers=HTMX).content.decode()
    page = desk.get(f"/claims/{claim.pk}/past/").content.decode()
    assert "No check that was published before bears on this claim." in page
    assert "At least 37" in page


def test_an_unknown_claim_has_none(desk: Client) -> None:
    assert desk.get("/claims/1/past/").status_code == 404
