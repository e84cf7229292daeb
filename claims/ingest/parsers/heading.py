"""What stands above and below a plain text and is not its story: who sent it, when, for when.

Only lines near its top and its end are looked at, each by itself, and each only for a form that sentences do
not have. The text stays as it is: what is recognised is marked, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from claims.ingest import moments, signals
from claims.ingest.limits import BYLINE_CHARS, NOTE_CHARS, SOURCE_CHARS
from claims.ingest.moments import Moment
from claims.ingest.types import Chrome

TOP_LINES, END_LINES, LONGEST_LINE = 15, 10, 300
SLUG_LINES = 3  # a slug stands first, or below who sent it and when
LONGEST_STAMP = 120  # a name and a time; longer lines are not looked through for one
HEADER, EMBARGO, BYLINE, END_MARK = "the agency's header", "embargo line", "byline", "end mark"
SLUG, NOTE = "slug line", "note to editors"
NO_END = "embargo: its end cannot be read, withheld until another version"

_SMALL = "and of the de la le du di el al van von der den for in with at on"
_CAPITALISED = rf"(?:[A-Z0-9][\w.'’&/-]*|{'|'.join(_SMALL.split())}|&)"
_NAME = re.compile(rf"[A-Z][\w.'’&/-]*(?:\s+{_CAPITALISED}){{0,5}}")
_BYLINE = re.compile(
    rf"(?:By|BY|Reporting by|Written by)\s*:?\s+(?P<names>{_CAPITALISED}(?:,?\s+{_CAPITALISED}){{0,12}})"
)
_LABEL = re.compile(r"(?:source|from|agency|provider|publisher)\s?:\s*(?P<name>.{2,60})", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_STAMP_WORDS = frozenset(
    "first last published publication updated posted filed sent issued released date time on at as of".split()
)
_PARTS = re.compile(r"(?:(?<!\s)\s++)?[,;|()•·–—]++\s*+|(?<!\s)\s++-\s++")
# What agencies call a piece, behind their own name.
_KINDS = frozenset(
    "alert brief briefs bulletin flash newsflash nightlead rush snap take update urgent".split()
)
_KINDS_BUT_NAMES = frozenset("feed news newswire report service story wire world".split())  # "Selwick Wire"
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’/-]*(?:[ ,]+[A-Z][\w.'’/-]*){0,6}?)(?:,?\s+[A-Z][a-z]{2,8}\.?\s+[0-9]{1,2})?"
    r",?\s+\((?P<agency>[A-Z][\w.&'’-]*(?:[ /][A-Z][\w.&'’-]*){0,3}|[a-z]{2,4}(?:/[a-z]{2,4})*)\)"
    r"\s*[-–—_]{1,3}\s"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:copyright\s+)?(?:©\s*)?(?:19|20|21)[0-9]{2}(?:[-–][0-9]{2,4})?,?\s+"
    r"(?P<name>[A-Z][^.|©\n]{1,60})",
    re.IGNORECASE,
)
_BEFORE_EMBARGO = (
    r"\W*(?:(?:ends?|press release|news release|note to editors|editors?'? notes?|eds?|strict(?:ly)?|under"
    r"|global|media|adv(?:ance)?[0-9]{0,2}|moved in advance|and"
    r"|(?:this|the) (?:story|report|item|material|copy|text|release|document) is"
    r"|transmission of (?:the )?material in this release is)\b\W*){0,6}"
)
_EMBARGO = re.compile(
    _BEFORE_EMBARGO + r"(?:embargo(?:ed)?|sperrfrist)\b(?=\W*$|\s*[:–—-]|\s+[0-9]"
    r"|\s+(?:until|till?|to|for|before|time|date|ends|lifts|at|on|by)\b)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    _BEFORE_EMBARGO + r"(?:(?:not (?:to be )?(?:for )?|do not |hold )(?:released?|publication|publish(?:ed)?"
    r"|broadcast|used?)"
    r"[^.:]{0,60}?\b(?:before|until|till)\b"
    r"|(?:hold )?for (?:release|publication|use)(?: only)?,? (?:at|on|after|from|until|not before)\b"
    rf"|(?:hold )?for (?:release|publication|use)(?: only)?[,:]?\s+(?={moments.BEGINS})"
    r"|hold (?:for release )?until\b)",
    re.IGNORECASE,
)
_NO_EMBARGO = re.compile(
    r"embargo\W{0,5}(?:none|no|nil|n/a|lifted|expired|has (?:been lifted|expired))\b", re.IGNORECASE
)
# "BC-EU--Ferry Fire, 1st Ld-Writethru,0421": a mark of service and region, a name, a take, its words.
_SLUG = re.compile(
    r"(?:(?P<cycle>BC|AM|PM|AP)-)?(?:(?P<region>[A-Z]{2,4})--)?(?P<name>[A-Z0-9][^,.!?:;]{1,60})"
    r"(?:,\s*(?P<take>[A-Za-z0-9][\w -]{1,40}?))?(?:,\s*[0-9]{1,5})?"
)
_ORDINAL = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:eds?|editors|note to editors|editors?'?s? note)\s*[:–—]\s*(?P<note>\S.*)", re.IGNORECASE
)
_END_MARK = re.compile(
    r"\W*(?:ends?|more|more to come|more to follow|more follows|mf|-?\s?30\s?-?|#\s?#\s?#)\W*", re.IGNORECASE
)


@dataclass(slots=True)
class Heading:
    """What the lines told; blank where they did not. `is_open_ended`: under embargo without an end."""

    source: str = ""
    perhaps: str = ""  # a name beside a day alone: the source, or only where it was written
    byline: str = ""
    slug: str = ""
    note: str = ""
    sent_at: datetime | None = None
    embargoed_until: datetime | None = None
    is_open_ended: bool = False
    cuts: list[Chrome] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """`text[start:end]` without the white space around it; `said` is that text."""

    start: int
    end: int
    said: str


def read(text: str) -> Heading:
    """Everything that the lines around the story tell."""
    found, lines = Heading(), list(_lines(text))
    top, end = lines[:TOP_LINES], lines[TOP_LINES:][-END_LINES:]
    for line in top[:SLUG_LINES]:
        _read_slug(line, found)
    for line in top:
        _read_stamp(line, found) or _read_byline(line, found) or _read_label(line, found)
    for line in (*top, *end):
        _read_embargo(line, found)
    for line in top:
        _read_note(line, found)
    for line in lines[-END_LINES:]:
        if is_end_mark(line.said):
            found.cuts.append(Chrome(line.start, line.end, END_MARK))
    found.source = (found.source or _agency(top) or found.perhaps or _owner(lines[-END_LINES:]))[
        :SOURCE_CHARS
    ]
    found.is_open_ended = found.is_open_ended and found.embargoed_until is None
    found.cuts.sort(key=lambda cut: cut.start)
    return found


def embargoes(text: str, elsewhere: Sequence[Chrome], *, near: datetime | None) -> Heading:
    """Only the embargo, told by the first lines that do not lie in a passage `elsewhere` on the page."""
    found = Heading(sent_at=near)
    lines = (line for line in _lines(text) if not any(cut.start <= line.start < cut.end for cut in elsewhere))
    for line in islice(lines, TOP_LINES):
        _read_embargo(line, found)
    found.is_open_ended = found.is_open_ended and found.embargoed_until is None
    return found


def dateline(paragraph: str) -> tuple[str, str]:
    """Place and agency of "SELWICK, Nov 23 (Selwick Wire) - ", both blank where it has none."""
    found = _DATELINE.match(paragraph[:LONGEST_LINE])
    return (found["place"].strip(" ,"), found["agency"].strip()) if found else ("", "")


def embargo(line: str, *, near: datetime | None) -> Moment | bool | None:
    """When the embargo of this line ends; True where that cannot be read, None where there is none.

    "For use from home" asks for no delay: without that word, a short line must name a day or an hour.
    """
    told = _EMBARGO.match(line)
    if _NO_EMBARGO.search(line) or not (told or _NOT_BEFORE.match(line)):
        return None
    is_delayed = told or (len(line) <= LONGEST_STAMP and moments.is_named(line))
    return moments.find(line, near=near) or (True if is_delayed else None)


def is_end_mark(line: str) -> bool:
    """Whether it only says that the story ends here, or goes on: "ENDS", "(more)"."""
    return _END_MARK.fullmatch(line) is not None


def _lines(text: str) -> Iterator[Line]:
    """Lines that are not blank; long ones are prose."""
    start = 0
    for line in text.split("\n"):
        said = line.strip()
        if said:
            at = start + line.index(said[0])
            yield Line(at, at + len(said), said if len(said) <= LONGEST_LINE else "")
        start += len(line) + 1


def _read_stamp(line: Line, found: Heading) -> bool:
    """ "Selwick Wire, March 2, 2027, 0840 GMT": nothing but a name and a time."""
    is_short = 0 < len(line.said) <= LONGEST_STAMP
    moment = moments.find(line.said) if is_short and found.sent_at is None else None
    if moment is None or embargo(line.said, near=moment.time):
        return False
    rest = line.said
    for start, end in sorted(moment.spans, reverse=True):
        rest = f"{rest[:start]},{rest[end:]}"
    names = [name for part in _PARTS.split(rest) if (name := _without_stamp_words(part).strip(" :."))]
    name = _without_kind(" ".join(names))
    if len(names) > 1 or (name and not _NAME.fullmatch(name)):
        return False
    found.sent_at = moment.time
    if moment.has_hour:
        found.source = found.source or name
    else:
        found.perhaps = name
    found.repairs.extend(f"time sent: {note}" for note in moment.notes)
    found.cuts.append(Chrome(line.start, line.end, HEADER))
    return True


def _without_stamp_words(part: str) -> str:
    """The part of a stamp without the words at its ends that only lead to a time: "Updated on"."""
    words = list(_WORD.finditer(part))
    telling = [word for word in words if word[0].lower() not in _STAMP_WORDS]
    if not telling:
        return part if not words else ""
    first, last = telling[0], telling[-1]
    start = 0 if first is words[0] else first.start()
    return part[start : len(part) if last is words[-1] else last.end()]


def _without_kind(name: str) -> str:
    words = name.split()
    while len(words) > 1 and (words[-1].casefold() in _KINDS or words[-1] in _KINDS_BUT_NAMES):
        words.pop()
    return " ".join(words)


def _read_slug(line: Line, found: Heading) -> None:
    """Name and take, without the marks before them. A region's two dashes are no prose; a cycle's one needs a
    take behind the name."""
    told = _SLUG.fullmatch(line.said) if not found.slug else None
    if told is None or not (told["region"] or (told["cycle"] and told["take"])):
        return
    if told["take"] and not _is_take(told["take"]):
        return
    found.slug = ", ".join(part.strip() for part in told.group("name", "take") if part)
    found.cuts.append(Chrome(line.start, line.end, SLUG))


def _is_take(words: str) -> bool:
    """Nothing but figures and desks' words, capitalised: "1st Ld-Writethru", "UPDATE 2", "KILL"."""
    parts = re.split(r"[ -]+", words.strip())
    return bool(words) and all(
        _ORDINAL.fullmatch(part) or (part[0].isupper() and signals.meaning(part)) for part in parts
    )


