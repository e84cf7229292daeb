"""Where a source stands: the noun phrase left of "said", right of "according to", beside an apposition.

Words only, no parser. Every look goes a bounded number of words to the left or right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.extraction.name_words import TITLES
from claims.extraction.names import Token, named, runs
from claims.extraction.phrases import Source, at, head_noun, reduced
from claims.extraction.reach import ARTICLES, carries_left, carries_right
from claims.extraction.speech_words import (
    BODIES,
    BOUNDS,
    DATA,
    DAYS,
    LEADS_IN,
    PAST,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    SKIPPED,
)

RELATIVES = frozenset({"who", "which"})
JOINED = frozenset({"and", "but"})
GROUPS = frozenset({"police", "prosecutors", "investigators", "witnesses", "authorities", "rebels"})
READ = frozenset({"seen", "obtained", "read", "reviewed", "viewed"})  # by whom says nothing of the maker
_MOST_HEAD = 4  # words of a subject
_MOST_WORDS = 14  # of a phrase, in either direction


def right(text: str, words: Sequence[Token], i: int) -> Source | None:
    """The noun phrase that begins at token `i`."""
    if (
        i >= len(words)
        or not words[i].is_word
        or words[i].lower in PRONOUNS | {"him", "us", "them", "me", "that"}
    ):
        return None
    j = i
    while j < len(words) and j - i < _MOST_WORDS and carries_right(words, i, j):
        j += 1
    source = reduced(text, words, i, j) if j > i else None
    if source and not source.name:
        source = _maker(text, words, source, j) or source
        if at(words, j) == "," and not source.name:
            return _apposed(words, source, j) or source
    return source


def _maker(text: str, words: Sequence[Token], source: Source, j: int) -> Source | None:
    """Who made the data: "figures released Thursday by X", "data compiled from X"."""
    if head_noun(source.words) not in DATA and source.words.lower().split()[0] not in DATA:
        return None
    for k in range(j - 1, min(len(words) - 1, j + 6)):
        if not words[k].is_word:
            return None
        if words[k].lower in ("by", "from") and words[k - 1].lower not in READ:
            maker = right(text, words, k + 1)
            return replace(maker, i=source.i) if maker else None
    return None


def _apposed(words: Sequence[Token], source: Source, comma: int) -> Source | None:
    """The name behind "the minister," where one stands there between commas."""
    for i, j in runs(words[comma + 1 : comma + 10]):
        if i and not all(t.lower in TITLES for t in words[comma + 1 : comma + 1 + i]):
            return None
        end = comma + 1 + j
        name = named(words, comma + 1 + i, end)
        closes = end >= len(words) or not words[end].is_word
        if name and name.person and len(name.words) > 1 and closes:
            return Source(source.i, end, name.text, name)
        return None
    return None


def _antecedent(text: str, words: Sequence[Token], i: int) -> Source | None:
    """Whom "who" at token `i` means: the phrase before it, a comma passed over."""
    last = i - 1 - (at(words, i - 1) == ",")
    source = _phrase_to(text, words, last) if last >= 0 else None
    if source and (source.is_plausible or at(words, source.i) in ARTICLES):
        return source
    return None


def _beyond_relative(text: str, words: Sequence[Token], i: int) -> Source | None:
    """Who is told of in a clause that ends at `i`: "a man whose sister was killed"."""
    for k in range(i, max(i - _MOST_WORDS, 0), -1):
        if words[k].lower in RELATIVES or words[k].lower == "whose":
            return _antecedent(text, words, k)
    return None


def subject(text: str, words: Sequence[Token], v: int) -> Source | None:
    """The subject of a clause that goes on with "and said" at token `v`: its first noun phrase."""
    first = next((k + 1 for k in range(v - 1, -1, -1) if words[k].text in ';:"“”'), 0)
    while first < v and (words[first].lower in LEADS_IN or not words[first].is_word):
        first += 1
    begin, end = next(iter(runs(words[first:v])), (1, 1))
    name = named(words, first, first + end) if not begin else None
    if name and end > 1 - name.person:
        return Source(first, first + end, name.text, name)
    j = first
    while j < v and j - first < _MOST_WORDS and words[j].is_word and not _is_verb(words, j):
        j += 1
    if j in (first, v):
        return None
    return _phrase_to(text, words, j - 1, first)


def _is_verb(words: Sequence[Token], j: int) -> bool:
    lower = words[j].lower
    return not words[j].is_capital and (
        lower in BOUNDS or lower in SKIPPED or lower in PAST or (lower.endswith("ed") and len(lower) > 3)
    )


def left(text: str, words: Sequence[Token], v: int) -> Source | None:
    """The subject of the verb at `v`: the noun phrase before it, past adverbs, days and an apposition."""
    i = _past_adverbs(words, v - 1)
    if i >= 0 and words[i].text == ")":
        i = _back_to(words, i, "(") - 1
    if i < 0:
        return None
    if words[i].text in RELATIVES:
        return _antecedent(text, words, i)
    if words[i].lower in JOINED and i > 1:
        return subject(text, words, i)
    if words[i].text in ",—–-":
        return _before_comma(text, words, i)
    source = _phrase_to(text, words, i)
    if source and not source.name and source.j - source.i == 1 and source.words.endswith("ed"):
        return _beyond_relative(text, words, i)
    return _named_before(text, words, source) if source and not source.name and not source.pronoun else source


def _named_before(text: str, words: Sequence[Token], source: Source) -> Source:
    """ "Gen. X, commander of Y said", "X and her team said": the name before the description."""
    before = at(words, source.i - 1)
    if before == "," or (before == "and" and at(words, source.i) in ("his", "her", "their")):
        name = _phrase_to(text, words, source.i - 2)
        if (
            name
            and name.name
            and ((name.name.person and len(name.name.words) > 1) or before == "and")
            and name.j - name.i <= 8
        ):
            return replace(name, j=source.j)
    return source


def _past_adverbs(words: Sequence[Token], i: int) -> int:
    while (
        i >= 0
        and words[i].is_word
        and not words[i].is_capital
        and (
            words[i].lower in SKIPPED
            or (words[i].lower.endswith("ly") and words[i].lower not in ("family", "assembly", "ally"))
        )
    ):
        i -= 1
    while i >= 1 and (
        (at(words, i) in DAYS and at(words, i) != "march")
        or (words[i].text.isdigit() and at(words, i - 1) in DAYS)
    ):
        i -= 1
        if at(words, i) in ("on", "in", "this", "last", "during", "late", "early"):
            i -= 1
    return i


def _back_to(words: Sequence[Token], i: int, mark: str) -> int:
    return next((k for k in range(i - 1, max(-1, i - 25), -1) if words[k].text == mark), i)


def _before_comma(text: str, words: Sequence[Token], comma: int) -> Source | None:
    """The subject before an apposition or an aside: "X, a spokesman for Y, said"."""
    dash = words[comma].text
    stops = [
        k
        for k in range(comma - 1, max(-1, comma - 40), -1)
        if words[k].text == dash or words[k].text in '"“”«»'
    ]
    commas = [k for k in stops if not any(words[m].text in '"“”«»' for m in stops if m >= k)]
    for k in commas:
        subject = _phrase_to(text, words, k - 1)
        if subject and subject.name and subject.name.person and at(words, subject.i - 1) not in PREPOSITIONS:
            return replace(subject, j=comma)
    for k in commas:
        subject, aside = _phrase_to(text, words, k - 1), _phrase_to(text, words, comma - 1, k + 1)
        if aside and aside.name and aside.name.person and aside.i <= k + 3 and subject:
            return Source(subject.i if subject.is_plausible else aside.i, comma, aside.words, aside.name)
        if subject and (subject.name or subject.is_plausible) and not _is_adverbial(words, subject):
            return _made_by(text, words, subject, comma) or replace(subject, j=comma)
    alone = _phrase_to(text, words, comma - 1) if not commas else None
    return alone if alone and alone.i <= 1 and alone.name else None


def _made_by(text: str, words: Sequence[Token], data: Source, comma: int) -> Source | None:
    """Who made the data that an aside tells of: "The report, released on Tuesday by X, found"."""
    if data.name or head_noun(data.words) not in DATA:
        return None
    by = next((k for k in range(data.j, comma) if words[k].lower == "by"), 0)
    maker = right(text, words, by + 1) if by else None
    return replace(maker, i=data.i, j=comma) if maker and maker.j <= comma else None


def _is_adverbial(words: Sequence[Token], source: Source) -> bool:
    return (
        words[source.i].lower in PREPOSITIONS or words[source.j - 1].lower in DAYS or source.j - source.i > 10
    )


def _phrase_to(text: str, words: Sequence[Token], last: int, first: int = 0) -> Source | None:
    """The noun phrase that ends with token `last`."""
    if last >= first and words[last].text in "’'" and last:
        last -= 1
    if last < first or not words[last].is_word:
        return None
    if words[last].lower in PRONOUNS:
        return Source(last, last + 1, words[last].lower, None, words[last].lower)
    i = last
    while i - 1 >= first and last - i < _MOST_WORDS and carries_left(words, i - 1):
        i -= 1
    while i < last and words[i].lower in LEADS_IN:
        i += 1
    source = reduced(text, words, i, last + 1)
    if source and not source.is_plausible and words[last].is_capital:
        return _ends_in_name(words, i, last) or source
    return source


def _ends_in_name(words: Sequence[Token], i: int, last: int) -> Source | None:
    """ "Prior to launch Google promised": the name right before the verb."""
    run = max(runs(words[i : last + 1]), default=None)
    if run is None or (run[0] and at(words, i + run[0] - 1) in PREPOSITIONS):
        return None  # "the casinos in Harl reported"
    name = named(words, i + run[0], i + run[1])
    return Source(i + run[0], last + 1, name.text, name) if name else None


def body_at_head(text: str, words: Sequence[Token]) -> str | None:
    """The body or document that opens a sentence as its subject: "port board" of "The port board has"."""
    for k in range(min(_MOST_HEAD + 1, len(words) - 1)):
        if not words[k].is_word or words[k].lower in PREPOSITIONS | BOUNDS | PRONOUNS:
            return None
        owns = words[k].text != words[k].bare and words[k].bare.lower() in BODIES  # "The airline's loss"
        if owns or (words[k].lower in BODIES | DATA and _is_verb(words, k + 1)):
            first = int(words[0].lower in ARTICLES)
            end = words[k].start + len(words[k].bare)
            return text[words[first].start : end] if k >= first else None
    return None


def group_at_head(text: str, words: Sequence[Token]) -> str | None:
    """The people that a sentence opens with as its subject ("Rescue workers dug"), whom "they" may mean."""
    for k in range(min(_MOST_HEAD, len(words) - 1)):
        if not words[k].is_word or words[k].lower in PREPOSITIONS | BOUNDS | PRONOUNS:
            return None
        if words[k].lower.endswith(PLURALS) or words[k].lower in GROUPS:
            first = int(words[0].lower in ARTICLES)
            return text[words[first].start : words[k].end] if words[k + 1].is_word else None
    return None
