"""Whether a story is in English, the only language that the extractor reads.

The wire's own tag decides where there is one. Without it, plain English is told by its commonest words;
only what lacks them is put to the classifier, whose model (77 MB, 0.6 s) is loaded when first needed.
Source of the classifier: py3langid (langid.py by Marco Lui, 97 languages).
"""

from __future__ import annotations

import math
import re

SKIPPED = "unsupported language"
NO_LANGUAGE = {"", "und", "mul", "mis", "zxx", "x"}  # BCP 47's ways of telling nothing
COMMONEST = frozenset(
    "the of and to that with for was were is are by from at has have had it its which said been on as".split()
)
PLAIN_SHARE = 0.12  # of such words: English news has 16 % and more, its nearest kin less than 10 %
SAMPLE = 4_000  # characters looked at
FEWEST_WORDS = 12  # a headline or a table of names is no evidence
CLEARLY_NOT = 0.1  # the classifier's probability of English, at most
_WORD = re.compile(r"[^\W\d_]+")


def unsupported(text: str, tag: str = "") -> str:
    """The language that keeps `text` from being read, as a short code; "" where it may be read.

    `tag` is the wire's own ("en-GB", "fr"), or blank. Doubt counts as English.
    """
    told = tag.replace("_", "-").partition("-")[0].lower()
    if told not in NO_LANGUAGE:
        return "" if told in ("en", "eng") else told
    words = _WORD.findall(text[:SAMPLE].casefold())
    if _is_plain_english(words) or _is_too_little(words, text):
        return ""
    return _classified(text[:SAMPLE])


def _is_plain_english(words: list[str]) -> bool:
    return sum(word in COMMONEST for word in words) > PLAIN_SHARE * len(words)


def _is_too_little(words: list[str], text: str) -> bool:
    """Scripts without spaces put a whole sentence into one word, so letters count as well."""
    return len(words) < FEWEST_WORDS and sum(map(len, words)) < FEWEST_WORDS * 5


def _classified(text: str) -> str:
    from py3langid.langid import rank  # noqa: PLC0415  (numpy and the model only where they are needed)

    ranked = rank(text)
    scale = math.sqrt(len(text.encode()))  # as the classifier's own normalised mode has it
    weights = {code: math.exp((score - ranked[0][1]) / scale) for code, score in ranked}
    return ranked[0][0] if weights["en"] / sum(weights.values()) < CLEARLY_NOT else ""
