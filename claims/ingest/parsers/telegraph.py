"""What the two telegraph formats share: messages between control characters, and a desk's typewriter habits.

ANPA 1312 (American Newspaper Publishers Association) and IPTC 7901 put a message between SOH and ETX, its
text behind STX. Each message of a transmission is a story of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from claims.ingest.clean import BOM
from claims.ingest.limits import IDENTIFIER_CHARS
from claims.ingest.moments import ABBREVIATIONS, MONTHS, Moment
from claims.ingest.parsers import heading
from claims.ingest.parsers.several import read_each
from claims.ingest.parsers.told import Told
from claims.ingest.types import BadStory, Malformed, WireStory

STX = "\x02"
TAIL = 200  # characters at the end of a message that lost its marks, in which its time may stand
_BEFORE_HEAD = "\x00\x01\x16\r\n "
_END = re.compile("[\x03\x04]")
_CONTROLS = re.compile("[\x00\x01\x04-\x08\x0e-\x1f]")
_QUOTES = (("``", "“"), ("''", "”"), (" _ ", " — "))
_NOTE = re.compile(
    r"\W*(?:(?:note to )?ed(?:itor)?s?(?:'?s)?(?: note)?|advisory to editors)\b\s*[:._–—-]+\s*", re.IGNORECASE
)
_LEAD = re.compile(
    r"\b(?P<number>[0-9]{1,2})(?:st|nd|rd|th)[ -]?(?:ld|lead|writethru)\b"
    r"|\bupdate[ -]?(?P<update>[0-9]{1,2})\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:(?P<number>[0-9]{1,2})(?:st|nd|rd|th)[ -]?)?(?P<part>add|take)\b(?:[ -]?(?P<after>[0-9]{1,2})\b)?",
    re.IGNORECASE,
)
# A whole line in brackets that says what is corrected: "(Achtung: Korrektur im 2. Absatz)".
_REMARK = re.compile(
    r"\(\s*((?:(?:achtung|attention|note|eds?|editors)\W+)*"
    r"(?:korrektur|korrigiert|berichtigung|berichtigt|correct(?:s|ed|ing|ions?))\b.*?)\s*\)",
    re.IGNORECASE,
)
# What an agency plans or lists for its clients, by the name they give it: "AP News Digest 6 a.m.".
_LIST = re.compile(
    r"(?:(?:[A-Z]{2,6}[ -])?(?:\w+[ -])?news[ -](?:digest|budget|agenda|planner|advisory|schedule)"
    r"|(?-i:[A-Z]{2,6})[ -]\w+[ -]digest|(?:\w+[ -]){0,2}daybook)"
    r"(?:\W+(?:for|at|as of|[0-9]).{0,40})?",
    re.IGNORECASE,
)
_RULE = re.compile(r"[_*=-]{2,}|(?:\*\s?){2,}")
Tell = Callable[["Message"], tuple[str, Told]]  # its service, and what it tells
NOT_UTF8 = "its bytes are not UTF-8, read as Windows-1252"


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `head`: the lines before its text, `body`: the lines of it, `tail`: what follows."""

    raw: bytes
    line: int
    head: list[str]
    body: list[str]
    tail: str
    repairs: tuple[str, ...] = ()


def read(raw: bytes, begins: re.Pattern[bytes], head_lines: int, tell: Tell, kind: str) -> list[WireStory]:
    """The story of each message; one that names no agency, a kill say, is of the agency that others of its
    service name. Raises BadStory, and PartlyRead where single messages cannot be read."""
    found = [_attempt(part, line, head_lines, tell) for part, line in _parts(raw, begins)]
    agencies = {each.service: each.told.source for each in found if each.told.source}

    def story(each: _Attempt) -> WireStory:
        if each.error:
            raise each.error
        each.told.source = each.told.source or agencies.get(each.service, each.service.upper())
        if each.told.kind:
            raise each.told.not_a_story(each.told.kind)
        return each.told.story(each.raw, kind)

    return read_each(found, story)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A message as it told itself, or why it could not be read."""

    raw: bytes
    service: str
    told: Told
    error: BadStory | None = None


def _attempt(raw: bytes, line: int, head_lines: int, tell: Tell) -> _Attempt:
    try:
        found = message(raw, line, head_lines)
        service, told = tell(found)
    except BadStory as error:
        return _Attempt(raw, "", Told(), error)
    told.repairs.extend(found.repairs)
    return _Attempt(raw, service, told)


def _parts(raw: bytes, begins: re.Pattern[bytes]) -> Iterator[tuple[bytes, int]]:
    """Messages with the line each begins on: from SOH to SOH, or where those were lost from head to head."""
    marked = [found.start() for found in re.finditer(rb"\x16*+\x01", raw)]
    starts = marked or [found.start() for found in begins.finditer(raw)] or [0]
    line = 1 + raw.count(b"\n", 0, starts[0])
    for start, end in zip(starts, [*starts[1:], len(raw)], strict=True):
        yield raw[start:end], line
        line += raw.count(b"\n", start, end)


def message(raw: bytes, line: int, head_lines: int) -> Message:
    """A message taken apart; without STX its text begins behind `head_lines` lines.

    Raises Malformed where the text begins and never ends.
    """
    text, repairs = _decoded(raw)
    head, stx, rest = text.lstrip(_BEFORE_HEAD).partition(STX)
    if not stx:
        lines = head.split("\n")
        head, rest = "\n".join(lines[:head_lines]), "\n".join(lines[head_lines:])
    end = _END.search(rest)
    if stx and not end:
        raise Malformed("The message is cut off: its text has no end.", line=line + text.rstrip().count("\n"))
    body, tail = (rest[: end.start()], rest[end.end() :]) if end else (rest, rest[-TAIL:])
    return Message(raw, line, _lines(head), _lines(body), tail, repairs)


def slug_and_take(written: str) -> tuple[str, str]:
    """A slug's name and what follows it: "Harbour-Dues, 1st Ld-Writethru" is of the story Harbour-Dues."""
    name, _, take = written.partition(",")
    return name.strip(), take.strip()


