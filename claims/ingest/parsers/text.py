"""Plain text: the whole of it is the body; lines that only tell of the story are marked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.ingest import signals
from claims.ingest.clean import SPACES, clean_story
from claims.ingest.parsers import heading
from claims.ingest.parsers.heading import Heading
from claims.ingest.signals import Signal
from claims.ingest.types import Chrome, NotAStory, WireStory

FORMAT = "text"
HEADLINE_WORDS = range(4, 26)
HEADLINE_CHARS = 160
LEADING_LINES = 12
NOTICE_WORDS = 120  # a notice is short; a longer text that begins like one is a story
_SENTENCE_END = re.compile(r"[.!?:;,…][\"'”’»)]*$")
_NO_HEADLINE = re.compile(
    r"(skip to|sign (in|up)|log in|subscribe|share|by|published|updated|we and our)\b", re.IGNORECASE
)
# Words to editors, in capitals as desks write them: "KILL KILL KILL", "MANDATORY HOLD: Ferry", "ADVISORY".
_TO_EDITORS = r"\W*+(?:(?:URGENT|MANDATORY|BULLETIN|EDITORS|ATTENTION|NOTE TO|PLEASE|STORY|MEDIA|NEWS)\W++)*+"
_SAYS_SO = (
    r"(?=\W*[:–—-]|\W*+(?:$|(?<=\s)(?:THE |ALL |THIS )?(?:ITEM|STORY|STORIES|VERSIONS|FOLLOWING|ABOVE|NOTICE"
    r"|ADVISORY|TO EDITORS)\b))"
)
_ADDRESSED = r"\W*(?:NOTE TO )?EDITORS\s*[:–—-]\s*(?:PLEASE )?"  # needs nothing behind the word
_SLUG = r"(?:(?:BC|AM|PM|AP)-|[A-Z]{2,4}--)[^,\n]{1,60},\s*"  # the word is its take, and the end of the line
_KILL, _HOLD = r"(?:KILL|ELIMINATION|ELIMINATE|WITHDRAWN|RETRACTED)", r"(?:HOLD|WITHHOLD)"
_NOTICES = (
    (
        re.compile(
            rf"^(?:{_TO_EDITORS}{_KILL}(?:\W*+{_KILL})*{_SAYS_SO}|{_ADDRESSED}{_KILL}\b|{_SLUG}{_KILL}\W*$)"
        ),
        Signal.KILL,
    ),
    (
        re.compile(
            rf"^(?:{_TO_EDITORS}{_HOLD}(?:\W*+{_HOLD})*{_SAYS_SO}|{_ADDRESSED}{_HOLD}\b|{_SLUG}{_HOLD}\W*$)"
        ),
        Signal.HOLD,
    ),
    (
        re.compile(rf"^(?:{_TO_EDITORS}ADVISORY{_SAYS_SO}|{_ADDRESSED}ADVISORY\b|{_SLUG}ADVISORY\W*$)"),
        Signal.ADVISORY,
    ),
)
_STATUS = {Signal.KILL: "canceled", Signal.HOLD: "withheld"}


def parse(raw: bytes) -> list[WireStory]:
    """One story. Its format has no identity, so `guid` is blank. Raises BadStory; NotAStory: an advisory."""
    text, repairs = clean_story(raw)
    found = heading.read(text)
    told = headline(text, found.cuts)
    others = [cut for cut in found.cuts if cut.reason not in (heading.SLUG, heading.NOTE)]
    notice = _notice(text, others)
    if notice is Signal.ADVISORY:
        raise NotAStory("It is an advisory to editors, not a story.", source=found.source)
    if found.is_open_ended:
        found.repairs.append(heading.NO_END)
    story = WireStory(
        guid="",
        text=text,
        raw=raw,
        format=FORMAT,
        source=found.source,
        headline=told,
        byline=found.byline,
        slug=found.slug,
        ed_note=found.note,
        signal=notice or _signal(told, found),
        pub_status=_STATUS.get(notice or Signal.NEW, "withheld" if found.is_open_ended else "usable"),
        is_notice=notice is not None,
        sent_at=found.sent_at,
        embargoed_until=found.embargoed_until,
        chrome=tuple(others if notice else found.cuts),
        repairs=(*repairs, *found.repairs),
    )
    return [story]


def headline(text: str, cuts: Iterable[Chrome] = ()) -> str:
    """The first line near the top that reads like a headline: short, some words, no full stop; or ""."""
    for line in _leading(text, cuts):
        if len(line) > HEADLINE_CHARS or _SENTENCE_END.search(line):
            return ""
        if len(line.split()) in HEADLINE_WORDS and not _NO_HEADLINE.match(line) and "|" not in line:
            return line
    return ""


def _leading(text: str, cuts: Iterable[Chrome]) -> list[str]:
    """The first lines, white space folded, without those that are cut."""
    starts, found, at = {cut.start for cut in cuts}, [], 0
    for line in text.split("\n", LEADING_LINES * 2):
        if line.strip() and at + len(line) - len(line.lstrip()) not in starts:
            found.append(SPACES.sub(" ", line).strip())
            if len(found) == LEADING_LINES:
                break
        at += len(line) + 1
    return found


def _notice(text: str, cuts: Iterable[Chrome]) -> Signal | None:
    """A kill, a hold or an advisory, where the text is short and its first line shouts so."""
    first = next(iter(_leading(text, cuts)), "")
    if len(text) > NOTICE_WORDS * 12 or len(text.split()) > NOTICE_WORDS:
        return None
    return next((signal for words, signal in _NOTICES if words.match(first)), None)


def _signal(told: str, found: Heading) -> str:
    """What headline, slug and notes say of the version: "CORRECTED: ...". A word of theirs alone kills no
    story."""
    is_embargoed = bool(found.embargoed_until or found.is_open_ended)
    said = signals.derive(
        headline=told, slug=found.slug, notes=found.note.splitlines(), is_embargoed=is_embargoed
    )
    is_grave = said in (Signal.KILL, Signal.HOLD, Signal.ADVISORY)
    return (Signal.EMBARGO if is_embargoed else "") if is_grave else said or ""
