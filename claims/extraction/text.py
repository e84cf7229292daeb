"""A second copy of a story to match against, and what in the story looks tampered with.

The stored text is never changed. Patterns run over the *match copy*: compatibility forms folded
(full-width letters, ligatures, no-break spaces), foreign digits as 0-9, hidden characters left out,
look-alike letters inside mixed-script words as Latin. `MatchCopy.to_source` maps every passage back.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from claims.extraction.types import Span

_FOLDED_FORMS = ("<wide>", "<narrow>", "<font>", "<noBreak>", "<compat>", "<square>")
_LONGEST_FOLD = 4  # characters; U+FDFA alone would become 18 and blow a story up sixfold
_KEPT = frozenset("…‥™℠ªº´`¨¯¸˜")  # read better as they stand

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARKS = frozenset("\u061c\u200e\u200f")  # harmless beside right-to-left letters
_INVISIBLE = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063"
    "\u2064\u3164\ufeff\uffa0"
)

# Letters that look Latin (Unicode confusables, the common ones), used inside mixed-script words only.
_LOOKALIKES = dict(zip(
    "абвгеѕзіјкмнорстухһԁԛԝАВЕЅІЈКМНОРСТУХҺԌԚԜαβεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "a6bres3ijkmhopctyxhdqwABESIJKMHOPCTYXHGQWaBeikvoptuxABEZHIKMNOPTYX",
    strict=True,
))  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_DIGITS_AND_O = re.compile(r"\d[\dO]*")
_LATIN = re.compile(r"[A-Za-z0-9]")
_LOOKALIKE = re.compile(f"[{''.join(_LOOKALIKES)}]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_FLAG = re.compile(
    "\U0001f3f4[\U000e0020-\U000e007f]+"
)  # flags of England, Scotland, Wales are spelt in tags
_RIGHT_TO_LEFT = ("R", "AL", "AN")
_SHOWN = 3  # examples named in a note


class MatchCopy:
    """The folded text of a story, with the way back to it.

    `text` is what patterns see; `to_source` takes a passage of it to the story's own offsets.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.text, self._origins = _fold(source)

    def to_source(self, span: Span) -> Span:
        """The passage of the story behind a passage of the copy; hidden characters at its edges stay out."""
        if self._origins is None:
            return span
        if span.end <= span.start:
            here = self._origins[span.start] if span.start < len(self._origins) else len(self.source)
            return Span(here, here)
        return Span(self._origins[span.start], self._origins[span.end - 1] + 1)


def _fold(source: str) -> tuple[str, array[int] | None]:
    """The folded text and, for each of its characters, the index it came from (None: the same index)."""
    if source.isascii():
        return source, None
    swaps = {c: _folded(c) for c in set(_NON_ASCII.findall(source))}
    changed = {c: to for c, to in swaps.items() if to != c}
    if changed:
        text, origins = _rewrite(source, changed)
    else:
        text, origins = source, None
    return _unmask(text), origins


def _rewrite(source: str, changed: dict[str, str]) -> tuple[str, array[int]]:
    parts: list[str] = []
    origins: array[int] = array("I")
    done = 0
    for hit in re.finditer("[" + "".join(map(re.escape, changed)) + "]", source):
        at, to = hit.start(), changed[hit[0]]
        parts += (source[done:at], to)
        origins.extend(range(done, at))
        origins.extend([at] * len(to))
        done = at + 1
    parts.append(source[done:])
    origins.extend(range(done, len(source)))
    return "".join(parts), origins


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """One character as patterns should see it; hidden ones become nothing."""
    if char in _BIDI or _is_hidden(char):
        return ""
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.decimal(char))
    if char in "\u0085\u2028\u2029":
        return "\n"
    if char in "\u066b\u066c":  # Arabic decimal and thousands separators
        return "." if char == "\u066b" else ","
    if char in _KEPT or not unicodedata.decomposition(char).startswith(_FOLDED_FORMS):
        return char
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) <= _LONGEST_FOLD else char


def _is_hidden(char: str) -> bool:
    code = ord(char)
    return char in _INVISIBLE or 0xFE00 <= code <= 0xFE0F or 0xE0000 <= code <= 0xE0FFF


def _unmask(text: str) -> str:
    """Look-alikes to Latin inside words that mix them with Latin letters or digits; same length."""
    if not _LOOKALIKE.search(text):
        return text
    return _WORD.sub(lambda word: _plain(word[0]) if _is_mixed(word[0]) else word[0], text)


def _plain(word: str) -> str:
    """`word` in Latin letters; an O between digits is a nought in disguise."""
    latin = _LOOKALIKE.sub(lambda letter: _LOOKALIKES[letter[0]], word)
    return latin.replace("O", "0") if _DIGITS_AND_O.fullmatch(latin) else latin


def _is_mixed(word: str) -> bool:
    return not word.isascii() and bool(_LATIN.search(word)) and bool(_LOOKALIKE.search(word))


def oddities(text: str) -> tuple[str, ...]:
    """What a reader cannot see or would misread, each as a sentence for people; () for clean text."""
    if text.isascii():
        return ()
    plain = _FLAG.sub("\U0001f3f4", text)
    counts = Counter(_NON_ASCII.findall(plain))
    return tuple(_notes(plain, counts))


def _notes(text: str, counts: Counter[str]) -> Iterator[str]:
    tags = {c: n for c, n in counts.items() if 0xE0000 <= ord(c) <= 0xE007F}
    bidi = {c: n for c, n in counts.items() if c in _BIDI}
    if any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in counts if c not in _BIDI):
        bidi = {c: n for c, n in bidi.items() if c not in _MARKS}
    hidden = {c: n for c in _INVISIBLE & counts.keys() if (n := _out_of_place(text, c))}
    words = sorted({w for w in _WORD.findall(text) if _is_mixed(w)}) if _LOOKALIKE.search(text) else []
    if hidden:
        yield f"Hidden characters: {_named(hidden)}."
    if bidi:
        yield f"Bidirectional controls, the text may show in another order than it is stored: {_named(bidi)}."
    if tags:
        yield f"Hidden tag characters: {sum(tags.values())}."
    if words:
        more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
        yield f"Words that mix scripts: {', '.join(word[:40] for word in words[:_SHOWN])}{more}."


def _out_of_place(text: str, char: str) -> int:
    """How often a hidden character stands where no script needs it: joiners belong in emoji and Indic or
    Arabic words, a byte-order mark at the very start."""
    if char not in "\u200c\u200d":
        return text.count(char, 1 if char == "\ufeff" else 0)
    return len(re.findall(f"(?<=[\x00-\u024f]){char}|^{char}", text))


def _named(counts: dict[str, int]) -> str:
    return ", ".join(f"{n} × U+{ord(c):04X} {unicodedata.name(c, 'unnamed').lower()}"
                     for c, n in sorted(counts.items()))  # fmt: skip
