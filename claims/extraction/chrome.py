"""Page chrome in plain text: what a reader of the page would not call the story, with a reason per cut.

Rules look at one line and its neighbours. A false cut loses a claim, a missed one costs a glance, so a rule
that is not sure keeps the line. Headlines, bylines and dates stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.extraction.chrome_patterns import (
    BARE_CREDIT,
    CREDIT,
    GONE,
    GONE_TEXT,
    INSIDE,
    LINES,
    LINK_HEAD,
    SCENE,
    SIGNED,
    SOURCE_ITEM,
    SOURCES,
)
from claims.extraction.types import Cut, Span

_LONGEST_CAPTION = 600  # characters
_MOST_SOURCES = 100  # lines of one list
_TAIL = 400  # characters an error page's text may still have after its heading
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_LETTERS = re.compile(r"[^\W_]+")


def cuts(text: str) -> tuple[Cut, ...]:
    """The passages of `text` that are chrome, in order, none overlapping; each says why."""
    lines = [_trim(text, m.start(), m.end()) for m in _LINE.finditer(text)]
    lines = [line for line in lines if line.end > line.start]
    found: list[Cut] = []
    for rule in (_by_line, _captions, _tails, _sources, _links, _pull_quotes, _inside):
        found.extend(rule(text, lines))
    return _disjoint(found)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _disjoint(found: Sequence[Cut]) -> tuple[Cut, ...]:
    """The first-come, longest cuts; what overlaps one already kept goes."""
    kept: list[Cut] = []
    for cut in sorted(found, key=lambda cut: (cut.span.start, -cut.span.end)):
        if not kept or cut.span.start >= kept[-1].span.end:
            kept.append(cut)
    return tuple(kept)


def _by_line(text: str, lines: Sequence[Span]) -> Iterator[Cut]:
    for line in lines:
        if line.end - line.start > _LONGEST_CAPTION:
            continue
        words = line.of(text)
        for reason, pattern in LINES.items():
            if pattern.fullmatch(words):
                yield Cut(line, reason)
                break


def _captions(text: str, lines: Sequence[Span]) -> Iterator[Cut]:
    """Lines that end in a picture credit, a line before that says the same, and credits on their own."""
    for i, line in enumerate(lines):
        if line.end - line.start > _LONGEST_CAPTION:
            continue
        words = line.of(text)
        if not (CREDIT.search(words, max(0, len(words) - 160)) or BARE_CREDIT.fullmatch(words)):
            continue
        before = lines[i - 1] if i else line
        if i and len(before.of(text)) > 12 and words.startswith(before.of(text).rstrip(".")):
            yield Cut(Span(before.start, line.end), "caption, given twice")
        else:
            yield Cut(line, "caption with a picture credit")
        after = lines[i + 1] if i + 1 < len(lines) else line
        if BARE_CREDIT.fullmatch(words) and _is_scene(after.of(text)):
            yield Cut(after, "caption under its picture credit")


def _is_scene(words: str) -> bool:
    """One sentence in the present tense, as captions tell what the picture shows."""
    return len(words) <= 300 and words.count(". ") <= 1 and bool(SCENE.match(words))


def _tails(text: str, lines: Sequence[Span]) -> Iterator[Cut]:
    """An error page's words under the story: its heading, and the little text that follows."""
    for i, line in enumerate(lines):
        if not GONE.fullmatch(line.of(text)[:120]):
            continue
        yield Cut(line, "error page")
        if lines[-1].end - line.end > _TAIL:
            continue
        rest = lines[i + 1 :]
        if any(GONE_TEXT.search(after.of(text)) for after in rest[:4]):
            yield from (Cut(after, "error page") for after in rest)


def _sources(text: str, lines: Sequence[Span]) -> Iterator[Cut]:
    """A list of sources under the story, as wikis keep them."""
    for i, line in enumerate(lines):
        if i < len(lines) // 2 or not SOURCES.fullmatch(line.of(text)[:60]):
            continue
        last = line
        for item in lines[i + 1 : i + 1 + _MOST_SOURCES]:
            if not SOURCE_ITEM.fullmatch(item.of(text)[:_LONGEST_CAPTION]):
                break
            last = item
        if last is not line:
            yield Cut(Span(line.start, last.end), "list of sources")


def _links(text: str, lines: Sequence[Span]) -> Iterator[Cut]:
    """The headlines under "Related stories" and the like: lines of its block without a full stop."""
    for i, line in enumerate(lines):
        if not LINK_HEAD.fullmatch(line.of(text)[:120]):
            continue
        last = line
        spaced = _is_spaced(text, lines, i)
        for item in lines[i + 1 : i + 9]:
            words = item.of(text)
            gap = text.count("\n", last.end, item.start) > 1
            if len(words) > 140 or words.endswith((".", "”", '"', ":")) or (gap and not spaced):
                break
            if gap and "story timeline" not in line.of(text).lower() and not _is_list_under(text, lines, i):
                break
            last = item
        if last is not line:
            yield Cut(Span(line.start, last.end), "related link")


def _is_spaced(text: str, lines: Sequence[Span], i: int) -> bool:
    """Whether an empty line stands under the heading, as then one stands between all headlines."""
    return i + 1 < len(lines) and text.count("\n", lines[i].end, lines[i + 1].start) > 1


def _is_list_under(text: str, lines: Sequence[Span], i: int) -> bool:
    """Whether at least two of the next lines are headlines: no stop, and no sentence under the heading."""
    after = [line.of(text)[-2:] for line in lines[i + 1 : i + 3]]
    return len(after) == 2 and not any(end.endswith((".", "”", '"')) for end in after)


def _pull_quotes(text: str, lines: Sequence[Span]) -> Iterator[Cut]:
    """A paragraph signed with a name that repeats words the story quotes elsewhere."""
    known: dict[str, int] = {}
    keys = []
    for line in lines:
        for key in set(_openings(line.of(text))):
            known[key] = known.get(key, 0) + 1
    for line in lines:
        if line.end - line.start > _LONGEST_CAPTION:
            continue
        signed = SIGNED.fullmatch(line.of(text))
        if signed and (keys := _openings(signed["said"])) and all(known.get(key, 0) > 1 for key in keys[:1]):
            yield Cut(line, "pull quote, said again in the story")


def _openings(words: str) -> list[str]:
    """The first eight words of each sentence of a line, folded: what a repeat is known by."""
    heads = re.split(r"[.!?…][\"”’]?\s+|[\"“”]", words[:2_000])
    folded = (" ".join(_LETTERS.findall(head.lower())[:8]) for head in heads)
    return [head for head in folded if head.count(" ") >= 5]


def _inside(text: str, lines: Sequence[Span]) -> Iterator[Cut]:
    for reason, pattern in INSIDE:
        for hit in pattern.finditer(text):
            yield Cut(Span(hit.start(), hit.end()), reason)
