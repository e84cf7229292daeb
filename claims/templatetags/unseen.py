"""Characters that cannot be seen, made visible: they may hide, reorder or split what a reader sees."""

from __future__ import annotations

import re
import unicodedata

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_JOINERS = "\u200c\u200d"  # belong to several scripts and to compound emoji
_SIDE_MARKS = "\u061c\u200e\u200f"  # harmless beside right-to-left letters
_SHORT = {
    "\u00ad": "SHY",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}


def shown(text: str) -> SafeString:
    """The text escaped, each hidden character replaced by a mark that names it."""
    return format_html_join("", "{}", ((piece,) for piece in _pieces(text)))


def plain(text: str) -> str:
    """The text without its hidden characters, for where a mark can't stand: titles, options, labels."""
    return _HIDDEN.sub(lambda hit: hit[0] if _belongs(text, hit.start()) else "", text)


def _pieces(text: str) -> list[SafeString]:
    pieces, done = [], 0
    for hit in _HIDDEN.finditer(text):
        if _belongs(text, hit.start()):
            continue
        pieces += [format_html("{}", text[done : hit.start()]), _mark(hit[0])]
        done = hit.end()
    return [*pieces, format_html("{}", text[done:])]


def _mark(char: str) -> SafeString:
    name = unicodedata.name(char, "control character").lower()
    code = f"U+{ord(char):04X}"
    return format_html('<span class="unseen" title="{}, {}">{}</span>', name, code, _SHORT.get(char, code))


def _belongs(text: str, at: int) -> bool:
    """Whether a script at this place needs the character, so that it hides nothing."""
    before = text[at - 1] if at else ""
    if text[at] in _JOINERS:
        return bool(before) and ord(before) > 0x2FF and not before.isspace()
    around = text[max(0, at - 2) : at] + text[at + 1 : at + 3]
    return text[at] in _SIDE_MARKS and any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in around)
