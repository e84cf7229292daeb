"""Where sentences begin and end, with exact offsets into the given text.

Own rules, since the kept splitters tried on wire copy take quadratic time on quotation marks that never
close (sentencex 1.0.32: four times the time for twice the text) and break at datelines, initials and odd
spacing. One pass over the candidates, each decided by the words beside it: linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.types import Span

LONGEST = 2_000  # characters; what runs on is cut at the last space before
MOST = 20_000  # sentences of one story that are read

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_GAP = re.compile(r"\n[ \t\r]*\n|\r[ \t]*\r|\r\n[ \t]*\r\n|[\v\f\u2028\u2029]")
_BULLET = re.compile(r"[ \t]*(?:[•‣▪●◦·∙■□–—*-]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+")
_CLOSERS = "\"'”’»›)]}"
_STOP = re.compile(rf"[.!?…]+(?:[{re.escape(_CLOSERS)}]|'')*(?=\s|$|[“‘«\"(\[]|[A-Z][a-z])")
_NOTE = re.compile(r"(?:\[(?:\d{1,3}|[a-z]|citation needed)\]){1,9}")  # footnote marks belong to no sentence
_QUESTION = re.compile(
    r"\W*(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|should|has|have|had)\b",
    re.IGNORECASE,
)
_ODD_STOP = re.compile(
    rf" +(?:[{re.escape(_CLOSERS)}]|'')(?=\s|$)"
)  # tokenised text: a space before the mark
_WORD_BEFORE = re.compile(r"[\w.'’&-]{1,24}$")
_NEXT = re.compile(r"[\s]*([“‘«\"'`(\[\-–—]*)\s*([\w’'.&-]*)")
_BRACKETS = re.compile(r"\([^()\n]{1,200}\)")
_SPACE = re.compile(r"\s+")

# After these a capital says nothing: the name goes on.
_TITLES = frozenset(
    """
    mr mrs ms mx dr prof st sr messrs mme mlle fr rev hon pres gov lt sgt capt cpt col gen maj cmdr cdr
    adm sen sens rep reps rev pvt cpl pfc det insp supt const asst amb atty dep vs v no nos art sec fig
    figs vol pp p ch op dist approx ca cf al brig spc gunnery mt ft ave blvd rd e.g i.e viz nr tel ext
    """.split()
)
# After these a sentence may end: it does where the next word looks like a beginning.
_SHORTENED = frozenset(
    """
    inc corp co ltd llc plc bros cos jr sr esq etc u.s u.k u.n e.u u.s.a d.c a.m p.m ph.d m.d b.a m.a jan
    feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark
    calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn
    tex va vt wash wis wyo n.y n.j n.c s.c n.d s.d n.h n.m w.va r.i min max est dept univ assn gmbh s.a
    a.k.a l.a b.c a.d km kg lb lbs oz hr hrs mph sq r d
    """.split()
)
_STARTERS = frozenset(
    """
    the a an this that these those it he she they we i you there his her its their our my your in on at
    for from by with as but and or so if when while after before since although though because however
    once until both some many most several all no one two three four five six seven eight nine ten more
    another other what who how why where which earlier later last meanwhile according under over during
    among despite also then now officials police authorities asked not only even still yet instead
    """.split()
)
_SAYING = (
    r"(?:said|says|say|told|asked|asks|added|adds|wrote|writes|tweeted|replied|exclaimed|shouted|recalled|"
    r"wondered|joked|explained)"
)
_GOES_ON = re.compile(
    rf"\s+(?:{_SAYING}\b|(?:he|she|they|it|we|I)\s+{_SAYING}\b|(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.?\s)?"
    rf"(?:[A-Z][\w.'’-]*\s){{1,3}}{_SAYING}\b)"
)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences in order, and what was not read (in words for people)."""

    spans: tuple[Span, ...]
    notes: tuple[str, ...]


def split(copy_text: str, skip: Sequence[Span] = ()) -> Sentences:
    """The sentences of `copy_text`; nothing overlaps a span of `skip`. At most `MOST` are given back."""
    spans: list[Span] = []
    notes: list[str] = []
    for span in _all(copy_text, sorted(skip)):
        if len(spans) == MOST:
            notes.append(
                f"Only the first {MOST:,} sentences were read; the text from character "
                f"{span.start:,} on was not examined."
            )
            break
        spans.append(span)
    if any(span.end - span.start >= LONGEST - 1 for span in spans):
        notes.append(f"A sentence ran over {LONGEST:,} characters and was cut.")
    return Sentences(tuple(spans), tuple(notes))


def _all(text: str, skip: Sequence[Span]) -> Iterator[Span]:
    for part in _outside(len(text), skip):
        for block in _blocks(text, part):
            for span in _in_block(text, block):
                yield from _hard_split(text, span)


def paragraphs(copy_text: str) -> tuple[Span, ...]:
    """The paragraphs and list items of the text, as `split` sees them, their edges without space."""
    blocks = _blocks(copy_text, Span(0, len(copy_text)))
    return tuple(span for block in blocks for span in _trimmed(copy_text, block.start, block.end))


def _outside(length: int, skip: Sequence[Span]) -> Iterator[Span]:
    """What is left of the text between the skipped spans (sorted by start)."""
    at = 0
    for cut in skip:
        if cut.start > at:
            yield Span(at, cut.start)
        at = max(at, cut.end)
    if at < length:
        yield Span(at, length)


