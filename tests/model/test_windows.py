"""Windows: every sentence and figure once, long ones in parts, batches of bounded size."""

from __future__ import annotations

from itertools import pairwise

import pytest

from claims.extraction.pipeline import Story, read
from claims.extraction.types import Passage, Span
from tests.model.stories import ALL, BARGE
from workers.model.encoder import batches, padded
from workers.model.scorer import Scorer
from workers.model.windows import PIECES, Windows

TOKENS = 64


@pytest.fixture(scope="session")
def windows(released: Scorer) -> Windows:
    return Windows(released.windows.tokenizer, TOKENS)


@pytest.mark.parametrize("text", ALL, ids=["barge", "quake", "short", "quiet"])
def test_of_covers_every_sentence_and_figure_once_and_in_order(windows: Windows, text: str) -> None:
    passage = read(Story(text)).passage
    cut = windows.of(passage)
    assert [slot.index for one in cut for slot in one.sentences] == list(range(len(passage.sentences)))
    assert [figure.index for one in cut for figure, _ in one.figures] == list(range(len(passage.figures)))
    assert all(len(one.ids) <= TOKENS for one in cut)


def test_of_keeps_figures_within_their_sentence(windows: Windows) -> None:
    for one in windows.of(read(Story(BARGE)).passage):
        assert all(of.start <= figure.start < figure.end <= of.end for figure, of in one.figures)
        assert all(first.end <= second.start for first, second in pairwise(one.sentences))


def test_of_gives_the_last_window_context_too(windows: Windows) -> None:
    sizes = [len(one.ids) for one in windows.of(read(Story(BARGE)).passage)]
    assert sizes[-1] > TOKENS // 4


def test_of_reads_a_long_sentence_in_parts_up_to_a_limit(windows: Windows) -> None:
    text = "seven " * 400
    passage = Passage(text, (Span(0, len(text)),), (Span(6 * 70, 6 * 70 + 5), Span(6 * 399, 6 * 399 + 5)))
    cut = windows.of(passage)
    assert len(cut) == PIECES
    assert [len(one.sentences) for one in cut] == [1, 0]
    assert [figure.index for one in cut for figure, _ in one.figures] == [0]


def test_batches_hold_rows_of_one_padding_and_bounded_size() -> None:
    lengths = [5, 190, 33, 31, 64, 192, 7] * 40
    groups = batches(lengths)
    assert sorted(index for group in groups for index in group) == list(range(len(lengths)))
    assert all(len({padded(lengths[index]) for index in group}) == 1 for group in groups)
    assert max(len(group) * padded(lengths[group[0]]) for group in groups) <= 1536
