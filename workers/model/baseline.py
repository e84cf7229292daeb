"""What the same encoder does in transformers' own pipeline, one sentence at a time (needs torch)."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import BertConfig, BertModel, pipeline

from claims.extraction.pipeline import Story, read
from workers.model.scorer import RELEASED, load_tokenizer

WARM_UP = 3


def pipeline_rate(stories: Sequence[Story], folder: Path | None, count: int) -> float:
    """Sentences/s of the feature-extraction pipeline; its MiniLM is untrained, which takes no less time."""
    drafts = (read(story) for story in stories)
    sentences = [span.of(draft.passage.text) for draft in drafts for span in draft.passage.sentences][:count]
    torch.set_num_threads(1)
    shape = BertConfig(hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536)
    run = pipeline(
        "feature-extraction",
        model=BertModel(shape).eval(),
        tokenizer=load_tokenizer(folder or RELEASED),
        device="cpu",
    )
    for sentence in sentences[:WARM_UP]:
        run(sentence)
    started = time.perf_counter()
    for sentence in sentences:
        run(sentence)
    return len(sentences) / (time.perf_counter() - started)
