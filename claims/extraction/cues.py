"""Cues: the places in a sentence where the story says that somebody asserted something.

"X said", "said X", "according to X", "X told Y", "citing X", "a study by X found". A cue knows its source
(as the sentence words it) and which parts of the sentence it covers. A sentence is short (at most 2,000
characters), so looking left and right from each verb stays linear in the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.extraction.line import Cue, Line
from claims.extraction.names import Token, named, runs
from claims.extraction.phrases import Source, at, head_noun
from claims.extraction.sources import RELATIVES
from claims.extraction.speech_words import (
    AFTER_NAME,
    AFTER_NOUNS,
    ASIDE,
    BEING,
    BOUNDS,
    CLAUSE,
    COUNTING,
    COUNTS,
    DATA,
    DAYS,
    DETERMINERS,
    FOUND_THINGS,
    HEDGES,
    INVERTING,
    LEADS,
    LIGHT_ADVERBS,
    MARKS,
    NO_VERB_AFTER,
    NOUNS,
    OBJECT_VERBS,
    OPINION_VERBS,
    PARTICIPLES,
    PASSIVE,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    PUTTING,
    SAID,
    STOPS,
    STRONG,
    STUDIES,
    STUDY_VERBS,
    TRIGGERS,
    WEAK,
)
from claims.extraction.types import Span

_LONGEST_LEAD = 10  # tokens of "In a Herald poll of 900 voters,"
_MOST_LOOKS = 24  # verbs of one sentence that are looked at; no prose has more

TAKING = frozenset({"claim", "claims", "claimed"})
OWNERS = frozenset({"his", "her", "its", "their"})
_TO_LIVES = 6  # tokens from such a verb to the lives that it took

Found = Iterator[tuple[Source, Cue]]


def find(text: str, sentence: Span, words: Sequence[Token]) -> Iterator[Cue]:
    """The cues of one sentence, left to right."""
    line = Line(text, sentence, words)
    last: Source | None = None
    looked = 0
    if poll := _poll(line):
        yield poll
    for v, token in enumerate(words):
        if token.lower not in TRIGGERS:
            continue
        looked += 1
        if looked > _MOST_LOOKS:
            return
        for source, cue in _at_token(line, v, token.lower, last):
            last = source
            yield cue


def _poll(line: Line) -> Cue | None:
    """ "In a Herald poll, 12 percent ..." at the head of a sentence."""
    if line.at(0) != "in" or line.at(1) not in ("a", "an", "the", "its", "this"):
        return None
    k = next((k for k in range(2, min(len(line.words), _LONGEST_LEAD)) if line.at(k) in STUDIES), 0)
    comma = next((n for n in range(k + 1, min(len(line.words), k + _LONGEST_LEAD)) if line.at(n) == ","), 0)
    source = line.right(1) if k and comma else None
    return line.cue(source, k, [line.after(comma)], "in a") if source and source.is_plausible else None


def _at_token(line: Line, v: int, lower: str, last: Source | None) -> Found:
    pair = (lower, line.at(v + 1))
    if pair == ("according", "to") or (pair == ("words", "of") and line.at(v - 2) == "in"):
        return _according(line, v)
    if lower in ("citing", "quoting") or (lower == "by" and line.at(v - 1) in PASSIVE):
        return _citing(line, v)
    if lower == "quoted":
        return _quoting(line, v)
    if lower in PARTICIPLES:
        return _participle(line, v, last)
    return _verb(line, v) if lower in STRONG or lower in WEAK else iter(())


def _according(line: Line, v: int) -> Found:
    if source := line.right(v + 2):
        covers = (line.before(v), line.after(source.j - 1))
        yield source, line.cue(source, v, covers, f"{line.at(v)} {line.at(v + 1)}")


def _citing(line: Line, v: int) -> Found:
    """ "..., citing X", and "reported by X", which covers its own clause only."""
    source = line.right(v + 1)
    if not source or not source.is_plausible:
        return
    if line.at(v) == "by" and line.at(0) == "as" and line.at(source.j) == ",":
        yield source, line.cue(source, v, [line.after(source.j)], "as said by")
        return
    marks = (k for k in range(v - 1, -1, -1) if not line.words[k].is_word)
    first = next(marks, 0) if line.at(v) == "by" else 0
    yield (
        source,
        line.cue(source, v, [Span(line.words[first].start, line.words[v].start)], line.words[v].text),
    )


def _quoting(line: Line, v: int) -> Found:
    """ "quoted X as saying", "X was quoted as saying"."""
    pairs = ((k, line.at(k), line.at(k + 1)) for k in range(v + 1, min(len(line.words), v + 20)))
    said = next((k for k, first, second in pairs if (first, second) == ("as", "saying")), 0)
    if not said:
        return
    passive = said == v + 1
    source = line.left(v) if passive else line.right(v + 1)
    if source:
        relay = None if passive else line.left(v)
        cue = line.cue(source, v, (line.after(said), line.before(v)), "quoted")
        yield source, replace(cue, told=relay.words) if relay else cue


def _participle(line: Line, v: int, last: Source | None) -> Found:
    """ "is reporting that", and ", saying that" of the last source or the sentence's subject."""
    progressive = line.at(v - 1) in BEING
    if not progressive and line.at(v - 1) not in (",", "and", "—", "–", "-", "by"):
        return
    source = line.left(v) if progressive else last or _subject(line, v)
    if source and source.is_plausible:
        yield source, line.cue(source, v, [line.after(v)], f'"{line.words[v].text}"')


