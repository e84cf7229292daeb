"""Cues: the places in a sentence where the story says that somebody asserted something.

"X said", "said X", "according to X", "X told Y", "citing X", "a study by X found". A cue knows its source
(as the sentence words it) and which parts of the sentence it covers. A sentence is short (at most 2,000
characters), so looking left and right from each verb stays linear in the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.extraction.names import Name, Token, named, runs
from claims.extraction.sources import Source, at, head_noun, left, right
from claims.extraction.speech_words import (
    AFTER_NAME,
    ASIDE,
    CLAUSE,
    DAYS,
    INVERTING,
    MARKS,
    NO_VERB_AFTER,
    NOUNS,
    PARTICIPLES,
    PASSIVE,
    PEOPLE,
    PREPOSITIONS,
    SAID,
    STRONG,
    STUDIES,
    STUDY_VERBS,
    TRIGGERS,
    WEAK,
)
from claims.extraction.types import Span

_MOST_LOOKS = 24  # verbs of one sentence that are looked at; no prose has more


@dataclass(frozen=True, slots=True)
class Cue:
    """Who asserts, by which words, over which parts of the text. `name` is set where the source is named."""

    source: Span
    words: str
    name: Name | None
    pronoun: str | None
    verb: str
    at: Span
    covers: tuple[Span, ...]
    how: str
    told: str | None = None

    def over(self, position: int) -> bool:
        return any(span.start <= position < span.end for span in self.covers)


def find(text: str, sentence: Span, words: Sequence[Token]) -> Iterator[Cue]:
    """The cues of one sentence, left to right."""
    last: Source | None = None
    looked = 0
    for v, token in enumerate(words):
        if token.lower not in TRIGGERS:
            continue
        looked += 1
        if looked > _MOST_LOOKS:
            return
        for source, cue in _at_token(text, sentence, words, v, token.lower, last):
            last = source
            yield cue


def _at_token(
    text: str, sentence: Span, words: Sequence[Token], v: int, lower: str, last: Source | None
) -> Iterator[tuple[Source, Cue]]:
    if (lower == "words" and at(words, v - 2) == "in" and at(words, v + 1) == "of") or (
        lower == "according" and at(words, v + 1) == "to"
    ):
        yield from _according(text, sentence, words, v)
    elif lower in ("citing", "quoting") or (lower == "by" and at(words, v - 1) in PASSIVE):
        yield from _citing(text, sentence, words, v)
    elif lower == "quoted":
        yield from _quoting(text, sentence, words, v)
    elif lower in PARTICIPLES:
        yield from _participle(text, sentence, words, v, last)
    elif lower in STRONG or lower in WEAK:
        yield from _verb(text, sentence, words, v)


def _according(text: str, sentence: Span, words: Sequence[Token], v: int) -> Iterator[tuple[Source, Cue]]:
    if not (source := right(text, words, v + 2)):
        return
    before, after = Span(sentence.start, words[v].start), Span(words[source.j - 1].end, sentence.end)
    yield source, _cue(source, words, v, (before, after), f"{words[v].lower} {at(words, v + 1)}")


def _citing(text: str, sentence: Span, words: Sequence[Token], v: int) -> Iterator[tuple[Source, Cue]]:
    source = right(text, words, v + 1)
    if source and source.is_plausible:
        before = (
            next((k for k in range(v - 1, -1, -1) if not words[k].is_word), 0)
            if words[v].lower == "by"
            else 0
        )
        yield source, _cue(source, words, v, (Span(words[before].start, words[v].start),), words[v].text)


def _quoting(text: str, sentence: Span, words: Sequence[Token], v: int) -> Iterator[tuple[Source, Cue]]:
    """ "quoted X as saying", "X was quoted as saying"."""
    said = next(
        (
            k
            for k in range(v + 1, min(len(words), v + 20))
            if words[k].lower == "as" and at(words, k + 1) == "saying"
        ),
        0,
    )
    if not said:
        return
    source = left(text, words, v) if said == v + 1 else right(text, words, v + 1)
    if source:
        cue = _cue(
            source,
            words,
            v,
            (Span(words[said].end, sentence.end), Span(sentence.start, words[v].start)),
            "quoted",
        )
        relay = left(text, words, v) if said > v + 1 else None
        yield source, replace(cue, told=relay.words) if relay else cue


def _participle(
    text: str, sentence: Span, words: Sequence[Token], v: int, last: Source | None
) -> Iterator[tuple[Source, Cue]]:
    """ "is reporting that", and ", saying that", which belongs to the sentence's subject."""
    progressive = at(words, v - 1) in ("is", "are", "was", "were", "been")
    if not progressive and at(words, v - 1) not in (",", "and", "—", "–", "-", "by"):
        return
    source = left(text, words, v) if progressive else last or _subject(text, words, v)
    if source and source.is_plausible:
        yield source, _cue(source, words, v, (Span(words[v].end, sentence.end),), f'"{words[v].text}"')


def _subject(text: str, words: Sequence[Token], v: int) -> Source | None:
    """The name or pronoun that opens the sentence: its subject, as far as words can tell."""
    if at(words, 0) in ("he", "she"):
        return Source(0, 1, words[0].lower, None, words[0].lower)
    i, j = next(iter(runs(words[:v])), (0, 0))
    name = named(words, i, j) if j and i <= 1 else None
    return Source(i, j, name.text, name) if name else None


