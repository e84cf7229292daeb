"""What training does before and after torch: its file, its targets, its calibration."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from claims.extraction.types import FIGURE_TYPES, TYPES
from workers.model import data
from workers.model.calibrate import fit, platt, temperature
from workers.model.config import ModelError, Platt, ReleaseConfig, TrainConfig
from workers.model.heads import probability
from workers.model.own import OWN, own_stories
from workers.model.scorer import RELEASED

OWN_FILES = ("own.txt", "own-more.txt", "own-tolls.txt")
CONFIGS = RELEASED.parent / "configs"
TEXT = """Fire at mill

A fire at the Orsk mill killed 12 workers on Friday. The owner, aged 54, fled. Firemen blamed the wiring.

It was built for 3 million crowns."""


def claim(sentence: str, kind: str, worth: int, figure: dict[str, Any] | None) -> dict[str, Any]:
    return {"sentence": sentence, "type": kind, "worth": worth, "figure": figure}


def story(*claims: dict[str, Any]) -> dict[str, Any]:
    return {"id": "own-1", "source": "own", "text": TEXT, "claims": list(claims)}


TOLL = claim(
    "A fire at the Orsk mill killed 12 workers on Friday.",
    "casualties",
    2,
    {"text": "12 workers", "low": 12, "high": None},
)
PRICE = claim(
    "It was built for 3 million crowns.",
    "economy",
    0,
    {"text": "3 million crowns", "low": 3_000_000, "high": None},
)
BLAME = claim("Firemen blamed the wiring.", "event", 1, None)


def targets(example: data.Example) -> dict[str, data.FigureTarget]:
    spans = (span.of(example.passage.text) for span in example.passage.figures)
    return dict(zip(spans, example.figures, strict=True))


def test_example_aligns_figures_by_value_and_sentence() -> None:
    found = targets(data.example(story(TOLL, PRICE)))
    toll = next(target for text, target in found.items() if text.startswith("12"))
    price = next(target for text, target in found.items() if text.startswith("3 million"))
    assert (toll.claim, toll.worth, FIGURE_TYPES[toll.type]) == (1, 2, "casualties")
    assert (price.claim, price.worth, price.listed) == (0, 0, True)


def test_example_takes_unlisted_figures_as_no_claims() -> None:
    assert all(target == data.NOT_A_CLAIM for target in data.example(story()).figures)


def test_example_adds_a_figure_that_the_grammar_does_not_know() -> None:
    odd = claim(TOLL["sentence"], "casualties", 1, {"text": "the Orsk mill", "low": 7, "high": None})
    assert targets(data.example(story(odd)))["the Orsk mill"].claim == 1


def test_example_marks_events_and_sentences_listed_for_figures_only() -> None:
    example = data.example(story(TOLL, BLAME))
    told = {
        span.of(example.passage.text): worth
        for span, worth in zip(example.passage.sentences, example.events, strict=True)
    }
    assert told[BLAME["sentence"]] == 1
    assert told[TOLL["sentence"]] == data.FIGURES_ONLY
    assert told["Fire at mill"] == 0


@pytest.mark.parametrize("name", OWN_FILES)
def test_own_stories_carry_their_marks_and_no_markup(name: str) -> None:
    passages = list(own_stories(OWN.parent / name))
    assert len(passages) > 30
    for passage in passages:
        assert not set("[]|{}") & set(passage["text"])
        assert all(claim["sentence"] in passage["text"] for claim in passage["claims"])
        assert {claim["type"] for claim in passage["claims"]} <= set(TYPES)


@pytest.mark.parametrize("name", OWN_FILES)
def test_own_stories_figures_are_known_to_the_grammar(name: str) -> None:
    passages = list(own_stories(OWN.parent / name))
    examples = [data.example(passage) for passage in passages]
    listed = sum(target.listed for one in examples for target in one.figures)
    marked = sum(claim["type"] != "event" for one in passages for claim in one["claims"])
    assert listed == marked


def test_own_stories_without_their_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        list(own_stories(tmp_path / "own.txt"))


def test_stories_leaves_out_what_is_excluded(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(story()) + "\n", encoding="utf-8")
    assert len(list(data.stories(path))) == 1
    assert list(data.stories(path, exclude=("own-",))) == []


def test_train_config_of_every_file_loads() -> None:
    assert all(TrainConfig.load(path).epochs > 0 for path in CONFIGS.glob("*.json"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [("{", "not a training file"), ('{"epoch": 3}', "does not know: epoch"), ('{"name": "x"}', "incomplete")],
)
def test_train_config_refuses_what_it_does_not_know(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "run.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=reason):
        TrainConfig.load(path)


def test_release_config_comes_back_as_saved(tmp_path: Path) -> None:
    config = ReleaseConfig("m", 64, FIGURE_TYPES)
    config.save(tmp_path / "config.json")
    assert ReleaseConfig.load(tmp_path / "config.json") == config


def test_platt_stays_sane_where_the_logits_part_the_truth_well() -> None:
    logits = np.concatenate([np.full(300, -14.0), np.full(260, 11.0), np.array([-2.0, 3.0, 8.0, -9.0])])
    truth = np.concatenate([np.zeros(300), np.ones(260), np.array([1.0, 0.0, 0.0, 1.0])])
    found = platt(logits.astype(np.float32), truth)
    assert 0.05 < found.scale < 5
    assert abs(found.shift) < 5


def test_platt_recovers_scales_that_were_planted() -> None:
    chance = random.Random(3)
    logits = np.array([chance.gauss(0, 3) for _ in range(4000)], dtype=np.float32)
    truth = np.array([chance.random() < p for p in probability(logits, Platt(0.6, -0.5))])
    found = platt(logits, truth)
    assert found.scale == pytest.approx(0.6, abs=0.06)
    assert found.shift == pytest.approx(-0.5, abs=0.15)


def test_temperature_softens_types_that_are_too_sure() -> None:
    logits = np.full((100, 2), [8.0, 0.0], dtype=np.float32)
    assert temperature(logits, np.array([0] * 80 + [1] * 20)) > 2


def test_fit_weighs_the_words_where_the_encoder_says_nothing_of_events() -> None:
    chance = np.random.default_rng(5)
    events = tuple(int(one) for one in chance.integers(0, 2, 400))
    spans = tuple(data.Span(at, at + 1) for at in range(400))
    toll = data.FigureTarget(claim=1, worth=2, type=0, listed=True)
    noise, words = chance.normal(size=400), np.array(events) * 4.0 - 2.0
    sentences = np.stack([noise, noise, words], axis=1).astype(np.float32)
    figures = np.ones((1, 2 + len(FIGURE_TYPES)), dtype=np.float32)
    example = data.Example("own", data.Passage("x" * 400, spans, spans[:1]), (toll,), events)
    fitted = fit([(figures, sentences)], [example])
    assert fitted.event_words > 1