def version(take: str) -> str:
    """A lead's or an update's place in the order: the story itself is 1, its first lead 2. "": not told."""
    if not take:
        return "1"
    found = _LEAD.search(take)
    return str(int(found["number"] or found["update"]) + 1) if found else ""


def guid(day: str, slug: str, take: str, number: str) -> str:
    """Slug and day, which all leads of a story share; its number where there is no slug.

    An add brings only what is new, so that it is a story of its own: else it would replace the whole.
    """
    part = _PART.search(take)
    kind = f":{part['part']}-{part['number'] or part['after'] or 1}" if part else ""
    name = re.sub(r"\s+", "-", f"{slug or number}{kind}".casefold())
    return f"{day}:{name}"[:IDENTIFIER_CHARS]


def typed(paragraph: str) -> str:
    """A paragraph as it is meant: typewriter's quotation marks and dashes, no control characters."""
    for typewritten, meant in _QUOTES:
        paragraph = paragraph.replace(typewritten, meant)
    return re.sub(r"\s+", " ", _CONTROLS.sub("", paragraph)).strip()


def prose(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs that say something: no rules, no "(more)", no sign-offs."""
    told = (typed(paragraph) for paragraph in paragraphs)
    return [each for each in told if each and not _RULE.fullmatch(each) and not heading.is_end_mark(each)]


def note(line: str) -> str:
    """A note to editors without its address, or "" where the line is none."""
    found = _NOTE.match(line)
    return line[found.end() :].strip(" ()") if found else ""


def is_note(line: str) -> bool:
    """Whether it is addressed to editors, if only "EDITORS:" with the note in the text below."""
    return _NOTE.match(line) is not None


def remark(line: str) -> str:
    """What a line in brackets says was corrected, or ""."""
    found = _REMARK.fullmatch(line.strip(" ="))
    return found[1] if found else ""


def kind(slug: str, headline: str) -> str:
    """What the message is instead of a story, by how an agency calls its lists for editors; or ""."""
    return "an advisory to editors" if _LIST.fullmatch(slug) or _LIST.fullmatch(headline) else ""


def stamp(found: re.Match[str], zone: str) -> datetime | None:
    """The time at the end of a message, from groups of these names; `month` in figures or by name."""
    month, clock = found["month"].lower(), found["clock"]
    names = {name[:3]: at for at, name in enumerate(MONTHS, 1)}
    hours = timedelta(hours=ABBREVIATIONS.get(zone.lower(), 0.0))
    try:
        number = int(month) if month.isdigit() else names[month]
        day = datetime(2000 + int(found["year"]), number, int(found["day"]), tzinfo=timezone(hours))
        return day.replace(hour=int(clock[:2]), minute=int(clock[2:])).astimezone(UTC)
    except (ValueError, KeyError):
        return None


def put_embargo(told: Told, lines: Sequence[str], sent: datetime | None) -> None:
    """An embargo that notes and headings tell."""
    for line in lines:
        found = heading.embargo(line, near=sent)
        if isinstance(found, Moment):
            told.embargo = max(told.embargo, found.time.isoformat())
            told.repairs.extend(f"embargo: {assumed}" for assumed in found.notes)
        elif found:
            told.is_open_ended = True
    told.is_open_ended = told.is_open_ended and not told.embargo


def _decoded(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The formats have seven bits; what agencies send in the eighth is UTF-8 or Western European."""
    try:
        text, repairs = raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _with_one_break(raw.decode("cp1252", "replace")), (NOT_UTF8,)
    return _with_one_break(text.removeprefix(BOM)), repairs


def _with_one_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.split("\n")]
