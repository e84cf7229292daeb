"""The desk's words for figures, times and drawings."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone, translation

from claims.extraction.types import QUALIFIERS, TYPES
from claims.models import Figure
from claims.priorities import AS_SHIPPED
from claims.ratings import SHIPPED
from claims.statuses import Status
from claims.templatetags import wording
from claims.templatetags.desk import bar, flags, strongest
from tests.factories import ArticleFactory, ClaimFactory


def figure(**given: Any) -> Figure:
    return Figure(**({"text": "x", "low": 37.0, "qualifier": "exact", "unit": "people"} | given))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({}, "37"),
        ({"qualifier": "at_least"}, "≥ 37"),
        ({"qualifier": "nearly", "low": 200.0}, "≈ 200"),
        ({"low": 50e9, "qualifier": "about"}, "≈ 50,000,000,000"),
        ({"low": 12.0, "high": 15.0, "qualifier": "range"}, "12–15"),
        ({"low": 6.1}, "6.1"),
        ({"low": 1e25}, "1e+25"),
        ({"low": -2.5}, "-2.5"),
    ],
)
def test_a_figure_is_written_with_its_sign(given: dict[str, Any], shown: str) -> None:
    assert wording.value(figure(**given)) == shown


def test_a_unit_of_measure_is_told_in_the_readers_language() -> None:
    people, goats = figure(unit="people"), figure(unit="goat")
    assert (wording.unit(people), wording.unit(goats)) == ("people", "goat")
    with translation.override("ar"):
        assert (wording.unit(people), wording.unit(goats)) == ("أشخاص", "goat")


@pytest.mark.parametrize("name", QUALIFIERS)
def test_every_qualifier_has_words(name: str) -> None:
    assert "_" not in wording.qualifier(figure(qualifier=name))


def test_every_type_has_a_label() -> None:
    assert set(wording.TYPE_LABELS) == set(TYPES)


def test_every_rating_has_a_label() -> None:
    for scale in SHIPPED:
        assert [wording.rating_label(r.code) for r in scale.ratings] == [r.label for r in scale.ratings]


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=-5), "0 min"),
        (timedelta(minutes=14), "14 min"),
        (timedelta(minutes=157), "2 h 37"),
        (timedelta(hours=47, minutes=59), "47 h 59"),
        (timedelta(days=3, hours=4), "3 d 4 h"),
    ],
)
def test_a_length_of_time_in_the_desks_words(span: timedelta, words: str) -> None:
    assert wording.length(span) == words


@time_machine.travel("2026-11-23T12:00:00Z", tick=False)
def test_a_time_names_its_day_where_it_is_not_today() -> None:
    now = timezone.now()
    assert wording.clock(now) == "12:00"
    assert wording.clock(now - timedelta(days=1)) == "22 Nov, 12:00"
    assert wording.clock(now - timedelta(days=365)) == "23 Nov 2025, 12:00"


def blocks(*points: int) -> list[tuple[float, float]]:
    """Where each term of the drawn sum begins and how wide it is; the rest of the line last."""
    drawn = bar([{"name": "term", "points": each} for each in points])
    return [(float(x), float(wide)) for x, wide in re.findall(r'x="([\d.]+)".*? width="([\d.]+)"', drawn)]


def test_the_bar_is_as_long_as_the_sum_on_a_line_as_long_as_the_highest() -> None:
    scale = 200 / AS_SHIPPED.most
    first, second, rest = blocks(30, 20)
    assert first == pytest.approx((0, 30 * scale - 1), abs=0.06)
    assert second == pytest.approx((30 * scale, 20 * scale - 1), abs=0.06)
    assert rest == pytest.approx((50 * scale, 200 - 50 * scale), abs=0.06)


@pytest.mark.parametrize("points", [(60, 50, 30, 20), (100, 100, 100, 1), (AS_SHIPPED.most,)])
def test_of_a_sum_over_a_hundred_each_term_has_its_share(points: tuple[int, ...]) -> None:
    *terms, rest = blocks(*points)
    scale = 200 / max(AS_SHIPPED.most, sum(points))
    assert [wide for _, wide in terms] == pytest.approx([max(n * scale - 1, 0.6) for n in points], abs=0.06)
    assert sum(rest) == pytest.approx(200, abs=0.1)


def test_the_two_strongest_reasons_stand_for_the_sum() -> None:
    terms = [
        {"name": "urgency 1", "points": 10},
        {"name": "toll", "points": 40},
        {"name": "age", "points": 12},
    ]
    assert strongest(terms) == "Toll, age"
    assert strongest([]) == ""


def test_flags_tell_what_the_wire_and_the_desk_did(db: None) -> None:
    soon = timezone.now() + timedelta(hours=1)
    article = ArticleFactory(
        state="ready", pub_status="canceled", killed_at=timezone.now(), embargoed_until=soon
    )
    claim = ClaimFactory(revision=article.current, needs_recheck=True, status=Status.PROPOSED)
    kinds = [kind for kind, _ in flags(claim)]
    assert kinds == ["recheck", "killed", "embargo", "plain"]


def test_how_a_claimant_was_found_is_set_in_printers_quotes() -> None:
    assert wording.quoted('quotation, "she", the ministry\'s head') == "quotation, “she”, the ministry’s head"
