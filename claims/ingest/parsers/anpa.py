"""ANPA 1312: service and number, a line of priority, category, slug and take, heads with "^", tabbed text.

A message, with "|" for the unit separator and words for control characters:

    SYN SYN SOH a0117|slw-
    r f DC3 DC1 bc-Harbour-Dues 1st Ld-Writethru 03-02 0146
    STX ^BC-SL--Harbour-Dues, 1st Ld-Writethru,146<
    ^Headline<
    TAB Text of the first paragraph.
    ETX
    slw-wf-03-02-27 1105GMT

The guid is the day of the second line and the slug, so that every lead of a story has the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from claims.ingest.parsers import heading, telegraph
from claims.ingest.parsers.telegraph import Message
from claims.ingest.parsers.told import Told
from claims.ingest.types import Malformed, WireStory

FORMAT = "anpa1312"
URGENCIES = {"f": "1", "u": "2", "b": "3"}
ORDINARY = "5"  # the IPTC's word for normal
HEAD_LINES = 2
_BEGINS = re.compile(rb"^\x16*\x01?[a-z][0-9]{4}\x1f?[a-z-]{3,12}\s*$", re.IGNORECASE | re.MULTILINE)
_NUMBER = re.compile(
    r"[\x16\x01\s]*(?P<service>[a-z])(?P<number>[0-9]{4})\x1f?(?P<selector>[a-z0-9]*)", re.IGNORECASE
)
_CYCLE = r"(?:(?:am|pm|bc|ap)-)?(?:[A-Z]{2,4}--)?"
_KEYWORDS = re.compile(
    rf"(?P<priority>[a-z])\s+(?P<category>[a-z])[\x11-\x14]*\s+{_CYCLE}(?P<slug>\S.*?)\s+"
    r"(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?:\s+[0-9]{1,5})?\s*",
    re.IGNORECASE,
)
_SLUG_HEAD = re.compile(r"(?:AM|PM|BC|AP)-(?:[A-Z]{2,4}--)?(?P<slug>[^,]+)(?P<take>(?:,.*)?)")
_WORDS = re.compile(r",\s*[0-9]{1,5}\s*$")
_STAMP = re.compile(
    r"(?P<code>[A-Za-z]{2,4})-[A-Za-z]{2,4}-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})-(?P<year>[0-9]{2})\s+"
    r"(?P<clock>[0-9]{4})\s?(?P<zone>[A-Za-z]{3})"
)
# Where a take begins behind a slug: at a comma, or "Harbour Dues 1st Ld-Writethru", "Harbour Dues KILL".
_TAKE = re.compile(
    r"(?:(?<!\s)\s++)?,\s*+|(?<!\s)\s++(?="
    r"(?:[0-9]{1,2}(?:st|nd|rd|th)|(?:ld|lead|add|adv|take|update)[ -]?[0-9]+|ld|write-?thr\w*"
    r"|correct\w*|kill|hold|withh\w*|eliminat\w*|sub|substitut\w*|advisory|update|repeat|refile)(?:\W|$))",
    re.IGNORECASE,
)
_PICTURES = re.compile(r"AP (?:photo|graphic|video)s?\b|(?:photo|graphic|video)s? ", re.IGNORECASE)
_EMPLOYER = re.compile(r"(?:The )?Associated Press|AP [A-Z][a-z]+ Writer|For (?:The )?[A-Z].*")


def parse(raw: bytes) -> list[WireStory]:
    """The story of each message. Raises BadStory, and PartlyRead where single ones cannot be read."""
    return telegraph.read(raw, _BEGINS, HEAD_LINES, _tell, FORMAT)


def _tell(message: Message) -> tuple[str, Told]:
    number = _NUMBER.match(message.head[0])
    if number is None:
        raise Malformed("It does not begin with a service and a number.", line=message.line)
    keywords = next((found for line in message.head[1:] if (found := _KEYWORDS.fullmatch(line))), None)
    heads = [line.strip("^<=\x00 ") for line in message.body if line.startswith("^")]
    paragraphs = telegraph.prose(_paragraphs(message.body))
    stamp = _STAMP.search(message.tail) or _STAMP.search("\n".join(message.body[-3:]))
    sent = telegraph.stamp(stamp, stamp["zone"]) if stamp else None
    slug, take = _slug(heads, keywords)
    place, agency = heading.dateline(paragraphs[0]) if paragraphs else ("", "")
    told = Told(
        guid=telegraph.guid(_day(keywords, sent), slug, take, f"{number['service']}{number['number']}"),
        source=agency,
        version=telegraph.version(take),
        headline=_headline(heads),
        byline=next((line for line in heads if line.lower().startswith("by ")), ""),
        dateline=f"{place} ({agency})" if place else "",
        slug=f"{slug}, {take}" if take else slug,
        kind=telegraph.kind(slug, _headline(heads)),
        urgency=URGENCIES.get(keywords["priority"].lower(), ORDINARY) if keywords else "",
        line=message.line,
        sent=[sent.isoformat()] if sent else [],
        signals=[take],
        notes=[said for line in heads if (said := telegraph.note(line))],
        paragraphs=paragraphs,
    )
    telegraph.put_embargo(told, [*heads, *told.notes], sent)
    return (stamp["code"] if stamp else number["service"]).lower(), told


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """A tab begins a paragraph, or a row of a table a backspace; lines without either go on with it."""
    found: list[str] = []
    for line in lines:
        if line.startswith("^") or _STAMP.search(line):
            continue
        if line.startswith(("\t", "\b")) or not found:
            found.append(line)
        elif line.strip():
            found[-1] += f" {line}"
    return found


def _slug(heads: Sequence[str], keywords: re.Match[str] | None) -> tuple[str, str]:
    """Name and take: by the head that repeats them in full, and by the second line, which may cut them."""
    head = next((found for line in heads if (found := _SLUG_HEAD.fullmatch(_WORDS.sub("", line)))), None)
    slug, take = [*_TAKE.split(keywords["slug"] if keywords else "", maxsplit=1), ""][:2]
    return (head["slug"].strip(), head["take"].strip(", ") or take) if head else (slug, take)


def _headline(heads: Sequence[str]) -> str:
    """The first head that is not the slug, a note, a byline or about pictures."""
    for line in heads:
        is_slug = _SLUG_HEAD.fullmatch(line) is not None
        is_by = line.lower().startswith("by ") or _EMPLOYER.fullmatch(line)
        if line and not (is_slug or is_by or telegraph.is_note(line) or _PICTURES.match(line)):
            return telegraph.typed(line)
    return ""


def _day(keywords: re.Match[str] | None, sent: datetime | None) -> str:
    """The day of the cycle, with the year that its time of sending gives it."""
    if keywords is None:
        return sent.date().isoformat() if sent else ""
    month, day = int(keywords["month"]), int(keywords["day"])
    if sent is None:
        return f"{month:02}-{day:02}"
    year = sent.year + (month == 1 and sent.month == 12) - (month == 12 and sent.month == 1)
    return f"{year}-{month:02}-{day:02}"
