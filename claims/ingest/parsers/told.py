"""What a wire tells of a version, as the strings it told, and the one way from there to a WireStory.

The formats differ in where they say things; what becomes of a missing version, an odd date, a headline that
is too long, a kill without a text is decided here, once for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from claims.ingest import signals
from claims.ingest.clean import SPACES, clean_story, clean_text, identifier
from claims.ingest.dates import wire_time
from claims.ingest.limits import (
    BYLINE_CHARS,
    IDENTIFIER_CHARS,
    LANGUAGE_CHARS,
    LARGEST_VERSION,
    NOTE_CHARS,
    RIGHTS_CHARS,
    SOURCE_CHARS,
    TITLE_CHARS,
)
from claims.ingest.parsers import heading
from claims.ingest.parsers.codes import authority, last_step
from claims.ingest.parsers.prose import without_headline
from claims.ingest.signals import Signal
from claims.ingest.types import BadStory, EmptyStory, Malformed, NotAStory, WireStory

USABLE, WITHHELD, CANCELED = "usable", "withheld", "canceled"
NOTICE_WORDS = 120  # a notice is short; a longer text under a hold is the story itself
NO_TEXT = "There is no text in it."

_USABLE = frozenset(["", "usable", "published", "active", "live", "ok"])
_CANCELED = re.compile(r"cancel|kill|withdr|retract|delet|spike")
_TELLS_EDITORS = re.compile(
    r"\b(kill|hold|withhold|withdraw|withdrawn|retract|disregard|discard|delete|destroy|spike|eliminate)\b"
    r"|\b(do|must|should) not (be )?use|\bnot (to be|for) (use|publish)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
_STILL = re.compile(r"\A\W*(?:still|remains)\s+", re.IGNORECASE)
_BY = re.compile(r"\Aby:?\s+", re.IGNORECASE)


@dataclass
class Told:
    """One version as its format tells it; blank where it does not. Nothing here is clean yet.

    `sent`: times, the best first. `status`: a word, a qcode or a URI of the publication status. `embargo`: a
    time. `is_open_ended`: under embargo until another version says otherwise. `kind`: what it is where the
    format itself names it other than a story. `line`: where it begins in the input.
    """

    guid: str = ""
    doc_id: str = ""
    replaces: str = ""
    source: str = ""
    version: str = ""
    headline: str = ""
    byline: str = ""
    dateline: str = ""
    slug: str = ""
    language: str = ""
    urgency: str = ""
    rights: str = ""
    status: str = ""
    embargo: str = ""
    is_open_ended: bool = False
    kind: str = ""
    line: int | None = None
    sent: Sequence[str] = ()
    signals: Sequence[str] = ()
    notes: Sequence[str] = ()
    paragraphs: Sequence[str] = ()
    why_empty: str = NO_TEXT
    repairs: list[str] = field(default_factory=list)

    def not_a_story(self, what: str) -> NotAStory:
        """The refusal by name, with what is known of it."""
        guid = self.guid if len(self.guid) <= IDENTIFIER_CHARS and self.guid.isprintable() else ""
        version = _version(self.version)
        source = self._tidy(self.source or authority(self.guid), SOURCE_CHARS, "source")
        return NotAStory(
            f"It is {what}, not a story.", guid=guid, version=version, source=source, line=self.line
        )

    def story(self, raw: bytes, kind: str) -> WireStory:
        """The story. Raises NotAStory (an advisory), EmptyStory, TooBig and Malformed (a broken id)."""
        version, sent, notes = self._version(), self._sent(), self._notes()
        embargo = self._embargo(notes, sent)
        status, headline = self._status(), self._tidy(self.headline, TITLE_CHARS, "headline")
        slug = self._tidy(self.slug, IDENTIFIER_CHARS, "slug")
        signal = signals.derive(
            told=self.signals,
            pub_status=status,
            notes=[*notes, *self._remark()],
            headline=headline,
            slug=slug,
            version=version,
            replaces=self.replaces,
            is_embargoed=self.is_open_ended or (embargo is not None and (sent is None or embargo > sent)),
        )
        if signal is Signal.ADVISORY:
            raise self.not_a_story("an advisory to editors")
        status = {Signal.KILL: CANCELED, Signal.HOLD: WITHHELD}.get(signal or Signal.NEW, status)
        text, is_notice = self._text(headline, notes, signal)
        return WireStory(
            guid=self._identifier(self.guid, "guid"),
            doc_id=self._identifier(self.doc_id, "doc_id"),
            replaces=self._identifier(self.replaces, "replaces"),
            text=text,
            raw=raw,
            format=kind,
            source=self._tidy(self.source or authority(self.guid), SOURCE_CHARS, "source"),
            version=version,
            headline=headline,
            byline=self._tidy(_BY.sub("", self.byline.strip()), BYLINE_CHARS, "byline"),
            dateline=self._tidy(self.dateline, IDENTIFIER_CHARS, "dateline"),
            slug=slug,
            language=self._tidy(self.language, LANGUAGE_CHARS, "language"),
            urgency=self._urgency(),
            pub_status=status,
            signal=signal.value if signal else "",
            ed_note="\n".join(notes)[:NOTE_CHARS],
            rights=self._tidy(self.rights, RIGHTS_CHARS, "rights"),
            is_notice=is_notice,
            sent_at=sent,
            embargoed_until=embargo,
            repairs=tuple(dict.fromkeys(self.repairs)),
        )

    def _remark(self) -> list[str]:
        """A first paragraph in brackets tells what is new: "(Corrects paragraph 3 to show …)"."""
        found = _IN_BRACKETS.fullmatch(next(iter(self.paragraphs), "").strip())
        return [found[1]] if found else []

    def _text(self, headline: str, notes: Sequence[str], signal: Signal | None) -> tuple[str, bool]:
        """The body, and whether it only tells of the story: a kill always does, a hold by its words."""
        body = "\n\n".join(without_headline(list(self.paragraphs), headline))
        if not body.strip():
            if signal not in (Signal.KILL, Signal.HOLD):
                raise EmptyStory(self.why_empty, line=self.line)
            self.repairs.append("no text: the note to editors stands for it")
            return clean_story(
                "\n\n".join(notes) or headline or f"The wire says no more than: {signal}."
            ).text, True
        text, repairs = clean_story(body)
        self.repairs.extend(repairs)
        is_short = len(text.split()) <= NOTICE_WORDS
        is_hold = signal is Signal.HOLD and is_short and _TELLS_EDITORS.search(text) is not None
        return text, signal is Signal.KILL or is_hold

    def _status(self) -> str:
        word = last_step(self.status)
        if self.is_open_ended and word in _USABLE:
            return WITHHELD
        if word in _USABLE:
            return USABLE
        if word == "embargoed" and self.embargo:
            return USABLE
        if _CANCELED.search(word):
            return CANCELED
        if not word.startswith(("withh", "held", "hold", "embargo")):
            self.repairs.append(f"status: {word[:40]} is not known, taken for withheld")
        return WITHHELD

    def _version(self) -> int | None:
        version = _version(self.version)
        if version is None and self.version.strip():
            self.repairs.append(f"version: {self.version.strip()[:40]} is no number that can be kept")
        return version

    def _urgency(self) -> int | None:
        digits = self.urgency.strip()
        if digits.isascii() and digits.isdigit() and 1 <= int(digits[:9]) <= 9:
            return int(digits)
        if digits:
            self.repairs.append(f"urgency: {digits[:40]} is not from 1 to 9")
        return None

    def _sent(self) -> datetime | None:
        return next((time for value in self.sent if (time := self._time(value, "sent"))), None)

    def _embargo(self, notes: Sequence[str], sent: datetime | None) -> datetime | None:
        """Its end: as the format tells it, else as a note does. One that nobody can read has no end."""
        if self.embargo.strip():
            time = self._time(self.embargo, "embargo")
            self.is_open_ended = self.is_open_ended or time is None
            return time
        told = [
            found for note in notes for part in _parts(note) if (found := heading.embargo(part, near=sent))
        ]
        moments = [found for found in told if not isinstance(found, bool)]
        self.is_open_ended = self.is_open_ended or (bool(told) and not moments)
        for moment in moments:
            self.repairs.extend(f"embargo: {note}" for note in ("read from a note to editors", *moment.notes))
        return max((moment.time for moment in moments), default=None)

    def _time(self, value: str, name: str) -> datetime | None:
        if not value.strip():
            return None
        try:
            time, repairs = wire_time(value, field=name)
        except BadStory as bad:
            self.repairs.append(bad.reason.rstrip("."))
            return None
        self.repairs.extend(repairs)
        return time

    def _notes(self) -> list[str]:
        notes = (self._tidy(note, NOTE_CHARS, "note to editors") for note in self.notes)
        return list(dict.fromkeys(note for note in notes if note))

    def _tidy(self, value: str, limit: int, name: str) -> str:
        """One clean line, cut to what a row holds: a long line costs itself, not the story."""
        text, repairs = clean_text(value[: limit * 8])
        text = SPACES.sub(" ", text).strip()
        self.repairs.extend(f"{name}: {repair}" for repair in repairs)
        if len(text) > limit:
            self.repairs.append(f"{name}: cut to {limit} characters")
        return text[:limit].rstrip()

    def _identifier(self, value: str, name: str) -> str:
        """As it is: an id with anything wrong in it is nobody's, and somebody may mend it."""
        if not value.strip():
            return ""
        try:
            return identifier(value.strip(), limit=IDENTIFIER_CHARS, field=name)
        except BadStory as bad:
            raise Malformed(bad.reason, line=self.line, field=name) from None


def _version(written: str) -> int | None:
    whole = written.strip().removesuffix(".0")
    if not (whole.isascii() and whole.isdigit()) or len(whole) > 10:
        return None
    number = int(whole)
    return number if number <= LARGEST_VERSION else None


def _parts(note: str) -> list[str]:
    """The sentences of a note, each from its first word that says something new."""
    return [_STILL.sub("", part) for part in _SENTENCE_END.split(note)]
