"""Stories cut into windows for the encoder: consecutive sentences, packed so that each has context.

A story's windows depend on its own text alone. All positions are indexes of tokens within the window.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, log
from operator import attrgetter
from typing import Any

from claims.extraction.types import Passage, Span

STEPS = (1, 2, 3, 4, 6, 9, 13, 21, 41)
STANDING = len(STEPS) + 1  # numbers that `standing` gives
OUTLINE = STANDING + 4  # numbers that `outlines` gives of each sentence
MANY = 3  # figures in a sentence: more count as so many
MARKS = 2  # [CLS] and [SEP]
AT_ONCE = 32  # sentences tokenized together: bounds memory
PIECES = 2  # a sentence is read for at most so many windows: bounds the work on a sentence without an end


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the sentence or figure of this index stands in its window: tokens [start, end)."""

    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the encoder, and what is to be pooled from its output.

    A figure comes with the slot of the sentence (or the part of one) that holds it. The later parts of a
    long sentence of a long sentence, whose event is scored by its first part. `of` is how many sentences
    the story has.
    """

    ids: tuple[int, ...]
    of: int
    sentences: tuple[Slot, ...]
    figures: tuple[tuple[Slot, Slot], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """The tokens of a sentence, or of a part of one that does not fit into a window.

    `figures` are slots counted from the piece's first token; `opens` tells the sentence's first piece.
    """

    sentence: int
    ids: Sequence[int]
    figures: tuple[Slot, ...]
    opens: bool


class Windows:
    """Cuts passages into windows of at most `tokens` tokens, with a fast tokenizer of transformers."""

    def __init__(self, tokenizer: Any, tokens: int) -> None:
        self.tokenizer = tokenizer
        self._room = tokens - MARKS

    def of(self, passage: Passage, lead: int | None = None) -> list[Window]:
        """Return the passage's windows in order; `lead` shortens the first one (training shifts by it)."""
        pieces = list(self._pieces(passage))
        count = len(passage.sentences)
        return [self._window(group, count) for group in _groups(pieces, self._room, lead)]

    def _pieces(self, passage: Passage) -> Iterator[Piece]:
        """Tokenize the passage's sentences and give each figure to the piece that holds its first token."""
        held = _held(passage)
        for at in range(0, len(passage.sentences), AT_ONCE):
            spans = passage.sentences[at : at + AT_ONCE]
            encoded = self._tokenized([_encodable(span.of(passage.text)) for span in spans])
            rows = zip(spans, encoded["input_ids"], encoded["offset_mapping"], strict=True)
            for index, (span, ids, offsets) in enumerate(rows, start=at):
                slots = [_tokens_of(figure, number, span.start, offsets) for number, figure in held[index]]
                yield from self._cut(index, ids, [slot for slot in slots if slot])

    def _tokenized(self, sentences: list[str]) -> Any:
        return self.tokenizer(
            sentences,
            add_special_tokens=False,
            return_offsets_mapping=True,
            return_attention_mask=False,
            return_token_type_ids=False,
            truncation=True,
            max_length=PIECES * self._room,
        )

    def _cut(self, index: int, ids: list[int], figures: list[Slot]) -> Iterator[Piece]:
        for at in range(0, len(ids), self._room):
            end = min(at + self._room, len(ids))
            inside = (
                Slot(figure.index, figure.start - at, min(figure.end, end) - at)
                for figure in figures
                if at <= figure.start < end
            )
            yield Piece(index, ids[at:end], tuple(inside), opens=at == 0)

    def _window(self, group: Sequence[Piece], count: int) -> Window:
        ids: list[int] = [self.tokenizer.cls_token_id]
        sentences: list[Slot] = []
        figures: list[tuple[Slot, Slot]] = []
        for piece in group:
            at = len(ids)
            whole = Slot(piece.sentence, at, at + len(piece.ids))
            ids.extend(piece.ids)
            sentences.extend([whole] if piece.opens else [])
            figures.extend((Slot(f.index, at + f.start, at + f.end), whole) for f in piece.figures)
        return Window((*ids, self.tokenizer.sep_token_id), count, tuple(sentences), tuple(figures))


def _groups(pieces: Sequence[Piece], room: int, lead: int | None) -> list[Sequence[Piece]]:
    """Group consecutive pieces into windows of about equal size, so that the last one has context too."""
    lengths = [len(piece.ids) for piece in pieces]
    groups: list[Sequence[Piece]] = []
    left, at = sum(lengths), 0
    while at < len(pieces):
        aim = left / ceil(left / room) if lead is None or groups else min(lead, room)
        end, size = at + 1, lengths[at]
        while end < len(pieces) and size + lengths[end] <= room and size + lengths[end] / 2 <= aim:
            size += lengths[end]
            end += 1
        groups.append(pieces[at:end])
        left, at = left - size, end
    return groups


def holder(passage: Passage, figure: Span) -> int:
    """The index of the sentence that holds the figure."""
    return bisect_right(passage.sentences, figure.start, key=attrgetter("start")) - 1


def standing(index: int, of: int) -> tuple[float, ...]:
    """Where a sentence stands in its story, for the heads: news tells first what matters most."""
    return (*(float(index >= step) for step in STEPS), index / of)


def outlines(window: Window) -> list[tuple[float, ...]]:
    """What can be seen of each sentence without reading it: its standing, length and number of figures."""
    held = Counter(of.index for _, of in window.figures)
    return [
        (*standing(slot.index, window.of), *_size(slot.end - slot.start), *_share(held[slot.index]))
        for slot in window.sentences
    ]


def _size(tokens: int) -> tuple[float, float]:
    return log(1 + tokens), log(1 + tokens) ** 2 / MANY


def _share(figures: int) -> tuple[float, float]:
    return float(figures > 0), min(figures, MANY) / MANY


def _held(passage: Passage) -> list[list[tuple[int, Span]]]:
    """The figures of each sentence, with their indexes in the passage."""
    held: list[list[tuple[int, Span]]] = [[] for _ in passage.sentences]
    starts = [span.start for span in passage.sentences]
    for index, figure in enumerate(passage.figures):
        at = bisect_right(starts, figure.start) - 1
        if at >= 0:
            held[at].append((index, figure))
    return held


def _tokens_of(span: Span, index: int, base: int, offsets: list[tuple[int, int]]) -> Slot | None:
    """Return the tokens that touch the span, or None where none was read (offsets count from `base`)."""
    start = bisect_right(offsets, span.start - base, key=_end)
    end = bisect_left(offsets, span.end - base, key=_start)
    return Slot(index, start, end) if start < end else None


def _start(offset: tuple[int, int]) -> int:
    return offset[0]


def _end(offset: tuple[int, int]) -> int:
    return offset[1]


def _encodable(text: str) -> str:
    """Replace lone surrogates, one character for one: the tokenizer takes UTF-8 only."""
    return text.encode("utf-8", "replace").decode("utf-8")
