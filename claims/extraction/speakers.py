"""Who speaks in each quotation of a story.

A quotation takes the cue right after or before it, or the nearest of its paragraph; paragraphs that carry one
speech on share a speaker; what has no cue goes on from the speech before, or answers it, or belongs to the
person just spoken of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from claims.extraction.line import Cue
from claims.extraction.people import is_outlet
from claims.extraction.quotes import Quotation
from claims.extraction.types import Attribution, Span

_BESIDE = 4  # characters between a quotation and the cue that follows it: a comma, a mark, a space
_BEFORE = 90  # characters between a cue and the quotation that it leads into
_SPEECH_WORDS = 5  # of a quotation that is a speech without a cue; a shorter one is a turn of phrase
_SENTENCE_WORDS = 3  # the same where it is a whole sentence
_TURNS = 6  # quotations looked back over for the other of two who take turns


@dataclass(frozen=True, slots=True)
class Said:
    """A cue with its speaker resolved (None: the cue is there, its source is not known)."""

    cue: Cue
    speaker: str | None
    how: str

    @property
    def start(self) -> int:
        return min(self.cue.source.start, self.cue.at.start)

    @property
    def end(self) -> int:
        return max(self.cue.source.end, self.cue.at.end)

    @property
    def told(self) -> str | None:
        """The outlet that the speaker told it to."""
        return self.cue.told if self.cue.told and is_outlet(self.cue.told) else None


class Speakers:
    """Reads the quotations of one story; `found` has one attribution, or None, for each.

    `said` holds the cues with a speaker, by paragraph; `spoken_of` names the person that the sentence before
    a quotation is about.
    """

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Span],
        quotes: Sequence[Quotation],
        said: Mapping[int, Sequence[Said]],
        spoken_of: Callable[[Quotation], str | None],
    ) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._quotes = quotes
        self._said = said
        self._spoken_of = spoken_of
        self.found: list[Attribution | None] = [self._beside(i) for i in range(len(quotes))]
        self._share_in_chains()
        for i, speaker in enumerate(self.found):
            if speaker is None:
                self.found[i] = self._from_before(i)
        self._share_in_chains()

    def _beside(self, i: int) -> Attribution | None:
        """The cue of the quotation's own paragraph: right after it, right before it, or the nearest."""
        quotation = self._quotes[i]
        said = self._said.get(quotation.paragraph, ())
        after = [s for s in said if s.start >= quotation.span.end]
        before = [s for s in said if s.end <= quotation.span.start]
        if after and after[0].start - quotation.span.end <= _BESIDE:
            return _quoted(after[0], "after it")
        if before and quotation.span.start - before[-1].end <= _BEFORE:
            return _quoted(before[-1], "before it")
        if not said or not self._is_speech(quotation) or self._follows_open(i):
            return None
        return _quoted((before[-1:] or after or said)[0], "in its paragraph")

    def _follows_open(self, i: int) -> bool:
        """Whether the paragraph before left its quotation open: the speech comes back after narration."""
        before = self._quotes[i - 1] if i else None
        return before is not None and not before.closed and self._quotes[i].paragraph == before.paragraph + 1

    def _is_speech(self, quotation: Quotation) -> bool:
        words = quotation.inner.of(self._text)
        sentence = words[:1].isupper() and words.endswith((".", "!", "?"))
        least = _SENTENCE_WORDS if sentence else _SPEECH_WORDS
        return quotation.span == self._paragraphs[quotation.paragraph] or words.count(" ") >= least - 1

    def _share_in_chains(self) -> None:
        """Give a chain's paragraphs without a speaker the one named in another of its paragraphs."""
        known: dict[int, Attribution] = {}
        for quotation, speaker in zip(self._quotes, self.found, strict=True):
            if speaker:
                known.setdefault(quotation.chain, speaker)
        for i, quotation in enumerate(self._quotes):
            if self.found[i] is None and (speaker := known.get(quotation.chain)):
                self.found[i] = Attribution(speaker.speaker, "quotation carried over paragraphs", speaker.via)

    def _from_before(self, i: int) -> Attribution | None:
        """A speech without a cue: the speaker of the one just before, or the person just spoken of."""
        quotation = self._quotes[i]
        if not self._is_speech(quotation):
            return None
        if i and quotation.paragraph - self._quotes[i - 1].paragraph <= 1 and (last := self.found[i - 1]):
            if other := self._answerer(i, last):
                return Attribution(other, "quotation, answers the one before")
            return Attribution(last.speaker, "quotation, goes on from the one before", last.via)
        person = self._spoken_of(quotation)
        return Attribution(person, "quotation, the person spoken of before") if person else None

    def _answerer(self, i: int, last: Attribution) -> str | None:
        """The other of two who take turns: after a question, the one who did not ask it."""
        turns = self._asks(i - 1) or self._asks(i)
        if not turns or self._quotes[i].paragraph == self._quotes[i - 1].paragraph:
            return None
        earlier = reversed(self.found[max(0, i - _TURNS) : i])
        return next((f.speaker for f in earlier if f and f.speaker != last.speaker), None)

    def _asks(self, i: int) -> bool:
        return self._quotes[i].inner.of(self._text).rstrip(" ,").endswith("?")


def _quoted(said: Said, where: str) -> Attribution:
    return Attribution(said.speaker, f"quotation, {said.how} {where}", said.told)
