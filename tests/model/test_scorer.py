"""Scores: probabilities for everything asked, the same alone and in any batch."""

from __future__ import annotations

import random
import subprocess
import sys
from math import isnan
from pathlib import Path

import pytest

from claims.extraction.pipeline import Story, read
from claims.extraction.types import FIGURE_TYPES, Passage, PassageScores, Span
from tests.model.stories import ALL, BARGE, QUAKE
from workers.model import scorer
from workers.model.config import ModelError
from workers.model.scorer import Scorer

ROOT = Path(__file__).parents[2]
SAME = 0.002


def passage(text: str) -> Passage:
    return read(Story(text)).passage


def numbers(scores: PassageScores) -> list[float]:
    of_figures = [value for one in scores.figures for value in (one.claim, one.certain, *one.types)]
    return of_figures + [value for one in scores.sentences for value in (one.event, one.certain)]


def test_score_answers_every_sentence_and_figure_with_probabilities(released: Scorer) -> None:
    asked = passage(BARGE)
    (scores,) = released.score([asked])
    assert len(scores.sentences) == len(asked.sentences)
    assert len(scores.figures) == len(asked.figures)
    assert all(0 <= value <= 1 for value in numbers(scores))
    assert all(len(one.types) == len(FIGURE_TYPES) for one in scores.figures)
    assert all(sum(one.types) == pytest.approx(1) for one in scores.figures)


@pytest.mark.parametrize("seed", range(4))
def test_score_of_a_story_is_the_same_alone_and_in_any_batch(released: Scorer, seed: int) -> None:
    chance = random.Random(seed)
    batch = [chance.choice(ALL)[: chance.randint(30, 1200)] for _ in range(12)]
    batch.insert(chance.randrange(12), QUAKE)
    alone = [released.score([passage(text)])[0] for text in batch]
    together = released.score([passage(text) for text in batch])
    for one, other in zip(alone, together, strict=True):
        assert numbers(one) == pytest.approx(numbers(other), abs=SAME)


def test_score_of_precisions_agree(released: Scorer) -> None:
    exact = scorer.load(precision="f32")
    assert exact.version == released.version
    one, other = exact.score([passage(QUAKE)])[0], released.score([passage(QUAKE)])[0]
    assert numbers(one) == pytest.approx(numbers(other), abs=0.05)


def test_score_of_nothing_is_nothing(released: Scorer) -> None:
    assert released.score([]) == []
    assert released.score([Passage("", (), ())]) == [PassageScores((), ())]


@pytest.mark.parametrize(
    "text",
    [
        "one hundred and " * 130,
        "9" * 2000,
        "\u200b" * 50,
        "。" * 2000,
        "\U0001f600 3 " * 400,
        "\ud800 killed 12 \udfff",
        "é" * 2000,
    ],
    ids=["words", "digits", "invisible", "marks", "emoji", "surrogates", "letters"],
)
def test_score_takes_a_long_sentence_of_anything(released: Scorer, text: str) -> None:
    whole = Span(0, len(text))
    (scores,) = released.score([Passage(text, (whole,), (Span(0, 1), Span(len(text) - 1, len(text))))])
    assert len(scores.figures) == 2
    assert len(scores.sentences) == 1
    assert not any(isnan(value) for value in numbers(scores))


def test_load_refuses_an_unknown_precision() -> None:
    with pytest.raises(ModelError, match="bf16 or f32"):
        scorer.load(precision="int8")


def test_load_brings_neither_torch_nor_django_and_stays_quiet() -> None:
    code = "import sys, workers.model.scorer as s; s.load(); print({'torch', 'django'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("set()\n", "")


def test_version_names_the_model_and_its_weights(released: Scorer) -> None:
    name, _, digits = released.version.partition("+")
    assert name.startswith("minilm-claims")
    assert len(digits) == 8
    assert released.backend == "openvino"
    assert released.precision in {"bf16", "f32"}
