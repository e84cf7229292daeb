"""Who asserted what: the speaker of each quotation and of each reported statement, and how that was found.

Built once per story. Cues (cues.py) name a source in a sentence; quotations (quotes.py) take the cue beside
them, or of their chain, or of the speech before. Pronouns go to the last fitting person. What has neither
cue nor quotation is the story's own voice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction import cues, sentences
from claims.extraction.cues import Cue
from claims.extraction.names import Names, tokens
from claims.extraction.people import Memory, is_outlet
from claims.extraction.quotes import CARRY, Quotation, quotations
from claims.extraction.types import Attribution, Span, Speech

OWN_VOICE = Attribution(None, "the story's own voice")
_BESIDE = 4  # characters between a quotation and the cue that follows it: a comma, a mark, a space
_BEFORE = 90  # characters between a cue and the quotation that it leads into
_POLL = re.compile(r"\b(?:poll|polls|survey|surveys|polling|pollster)\b", re.IGNORECASE)
_SHARE = re.compile(r"\d ?%|\bper ?cent\b")
_ASKED = re.compile(r"\b(?:respondents|voters|surveyed|polled|favou?r(?:ed|s)?|prefer(?:red|s)?|back(?:ed|s)?|support(?:ed|s)?|"
                    r"approv\w+|disapprov\w+|would vote|said they|of those|of adults|agreed?|disagreed?)\b", re.IGNORECASE)  # fmt: skip
_POLL_LASTS = 12  # sentences
_SIGNATURE = re.compile(r"[—–-]+ ?([^\n()]{2,60}?) ?\(@\w{1,20}\)")
_READ = frozenset(
    "show shows showed shown found finds".split()
)  # the records show, according to X: X says so
_SPEECH_WORDS = 5  # a shorter quotation without a cue is a turn of phrase, not a speech


@dataclass(frozen=True, slots=True)
class Said:
    """A cue with its speaker resolved (None: the cue is there, its source is not known)."""

    cue: Cue
    speaker: str | None
    how: str


class Reader:
    """Reads one story's voices. `text` is the text the sentence spans index."""

    def __init__(self, text: str, sentences_: Sequence[Span]) -> None:
        self.text = text
        self._sentences = tuple(sentences_)
        self._starts = [s.start for s in self._sentences]
        self._paragraphs = sentences.paragraphs(text)
        self._paragraph_starts = [p.start for p in self._paragraphs]
        self._quotes = quotations(text, self._paragraphs)
        self._quote_starts = [q.span.start for q in self._quotes]
        self._said = self._read_cues()
        self._by_paragraph = self._cues_by_paragraph()
        self._speakers = self._read_quotations()
        self._statements = tuple(
            sorted((*self._read_statements(), *self._read_signatures()), key=lambda s: s.span)
        )
        self._statement_starts = [s.span.start for s in self._statements]
        self.speeches = tuple(self._all_speeches())

    # What the story says of its sources

    def _read_cues(self) -> list[list[Said]]:
        """For each sentence its cues outside quotations, sources resolved in the order of the story."""
        words = [tokens(self.text, span) for span in self._sentences]
        self.names = Names(words)
        memory = Memory(self.text, self.names)
        out: list[list[Said]] = []
        self._persons: list[str | None] = []
        for span, sentence in zip(self._sentences, words, strict=True):
            outside = [cue for cue in cues.find(self.text, span, sentence) if not self._quoted(cue.at.start)]
            out.append([self._resolved(cue, memory, span) for cue in outside])
            memory.hear(span, span.end, self._quoted)
            self._persons.append(memory.last_person)
        return out

    def _resolved(self, cue: Cue, memory: Memory, sentence: Span) -> Said:
        memory.hear(sentence, cue.source.start, self._quoted)
        speaker, how = memory.source(cue)
        return Said(cue, speaker, how)

    def _cues_by_paragraph(self) -> dict[int, list[Said]]:
        grouped: dict[int, list[Said]] = defaultdict(list)
        for said in (s for in_sentence in self._said for s in in_sentence if s.speaker):
            grouped[self._paragraph_of(said.cue.at.start)].append(said)
        return grouped

    def _paragraph_of(self, position: int) -> int:
        return bisect_right(self._paragraph_starts, position) - 1

    def _quote_at(self, position: int) -> int | None:
        """The index of the quotation around a position."""
        i = bisect_right(self._quote_starts, position) - 1
        return i if i >= 0 and position < self._quotes[i].span.end else None

    def _quoted(self, position: int) -> bool:
        return self._quote_at(position) is not None

    # Who speaks in each quotation

    def _read_quotations(self) -> list[tuple[str, str, str | None] | None]:
        """Speaker, how and via of each quotation; None where it is not known."""
        found = [self._beside(i) for i in range(len(self._quotes))]
        self._share_in_chains(found)
        for i, quotation in enumerate(self._quotes):
            if found[i] is None:
                found[i] = self._from_before(i, quotation, found)
        self._share_in_chains(found)
        return found

    def _beside(self, i: int) -> tuple[str, str, str | None] | None:
        """The cue of the quotation's own paragraph: right after it, right before it, or the nearest."""
        quotation = self._quotes[i]
        said = self._by_paragraph.get(quotation.paragraph, [])
        if not said:
            return None
        after = [s for s in said if _start(s.cue) >= quotation.span.end]
        before = [s for s in said if _end(s.cue) <= quotation.span.start]
        if after and _start(after[0].cue) - quotation.span.end <= _BESIDE:
            return self._told(after[0], "after the quotation")
        if before and quotation.span.start - _end(before[-1].cue) <= _BEFORE:
            return self._told(before[-1], "before the quotation")
        if not self._is_speech(quotation) or self._follows_open(i):
            return None
        chosen = before[-1] if before else after[0] if after else said[0]
        return self._told(chosen, "in the same paragraph")

    def _follows_open(self, i: int) -> bool:
        """Whether the paragraph before left its quotation open, so that the speech comes back after narration."""
        before = self._quotes[i - 1] if i else None
        return before is not None and not before.closed and self._quotes[i].paragraph == before.paragraph + 1

    def _told(self, said: Said, where: str) -> tuple[str, str, str | None]:
        assert said.speaker is not None
        via = said.cue.told if said.cue.told and is_outlet(said.cue.told) else None
        return said.speaker, f"quotation, {said.how}, {where}", via

    def _is_speech(self, quotation: Quotation) -> bool:
        whole = quotation.span == self._paragraphs[quotation.paragraph]
        words = quotation.inner.of(self.text)
        sentence = words[:1].isupper() and words.endswith((".", "!", "?"))
        return whole or words.count(" ") >= (2 if sentence else _SPEECH_WORDS - 1)

    def _share_in_chains(self, found: list[tuple[str, str, str | None] | None]) -> None:
        """Give a chain's paragraphs without a speaker the one named in another of its paragraphs."""
        known: dict[int, tuple[str, str, str | None]] = {}
        for quotation, speaker in zip(self._quotes, found, strict=True):
            if speaker:
                known.setdefault(quotation.chain, speaker)
        for i, quotation in enumerate(self._quotes):
            if found[i] is None and (speaker := known.get(quotation.chain)):
                found[i] = (speaker[0], "quotation carried over paragraphs", speaker[2])

    def _from_before(
        self, i: int, quotation: Quotation, found: Sequence[tuple[str, str, str | None] | None]
    ) -> tuple[str, str, str | None] | None:
        """A speech without a cue: the speaker of the one just before, or the person just spoken of."""
        if not self._is_speech(quotation) or (i and self._goes_on(quotation, self._quotes[i - 1]) is None):
            return None
        before = self._quotes[i - 1] if i else None
        if before and quotation.paragraph - before.paragraph <= 1 and (last := found[i - 1]):
            other = self._answerer(i, found)
            if other:
                return other, "quotation, answers the one before", None
            return last[0], "quotation, goes on from the one before", last[2]
        person = self._spoken_of(quotation)
        return (person, "quotation, the person spoken of before", None) if person else None

    @staticmethod
    def _goes_on(quotation: Quotation, before: Quotation) -> bool | None:
        """None where the two are the same paragraph's pieces with narration that named nobody between."""
        return True if quotation.paragraph >= before.paragraph else None

    def _answerer(self, i: int, found: Sequence[tuple[str, str, str | None] | None]) -> str | None:
        """The other of two who take turns: after a question, the one who did not ask it."""
        ask = self._quotes[i - 1].inner.of(self.text).rstrip(" ,").endswith("?")
        asks = self._quotes[i].inner.of(self.text).rstrip(" ,").endswith("?")
        if (not ask and not asks) or self._quotes[i].paragraph == self._quotes[i - 1].paragraph:
            return None
        last = found[i - 1]
        earlier = (f[0] for f in reversed(found[max(0, i - 6) : i]) if f and last and f[0] != last[0])
        return next(earlier, None)

    def _spoken_of(self, quotation: Quotation) -> str | None:
        """The person that the sentence before the quotation is about."""
        at = bisect_right(self._starts, quotation.span.start) - 1
        if at < 0:
            return None
        if self._starts[at] < quotation.span.start - 1 and not self.text[
            max(0, quotation.span.start - 4) : quotation.span.start
        ].rstrip().endswith(":"):
            return None
        return self._persons[max(0, at - 1)]

    # Statements set out without marks

    def _read_statements(self) -> Iterator[Speech]:
        """Paragraphs under a line that ends "X said:", to the next source or quotation, CARRY at most."""
        for number, paragraph in enumerate(self._paragraphs):
            said = self._by_paragraph.get(number, [])
            if not said or not paragraph.of(self.text).endswith(":"):
                continue
            speaker = said[-1].speaker
            assert speaker is not None
            for after in range(number + 1, min(len(self._paragraphs), number + 1 + CARRY)):
                if self._breaks_off(after, speaker):
                    break
                yield Speech(self._paragraphs[after], speaker, "statement after a line that ends in a colon")

    def _read_signatures(self) -> Iterator[Speech]:
        """Posts set into the story: the lines above "— Name (@handle) date", back to the last gap in topic."""
        for number, paragraph in enumerate(self._paragraphs):
            signed = _SIGNATURE.match(self.text, paragraph.start, paragraph.end) if number else None
            if signed and not self._by_paragraph.get(number - 1):
                yield Speech(self._paragraphs[number - 1], signed[1].strip(), "post signed below")

    def _breaks_off(self, number: int, speaker: str) -> bool:
        paragraph = self._paragraphs[number]
        others = any(s.speaker != speaker for s in self._by_paragraph.get(number, []))
        heading = paragraph.end - paragraph.start < 60 and not paragraph.of(self.text).endswith(
            (".", "!", "?", ":", "”")
        )
        return others or heading or self._quoted(paragraph.start)

    def _all_speeches(self) -> Iterator[Speech]:
        quoted = (
            Speech(quotation.span, speaker[0], speaker[1])
            for quotation, speaker in zip(self._quotes, self._speakers, strict=True)
            if speaker
        )
        return iter(sorted((*quoted, *self._statements), key=lambda speech: speech.span))

    # The question others ask

    def attribute(self, sentence: Span, figure: Span | None) -> Attribution:
        """Who asserts the figure, or the sentence where `figure` is None."""
        position = figure.end - 1 if figure else self._heart(sentence)
        quoted = self._quote_at(position)
        if quoted is not None and (speaker := self._speakers[quoted]):
            return Attribution(*speaker)
        said = self._cues_of(sentence)
        if (chosen := _nearest(said, position)) and chosen.speaker:
            return Attribution(chosen.speaker, chosen.how, _relay(said, chosen))
        i = bisect_right(self._statement_starts, position) - 1
        if i >= 0 and position < self._statements[i].span.end:
            return Attribution(self._statements[i].speaker, self._statements[i].how)
        return self._poll(sentence)

    def _poll(self, sentence: Span) -> Attribution:
        """Shares of people asked, told without a cue: those of the poll or survey reported just before."""
        i = bisect_right(self._starts, sentence.start) - 1
        words = sentence.of(self.text)
        if i < 0 or not (_SHARE.search(words) and _ASKED.search(words)):
            return OWN_VOICE
        for before in range(i, max(-1, i - _POLL_LASTS), -1):
            for said in self._said[before]:
                if said.speaker and _POLL.search(said.cue.source.of(self.text)):
                    return Attribution(said.speaker, f"figures of the poll, {said.how}")
        return OWN_VOICE

    def _cues_of(self, sentence: Span) -> list[Said]:
        i = bisect_right(self._starts, sentence.start) - 1
        return self._said[i] if i >= 0 else []

    def _heart(self, sentence: Span) -> int:
        """The middle of a sentence's longest quotation, if that is most of it, or else of what a cue covers."""
        inside = self._quote_at((sentence.start + sentence.end) // 2)
        if inside is not None:
            return (sentence.start + sentence.end) // 2
        covers = [span for said in self._cues_of(sentence) if said.speaker for span in said.cue.covers]
        longest = max(covers, key=lambda span: span.end - span.start, default=None)
        return (longest.start + longest.end) // 2 if longest else sentence.start


def _start(cue: Cue) -> int:
    return min(cue.source.start, cue.at.start)


def _end(cue: Cue) -> int:
    return max(cue.source.end, cue.at.end)


def _nearest(said: Sequence[Said], position: int) -> Said | None:
    """The innermost cue over a position: the last before it, or else the first after."""
    over = [s for s in said if s.cue.over(position)]
    before = [s for s in over if _start(s.cue) <= position]
    named = [s for s in before if s.speaker]
    after = next((s for s in over if s.speaker and s not in named), None)
    if not named or (after and named[-1].cue.verb in _READ):
        return after
    return named[-1]


def _relay(said: Sequence[Said], chosen: Said) -> str | None:
    """The outlet that passed the assertion on: the one told, or one whose report holds the chosen cue."""
    if chosen.cue.told and is_outlet(chosen.cue.told):
        return chosen.cue.told
    for other in said:
        if (
            other is not chosen
            and other.speaker
            and other.speaker != chosen.speaker
            and is_outlet(other.speaker)
        ):
            if other.cue.over(chosen.cue.at.start):
                return other.speaker
    return None
