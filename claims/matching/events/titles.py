"""What an event is called: a headline without its flags, its toll and who said so."""

from __future__ import annotations

import re

LONGEST = 200  # characters, as the column has
_CUT_OFF = re.compile(r"\b(?:in|of|at|by|on|for|to|as|and|the|a|from|with)$", re.IGNORECASE)
_FEWEST = 2  # words of a name that says anything
_COUNT = (
    r"(?:(?:tens of|at least|about|some|nearly|almost|more than|over|up to|around|as many as|dozens|"
    r"scores|hundreds|tens of thousands|"
    r"thousands|toll|death toll)\b[ ,]{0,3}(?:of )?){0,4}(?:[\d.,]{1,20}+|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|"
    r"dozens|scores|hundreds|thousands)"
)
_HARM = (
    r"(?:kill(?:s|ed|ing)?|dead|dies?|died|wound(?:s|ed)?|injur(?:es|ed)|hurt|missing|feared|"
    r"leave[s]? homes|evacuated|moved to safety|homeless|trapped|killed and \w+ \w+)"
)
_BEFORE = re.compile(
    rf"^{_COUNT}\b[^,;:]{{0,40}}?\b{_HARM}\b[^,;:]{{0,30}}?\b(?:in|by|as|when|after|from|at)\s+(?=\S+ \S+)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"[,;:]? (?:and |which |that |leav(?:es|ing) )?(?:{_HARM} {_COUNT}|{_COUNT}(?: \w+)? {_HARM}|"
    rf"toll (?:rises|reaches|now|at)\b)\b"
    r"(?s:.*[,;:])?+[^,;:]*?(?P<where> (?:in|at|near|off) (?-i:[A-Z])[^,;:]*+)?$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r" [-–—] [^-–—]{2,40}$|, [^,]{2,40}\b(?:says?|said|reports?|finds?|shows?)$", re.IGNORECASE
)


def _where(hit: re.Match[str]) -> str:
    """Of what is cut, the place that ends it."""
    return hit.groupdict().get("where") or ""


def title(headline: str) -> str:
    """The headline of a story as the name of what it tells: "Ferry fire in Vessen Strait"."""
    text = _SAYS.sub("", " ".join(headline.split())).strip(" .")
    for cut in (_BEFORE, _BEHIND):
        shorter = cut.sub(_where, text).strip(" ,.;:")
        text = shorter if len(shorter.split()) >= _FEWEST and not _CUT_OFF.search(shorter) else text
    return (text[:1].upper() + text[1:])[:LONGEST]
