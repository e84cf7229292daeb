"""IPTC 7901: source and number, priority, category and words, slug lines ending in "/", the text, its time.

A message, with words for control characters:

    SOH SLW0117 4 F 146 SLW  /
    Harbour-Dues, UPDATE 1/
    STX Headline
    SELWICK, Mar 2 (Selwick Wire) - Text of the first paragraph.
       Text of the second.
    ETX 021105 MAR 27

The guid is the day it was sent and the slug without its take, so that every update of a story has the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.ingest.parsers import heading, telegraph
from claims.ingest.parsers.prose import from_plain
from claims.ingest.parsers.telegraph import Message
from claims.ingest.parsers.told import Told
from claims.ingest.types import Malformed, WireStory

FORMAT = "iptc7901"
HEAD_LINES = 1  # where STX is lost; slug lines are told by their stroke
MOST_HEADLINES = 3
_BEGINS = re.compile(
    rb"^\x01?[a-z]{2,8}[0-9]{3,6} [0-9] [a-z]{1,4} [0-9]{1,5} ", re.IGNORECASE | re.MULTILINE
)
_HEAD = re.compile(
    r"[\x00\x01\x16\s]*(?P<service>[a-z]{0,8})(?P<number>[0-9]{1,6}) +(?P<priority>[0-9])"
    r" +(?P<category>[a-z]{1,4})(?: +(?P<words>[0-9]{1,6}))?\b.*",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"\b(?P<day>[0-9]{2})(?P<clock>[0-9]{4})\s*(?P<zone>[A-Z]{3})?\s+(?P<month>[A-Za-z]{3})[a-z]*\s+(?P<year>[0-9]{2})\b"
)
_NOT_TO_PRINT = re.compile(r"\bnot (?:intended )?for publication\b", re.IGNORECASE)
# Initials of desk and writers below the last sentence: "dpa jb xx n1 hu".
_SIGN_OFF = re.compile(r"[a-z]{2,5}(?: [a-z][a-z0-9]{1,4}){1,5}")
_SENTENCE = re.compile(r"[.!?][\"'”’)“]*$")
REMARK_LINES = 6  # lines of the text among which a correction is told


def parse(raw: bytes) -> list[WireStory]:
    """The story of each message. Raises BadStory, and PartlyRead where single ones cannot be read."""
    return telegraph.read(raw, _BEGINS, HEAD_LINES, _tell, FORMAT)


def _tell(message: Message) -> tuple[str, Told]:
    head = _HEAD.fullmatch(message.head[0])
    if head is None:
        raise Malformed("It does not begin with a source, a number and a priority.", line=message.line)
    slugs, lines = _slug_lines([*message.head[1:], *message.body])
    stamp = _STAMP.search(message.tail)
    sent = telegraph.stamp(stamp, stamp["zone"] or "GMT") if stamp else None
    remarks, lines = _remarks(lines)
    heads, rest = _heads(lines)
    paragraphs = telegraph.prose(from_plain("\n".join(_signed_off(_to_print(rest)))))
    slug, take = telegraph.slug_and_take("/".join(slugs))
    place, agency = heading.dateline(paragraphs[0]) if paragraphs else ("", "")
    headline = " ".join(line for line in heads if not _is_by(line) and not telegraph.is_note(line))
    told = Told(
        guid=telegraph.guid(sent.date().isoformat() if sent else "", slug, take, "".join(head.group(1, 2))),
        source=agency,
        version=telegraph.version(take),
        headline=headline,
        byline=next((line for line in heads if _is_by(line)), ""),
        dateline=f"{place} ({agency})" if place else "",
        slug=f"{slug}, {take}" if take else slug,
        kind=telegraph.kind(slug, headline),
        urgency=head["priority"],
        line=message.line,
        sent=[sent.isoformat()] if sent else [],
        signals=[take],
        notes=[*remarks, *(said for line in heads if (said := telegraph.note(line)))],
        paragraphs=paragraphs,
    )
    telegraph.put_embargo(told, [*heads, *told.notes, *paragraphs[:2]], sent)
    return head["service"].lower(), told


def _slug_lines(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines at the top that end in a stroke, without it; what is left."""
    rest = list(lines)
    slugs: list[str] = []
    while rest and (not rest[0].strip() or rest[0].endswith("/")):
        if line := rest.pop(0).strip().rstrip("/").strip():
            slugs.append(line)
    return slugs, rest


def _heads(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Headlines, byline and notes, and the text. A "=" or a blank line parts them, else the first line is
    the headline; a line with a dateline is text, and so is all there is."""
    end = _heads_end(lines)
    heads = [telegraph.typed(line.rstrip("= ")) for line in lines[:end] if line.strip()]
    rest = list(lines[end:])
    return (heads, rest) if any(line.strip() for line in rest) else ([], list(lines))


def _heads_end(lines: Sequence[str]) -> int:
    prose = next((at for at, line in enumerate(lines) if heading.dateline(line)[1]), len(lines))
    block = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    marked = [at for at, line in enumerate(lines[:block]) if line.endswith("=")]
    if marked:
        return marked[-1] + 1
    is_apart = 0 < block <= MOST_HEADLINES and block < len(lines) and not _SENTENCE.search(lines[block - 1])
    return min(prose, block if is_apart else 1)


def _is_by(line: str) -> bool:
    return line.lower().startswith("by ")


def _remarks(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """What lines in brackets near the top say was corrected, and the text without them."""
    top = [telegraph.remark(line) for line in lines[:REMARK_LINES]]
    rest = [line for at, line in enumerate(lines) if at >= len(top) or not top[at]]
    return [said for said in top if said], rest


def _to_print(lines: Sequence[str]) -> list[str]:
    """The text up to where a desk writes what only editors need, and without the time at its end."""
    end = next((at for at, line in enumerate(lines) if _NOT_TO_PRINT.search(line)), len(lines))
    return [line for line in lines[:end] if not _STAMP.fullmatch(line.strip())]


def _signed_off(lines: list[str]) -> list[str]:
    """The text without the desk's initials: behind a blank line or the end of a sentence."""
    end = max((at for at, line in enumerate(lines, 1) if line.strip()), default=0)
    if end < 2 or not _SIGN_OFF.fullmatch(lines[end - 1].strip()):
        return lines
    before = lines[end - 2].strip()
    return lines if before and not _SENTENCE.search(before) else lines[: end - 1]
