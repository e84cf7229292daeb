"""`python -m workers.model liken|likeness`: fits the map that likeness.py uses, and measures what it finds.

Fitting needs stories and no labels: states of their sentences say which directions all sentences share, and
what the place in a window adds. Measured is how often the partner of a claim, told in other words, is among
the nearest ten of all sentences of the stories given: `pairs.txt` holds pairs of our own for that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from claims.extraction.pipeline import Story, read
from claims.extraction.types import Passage, Span
from workers.model import likeness, manifest, scorer
from workers.model.config import ModelError
from workers.model.encoder import Encoder
from workers.model.scorer import Scorer
from workers.model.windows import Window

PAIRS = Path(__file__).parent / "pairs.txt"
SIZE = 256  # of a vector; 384 find no more (alone 1.00 and 1.00 of ten, in a story 0.96 and 0.95)
EVENED = 0.5  # how far directions are evened out: 0 leaves them, 1 makes all alike
LEAST = 0.01  # of the widest direction's spread: smaller ones are taken as that small
SHORTEST = 5  # words of a sentence that is measured against
NEAREST = 10
Matrix = NDArray[np.float64]


def fit(folder: Path, stories: Path) -> int:
    """Write the folder's map from the stories' sentences, and its manifest; return how many there were."""
    loaded = scorer.load(folder, "f32")
    encoder = Encoder(folder / "encoder.xml", "f32", 1, likeness.LAYERS)
    windows = [window for passage in passages(stories) for window in loaded.windows.of(passage)]
    room = max(len(window.ids) for window in windows)
    told = [(windows[index], layers) for index, (_, *layers) in encoder.run([one.ids for one in windows])]
    places = _places(told, room)
    rows = np.stack([mean - places[slot].mean(axis=0) for mean, slot in _means(told)])
    turn = _turn(rows, len(likeness.LAYERS))
    given = places @ turn + (rows.mean(axis=0) @ turn)
    weights = {"turn": turn.astype(np.float16), "places": given.astype(np.float16)}
    save_file(weights, folder / likeness.NAME)
    manifest.seal(folder)
    return len(rows)


def _places(told: Sequence[tuple[Window, list[Any]]], room: int) -> Matrix:
    """The mean state of all tokens in the same place [tokens, layers x width]; the last known one beyond."""
    first = told[0][1]
    sums = np.zeros((room, sum(states.shape[1] for states in first)))
    counts = np.zeros((room, 1))
    for window, layers in told:
        sums[: len(window.ids)] += np.concatenate(layers, axis=1)
        counts[: len(window.ids)] += 1
    return sums / counts


def _means(told: Iterable[tuple[Window, list[Any]]]) -> Iterator[tuple[Matrix, slice]]:
    for window, layers in told:
        shares = likeness.shares_of(window.sentences, len(window.ids))
        means = np.concatenate([shares @ states for states in layers], axis=1)
        for mean, slot in zip(means, window.sentences, strict=True):
            yield mean, slice(slot.start, slot.end)


def _turn(rows: Matrix, layers: int) -> Matrix:
    """A map [layers x width, SIZE]: each layer evened out and of one weight, then the widest directions."""
    width = rows.shape[1] // layers
    evened = np.zeros((rows.shape[1], rows.shape[1]))
    for at in range(0, rows.shape[1], width):
        part = slice(at, at + width)
        spread, axes = np.linalg.eigh(np.cov(rows[:, part].T))
        turned = axes * (spread / spread.max() + LEAST) ** (-EVENED / 2)
        evened[part, part] = turned / np.sqrt(np.cov((rows[:, part] @ turned).T).trace())
    _, axes = np.linalg.eigh(np.cov((rows @ evened).T))
    turn: Matrix = evened @ axes[:, ::-1][:, :SIZE]
    return turn


def measure(loaded: Scorer, stories: Sequence[Path]) -> dict[str, Any]:
    """Recall of partners among the sentences of the stories, alone and in the midst of other sentences."""
    others = [passage for path in stories for passage in passages(path)]
    known = np.concatenate([_vectors(loaded, passage) for passage in others])
    pairs = list(read_pairs(PAIRS))
    first = np.concatenate([_vectors(loaded, alone(one)) for one, _ in pairs])
    apart = np.concatenate([_vectors(loaded, alone(other)) for _, other in pairs])
    around = cycle(passage for passage in others if len(passage.sentences) > 2 * SHORTEST)
    among = np.stack([_vector_among(loaded, other, next(around)) for _, other in pairs])
    found = {"alone": _ranks(known, first, apart), "in a story": _ranks(known, first, among)}
    return {"model": loaded.version, "pairs": len(pairs), "sentences": len(known)} | {
        name: {f"recall@{k}": round(float((ranks < k).mean()), 3) for k in (1, NEAREST)}
        for name, ranks in found.items()
    }


def _ranks(known: Any, first: Any, second: Any) -> NDArray[np.int64]:
    """How many are nearer than the partner: both ways, so each pair counts twice."""
    ranks = []
    for asked, wanted in ((first, second), (second, first)):
        own = (asked * wanted).sum(axis=1, keepdims=True)
        rivals = np.concatenate([known, wanted])
        ranks.append((asked @ rivals.T > own + 1e-4).sum(axis=1))
    return np.concatenate(ranks)


def _vectors(loaded: Scorer, passage: Passage) -> Any:
    (scores,) = loaded.score([passage])
    told = [each.vector for each in scores.sentences if each.vector]
    if not told:
        raise ModelError("The model has no map for likeness; fit one with `python -m workers.model liken`.")
    return likeness.unpacked(told)


def _vector_among(loaded: Scorer, sentence: str, passage: Passage) -> Any:
    """The sentence's vector where it stands between sentences that have nothing to do with it."""
    before = [span.of(passage.text) for span in passage.sentences[:SHORTEST]]
    after = [span.of(passage.text) for span in passage.sentences[SHORTEST : 2 * SHORTEST]]
    return _vectors(loaded, _passage([*before, sentence, *after]))[SHORTEST]


def alone(sentence: str) -> Passage:
    return _passage([sentence])


def _passage(sentences: Sequence[str]) -> Passage:
    spans, text = [], ""
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + " "
    return Passage(text, tuple(spans), ())


def passages(path: Path) -> Iterator[Passage]:
    """The stories of a file of JSON lines with a `text`; raises ModelError."""
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                passage = read(Story(json.loads(line)["text"])).passage
                if passage.sentences:
                    yield passage
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f'{path} does not hold stories, a JSON line {{"text"}} each: {error!r}.') from error


def read_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Two lines a pair, an empty line between pairs."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        one, other = block.split("\n")
        yield one, other
