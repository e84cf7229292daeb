"""The rules that say which claims are the same: the tables of pairs, and what each rule is there for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from claims.extraction.alignment.words import FIGURE, STOP, masked
from claims.matching.claims import compare
from claims.matching.claims.times import named
from claims.matching.types import Claim, Comparison, turned
from claims.tolls.types import Role
from tests.matching.pairing import Pair, claim, pairs

PAIRS = list(pairs("pairs.txt"))
LATER = list(pairs("later_pairs.txt"))
NEWEST = list(pairs("newest_pairs.txt"))
TABLES = {"pairs": PAIRS, "later": LATER, "newest": NEWEST}
F1 = {"pairs": 0.96, "later": 0.94, "newest": 0.94}  # of "same"
NEAR = 0.9  # of the variants and others that are told apart from each other

MARKET = (
    "2027-06-03 08:05 | Kellmar | police | Bomb in market | *{} people* were killed by a bomb in Kellmar."
)


def said(figure: str, **fields: object) -> Claim:
    """A toll of the bomb in the market of Kellmar."""
    return replace(claim(MARKET.format(figure), 1), **fields)  # type: ignore[arg-type]


def judged(table: list[Pair]) -> Counter[tuple[str, str]]:
    """How often a pair of this label was called that."""
    return Counter((pair.label, compare(pair.one, pair.other).kind) for pair in table)


def f1(found: Counter[tuple[str, str]]) -> float:
    right = found["same", "same"]
    wrong = sum(count for (label, kind), count in found.items() if (label == "same") != (kind == "same"))
    return 2 * right / (2 * right + wrong)


@pytest.mark.parametrize("name", TABLES)
class TestTables:
    def test_the_same_are_found_and_no_variant_is_called_the_same(self, name: str) -> None:
        found = judged(TABLES[name])
        assert not found["variant", "same"]
        assert not found["other", "same"]
        assert f1(found) >= F1[name], found

    def test_most_variants_are_told_from_what_is_another_thing(self, name: str) -> None:
        table = TABLES[name]
        apart = [pair for pair in table if pair.label != "same"]
        right = sum(compare(pair.one, pair.other).kind == pair.label for pair in apart)
        assert right >= NEAR * len(apart)

    def test_either_way_round_it_is_one_answer(self, name: str) -> None:
        for pair in TABLES[name]:
            assert compare(pair.other, pair.one) == compare(pair.one, pair.other).turned, pair.about

    def test_every_answer_says_why(self, name: str) -> None:
        for found in (compare(pair.one, pair.other) for pair in TABLES[name]):
            assert found.kind == "other" or found.because
            assert (found.kind == "variant") == bool(found.difference)


def test_the_table_has_what_it_is_to_try() -> None:
    kinds = Counter(pair.kind for pair in PAIRS)
    assert len(PAIRS) >= 100
    assert kinds["F"] >= 30
    assert kinds["W"] >= 20
    assert kinds["L"] >= 20
    assert len(LATER) >= 40


def test_the_table_keeps_its_own_rules() -> None:
    for pair in PAIRS:
        if pair.kind == "F":
            assert pair.label != "same"
            assert pair.one.figure
            assert pair.other.figure
            assert pair.one.figure.low == pair.other.figure.low, pair.about
        if pair.kind == "L":
            assert pair.label == "same"
            assert alike(pair) < 0.5, pair.about


def alike(pair: Pair) -> float:
    """The share of their words, numbers apart, that two sentences have in common."""
    one, other = ({*masked(claim.sentence, [])[0]} - {FIGURE, STOP} for claim in (pair.one, pair.other))
    return len(one & other) / len(one | other)


class TestFigures:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Nearly 200", "Almost 200"),
            ("12,431", "Some 12,400"),
            ("12,431", "About 12,000"),
            ("Some 12,400", "About 12,000"),
            ("198", "Nearly 200"),
            ("Twelve", "12"),
            ("At least 12", "No fewer than 12"),
            ("Between 40 and 50", "40 to 50"),
        ],
    )
    def test_that_are_one(self, one: str, other: str) -> None:
        assert compare(said(one), said(other)).kind == "same"

    @pytest.mark.parametrize(
        ("one", "other", "difference"),
        [
            ("At least 12", "19", "“At least 12 people” here, “19 people” there"),
            ("At least 12", "12", "“At least 12 people” here, “12 people” there"),
            ("At least 12", "Up to 12", "“At least 12 people” here, “Up to 12 people” there"),
            ("12", "13", "“12 people” here, “13 people” there"),
            ("202", "Nearly 200", "“202 people” here, “Nearly 200 people” there"),
            ("12,431", "12,000", "“12,431 people” here, “12,000 people” there"),
            ("12,431", "About 15,000", "“12,431 people” here, “About 15,000 people” there"),
            ("Between 40 and 50", "45", "“Between 40 and 50 people” here, “45 people” there"),
        ],
    )
    def test_that_are_two(self, one: str, other: str, difference: str) -> None:
        found = compare(said(one), said(other))
        assert (found.kind, found.difference) == ("variant", difference)


class TestPeriods:
    @pytest.mark.parametrize(
        ("words", "period"),
        [
            ("Inflation was 6 percent in April.", "2027-04"),
            ("Inflation was 6 percent in November.", "2026-11"),
            ("Inflation was 6 percent in April 2025.", "2025-04"),
            ("Inflation was 6 percent last month.", "2027-04"),
            ("Police counted 412 robberies last year.", "2026"),
            ("Police counted 412 robberies in 2026.", "2026"),
            ("Sales rose 8 percent in the first quarter.", "2027-q1"),
            ("Sales rose 8 percent between January and March.", "2027-q1"),
            ("Sales rose 8 percent in the three months to March.", "2027-q1"),
            ("Sales rose 8 percent in the second half of 2025.", "2025-h2"),
            ("They overpaid between 2021 and 2025.", "2021-2025"),
            ("They overpaid in the five years to 2025.", "2021-2025"),
            ("410 cases were counted since March.", "since 2027-03"),
            ("They paid it in ten years.", "10 years"),
            ("They paid it over the past decade.", "10 years"),
        ],
    )
    def test_are_read_by_the_time_of_the_story(self, words: str, period: str) -> None:
        assert named(words, datetime(2027, 5, 10, tzinfo=UTC)) == {period}

    @pytest.mark.parametrize("words", ["On Friday 1,900 people came.", "He may resign.", "It cost $2,025."])
    def test_other_numbers_and_words_are_none(self, words: str) -> None:
        assert not named(words, datetime(2027, 5, 10, tzinfo=UTC))


class TestEvents:
    def test_of_one_number_are_one_whatever_the_places(self) -> None:
        one = said("12", event=4)
        assert compare(one, said("12", event=4, place="Torvik")).because.endswith("same event")

    def test_of_two_numbers_are_two_whatever_the_words(self) -> None:
        found = compare(said("12", event=4), said("12", event=5))
        assert (found.kind, found.difference) == ("variant", "another event")

    def test_days_apart_are_two(self) -> None:
        one = said("12")
        assert one.at
        found = compare(one, replace(one, at=one.at + timedelta(days=30)))
        assert (found.kind, found.difference) == ("variant", "told 30 days apart")

    def test_that_nothing_names_are_not_the_same(self) -> None:
        one = claim("2027-06-03 08:05 | - | - | - | *Twelve people* were killed, police said.", 1)
        other = claim("2027-06-03 08:15 | - | - | - | The number of deaths stands at *12*.", 2)
        assert compare(one, other).kind != "same"


def role(one: Claim, role: Role) -> Claim:
    assert one.reading
    return replace(one, reading=replace(one.reading, role=role))


class TestRoles:
    @pytest.mark.parametrize("other", [Role.NEW, Role.PART, Role.OLDER, Role.SUM, Role.PLANNED])
    def test_a_toll_is_nothing_but_a_toll(self, other: Role) -> None:
        assert compare(said("12", event=4), role(said("12", event=4), other)).kind == "variant"

    def test_twelve_more_and_twelve_more_the_next_day_are_two(self) -> None:
        one = role(said("12", event=4), Role.NEW)
        assert one.at
        assert compare(one, replace(one, at=one.at + timedelta(hours=2))).kind == "same"
        assert compare(one, replace(one, at=one.at + timedelta(days=1))).kind == "variant"

    def test_a_recalled_figure_is_what_its_speaker_had_told(self) -> None:
        told = said("12", event=4)
        recalled = role(said("12", event=4), Role.RECALLED)
        assert compare(told, recalled).kind == "same"
        assert compare(told, replace(recalled, speaker="the mayor")).kind == "variant"


def test_a_difference_reads_from_either_side() -> None:
    words = "“19 people” here, “15 people” there; a month here, a year there"
    assert turned(words) == "“15 people” here, “19 people” there; a year here, a month there"
    assert turned(turned(words)) == words
    assert turned("he was there when it happened") == "he was there when it happened"
    assert Comparison("other").turned == Comparison("other")
