"""Cues: the places in a sentence where the story says that somebody asserted something.

"X said", "said X", "according to X", "X told Y", "citing X", "a study by X found". A cue knows its source
(as the sentence words it) and which parts of the sentence it covers. Words only, no parser; a sentence is
short (at most 2,000 characters), so looking left and right from each verb stays linear in the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.extraction.names import TITLES, Name, Token, named, runs
from claims.extraction.types import Span

_SAID = frozenset("said says say".split())
_VERBS = _SAID | frozenset(
    "told tells tell announced announces announce reported reports report claimed claims claim stated states state added "
    "adds noted notes note explained explains warned warns warn insisted insists insist acknowledged acknowledges confirmed "
    "confirms confirm argued argues argue alleged alleges allege admitted admits estimated estimates estimate predicted "
    "predicts projected projects revealed reveals disclosed discloses testified testifies wrote writes write tweeted tweets "
    "posted recalled recalls suggested suggests suggest found finds concluded concludes observed observes declared declares "
    "asserted asserts contended contends maintained maintains emphasized emphasised stressed stresses cautioned conceded "
    "countered responded replied joked boasted complained forecast forecasts indicated indicates mentioned believes believe "
    "thinks shows showed described describes accused accuses notified recounted remarked clarified reiterated "
    "pointed points quipped briefed expects hinted vowed pledged promised denied denies blamed asked asks "
    "counted cited cites put puts called calls".split()
)
_QUOTE_VERBS = frozenset("continued continues began begins replied laughed shouted cried sighed answered answers read reads goes".split())
_WITH_CLAUSE = frozenset("found finds shows showed suggested suggests suggest believes believe thinks indicated indicates "
                         "points pointed observed maintained maintains posted notes note state states claim claims report "
                         "reports estimate estimates describes put puts called calls counted cited cites "
                         "accused accuses blamed denied denies asked asks mentioned vowed pledged promised".split())  # fmt: skip
_NOUNS_TOO = frozenset("reports report claims claim estimates estimate states state notes note forecasts forecast projects "
                       "tweets posts points puts calls shows".split())  # fmt: skip
_INVERTING = _SAID | frozenset("reports reported wrote writes explained explains added adds noted notes recalled recalls warned "
                               "tweeted testified announced claims claimed insisted asked asks replied writes tells".split())  # fmt: skip
_BOUNDS = frozenset("that but while when as because after before since if though although whereas where which who whom so than "
                    "or whose what how why until unless and not did does do was were is are be been would could will can may "
                    "might should had has have than".split())  # fmt: skip
_SKIPPED = frozenset("has have had also later then once just further still already never again even now has't hasn't initially "
                     "however today yesterday tonight earlier recently once both all who has, himself herself themselves".split())  # fmt: skip
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
                  "september october november december today yesterday night morning afternoon evening week month year "
                  "late early last this".split())  # fmt: skip
_PREPOSITIONS = frozenset("of for at from in with on to by about against near under over inside outside during".split())
_DETERMINERS = frozenset("the a an one another some several two three four five many most other its his her their our both".split())
_PRONOUNS = frozenset("he she they it we i".split())
_DATA = frozenset("data figures records documents filings filing statistics report reports study survey poll analysis statement "
                  "review estimate estimates numbers findings research tally count census release papers paper article "
                  "database website spokesperson".split())  # fmt: skip
_MARKS = frozenset("\"“”'‘’«»„`")
_AFTER_RIGHT = frozenset("who that which in on at during after when while as to before during from by via through speaking adding "
                         "noting citing referring following ahead".split()) | _DAYS  # fmt: skip
_MOST_WORDS = 14  # of a source, outside of which a look to the left or right gives up


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


@dataclass(frozen=True, slots=True)
class Source:
    """A noun phrase that may be a source: token range `i` to `j` and what it names."""

    i: int
    j: int
    words: str
    name: Name | None = None
    pronoun: str | None = None


def find(text: str, sentence: Span, words: Sequence[Token]) -> Iterator[Cue]:
    """The cues of one sentence, left to right."""
    for v, token in enumerate(words):
        if token.lower == "according" and _at(words, v + 1) == "to":
            yield from _according(text, sentence, words, v)
        elif token.lower in ("citing", "quoting") or token.lower == "by" and _at(words, v - 1) in _PASSIVE:
            yield from _citing(text, sentence, words, v)
        elif token.lower in _VERBS or token.lower in _QUOTE_VERBS:
            yield from _verb(text, sentence, words, v)


_PASSIVE = frozenset("said reported estimated quoted told claimed reported released published compiled".split())


def _at(words: Sequence[Token], i: int) -> str:
    return words[i].lower if 0 <= i < len(words) else ""


def _according(text: str, sentence: Span, words: Sequence[Token], v: int) -> Iterator[Cue]:
    source = right(text, words, v + 2)
    if not source:
        return
    comma = _at(words, source.j) == ","
    before = Span(sentence.start, words[v].start)
    after = Span(words[source.j - 1].end, sentence.end)
    covers = (before, after) if v > 2 else (after,) if comma or v == 0 else (before, after)
    yield _cue(source, words, v, covers, "according to")


def _citing(text: str, sentence: Span, words: Sequence[Token], v: int) -> Iterator[Cue]:
    source = right(text, words, v + 1)
    if source and (source.name or words[v].lower != "by" or _at(words, v - 1) in ("said", "reported", "quoted")):
        yield _cue(source, words, v, (Span(sentence.start, words[v].start),), words[v].text)


def _cue(source: Source, words: Sequence[Token], v: int, covers: tuple[Span, ...], how: str) -> Cue:
    span = Span(words[source.i].start, words[source.j - 1].end)
    verb = words[v]
    return Cue(span, source.words, source.name, source.pronoun, verb.lower, Span(verb.start, verb.end), covers, how)


def _verb(text: str, sentence: Span, words: Sequence[Token], v: int) -> Iterator[Cue]:
    verb = words[v].lower
    if _is_noun(words, v):
        return
    if verb in _INVERTING and (source := _inverted(text, words, v)):
        covers = (Span(sentence.start, words[v].start), Span(words[source.j - 1].end, sentence.end))
        yield _cue(source, words, v, covers, f'"{words[v].text}" before the name')
        return
    source = left(text, words, v)
    if source is None or verb in _WITH_CLAUSE and source.pronoun in ("it", "we", "i"):
        return
    cue = _cue(source, words, v, _covered(sentence, words, source, v), f'"{words[v].text}"')
    hearer = right(text, words, v + 1) if verb in ("told", "tells", "tell") else None
    yield replace(cue, told=hearer.words) if hearer else cue


def _is_noun(words: Sequence[Token], v: int) -> bool:
    """Whether a word that is a verb elsewhere is a noun or participle here ("two reports", "the reported loss")."""
    before, after = _at(words, v - 1), _at(words, v + 1)
    if before in _DETERMINERS or before in ("to", "of", "by", "for", "in", "no", "any", "these", "those", "be", "been", "is",
                                           "was", "were", "are", "being", "this", "that", "'s", "from", "with"):
        return True
    if words[v].lower in _NOUNS_TOO and after in ("of", "from", "by", "on", "and", ",", ".", "in", "to", "about", "for"):
        return after not in (",", ".") or words[v].lower not in ("reports", "notes", "claims")
    return words[v].is_capital and v > 0 and words[v - 1].is_capital and words[v].lower in _NOUNS_TOO


def _inverted(text: str, words: Sequence[Token], v: int) -> Source | None:
    """The source after its verb ("..., said X"): only after a mark, and where no clause follows the name."""
    if v and words[v - 1].text not in _MARKS and words[v - 1].text not in ",?!—–":
        return None
    if _at(words, v + 1) in ("that", "it", "he", "she", "they", "we", "i", "there", "in", "on", "at"):
        pronoun = _at(words, v + 1)
        quoted = v and words[v - 1].text in _MARKS
        return Source(v + 1, v + 2, pronoun, None, pronoun) if quoted and pronoun in ("he", "she", "they") else None
    source = right(text, words, v + 1)
    if source is None:
        return None
    after = words[source.j] if source.j < len(words) else None
    ends = after is None or not after.is_word or after.lower in _AFTER_RIGHT or after.lower in _PREPOSITIONS
    if not ends or v and words[v - 1].text == "," and not source.name and left(text, words, v):
        return None
    return source


def right(text: str, words: Sequence[Token], i: int) -> Source | None:
    """The noun phrase that begins at token `i`."""
    while i < len(words) and words[i].lower in ("both", "two", "some") and i + 1 < len(words):
        i += 1
    if i >= len(words) or not words[i].is_word:
        return None
    if words[i].lower in _PRONOUNS | {"him", "her", "them"} and not words[i + 1 : i + 2 and i + 2]:
        return None
    j = i
    while j < len(words) and j - i < _MOST_WORDS and _carries_right(words, i, j):
        j += 1
    if j == i:
        return None
    source = reduced(text, words, i, j)
    if source and not source.name and _at(words, j) == ",":
        return _apposed(words, source, j) or source
    return source


def _carries_right(words: Sequence[Token], i: int, j: int) -> bool:
    token = words[j]
    if not token.is_word:
        return token.text in ("&",) or token.text in "’'" and j > i and words[j - 1].lower.endswith("s")
    if token.lower in _BOUNDS and token.lower != "and":
        return False
    if token.lower in ("and",):
        return j + 1 < len(words) and words[j + 1].is_capital and words[j - 1].is_capital
    if token.lower in _DAYS and not token.lower == "may":
        return False
    if token.lower in _VERBS and not token.is_capital and token.lower not in _DATA | _NOUNS_TOO:
        return False
    if token.lower in ("who", "in", "on", "during", "to", "as", "with"):
        return token.lower in ("in", "on") and j + 1 < len(words) and words[j + 1].is_capital and _at(words, j + 1) not in _DAYS
    return True


def _apposed(words: Sequence[Token], source: Source, comma: int) -> Source | None:
    """The name behind "the minister," where one stands there between commas."""
    for i, j in runs(words[comma + 1 : comma + 10]):
        if i == 0 or all(t.lower in TITLES for t in words[comma + 1 : comma + 1 + i]):
            name = named(words, comma + 1 + i, comma + 1 + j)
            closes = _at(words, comma + 1 + j) in ("", ",", ".") or not words[comma + 1 + j].is_word
            if name and name.person and len(name.words) > 1 and closes:
                return Source(source.i, comma + 1 + j, name.text, name)
        break
    return None


def left(text: str, words: Sequence[Token], v: int) -> Source | None:
    """The subject of the verb at `v`: the noun phrase before it, past adverbs, days and an apposition."""
    i = _past_adverbs(words, v - 1)
    if i < 0:
        return None
    if words[i].text == ")":
        i = _back_to(words, i, "(") - 1
    if i >= 0 and words[i].text in ",—–-":
        return _before_comma(text, words, i)
    return _phrase_to(text, words, i)


def _past_adverbs(words: Sequence[Token], i: int) -> int:
    while i >= 0 and words[i].is_word and not words[i].is_capital and (
        words[i].lower in _SKIPPED or words[i].lower.endswith("ly") and words[i].lower not in ("family", "assembly", "ally", "july")
    ):
        i -= 1
    while i >= 1 and (words[i].lower in _DAYS and words[i].lower not in ("may", "march") or words[i].text.isdigit() and _at(words, i - 1) in _DAYS):
        i -= 1
        if _at(words, i) in ("on", "in", "this", "last", "during"):
            i -= 1
    return i


def _back_to(words: Sequence[Token], i: int, mark: str) -> int:
    for k in range(i - 1, max(-1, i - 25), -1):
        if words[k].text == mark:
            return k
    return i


def _before_comma(text: str, words: Sequence[Token], comma: int) -> Source | None:
    """The subject before an apposition or an aside: "X, a spokesman for Y, said"."""
    dash = words[comma].text
    for k in range(comma - 1, max(-1, comma - 40), -1):
        if words[k].text in _MARKS and words[k].text not in "’'":
            break
        if words[k].text != dash:
            continue
        subject = _phrase_to(text, words, k - 1)
        aside = _phrase_to(text, words, comma - 1, k + 1)
        if subject and subject.name and subject.name.person:
            return Source(subject.i, comma, subject.words, subject.name)
        if aside and aside.name and aside.name.person and aside.i <= k + 3 and subject:
            return Source(subject.i, comma, aside.words, aside.name)
        if subject and (subject.name or not _is_adverbial(words, subject)):
            return Source(subject.i, comma, subject.words, subject.name, subject.pronoun)
    return None


def _is_adverbial(words: Sequence[Token], source: Source) -> bool:
    return words[source.i].lower in _PREPOSITIONS or words[source.j - 1].lower in _DAYS or source.j - source.i > 8


def _phrase_to(text: str, words: Sequence[Token], last: int, first: int = 0) -> Source | None:
    """The noun phrase that ends with token `last`."""
    if last < first or not words[last].is_word:
        return None
    if words[last].lower in _PRONOUNS:
        return Source(last, last + 1, words[last].lower, None, words[last].lower)
    i = last
    while i - 1 >= first and last - i < _MOST_WORDS and _carries_left(words, i - 1):
        i -= 1
    while i < last and words[i].lower in _LEADS_IN:
        i += 1
    return reduced(text, words, i, last + 1)


_LEADS_IN = frozenset("but and or so yet in on at by for to from with also meanwhile then as if of since after because".split())


def _carries_left(words: Sequence[Token], k: int) -> bool:
    token = words[k]
    if not token.is_word:
        return token.text == "&" or token.text in "’'" and k > 0 and words[k - 1].lower.endswith("s")
    if token.lower == "and":
        return k > 0 and words[k - 1].is_word and words[k - 1].is_capital and words[k + 1].is_capital
    if token.lower in _BOUNDS or token.lower in _PRONOUNS:
        return False
    return token.is_capital or token.lower not in _VERBS or token.lower in _DATA | _NOUNS_TOO


def reduced(text: str, words: Sequence[Token], i: int, j: int) -> Source | None:
    """What a noun phrase names: the person or body at its head, of its data, or the phrase without its article."""
    head = next((k for k in range(i + 1, j) if words[k].lower in _PREPOSITIONS and not words[k].is_capital), j)
    found = list(runs(words[i:j]))
    if words[head - 1].lower in _DATA and head < j:
        for a, b in found:
            if i + a > head - 1 and (name := named(words, i + a, i + b)):
                return Source(i, j, name.text, name)
    for a, b in reversed(found):
        if i + a < head and i + b >= head and (name := named(words, i + a, i + b)):
            return Source(i, j, name.text, name)
    while i < j - 1 and (words[i].lower in _DETERMINERS or words[i].lower in ("the",)):
        i += 1
    if not any(t.is_word and t.text[0].isalpha() for t in words[i:j]):
        return None
    return Source(i, j, text[words[i].start : words[j - 1].end])


def _covered(sentence: Span, words: Sequence[Token], source: Source, v: int) -> tuple[Span, ...]:
    """What "X said" covers: what follows the verb, and what stands before X where nothing else is said after."""
    before = Span(sentence.start, words[source.i].start)
    after = Span(words[v].end, sentence.end)
    rest = [t for t in words[v + 1 :] if t.is_word and t.lower not in _DAYS and t.lower not in _PREPOSITIONS]
    spoken = source.i > 2 and (len(rest) <= 3 or _at(words, v + 1) in (",", ".", "", ";") or words[v + 1].text in _MARKS)
    led = source.i and words[source.i - 1].text in _MARKS or source.i and words[source.i - 1].text in ",?!—–"
    return (before, after) if spoken and led else (after,)
