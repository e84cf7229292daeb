"""What a wire says about a version of a story, in one word, whatever the format calls it.

A format's own signal speaks first, then its status, then the words that desks write where editors look: the
beginning of the editor's note, the headline's prefix, the take in the slug. Of several the gravest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum


class Signal(StrEnum):
    """The desk's words for it. Blank: the story says nothing of its kind."""

    NEW = "new"
    UPDATE = "update"  # adds to what was sent
    WRITETHRU = "writethru"  # replaces it as a whole: a lead
    CORRECTION = "correction"  # same story, a fact was wrong
    CORRECTIVE = "corrective"  # a story of its own that corrects one of an earlier cycle
    REFILE = "refile"  # sent again without a change of fact, like a repeat
    REPEAT = "repeat"
    SUBSTITUTE = "substitute"  # a story of its own in place of a killed one
    HOLD = "hold"
    KILL = "kill"
    ADVISORY = "advisory"
    EMBARGO = "embargo"


# Gravest first.
GRAVITY = (
    Signal.KILL,
    Signal.HOLD,
    Signal.ADVISORY,
    Signal.CORRECTIVE,
    Signal.CORRECTION,
    Signal.SUBSTITUTE,
    Signal.REFILE,
    Signal.REPEAT,
    Signal.WRITETHRU,
    Signal.UPDATE,
    Signal.EMBARGO,
    Signal.NEW,
)
# The words that formats and desks begin with, and what they mean.
_WORDS = (
    (r"(?:mandatory |bulletin )?kill(?:s|ed)?", Signal.KILL),
    (r"withdraw(?:n|al)|retract(?:ed|ion)|cancel(?:l?ed|lation)|eliminat(?:ed?|ion)", Signal.KILL),
    (r"hold|withh(?:eld|old)", Signal.HOLD),
    (r"advisor(?:y|ies)", Signal.ADVISORY),
    (r"correctives?", Signal.CORRECTIVE),
    (r"correct(?:s|ed|ing|ions?)?|rectif(?:y|ies|ied)", Signal.CORRECTION),
    (r"korrektur(?:en)?|korrigiert|berichtigung|berichtigt", Signal.CORRECTION),
    (r"clarif(?:y|ies|ied|ication)|fix(?:es|ed)", Signal.CORRECTION),
    (r"substitut(?:es?|ed|ion)|sub for", Signal.SUBSTITUTE),
    (r"refil(?:es?|ed|ing)|re-?sen(?:ds?|t)", Signal.REFILE),
    (r"repeat(?:s|ed|ing)?|rpt", Signal.REPEAT),
    (r"write-?thr(?:u|ough)|new throughout|re(?:casts?|writes?)|leads?|ld", Signal.WRITETHRU),
    (r"updat(?:es?|ed|ing)|upd|add(?:s|ed|ing)?", Signal.UPDATE),
    (r"embargo(?:ed|es)?\b(?!\W*(?:has been |is |now )?(?:lifted|expired|over))", Signal.EMBARGO),
    (r"new", Signal.NEW),
)
# In a format's own signal a bare verb is about the item, in a note it may be about a word of it.
_OF_AN_ITEM = dict.fromkeys(("withdraw", "retract", "cancel", "delete", "takedown"), Signal.KILL)
_GRAVE = GRAVITY[:5]  # to a correction: a desk's words count more than the format's milder signal
_SHOUTED = (Signal.KILL, Signal.HOLD, Signal.ADVISORY)  # everyday words unless in capitals