def _read_note(line: Line, found: Heading) -> None:
    """A note that is no embargo: those lines are read as such."""
    told = _NOTE.fullmatch(line.said)
    if told and not any(cut.start == line.start for cut in found.cuts):
        found.note = f"{found.note}\n{told['note']}".strip()[:NOTE_CHARS]
        found.cuts.append(Chrome(line.start, line.end, NOTE))


def _read_byline(line: Line, found: Heading) -> bool:
    by = _BYLINE.fullmatch(line.said) if not found.byline else None
    if by:
        found.byline = by["names"][:BYLINE_CHARS]
        found.cuts.append(Chrome(line.start, line.end, BYLINE))
    return by is not None


def _read_label(line: Line, found: Heading) -> bool:
    label = _LABEL.fullmatch(line.said)
    if label and _NAME.fullmatch(label["name"].strip()):
        found.source = found.source or label["name"].strip()
        found.cuts.append(Chrome(line.start, line.end, HEADER))
        return True
    return False


def _read_embargo(line: Line, found: Heading) -> None:
    """Of several lines the latest time counts."""
    told = embargo(line.said, near=found.sent_at)
    if told is None:
        return
    found.cuts.append(Chrome(line.start, line.end, EMBARGO))
    if isinstance(told, Moment):
        found.embargoed_until = max(told.time, found.embargoed_until or told.time)
        found.repairs.extend(
            f"embargo: {note}" for note in told.notes if f"embargo: {note}" not in found.repairs
        )
    else:
        found.is_open_ended = True


def _agency(lines: Sequence[Line]) -> str:
    return next((agency for line in lines if (agency := dateline(line.said)[1])), "")


def _owner(lines: Sequence[Line]) -> str:
    """Whose the copyright is, by the text's last lines."""
    owners = (found["name"].strip(" ,") for line in lines if (found := _COPYRIGHT.search(line.said)))
    return next((re.split(r"\s+(?=all rights)", name, flags=re.IGNORECASE)[0] for name in owners), "")
