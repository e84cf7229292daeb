"""What words alone say of events: a score per token that tells the events of other stories too."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from claims.extraction.pipeline import Story, read
from tests.model.stories import BARGE, QUAKE
from workers.model.config import Calibration, ModelError
from workers.model.data import FIGURES_ONLY, Example
from workers.model.heads import event_logits
from workers.model.scorer import Scorer
from workers.model.windows import OUTLINE as SEEN
from workers.model.words import OUTLINE, SCORES, word_scores

EVENT, QUIET = "The jury found him guilty of murder.", "We hope that it will be fine."
WIDTH = 64


def told(text: str, event: str) -> Example:
    """A story in which every sentence that is `event` tells one."""
    passage = read(Story(text)).passage
    worths = tuple(int(span.of(text) == event) for span in passage.sentences)
    return Example("own", passage, (), worths)


@pytest.fixture
def encoder(tmp_path: Path, released: Scorer) -> Path:
    """A folder with word vectors drawn by lot."""
    size = len(released.windows.tokenizer)
    vectors = np.random.default_rng(1).normal(size=(size, WIDTH)).astype(np.float32)
    save_file({"embeddings.word_embeddings.weight": vectors}, tmp_path / "model.safetensors")
    return tmp_path


def test_word_scores_tell_the_words_of_events_from_others(encoder: Path, released: Scorer) -> None:
    stories = [told(f"{EVENT} {QUIET}", EVENT), told(f"{QUIET} {EVENT}", EVENT)] * 20
    weights = word_scores(encoder, stories, released.windows)
    assert weights[OUTLINE].shape == (SEEN,)

    def mean(text: str) -> float:
        ids = released.windows.tokenizer(text, add_special_tokens=False)["input_ids"]
        return float(weights[SCORES][ids].astype(np.float32).mean())

    assert mean("The jury found her guilty.") > mean("We hope it will be.") + 1


def test_word_scores_look_at_no_sentence_listed_for_its_figures(encoder: Path, released: Scorer) -> None:
    stories = [told(f"{EVENT} {QUIET}", EVENT), told(QUIET, EVENT)]
    listed = Example("own", stories[0].passage, (), (FIGURES_ONLY, FIGURES_ONLY))
    alone = word_scores(encoder, stories, released.windows)
    beside = word_scores(encoder, [*stories, listed], released.windows)
    assert beside[SCORES] == pytest.approx(alone[SCORES])


def test_word_scores_without_word_vectors_say_so(tmp_path: Path, released: Scorer) -> None:
    save_file({"other": np.zeros((2, 2), np.float32)}, tmp_path / "model.safetensors")
    with pytest.raises(ModelError, match="no word vectors"):
        word_scores(tmp_path, [told(EVENT, EVENT)], released.windows)


def test_event_logits_weigh_the_words_against_the_encoder() -> None:
    rows = np.array([[1.0, 9.0, 2.0]], dtype=np.float32)
    assert event_logits(rows, Calibration(event_words=0.5)) == pytest.approx([2.0])
    assert event_logits(rows, Calibration()) == pytest.approx([1.0])


def test_released_words_speak_in_every_sentence(released: Scorer) -> None:
    for text in (BARGE, QUAKE):
        _, sentences = released.logits(read(Story(text)).passage)
        assert np.isfinite(sentences).all()
        assert len(set(sentences[:, 2].tolist())) > 1