def _cue(source: Source, words: Sequence[Token], v: int, covers: tuple[Span, ...], how: str) -> Cue:
    span = Span(words[source.i].start, words[source.j - 1].end)
    verb = words[v]
    return Cue(
        span, source.words, source.name, source.pronoun, verb.lower, Span(verb.start, verb.end), covers, how
    )


def _verb(text: str, sentence: Span, words: Sequence[Token], v: int) -> Iterator[tuple[Source, Cue]]:
    verb = words[v].lower
    if _is_noun(words, v):
        return
    if verb in INVERTING and (source := _inverted(text, words, v)):
        covers = [Span(sentence.start, words[v].start)]
        if (
            v
            and words[v - 1].text == ","
            and at(words, source.j) == ","
            and at(words, source.j + 1) not in ASIDE
        ):
            covers.append(Span(words[source.j].end, sentence.end))
        yield source, _cue(source, words, v, tuple(covers), f'"{words[v].text}" before')
        return
    source = left(text, words, v)
    if source is None or not (source.is_plausible or verb in SAID) or not _asserts(words, v, source):
        return
    cue = _cue(source, words, v, _covered(sentence, words, source, v), f'"{words[v].text}"')
    hearer = right(text, words, v + 1) if verb in ("told", "tells", "tell") else None
    yield source, replace(cue, told=hearer.words) if hearer else cue


def _asserts(words: Sequence[Token], v: int, source: Source) -> bool:
    """Whether the verb takes a clause here: always for the strong ones, by what follows for the others."""
    verb, after = words[v].lower, at(words, v + 1)
    if verb in STRONG:
        return verb != "accused" or after != "of"
    if verb in ("pointed", "points"):
        return after == "out"
    if verb in STUDY_VERBS and (
        head_noun(source.words) in STUDIES or source.words.lower().split()[-1] in STUDIES
    ):
        return True
    if verb in ("put", "puts"):
        return any(t.lower == "at" for t in words[v + 1 : v + 16])
    if verb in ("admitted", "admits", "denied", "denies", "described") and after.endswith("ing"):
        return True
    if verb in ("found", "finds") and source.name and not source.name.person:
        return after not in ("her", "him", "his", "it", "them", "itself", "guilty")
    beside = (
        after in MARKS or after in (":", "") or (v and words[source.i - 1].text in MARKS and source.i > 0)
    )
    ends = after in (",", ".") and source.i > 2 and verb not in NOUNS
    if after == "it" and verb not in (
        "found",
        "finds",
        "called",
        "calls",
        "read",
        "reads",
        "put",
        "puts",
        "proposed",
        "denied",
    ):
        return True
    clause = (
        after in CLAUSE
        if verb in ("believes", "believe", "think", "thinks", "added", "adds")
        else after in PEOPLE
    )
    return after in ("that", "how") or beside or ends or clause


def _is_noun(words: Sequence[Token], v: int) -> bool:
    """Whether a word that is a verb elsewhere is a noun or participle here ("two reports", "the reported loss")."""
    before, after = at(words, v - 1), at(words, v + 1)
    k = v - 1
    while k > 0 and (
        at(words, k) in ("also", "first", "not", "widely", "already") or at(words, k).endswith("ly")
    ):
        k -= 1
    if before in NO_VERB_AFTER or at(words, k) in ("is", "was", "were", "are", "been", "being", "be"):
        return True
    if words[v].lower in NOUNS and after in ("of", "from", "by", "on", "and", "in", "to", "about", "for"):
        return True
    return words[v].is_capital and v > 0 and words[v - 1].is_capital and words[v].lower in NOUNS


def _inverted(text: str, words: Sequence[Token], v: int) -> Source | None:
    """The source after its verb ("..., said X"): only after a mark, and where no clause follows the name."""
    before = words[v - 1].text if v else ""
    quoted = before in MARKS
    if v and not quoted and before not in ",?!—–":
        return None
    after = at(words, v + 1)
    if after in ("he", "she", "they"):
        return Source(v + 1, v + 2, after, None, after) if quoted else None
    if after in ("in", "on", "at", "there", "of", "to", "no"):
        return None
    source = right(text, words, v + 1)
    if source is None or not source.is_plausible:
        return None
    then = words[source.j] if source.j < len(words) else None
    if then is not None and then.is_word and then.lower not in AFTER_NAME:
        return None
    return None if before == "," and not source.name and left(text, words, v) else source


def _covered(sentence: Span, words: Sequence[Token], source: Source, v: int) -> tuple[Span, ...]:
    """What "X said" covers: what follows the verb, and what stands before X where nothing else is said after."""
    before, after = Span(sentence.start, words[source.i].start), Span(words[v].end, sentence.end)
    lead = words[source.i - 1].text if source.i else ""
    if lead in ("than", "as"):
        return (before,)
    if lead in MARKS and lead:
        return (before, after) if at(words, v + 1) == "that" else (before,)
    rest = [t for t in words[v + 1 :] if t.is_word and t.lower not in DAYS and t.lower not in PREPOSITIONS]
    stops = at(words, v + 1) in (",", ".", "", ";", "-", "—", "–") or (
        at(words, v + 1) in DAYS | PREPOSITIONS and at(words, v + 1) != "about"
    )
    return (
        (before, after)
        if source.i > 2 and lead in tuple(",?!—–-)") and (len(rest) <= 3 or stops)
        else (after,)
    )