def _subject(line: Line, v: int) -> Source | None:
    """The name or pronoun that opens the sentence: its subject, as far as words can tell."""
    if line.at(0) in ("he", "she"):
        return Source(0, 1, line.at(0), None, line.at(0))
    i, j = next(iter(runs(line.words[:v])), (0, 0))
    name = named(line.words, i, j) if j and i <= 1 else None
    return Source(i, j, name.text, name) if name else None


def _verb(line: Line, v: int) -> Found:
    verb = line.at(v)
    if _is_noun(line.words, v):
        return
    if verb in INVERTING and (source := _inverted(line, v)):
        yield source, line.cue(source, v, _covered_before(line, source, v), f'"{line.words[v].text}" before')
        return
    source = line.left(v)
    if source is None or not (source.is_plausible or verb in SAID) or not _asserts(line, v, source):
        return
    if line.at(source.i) in OWNERS and line.at(source.i - 1) in SAID:
        return  # "she said her staff had counted 31": she says so
    cue = line.cue(source, v, _covered(line, source, v), f'"{line.words[v].text}"')
    hearer = line.right(v + 1) if verb in ("told", "tells", "tell") else None
    yield source, replace(cue, told=hearer.words) if hearer else cue


def _asserts(line: Line, v: int, source: Source) -> bool:
    """Whether the verb takes a clause here: always for the strong ones, by what follows for the others."""
    verb, after = line.at(v), line.at(v + 1)
    if verb in PUTTING:
        return _own_way(line, v, source, after)
    if verb in TAKING and any(line.at(k) in ("life", "lives") for k in range(v + 1, v + _TO_LIVES)):
        return False  # "the storm claimed 14 lives"
    if verb in STRONG:
        return verb != "accused" or after != "of"
    return _own_way(line, v, source, after) or _takes_clause(line, v, source, after)


def _own_way(line: Line, v: int, source: Source, after: str) -> bool:
    """Verbs with a construction of their own: "puts the toll at", "admitted killing", "the study found"."""
    verb = line.at(v)
    if verb in ("pointed", "points"):
        return after == "out"
    if verb in PUTTING:
        leads = (k for k in range(v + 1, v + 16) if line.at(k) == PUTTING[verb])
        return any(PUTTING[verb] == "at" or _is_number(line, k + 1) for k in leads)
    if verb in ("admitted", "admits", "denied", "denies"):
        return after.endswith("ing")
    if verb in COUNTING:
        return _is_number(line, v + 1 + (after == "of"))
    if verb in ("found", "finds") and source.name and not source.name.person:
        return after not in FOUND_THINGS
    heads = {head_noun(source.words), source.words.lower().split()[-1], line.at(v - 1)}
    return verb in STUDY_VERBS and not heads.isdisjoint(STUDIES)


def _is_number(line: Line, k: int) -> bool:
    """Does a number of people or things stand at token `k`, past "at least": "counts 1,150 dead"?"""
    while k < len(line.words) and line.at(k) in HEDGES:
        k += 1
    return k < len(line.words) and (line.words[k].text[0].isdigit() or line.at(k) in COUNTS)


