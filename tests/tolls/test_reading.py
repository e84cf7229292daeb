"""What single sentences say of their figures: measure, role, period, rate, unit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.figures import find
from claims.extraction.types import TYPES, Figure, Span
from claims.tolls import read
from claims.tolls.types import Role, Said
from tests.tolls.figures import NOON, reading_of, said_in

MEASURES = """
killed    | The blast claimed 31 lives.                                      | 31
killed    | Gunmen shot dead 12 people in a cafe.                            | 12
killed    | Two hostages were killed.                                        | Two hostages
killed    | The toll stands at 40.                                           | 40
killed    | Seven people, among them a guard, were found dead.               | Seven people
wounded   | Nine people were treated for burns.                              | Nine people
wounded   | Five guests were in a critical condition.                        | Five guests
missing   | There was no trace of 14 sailors.                                | 14 sailors
trapped   | Some 20 people were still under the rubble.                      | Some 20 people
rescued   | Divers brought six boys out of the cave alive.                   | six boys
freed     | The rebels released 30 prisoners.                                | 30 prisoners
evacuated | About 500 people were moved to safety.                           | About 500 people
homeless  | The fire left 90 people without a roof.                          | 90 people
displaced | Some 4,000 villagers were driven from their homes.               | 4,000 villagers
arrested  | Police rounded up 70 people.                                     | 70 people
cases     | Forty guests fell ill.                                           | Forty guests
crowd     | Some 9,000 people marched through the old town.                   | 9,000 people
crowd     | The rally drew about 5,000 people.                                | 5,000 people
strikers  | About 700 drivers went on strike at the depot.                    | 700 drivers
killed    | We have lost 85 soldiers.                                         | 85 soldiers
jobs      | The yard laid off 300 welders.                                    | 300 welders
crossed   | More than 900 people crossed the bridge on foot.                 | 900 people
"""
ROLES = """
point    | The bombing killed 12 people, the worst since 2019.               | 12 people
point    | Police are said to have found 12 bodies.                          | 12 bodies
part     | The dead were three nurses and a driver.                          | three nurses
part     | Forty were hurt, 9 of them badly.                                 | 9
recalled | Officials had first spoken of 30 dead.                            | 30
recalled | The toll was cut to 17 from 19.                                   | 19
recalled | The army denied that 20 soldiers had been killed.                 | 20 soldiers
older    | A fire there killed six people in 2019.                           | six people
older    | Three years ago a storm killed 40 people on the coast.            | 40 people
older    | In December a raid killed nine people.                            | nine people
sum      | The two attacks killed 29 people.                                 | 29 people
sum      | So far this year 300 people have been killed in such attacks.     | 300 people
point    | So far this year 300 people have been killed on the road.         | 300 people
point    | Last year the disease killed 410 people.                          | 410 people
older    | The accident of last year killed 14 people.                       | 14 people
point    | It had counted 40 dead.                                           | 40
recalled | It had counted 40 dead on Friday.                                 | 40
planned  | About 2,000 people will be evacuated on Friday.                   | 2,000 people
other    | Up to 60 people may have died.                                    | 60 people
other    | Malaria kills 900 people a year in the delta.                     | 900 people
other    | The toll was 12 more than the day before.                         | 12
"""
SUMS = """
point    |                 | year  | The war costs 3 billion crowns a year.                 | 3 billion
point    |                 | month | The monthly bill fell to 40 million crowns.            | 40 million
point    | 2030            |       | The town paid 7 million crowns for it last year.       | 7 million
point    | 2026-2030       |       | It cost 9 million crowns between 2026 and 2030.        | 9 million
point    | 10 years        |       | They spent 50 million crowns over ten years.           | 50 million
point    | 2031-02         |       | The fund paid out 3 million crowns last month.         | 3 million
point    | to come         |       | The bridge will cost 80 million crowns.                | 80 million
point    |                 |       | The debt stood at 5 million crowns at the end of 2030. | 5 million
part     |                 |       | Fuel alone took 180 million crowns.                    | 180 million
part     |                 |       | That is an average of 2 million crowns.                | 2 million
other    |                 |       | It pays each family 200,000 crowns.                    | 200,000
other    |                 |       | Every contract above 100,000 crowns was checked.       | 100,000
other    |                 |       | The gap could reach 6 million crowns.                  | 6 million
recalled |                 |       | The minister had put the cost at 4 million crowns.     | 4 million
planned  |                 |       | The cut would save 4 million crowns.                   | 4 million
"""


def rows(table: str) -> list[list[str]]:
    return [[field.strip() for field in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("measure", "sentence", "passage"), rows(MEASURES))
def test_a_measure_is_read_from_its_sentence(measure: str, sentence: str, passage: str) -> None:
    kind = "displacement" if measure == "crossed" else "casualties"
    found = reading_of(sentence, passage, kind).measure
    assert found == ("displaced" if measure == "crossed" else measure)


@pytest.mark.parametrize(("role", "sentence", "passage"), rows(ROLES))
def test_a_role_is_read_from_its_sentence(role: str, sentence: str, passage: str) -> None:
    assert reading_of(sentence, passage).role == role


@pytest.mark.parametrize(("role", "period", "per", "sentence", "passage"), rows(SUMS))
def test_a_sum_is_read_with_its_time(role: str, period: str, per: str, sentence: str, passage: str) -> None:
    found = reading_of(sentence, passage, "spending")
    assert (found.measure, found.role) == ("money", role)
    if role == Role.POINT:
        assert (found.period, found.per or "") == (period, per)


def test_every_claim_has_a_reading_in_its_place() -> None:
    event = Said(Span(0, 5), "Event", "event", None)
    sentence = "Nine people were killed and 12 wounded."
    found = read(sentence, [said_in(sentence, "12"), event, said_in(sentence, "Nine people")])
    assert [reading.measure for reading in found] == ["wounded", "", "killed"]
    assert found[1].role is Role.OTHER


def test_a_point_gives_no_reason_and_all_else_does() -> None:
    for role, sentence, passage in rows(ROLES):
        assert bool(reading_of(sentence, passage).why) == (role != "point")


def test_a_sum_without_currency_takes_that_of_the_sum_before() -> None:
    text = "The state set aside 300 million crowns for repairs. It spent 40 million on dykes."
    first, second = text.split(". ")
    sums = [said_in(f"{first}.", "300 million", "spending"), said_in(second, "40 million", "spending")]
    assert [reading.unit for reading in read(text, sums, sent_at=NOON)] == ["crown", "crown"]


def test_what_stands_in_brackets_behind_a_sum_is_the_same_sum() -> None:
    sentence = "The aid cost 40 million crowns ($4 million)."
    at = sentence.index("$4")
    dollars = Figure(Span(at, at + 10), "$4 million", 4e6, None, "exact", "USD", "")
    said = Said(Span(0, len(sentence)), sentence, "spending", dollars)
    assert read(sentence, [said])[0].why == "the same in another currency"


WORDS = st.sampled_from(
    "killed 12 of the 30 people who were wounded , and at least five million crowns a year in 2030 had said "
    "( $4 ) no , dozens - “ put it at twice 3.5 soldiers sent home more including nine 9 % — ; :".split()
)


@settings(deadline=None, max_examples=200)
@given(st.lists(WORDS | st.text(max_size=3), min_size=1, max_size=25).map(" ".join), st.sampled_from(TYPES))
def test_any_sentence_is_read_without_complaint(sentence: str, kind: str) -> None:
    whole = Span(0, len(sentence))
    said = [Said(whole, sentence, kind, figure) for figure in find(sentence, [whole])]
    found = read(sentence, said, headline=sentence[:9], sent_at=NOON)
    assert len(found) == len(said)
    assert all(reading.measure for reading in found)


@given(st.text(max_size=8), st.text(max_size=8), st.integers(0, 9), st.text(max_size=4))
def test_a_figure_that_does_not_stand_where_it_says_is_read_all_the_same(
    sentence: str, text: str, start: int, unit: str
) -> None:
    figure = Figure(Span(start, start + len(text)), text, 3.0, None, "exact", unit, "")
    assert len(read(sentence, [Said(Span(0, len(sentence)), sentence, "casualties", figure)])) == 1
