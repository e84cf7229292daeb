"""Sums inside one story: our own stories with and without slips, what they rest on, and the time taken."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from claims.extraction.pipeline import Story, read
from claims.extraction.types import Figure, Span
from claims.tolls import currency
from claims.tolls.arithmetic import notes, rates_told
from claims.tolls.arithmetic.__main__ import main
from claims.tolls.arithmetic.sheet import LEAD, MOST_BEFORE, lay_out
from claims.tolls.types import Note, Reading, Role, Said
from tests.tolls.scenarios import Scenario

STORIES = Path(__file__).with_name("sums.txt")


class Told(NamedTuple):
    """A story of the table, the slips to be found in it, and the sums to be seen as right."""

    text: str
    slips: list[tuple[str, float, float]]
    right: list[tuple[str, float]]


def stories() -> list[Any]:
    cases = []
    for block in STORIES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *lines = block.splitlines()
        slips = [line[2:].split("|") for line in lines if line.startswith("=>")]
        right = [line[2:].split("|") for line in lines if line.startswith("==")]
        text = "\n".join(line for line in lines if not line.startswith(("=>", "=="))).strip()
        told = Told(
            text,
            [(kind.strip(), float(stated), float(computed)) for kind, stated, computed in slips],
            [(kind.strip(), float(stated)) for kind, stated in right],
        )
        cases.append(pytest.param(told, id=name.strip()))
    return cases


def said_in(text: str) -> list[Said]:
    """A claim for every figure that the grammar finds, with the sentence around it."""
    draft = read(Story(text))
    found = []
    for figure in draft.figures:
        span = next(s for s in draft.passage.sentences if s.start <= figure.span.start < s.end)
        found.append(Said(span, span.of(text), "quantity", figure))
    return found


def noted(text: str, *, role: Role = Role.OTHER) -> list[Note]:
    said = said_in(text)
    return notes(text, said, [Reading("", role) for _ in said])


@pytest.mark.parametrize("told", stories())
def test_slips_of_a_story_are_found_and_nothing_else(told: Told) -> None:
    found = noted(told.text)
    wrong = [(note.kind, note.stated, note.computed) for note in found if not note.ok]
    assert wrong == told.slips
    assert set(told.right) <= {(note.kind, note.stated) for note in found if note.ok}


COACH = (
    "A coach fell into the gorge, killing 17 people, police said. It was the worst accident of the year. "
    "The dead were nine passengers, five walkers and two drivers."
)


def test_note_says_what_the_parts_add_up_to() -> None:
    [note] = noted(COACH)
    assert note.text == "The parts add up to 16, the text says 17."


def test_note_is_shown_on_the_claims_whose_figures_are_in_the_sum() -> None:
    said = said_in(COACH)
    [note] = noted(COACH)
    shown = [figure.text for key in note.keys if (figure := said[key].figure)]
    assert shown == ["17 people", "nine passengers", "five walkers", "two drivers"]


def test_note_is_shown_on_the_sentence_where_no_figure_is_a_claim() -> None:
    sentence = COACH.partition(". ")[0] + "."
    event = Said(Span(0, len(sentence)), sentence, "event", None)
    [note] = notes(COACH, [event], [Reading("", Role.OTHER)])
    assert note.keys == (0,)


def test_sums_of_nobody_s_claims_are_told_without_a_place() -> None:
    assert [note.keys for note in notes(COACH, [], [])] == [()]


def test_figure_of_another_time_is_no_total() -> None:
    said = said_in(COACH)
    roles = [Role.OLDER if each.figure and each.figure.low == 17 else Role.PART for each in said]
    assert notes(COACH, said, [Reading("killed", role) for role in roles]) == []


def test_hidden_characters_move_no_claim() -> None:
    text = COACH.replace("coach", "co\u200bach")
    said = [
        Said(Span(0, 60), "", "casualties", figure_at(text, "17 people", 17.0)),
        Said(Span(0, 60), "", "casualties", figure_at(text, "two drivers", 2.0)),
    ]
    [note] = notes(text, said, [Reading("killed", Role.POINT)] * 2)
    assert note.keys == (0, 1)


def figure_at(text: str, words: str, low: float) -> Figure:
    start = text.index(words)
    return Figure(Span(start, start + len(words)), words, low, None, "exact", "people", "")


def test_conversion_is_checked_at_the_caller_s_rate_where_the_story_states_none() -> None:
    text = "The ship cost 200 million euros ($300 million), the navy said."
    rates = currency.known(datetime(2024, 5, 14, tzinfo=UTC))
    [note] = notes(text, [], [], rates=rates)
    assert not note.ok
    assert note.text == (
        "200 million euros at 1.08 (European Central Bank, mean of 2024-05) comes to 216 million dollars, "
        "the text says $300 million."
    )
    assert notes(text, [], []) == []


def test_story_s_own_rate_comes_before_the_caller_s() -> None:
    text = "The ship cost 200 million euros ($300 million), the navy said. (1 euro = $1.50)"
    [note] = notes(text, [], [], rates=currency.known(datetime(2024, 5, 14, tzinfo=UTC)))
    assert note.ok


def test_rates_of_other_stories_are_learned() -> None:
    at = datetime(2027, 3, 1, tzinfo=UTC)
    stories = [
        "The quay cost 500 million crowns (50 million euros).",
        "The fund holds 81 million crowns (8 million euros). (1 euro = 10.10 crowns)",
    ]
    told = [each for story in stories for each in rates_told(story, at)]
    assert [(each.value, each.unit, each.other, each.to) for each in told] == [
        (5e8, "crown", 5e7, "EUR"),
        (8.1e7, "crown", 8e6, "EUR"),
        (10.1, "crown", 1.0, "EUR"),
    ]
    rates = currency.known(at, currency.learned(told, at))
    [note] = notes("A ship was built for 300 million crowns (20 million euros).", [], [], rates=rates)
    assert not note.ok
    assert "at 10.10 (3 conversions in other stories) comes to 29.7 million euros" in note.text


def test_price_of_counted_things_is_no_conversion() -> None:
    text = "The town bought 40 buses ($2 million), the mayor said."
    assert notes(text, [], [], rates=currency.known(datetime(2024, 5, 14, tzinfo=UTC))) == []


def test_rules_look_back_at_so_many_terms_and_the_opening() -> None:
    laid = lay_out(read(Story("Nine men and two boys ran. " * 300)), [])
    found = list(laid.before(299))
    assert len(found) == MOST_BEFORE + 2 * LEAD
    assert found[0].line == 298
    assert found[-1].line < LEAD


def test_scenarios_sums_come_out_as_expected(shared: Path) -> None:
    """Every false sum of the scenarios is found, every true one seen, and nothing else is raised."""
    for folder in sorted(shared.glob("scenarios/*/expected.json")):
        scenario = Scenario(folder.parent)
        for telling in scenario.tellings:
            found = noted(telling.story.text)
            wanted = [
                each
                for each in scenario.expected.get("arithmetic", [])
                if (each["guid"], each["version"]) == telling.key
            ]
            wrong = [(each["kind"], each["stated"], each["computed"]) for each in wanted if not each["ok"]]
            right = {(each["kind"], each["stated"]) for each in wanted if each["ok"]}
            assert [
                (note.kind, note.stated, pytest.approx(note.computed)) for note in found if not note.ok
            ] == wrong
            assert right <= {(note.kind, note.stated) for note in found if note.ok}


def test_command_prints_the_sums_of_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain, lines = tmp_path / "coach.txt", tmp_path / "stories.jsonl"
    plain.write_text(COACH, encoding="utf-8")
    right = COACH.replace("five", "six")
    lines.write_text(json.dumps({"text": right}) + "\n\n" + json.dumps({"text": "None."}), encoding="utf-8")
    main([str(plain), str(lines)])
    assert capsys.readouterr().out.splitlines() == [
        "coach.txt\tslip\tparts_total\tThe parts add up to 16, the text says 17.",
        "stories.jsonl:1\tright\tparts_total\tThe parts add up to 17.",
    ]
    main(["--slips", str(lines)])
    assert capsys.readouterr().out == ""
