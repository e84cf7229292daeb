"""What a run had done before it was cut off, by what it wrote down: enough to go on where it stopped.

Every outcome is written (`Arrival`) in the transaction of the story itself and in the order of the input, so
that all files but the last one told of are done, and of the last one as much as there are rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from claims.actions.wording import room
from claims.ingest.files import Piece
from claims.models import Arrival, IngestRun


class Done:
    """Of `run` so far; of None, nothing: that is a rehearsal."""

    def __init__(self, run: IngestRun | None) -> None:
        self.counts: Counter[str] = Counter()
        self.files: set[str] = set()
        self._last, self._told, self._lines = "", 0, set[int | None]()
        rows = Arrival.objects.filter(run=run).order_by("id") if run else Arrival.objects.none()
        for file, line, status in rows.values_list("file", "line", "status").iterator():
            self._note(file, line, status)

    def _note(self, file: str, line: int | None, status: str) -> None:
        if file != self._last:
            self._last, self._told, self._lines = file, 0, set()
        self.counts[status] += 1
        self.files.add(file)
        self._told += 1
        self._lines.add(line)

    def left(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """The pieces that are not known to be done."""
        longest = room(Arrival, "file")
        for piece in pieces:
            file = piece.file[:longest]
            is_last = file == self._last and (piece.line is None or piece.line not in self._lines)
            if is_last or file not in self.files:
                yield piece

    def outcomes_of(self, piece: Piece) -> int:
        """How many outcomes of this piece were written; those of a batch have one each, and are left out."""
        is_begun = piece.line is None and piece.file[: room(Arrival, "file")] == self._last
        return self._told if is_begun else 0
