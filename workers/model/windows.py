"""Stories cut into windows for the encoder: consecutive sentences, packed so that each has context.

A story's windows depend on its own text alone. All positions are indexes of tokens within the window.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from claims.extraction.types import Passage, Span

MARKS = 2  # [CLS] and [SEP]
PIECES = 3  # a sentence is read for at most so many windows: bounds the work on a sentence without an end


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the sentence or figure of this index stands in its window: tokens [start, end)."""

    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the encoder, and what is to be pooled from its output.

    A figure comes with the slot of the sentence (or the part of one) that holds it. `first` is false for
    the later parts of a long sentence, whose event is scored by its first part.
    """

    ids: tuple[int, ...]
    sentences: tuple[Slot, ...]
    figures: tuple[tuple[Slot, Slot], ...]


@dataclass(slots=True)
class Piece:
    """The tokens of a sentence, or of a part of one that does not fit into a window.

    `offsets` are positions in the story's text; `figures` are slots counted from the piece's first token.
    """

    sentence: int
    ids: Sequence[int]
    offsets: Sequence[tuple[int, int]]
    opens: bool
    figures: list[Slot] = field(default_factory=list)


class Windows:
    """Cuts passages into windows of at most `tokens` tokens, with a fast tokenizer of transformers."""

    def __init__(self, tokenizer: Any, tokens: int) -> None:
        self.tokenizer = tokenizer
        self._room = tokens - MARKS

    def of(self, passage: Passage, lead: int | None = None) -> list[Window]:
        """Return the passage's windows in order; `lead` shortens the first one (training shifts by it)."""
        pieces = self.pieces(passage)
        return [self._window(group) for group in _groups(pieces, self._room, lead)]

    def pieces(self, passage: Passage) -> list[Piece]:
        """Tokenize the passage's sentences and give each figure to the piece that holds it."""
        pieces = [piece for piece in self._tokenized(passage) if piece.ids]
        starts = [piece.offsets[0][0] for piece in pieces]
        for index, span in enumerate(passage.figures):
            at = bisect_right(starts, span.start) - 1
            if at >= 0 and (slot := _tokens_of(span, index, pieces[at].offsets)):
                pieces[at].figures.append(slot)
        return pieces

    def _tokenized(self, passage: Passage) -> list[Piece]:
        if not passage.sentences:
            return []
        encoded = self.tokenizer(
            [_encodable(span.of(passage.text)) for span in passage.sentences],
            add_special_tokens=False,
            return_offsets_mapping=True,
            return_attention_mask=False,
            return_token_type_ids=False,
            truncation=True,
            max_length=PIECES * self._room,
        )
        rows = zip(passage.sentences, encoded["input_ids"], encoded["offset_mapping"], strict=True)
        return [
            piece
            for index, (span, ids, offsets) in enumerate(rows)
            for piece in self._cut(index, span.start, ids, offsets)
        ]

    def _cut(self, index: int, base: int, ids: list[int], offsets: list[tuple[int, int]]) -> list[Piece]:
        absolute = [(base + start, base + end) for start, end in offsets]
        return [
            Piece(index, ids[at : at + self._room], absolute[at : at + self._room], opens=at == 0)
            for at in range(0, len(ids), self._room)
        ]

    def _window(self, group: Sequence[Piece]) -> Window:
        ids: list[int] = [self.tokenizer.cls_token_id]
        sentences: list[Slot] = []
        figures: list[tuple[Slot, Slot]] = []
        for piece in group:
            at = len(ids)
            whole = Slot(piece.sentence, at, at + len(piece.ids))
            ids.extend(piece.ids)
            sentences.extend([whole] if piece.opens else [])
            figures.extend((Slot(f.index, at + f.start, at + f.end), whole) for f in piece.figures)
        return Window((*ids, self.tokenizer.sep_token_id), tuple(sentences), tuple(figures))


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


def _tokens_of(span: Span, index: int, offsets: Sequence[tuple[int, int]]) -> Slot | None:
    """Return the tokens that touch the span, or None where the piece does not reach it."""
    start = bisect_right([end for _, end in offsets], span.start)
    end = bisect_left([begin for begin, _ in offsets], span.end)
    return Slot(index, start, end) if start < end else None


def _encodable(text: str) -> str:
    """Replace lone surrogates, one character for one: the tokenizer takes UTF-8 only."""
    return text.encode("utf-8", "replace").decode("utf-8")
