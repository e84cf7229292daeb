"""Where words that a person selected or typed stand in a story: exact offsets, of all places they may mean.

A page breaks lines elsewhere, leaves out what can't be seen and prints other quotation marks than the wire
sent. So letters are compared and nothing else: without spaces and hidden characters, quotation marks and
dashes alike.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left

from claims.extraction.types import Span

POINTS = ",."  # that part the digits of one number
_EDGE = 3  # words by which an edited passage is known at either end
MOST = 20  # places that anybody is offered
_ALIKE = str.maketrans("“”„«»‘’‚`‐‑‒–—−", '"""""\'\'\'\'------')


def places(text: str, words: str, within: Span | None = None) -> list[Span]:
    """The passages of `text` that read `words`, in order, at most MOST; `within` narrows where to look."""
    base = within.start if within else 0
    letters, origins = _letters(within.of(text) if within else text)
    wanted, _ = _letters(words)
    found: list[Span] = []
    at = letters.find(wanted) if wanted else -1
    while at >= 0 and len(found) < MOST:
        found.append(Span(base + origins[at], base + origins[at + len(wanted) - 1] + 1))
        at = letters.find(wanted, at + 1)
    return [span for span in found if _is_whole(text, span)]


def nearest(spans: list[Span], start: int) -> Span | None:
    """The one that begins nearest to `start`; None where there is none."""
    return min(spans, key=lambda span: (abs(span.start - start), span.start), default=None)


def moved(text: str, words: str, around: Span, reach: int) -> Span | None:
    """Where a passage that was edited stands now: between its first and its last words, near `around`.

    `reach` is how many characters beyond `around` are looked at. None: the edges are not there.
    """
    near = Span(max(0, around.start - reach), min(len(text), around.end + reach))
    whole = nearest(places(text, words, near), around.start)
    if whole:
        return whole
    edges = words.split()
    if len(edges) < 2 * _EDGE:
        return None
    opening = nearest(places(text, " ".join(edges[:_EDGE]), near), around.start)
    closings = places(text, " ".join(edges[-_EDGE:]), near)
    ends = [span.end for span in closings if opening and span.start >= opening.end]
    end = min(ends, key=lambda end: abs(end - around.end), default=0)
    return Span(opening.start, end) if opening and end else None


def _letters(text: str) -> tuple[str, array[int]]:
    """What is compared of a text, and where each letter of it stands."""
    kept = [(char, place) for place, char in enumerate(text) if _counts(char)]
    return "".join(char for char, _ in kept).translate(_ALIKE), array("Q", (place for _, place in kept))


def _counts(char: str) -> bool:
    return not char.isspace() and (char.isascii() or unicodedata.category(char) not in ("Cf", "Cc", "Mn"))


def _is_whole(text: str, span: Span) -> bool:
    """Whether it begins and ends between words: "14" is not found in "14,000" or "2014"."""
    return not (_joins(text, span.start) or _joins(text, span.end))


def _joins(text: str, at: int) -> bool:
    """Whether the characters on both sides of `at` belong to one word or number."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    if before in POINTS and after.isdigit():
        return text[at - 2 : at - 1].isdigit()
    return before.isdigit() and after in POINTS and text[at + 1 : at + 2].isdigit()


def sentence_at(sentences: tuple[Span, ...], span: Span) -> Span | None:
    """The sentence in which a passage begins."""
    at = bisect_left([sentence.start for sentence in sentences], span.start + 1) - 1
    return sentences[at] if at >= 0 and span.start < sentences[at].end else None
