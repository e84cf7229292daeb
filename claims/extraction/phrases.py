"""A source's noun phrase: its words, and the name, pronoun or owner that it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.name_words import TITLES
from claims.extraction.names import Name, Token, named, runs
from claims.extraction.speech_words import (
    ASSERTING,
    BODIES,
    DATA,
    DETERMINERS,
    ENDINGS,
    MARKS,
    PAST,
    PLURALS,
    PREPOSITIONS,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A noun phrase, tokens `i` to `j`: its words without article, and the name or pronoun it comes to."""

    i: int
    j: int
    words: str
    name: Name | None = None
    pronoun: str | None = None

    @property
    def is_plausible(self) -> bool:
        """Whether its head is of the kind that asserts things, as far as words can tell."""
        if self.name or self.pronoun:
            return True
        head = head_noun(self.words)
        return head in ASSERTING or head in BODIES or head in DATA or head.endswith(ENDINGS)


INNER_SUBJECTS = frozenset("he she they it we i you them him her his its their our".split())
TRAILING = PREPOSITIONS | {"and", "or", "but", "to", "also"}
NOBODY = frozenset("no including only such not nothing".split())
PART_OF = frozenset("one two three some several many most each both".split())


def head_noun(words: str) -> str:
    """The last word before the first preposition, in small letters ("spokesman for the ministry")."""
    parts = words.lower().split()
    if parts[1:2] == ["of"] and parts[0] in PART_OF and len(parts) > 2:
        parts = parts[2:]
    stop = next((k for k in range(1, len(parts)) if _ends_head(parts, k)), len(parts))
    return parts[stop - 1]


def _ends_head(parts: Sequence[str], k: int) -> bool:
    """A preposition or participle after the head; "fundraising reports" has its noun still to come."""
    if parts[k].endswith("ing"):
        after = parts[k + 1] if k + 1 < len(parts) else "the"
        return after in PREPOSITIONS or after in DETERMINERS
    return parts[k] in PREPOSITIONS or parts[k].endswith("ed")


def at(words: Sequence[Token], i: int) -> str:
    """The token in small letters, "" beyond the ends."""
    return words[i].lower if 0 <= i < len(words) else ""


def reduced(text: str, words: Sequence[Token], i: int, j: int) -> Source | None:
    """What a noun phrase names: its head's person or body, the maker of its data, or the phrase itself."""
    head = next((k for k in range(i + 1, j) if words[k].lower in PREPOSITIONS and not words[k].is_capital), j)
    name = _name_of(words, i, j, head)
    if name:
        return Source(i, j, name.text, name)
    begin = i
    while begin < j - 1 and words[begin].lower in DETERMINERS:
        begin += 1
    if (words[begin].text[0].isdigit() and "-" not in words[begin].text) or words[
        begin
    ].lower in PREPOSITIONS:
        return None
    end = _phrase_end(words, begin, j)
    if end <= begin or not _is_clean(words[begin:end]):
        return None
    return Source(i, j, text[words[begin].start : words[end - 1].end])


def _phrase_end(words: Sequence[Token], begin: int, j: int) -> int:
    """Where the phrase ends: before a clause of its own ("documents he filed"), trailing adverbs left off."""
    inner = (
        k
        for k in range(begin + 1, j)
        if words[k].lower in INNER_SUBJECTS and words[k - 1].lower not in PREPOSITIONS
    )
    end = next(inner, j)
    while end > begin and _trails(words[end - 1]):
        end -= 1
    return end


def _trails(token: Token) -> bool:
    adverb = token.lower.endswith("ly") and token.lower not in (
        "family",
        "assembly",
        "ally",
        "daily",
        "weekly",
    )
    return token.lower in TRAILING or (adverb and not token.is_capital)


def _is_clean(phrase: Sequence[Token]) -> bool:
    """A phrase that may name somebody: no verb in it, no "including" or "no" before it."""
    if phrase[0].lower in NOBODY:
        return False
    return not any(
        token.lower in PAST or token.lower.endswith(("n't", "n’t"))
        for token in phrase
        if not token.is_capital
    )


def _name_of(words: Sequence[Token], i: int, j: int, head: int) -> Name | None:
    found = [(i + a, i + b) for a, b in runs(words[i:j])]
    is_data = any(token.lower in DATA for token in words[i:head])
    inside = [run for run in found if run[0] < head]
    if is_data:
        made = [named(words, *run) for run in found if run[0] > head and _is_maker(words, head, run[0])]
        made = made[_owns(words, found, head) :]
        owner = next((run for run in inside if words[run[1] - 1].text != words[run[1] - 1].bare), None)
        if owner:
            return named(words, *owner)
        own = named(words, *inside[-1]) if inside and not _is_common(words, *inside[-1]) else None
        return next((name for name in made if name), own)
    ends = [run for run in inside if run[1] >= head]
    if not ends or _is_common(words, *ends[-1]):
        return _owner(words, inside, head)
    return named(words, *ends[-1])


def _owns(words: Sequence[Token], found: Sequence[tuple[int, int]], head: int) -> int:
    """1 where the first maker only owns the second: "a report by Harl Radio's Ada Lowe"."""
    after = [run for run in found if run[0] > head]
    if len(after) < 2:
        return 0
    owner = words[after[0][1] - 1]
    return int(owner.text != owner.bare and after[0][1] == after[1][0])


def _is_maker(words: Sequence[Token], head: int, begin: int) -> bool:
    """Whether the name at `begin` made the data: "a report by X", not "a review of X's filings"."""
    leads = [words[k].lower for k in range(head, begin) if words[k].lower in PREPOSITIONS]
    return bool(leads) and (
        leads[-1] in ("by", "from", "in", "at")
        or (leads == ["for"] and words[head - 1].lower in ("poll", "survey"))
        or (leads == ["of"] and words[head - 1].lower in ("analysis", "study"))
    )


def _is_common(words: Sequence[Token], a: int, b: int) -> bool:
    """Whether a capital only opens the sentence: "Police said"."""
    word = words[a].lower
    opens = a == 0 or words[a - 1].text in MARKS or words[a - 1].text in ":—–-)"
    return opens and b - a == 1 and (word in ASSERTING or word in DATA or word.endswith(PLURALS))


def _owner(words: Sequence[Token], inside: Sequence[tuple[int, int]], head: int) -> Name | None:
    """Whose the thing is that is read from: "the Weekly's latest tracker"."""
    last = words[head - 1].lower
    if (
        not inside
        or last in ASSERTING
        or last.endswith(ENDINGS)
        or last in TITLES
        or words[head - 1].is_capital
    ):
        return None
    owner = words[inside[-1][1] - 1]
    return named(words, *inside[-1]) if owner.text != owner.bare else None