def _takes_clause(line: Line, v: int, source: Source, after: str) -> bool:
    verb = line.at(v)
    led = source.i > 0 and line.words[source.i - 1].text in MARKS
    if after in ("that", "how", ":", "") or after in MARKS or led:
        return True
    if after in (",", "."):
        return source.i > 2 and (verb not in NOUNS or line.at(v - 1) in DATA)
    if after == "it":
        return verb not in OBJECT_VERBS
    return after in (CLAUSE if verb in OPINION_VERBS else PEOPLE)


def _is_noun(words: Sequence[Token], v: int) -> bool:
    """Whether a verb's word is a noun or participle here: "two reports", "was reported"."""
    before, after = at(words, v - 1), at(words, v + 1)
    k = v - 1
    while k > 0 and (at(words, k) in LIGHT_ADVERBS or at(words, k).endswith("ly")):
        k -= 1
    if before in NO_VERB_AFTER or at(words, k) in BEING:
        return True
    if words[v].lower not in NOUNS:
        return False
    if before.endswith("ed") and before in STRONG | WEAK:
        return True  # "denied reports that"
    return after in AFTER_NOUNS or (words[v].is_capital and v > 0 and words[v - 1].is_capital)


def _inverted(line: Line, v: int) -> Source | None:
    """The source after its verb ("..., said X"): only after a mark, and where no clause follows the name."""
    before = line.words[v - 1].text if v else ""
    quoted = before in MARKS
    if v and not quoted and before not in ",?!—–":
        return None
    after = line.at(v + 1)
    if after in ("he", "she", "they"):
        return Source(v + 1, v + 2, after, None, after) if quoted else None
    source = None if after in ("in", "on", "at", "there", "of", "to", "no") else line.right(v + 1)
    if source is None or not source.is_plausible or not _ends_phrase(line, source.j):
        return None
    return None if before == "," and not source.name and line.left(v) else source


def _ends_phrase(line: Line, j: int) -> bool:
    return j >= len(line.words) or not line.words[j].is_word or line.at(j) in AFTER_NAME


def _only_hearer(line: Line, v: int) -> bool:
    """Does nothing but the hearer follow "told", with place and day: "told reporters on the quay"?"""
    for k in range(v + 1, len(line.words)):
        lower = line.at(k)
        if (lower in RELATIVES and k > v + 1) or (lower == "," and line.at(k + 1) in ("and", "but")):
            return True
        opens = lower in DETERMINERS or line.words[k].text[0].isdigit() or lower in COUNTS
        joined = line.at(k - 1) in PREPOSITIONS | DAYS | {"and", "told"}
        if lower in BOUNDS | PRONOUNS | SAID or lower in (":", *MARKS) or (opens and not joined):
            return False
    return True


def _covered_before(line: Line, source: Source, v: int) -> list[Span]:
    """What "..., said X" covers: all before, and what goes on behind X's comma where it describes not X."""
    covers = [line.before(v)]
    aside = line.at(v - 1) != "," or line.at(source.j) != "," or line.at(source.j + 1) in ASIDE
    return covers if aside else [*covers, line.after(source.j)]


def _covered(line: Line, source: Source, v: int) -> tuple[Span, ...]:
    """What "X said" covers: what follows the verb, and what stands before X where little is said after."""
    before, after = line.before(source.i), line.after(v)
    lead, then = line.words[source.i - 1].text if source.i else "", line.at(v + 1)
    if lead in ("than", "as"):
        comma = next((k for k in range(v + 1, len(line.words)) if line.words[k].text == ","), 0)
        return (before, line.after(comma)) if lead == "as" and comma else (before,)
    if lead in MARKS and lead:
        return (before, after) if then == "that" else (before,)
    rest = [t for t in line.words[v + 1 :] if t.is_word and t.lower not in DAYS | PREPOSITIONS]
    stops = then in STOPS or (then in DAYS | PREPOSITIONS and then != "about")
    stops = stops or (line.at(v) == "told" and _only_hearer(line, v))
    if source.i > 2 and lead in LEADS and (len(rest) <= 3 or stops):
        return before, after
    return (after,)
