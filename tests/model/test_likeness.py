"""Vectors: made in the pass that scores, the same alone and in any batch, near for what is told alike."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from claims.extraction import extract
from claims.extraction.pipeline import Story, read
from claims.extraction.types import Passage, PassageScores, Span
from tests.model.stories import ALL, BARGE, QUAKE
from workers.model import liken, likeness, manifest, scorer
from workers.model.config import ModelError
from workers.model.encoder import Encoder
from workers.model.scorer import RELEASED, Scorer

NEAR = 0.01
PAIRS = list(liken.read_pairs(liken.PAIRS))


def passage(text: str) -> Passage:
    return read(Story(text)).passage


def rows(scores: PassageScores) -> NDArray[np.float32]:
    told = [one.vector for one in (*scores.sentences, *scores.figures)]
    return likeness.unpacked([vector for vector in told if vector])


def test_score_brings_a_vector_of_length_one_for_each_sentence_and_figure(released: Scorer) -> None:
    asked = passage(BARGE)
    (scores,) = released.score([asked])
    found = rows(scores)
    assert found.shape == (len(asked.sentences) + len(asked.figures), liken.SIZE)
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=NEAR)


@pytest.mark.parametrize("seed", range(3))
def test_vectors_are_the_same_alone_and_in_any_batch(released: Scorer, seed: int) -> None:
    chance = random.Random(seed)
    batch = [chance.choice(ALL)[: chance.randint(60, 1200)] for _ in range(8)]
    batch.insert(chance.randrange(8), QUAKE)
    alone = [rows(released.score([passage(text)])[0]) for text in batch]
    for one, scores in zip(alone, released.score([passage(text) for text in batch]), strict=True):
        assert np.abs(one - rows(scores)).max() <= 0.002


def test_partner_of_a_claim_is_nearer_than_the_other_claims(released: Scorer) -> None:
    first, second = (
        np.concatenate([rows(released.score([liken.alone(pair[side])])[0]) for pair in PAIRS])
        for side in (0, 1)
    )
    nearest = (first @ second.T).argmax(axis=1)
    assert (nearest == np.arange(len(PAIRS))).mean() >= 0.95


def test_two_figures_of_a_sentence_have_vectors_of_their_own(released: Scorer) -> None:
    text = "Forty people were wounded and six were still missing on Tuesday, the mayor said."
    one, other = (one.vector for one in released.score([passage(text)])[0].figures)
    assert one != other


def test_figure_of_a_sentence_longer_than_a_window_has_a_vector(released: Scorer) -> None:
    text = "the river and the road and the hill and " * 60 + "12 people died"
    at = text.index("12")
    (scores,) = released.score([Passage(text, (Span(0, len(text)),), (Span(at, at + 2),))])
    assert len(rows(scores)) == 1 + len([one for one in scores.figures if one.vector])


def test_claims_carry_the_vectors_of_their_scores(released: Scorer) -> None:
    claims = extract(QUAKE, released).claims
    assert claims
    assert all(claim.vector and len(claim.vector) == 2 * liken.SIZE for claim in claims)


def test_model_without_a_map_scores_and_gives_no_vectors(released: Scorer, tmp_path: Path) -> None:
    folder = shutil.copytree(RELEASED, tmp_path / "bare")
    (folder / likeness.NAME).unlink()
    manifest.seal(folder)
    (scores,) = scorer.load(folder).score([passage(QUAKE)])
    assert not any(one.vector for one in (*scores.sentences, *scores.figures))
    assert scorer.load(folder).version == released.version


def test_encoder_refuses_a_layer_that_it_does_not_have() -> None:
    with pytest.raises(ModelError, match="no layer 12"):
        Encoder(RELEASED / "encoder.xml", lower=(12,))


def test_measure_finds_partners_among_the_stories_given(released: Scorer, tmp_path: Path) -> None:
    stories = tmp_path / "stories.jsonl"
    stories.write_text("".join(json.dumps({"text": told}) + "\n" for told in (BARGE, QUAKE)))
    told = liken.measure(released, [stories])
    assert told["pairs"] == len(PAIRS)
    assert told["alone"]["recall@10"] >= 0.95


def test_measure_says_which_file_holds_no_stories(released: Scorer, tmp_path: Path) -> None:
    empty = tmp_path / "none.jsonl"
    empty.write_text("{}\n")
    with pytest.raises(ModelError, match=r"none\.jsonl does not hold stories"):
        liken.measure(released, [empty])


def test_fit_makes_a_map_of_the_same_kind(tmp_path: Path) -> None:
    folder, stories = shutil.copytree(RELEASED, tmp_path / "model"), tmp_path / "stories.jsonl"
    stories.write_text("".join(json.dumps({"text": told}) + "\n" for told in ALL))
    assert liken.fit(folder, stories) > 0
    assert scorer.load(folder).likeness is not None
