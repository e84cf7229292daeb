"""Where the words of a chart stand: none over another or over a marker. Plain functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.templatetags.toll_axes import ISOLATES

LETTER, LINE = 6.9, 12.0  # breadth of a digit and height of a line at 12 px, bold
BESIDE, GAP = 9.0, 15.0  # from a marker to its words; between two lines of words


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place; `anchor` says to which side of `x` they run, `kind` is their class."""

    x: float
    y: float
    text: str
    anchor: str = "middle"
    kind: str = "strong"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


def breadth(text: str) -> float:
    """About how wide a text is drawn."""
    return sum(letter not in ISOLATES for letter in text) * LETTER


def box_of(label: Label) -> Box:
    """The room that a label takes; its `y` is the line that the letters stand on."""
    wide = breadth(label.text)
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    return Box(left, label.y - LINE + 2, left + wide, label.y + 2)


class Sheet:
    """A plot with what is drawn on it already; words go where there is room, or nowhere."""

    def __init__(self, area: Box, taken: Iterable[Box] = (), lines: Iterable[Box] = ()) -> None:
        self.area = area
        self.taken, self.lines = list(taken), list(lines)

    def place(self, candidates: Iterable[Label]) -> Label | None:
        """The first candidate that stands free, which takes its room; None where all are in the way.

        Over a line words can still be read, so that comes second.
        """
        choices = [(label, room) for label in candidates if self.area.holds(room := box_of(label))]
        for barred in ([*self.taken, *self.lines], self.taken):
            for label, room in choices:
                if not any(room.meets(each) for each in barred):
                    self.taken.append(room)
                    return label
        return None


def round_a_marker(x: float, y: float, text: str, *, reach: float = 0.0) -> Iterator[Label]:
    """Where a figure may stand beside its marker, best first; `reach` is how far a whisker goes up."""
    for right, down, anchor in (
        (-BESIDE, 4, "end"),
        (0, -10 - reach, "middle"),
        (0, 20, "middle"),
        (BESIDE, 4, "start"),
        (-BESIDE, -8, "end"),
        (BESIDE, 17, "start"),
        (-BESIDE, 17, "end"),
    ):
        yield Label(round(x + right, 1), round(y + down, 1), text, anchor)


def spread(wanted: Sequence[float], top: float, bottom: float) -> list[float]:
    """Heights as near to those wanted as lines of text allow, in the same order, between top and bottom."""
    order = sorted(range(len(wanted)), key=lambda number: (wanted[number], number))
    heights = list(wanted)
    below = top
    for number in order:
        heights[number] = max(heights[number], below)
        below = heights[number] + GAP
    above = bottom
    for number in reversed(order):
        heights[number] = min(heights[number], above)
        above = heights[number] - GAP
    return [round(height, 1) for height in heights]