def _blocks(text: str, part: Span) -> Iterator[Span]:
    """Paragraphs and list items: lines, joined where a line break falls within a sentence."""
    start = end = -1
    for line in _LINE.finditer(text, part.start, part.end):
        if not line[0].strip():
            continue
        if start >= 0 and not _joins(text, start, end, line):
            yield Span(start, end)
            start = -1
        start = line.start() if start < 0 else start
        end = line.end()
    if start >= 0:
        yield Span(start, end)


def _joins(text: str, start: int, end: int, line: re.Match[str]) -> bool:
    """Whether `line` carries on the block text[start:end]: no blank line between, and it reads on."""
    if _GAP.search(text, end, line.start()) or _BULLET.match(line[0]):
        return False
    before = text[max(start, end - 120) : end].rstrip()
    first = line[0].lstrip()[:1]
    if before.endswith((".", "!", "?", ":", "”", '"')):
        return False
    if first.islower() or before.endswith((",", ";")) or first in ",;.)":
        return True
    return _is_wrapped(text, start, end) and len(line[0]) <= 100


def _is_wrapped(text: str, start: int, end: int) -> bool:
    """Whether the last line of the block is about as long as hard-wrapped copy makes them."""
    last = max(text.rfind("\n", start, end) + 1, start)
    return 55 <= end - last <= 90 and text[end - 1].islower() | text[end - 1].isdigit()


def _in_block(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    bullet = _BULLET.match(text, start, block.end)
    if bullet:
        start = bullet.end()
    brackets = _Within(_BRACKETS.finditer(text, block.start, block.end))
    for stop in _STOP.finditer(text, start, block.end):
        if (
            stop.start() < start
            or brackets.hold(start, stop.start())
            or not _ends(text, start, stop, block.end)
        ):
            continue
        end = _with_odd_close(text, stop.end(), block.end)
        yield from _trimmed(text, start, end)
        note = _NOTE.match(text, end, block.end)
        start = _past_space(text, note.end() if note else end, block.end)
    yield from _trimmed(text, start, block.end)


class _Within:
    """Asks, for rising positions, whether one lies inside a bracket opened after the sentence began."""

    def __init__(self, found: Iterator[re.Match[str]]) -> None:
        self._found = found
        self._now = next(found, None)

    def hold(self, start: int, at: int) -> bool:
        while self._now and self._now.end() <= at + 1:
            self._now = next(self._found, None)
        return bool(self._now) and start < self._now.start() < at  # type: ignore[union-attr]


def _past_space(text: str, at: int, limit: int) -> int:
    while at < limit and text[at].isspace():
        at += 1
    return at


def _with_odd_close(text: str, end: int, limit: int) -> int:
    """The end of the stop, with a closing mark that tokenised text set off by a space."""
    odd = _ODD_STOP.match(text, end, limit)
    if not odd:
        return end
    opened = text.count('"', max(0, end - 600), end) % 2
    return odd.end() if odd[0].strip() != '"' or opened else end


def _ends(text: str, start: int, stop: re.Match[str], limit: int) -> bool:
    """Whether the sentence begun at `start` ends at this stop, by the words on both sides."""
    if _NOTE.match(text, stop.end(), limit):
        return True
    after = _NEXT.match(text, stop.end(), limit)
    opener, word = (after[1], after[2]) if after else ("", "")
    if not opener and not word:
        return True
    glued = not text[stop.end() : stop.end() + 1].isspace()
    closed = stop[0][-1] in _CLOSERS
    mark = stop[0].rstrip(_CLOSERS)
    before = _WORD_BEFORE.search(text, max(0, stop.start() - 24), stop.start())
    last = before[0].lower().lstrip("(['’") if before else ""
    if glued and ((opener == "" and not _reads_glued(last, word)) or (not closed and opener)):
        return False
    if mark.endswith(("!", "?")) or closed:
        return not _reads_on(text, start, stop, word, opener)
    if mark == ".":
        return _full_stop(last, before[0] if before else "", opener, word)
    return not word[:1].islower()


def _reads_glued(last: str, word: str) -> bool:
    """ "deal.The reversal": a stop without its space, not "alt.Religion" or "U.S.Army"."""
    return len(last) > 2 and "." not in last and len(word) > 1 and word.lower() in _STARTERS


def _reads_on(text: str, start: int, stop: re.Match[str], word: str, opener: str) -> bool:
    if word[:1].islower() and not opener:
        return True
    if stop[0] == "?" and word[:1].isdigit() and not _QUESTION.match(text, start, stop.start()):
        return True  # a currency sign lost on the way: "in return for? 110bn"
    return bool(_GOES_ON.match(text, stop.end(), min(len(text), stop.end() + 120)))


def _full_stop(last: str, spelt: str, opener: str, word: str) -> bool:
    if word[:1].islower() and not opener:
        return False
    if len(last) == 1 and last.isalpha() and spelt.isupper() and not opener:
        return last == "i"  # any other is an initial
    if (last == "a" and word[:1].isdigit()) or (last in ("b", "m", "k") and spelt.islower()):
        return False  # ". 357 Magnum" out of a tokenised text; "110 b. Euro"
    if last in _TITLES and not opener:
        return last in ("no", "v", "p") and not word[:1].isdigit()
    if last in _SHORTENED or re.fullmatch(r"(?:[a-z]\.)+[a-z]", last):
        return bool(opener and opener not in "-–—(") or word.lower() in _STARTERS
    return True


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(c.isalnum() for c in text[start:end]):
        yield Span(start, end)


def _hard_split(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, span.end)