_WORD = re.compile(
    r"(?:" + "|".join(f"(?P<w{at}>{words})" for at, (words, _) in enumerate(_WORDS)) + r")\b", re.IGNORECASE
)
# "Eds:", "Note to editors -", "(", before what a note is about.
_ADDRESSED = re.compile(
    r"(?:\W|\b(?:ed(?:itor)?s?'?|editorial|note|notes|to|all|please|attention|achtung|attn|urgent|"
    r"strictly|still|media|news)\b)*",
    re.IGNORECASE,
)
# "CORRECTED-UPDATE 2-", "REFILE:", "(CORRECTION)": each word of the chain before the headline itself.
_PREFIX = re.compile(
    r"\W*(?P<word>[A-Za-z]+(?:[ -](?:kill|thru|for))?)(?:\s+\d{1,2})?\s*(?:\([A-Za-z ]{1,20}\)\s*)?"
    r"(?P<end>[:\-–—/]+|\s[-–—]+\s|[)\]]:?\s)",
    re.IGNORECASE,
)
_NUMBERED_LEAD = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)[ -]+(?:ld|lead|writethru)\b", re.IGNORECASE)
_TAKE = re.compile(r"[,;:/()_\s]+|-{1,2}")


def meaning(word: str) -> Signal | None:
    """What a word of a format or a desk means, whatever its case: "correction", "withheld", "UPDATES"."""
    found = _WORD.match(word.strip())
    return _WORDS[int((found.lastgroup or "w0")[1:])][1] if found else None


def derive(  # noqa: PLR0913  (one for each place where a wire says it)
    *,
    told: Iterable[str] = (),
    pub_status: str = "usable",
    notes: Iterable[str] = (),
    headline: str = "",
    slug: str = "",
    version: int | None = None,
    replaces: str = "",
    is_embargoed: bool = False,
) -> Signal | None:
    """The word for one version; None where nothing tells it.

    `told`: the format's own signals, `correction` say. `pub_status`: usable, withheld or canceled.
    `replaces`: the id that it takes the place of, if any.
    """
    own = [word for each in told if (word := _OF_AN_ITEM.get(each.strip().lower()) or meaning(each))]
    written = [*own, *_noted(notes, version), *_prefixed(headline), *_slugged(slug)]
    if pub_status != "usable":
        return Signal.KILL if pub_status == "canceled" or Signal.KILL in written else Signal.HOLD
    if own and _gravest(written) not in _GRAVE:
        return _gravest(own)
    if written or is_embargoed:
        return _gravest(written) if written else Signal.EMBARGO
    if replaces or (version or 0) > 1:
        return Signal.UPDATE
    return Signal.NEW if version == 1 else None


def _gravest(words: Iterable[Signal]) -> Signal:
    return min(words, key=GRAVITY.index)


def _noted(notes: Iterable[str], version: int | None) -> Iterator[Signal]:
    """By the first word of a note. A first version adds nothing to another, whatever it announces."""
    for note in notes:
        said = note[_leading(note) :]
        word = meaning(said)
        if word in _SHOUTED and not _is_shouted(said):
            continue
        if word and not (word is Signal.UPDATE and version == 1 and not _is_shouted(said)):
            yield word


def _leading(note: str) -> int:
    found = _ADDRESSED.match(note[:200])
    return found.end() if found else 0


def _is_shouted(text: str) -> bool:
    """Whether it begins with a word in capitals."""
    word = re.match(r"[A-Za-z]+", text)
    return word is not None and len(word[0]) > 1 and word[0].isupper()


def _prefixed(headline: str) -> Iterator[Signal]:
    at = 0
    while (found := _PREFIX.match(headline, at)) and (word := meaning(found["word"])):
        if word in (Signal.NEW, Signal.WRITETHRU) and not _is_shouted(found["word"]):
            return
        if word not in _SHOUTED or _is_shouted(found["word"]):
            yield word
        at = found.end()


def _slugged(slug: str) -> Iterator[Signal]:
    """By the take: "1st Ld-Writethru", "SUBSTITUTE". A slug that is only a name says nothing.

    A word of a name counts only where capitals stand out in it: "RATES-HOLD" is about rates.
    """
    name, *takes = slug.split(",")
    if meaning(name) is Signal.ADVISORY:
        yield Signal.ADVISORY
    if _NUMBERED_LEAD.search(slug):
        yield Signal.WRITETHRU
    words = [] if name.isupper() else _TAKE.split(name)[1:]
    for part in (*words, *(part for take in takes for part in _TAKE.split(take))):
        word = meaning(part) if _is_shouted(part) or part.lower().startswith("writethr") else None
        if word and word not in (Signal.NEW, Signal.UPDATE):
            yield word
