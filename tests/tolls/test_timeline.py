"""Tolls from reports: grouping, rates, additions, relays, steps, what is told now, any order of arrival."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.tolls import tolls
from claims.tolls.types import Reading, Report, Role, Toll
from tests.tolls.figures import NOON, money, of, report

NEW = Reading("killed", Role.NEW, unit="people")
reports = st.lists(
    st.builds(
        report,
        low=st.integers(1, 30).map(float),
        qualifier=st.sampled_from(["exact", "about", "at_least", "at_most", "dozens"]),
        minutes=st.integers(0, 180),
        source=st.sampled_from(["A", "B", "C"]),
        guid=st.sampled_from(["a", "b", "c"]),
        article=st.integers(1, 3),
        order=st.integers(1, 3),
        speaker=st.sampled_from(["", "police", "army"]),
        reading=st.sampled_from([NEW, Reading("killed", Role.POINT, unit="people")]),
        void_at=st.sampled_from([None, NOON]),
    ),
    max_size=9,
).map(lambda found: [replace(each, key=k, version=each.order) for k, each in enumerate(found)])


def only(*told: Report) -> Toll:
    [toll] = tolls(told)
    return toll


@settings(deadline=None)
@given(reports, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(told: list[Report], chance: object) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tolls(shuffled) == tolls(told)


@settings(deadline=None)
@given(reports)
def test_a_clash_is_of_two_that_differ_and_ends_after_it_began(told: list[Report]) -> None:
    for toll in tolls(told):
        for clash in toll.clashes:
            assert clash.one.at <= clash.since == clash.other.at
            assert (clash.until is None) == (clash.settled == "")
            assert clash.until is None or clash.until >= clash.since


def test_measures_never_mix() -> None:
    hurt = Reading("wounded", Role.POINT, unit="people")
    assert [toll.measure for toll in tolls([report(12), report(31, reading=hurt, key=2)])] == [
        "killed",
        "wounded",
    ]


def test_what_is_no_point_stands_on_no_timeline() -> None:
    parts = [
        report(3, reading=Reading("killed", role)) for role in Role if role not in (Role.POINT, Role.NEW)
    ]
    assert tolls(parts) == []


def test_a_year_a_month_and_a_total_are_brought_to_one_rate() -> None:
    toll = only(
        money(4.2e9, per="year", qualifier="about"),
        money(3.5e8, per="month", key=2, minutes=5, **of("B")),
        money(4.2e10, period="10 years", key=3, minutes=9, **of("C")),
    )
    assert (toll.per, [point.normalised for point in toll.points]) == ("year", [None, 4.2e9, 4.2e9])
    assert toll.clashes == ()
    assert toll.latest
    assert (toll.latest.low, toll.latest.qualifier, toll.latest.normalised) == (4.2e9, "about", True)


def test_closed_periods_and_rates_are_different_tolls() -> None:
    assert len(tolls([money(4.2e9, per="year"), money(5.1e9, period="2026", key=2)])) == 2
    assert len(tolls([money(4.2e9, period="2025"), money(5.1e9, period="2026", key=2)])) == 2


def test_years_without_bounds_join_those_with_bounds_as_far_apart() -> None:
    assert len(only(money(1e9, period="2021-2025"), money(1e9, period="5 years", key=2)).points) == 2


def test_closed_periods_contradict_each_other_whenever_told() -> None:
    [clash] = only(
        money(5.1e9, period="2026"), money(4.8e9, period="2026", key=2, minutes=9999, **of("B"))
    ).clashes
    assert clash.until is None


def test_additions_count_on_what_stood() -> None:
    toll = only(report(30), report(12, reading=NEW, minutes=90, key=2, guid="a2", article=2))
    assert toll.points[1].normalised == 42
    assert toll.latest
    assert (toll.latest.low, toll.latest.normalised) == (42, True)


def test_the_same_addition_of_two_agencies_counts_once_for_each() -> None:
    more = report(12, reading=NEW, minutes=90, key=2, guid="a2", article=2)
    toll = only(report(30), more, replace(more, key=3, **of("B")))
    assert [point.normalised for point in toll.points] == [None, 42, 42]


def test_an_addition_beside_its_sum_is_not_added() -> None:
    toll = only(report(19), report(6, reading=NEW, minutes=60, key=2, order=2, version=2),
                report(25, minutes=60, key=3, order=2, version=2))  # fmt: skip
    assert toll.latest
    assert toll.latest.low == 25


def test_a_relay_falls_with_the_story_it_rests_on() -> None:
    false = report(34, source="Kestrel", void_at=report(0, minutes=60).at)
    relay = report(34, minutes=20, key=2, speaker="Kestrel", **of("B"))
    toll = only(false, relay, report(1, minutes=90, key=3, **of("C")))
    assert [point.void for point in toll.points] == [True, True, False]
    assert toll.points[1].report.relays == "a@1"
    assert toll.latest
    assert (toll.latest.low, toll.latest.source) == (1, "C")


def test_a_later_version_says_again_or_changes() -> None:
    toll = only(
        report(12),
        report(19, minutes=90, key=2, order=2, version=2),
        report(19, minutes=180, key=3, order=3, version=3),
        report(17, minutes=200, key=4, order=4, version=4),
    )
    assert [point.repeat for point in toll.points] == [False, False, True, False]
    assert [(step.kind, step.old.figure.low) for step in toll.steps] == [("rise", 12), ("revised down", 19)]
    assert toll.clashes == ()


def test_a_clash_is_raised_once_for_its_figures_and_claimants() -> None:
    toll = only(
        report(19, speaker="police"),
        report(15, speaker="army", minutes=10, key=2, **of("B")),
        report(19, speaker="the police", minutes=20, key=3, **of("C")),
    )
    assert len(toll.clashes) == 1


def test_a_figure_that_its_teller_had_replaced_contradicts_nobody() -> None:
    toll = only(
        report(12),
        report(19, minutes=20, key=2, order=2, version=2),
        report(19, minutes=40, key=3, **of("B")),
    )
    assert toll.clashes == ()


def test_rivals_of_one_moment_are_disputed() -> None:
    toll = only(
        report(8400, speaker="Dast"),
        report(11200, speaker="Ferr", key=2),
        report(9700, speaker="Comp", key=3),
    )
    assert toll.latest
    assert (toll.latest.low, toll.latest.high, toll.latest.qualifier) == (8400, 11200, "disputed")


def test_the_share_of_about_is_the_desk_s() -> None:
    told = [report(30, qualifier="about"), report(36, key=2, **of("B"))]
    assert tolls(told)[0].clashes
    assert not tolls(told, about=0.2)[0].clashes


def test_a_kill_is_a_withdrawal() -> None:
    [step] = only(report(34, void_at=NOON)).steps
    assert (step.kind, step.new) == ("withdrawal", None)
