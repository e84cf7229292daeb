"""Who asserted what: the speaker of each quotation and of each reported statement, and how that was found.

Built once per story. Cues (cues.py) name a source in a sentence; quotations (quotes.py) take the cue beside
them, or of their chain, or of the speech before. Pronouns go to the last fitting person. What has neither
cue nor quotation is the story's own voice.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from claims.extraction import cues, sentences
from claims.extraction.line import Cue
from claims.extraction.name_index import Names
from claims.extraction.names import tokens
from claims.extraction.people import Memory, is_outlet
from claims.extraction.quotes import CARRY, Quotation, quotations
from claims.extraction.sources import body_at_head, group_at_head
from claims.extraction.speakers import Said, Speakers
from claims.extraction.types import Attribution, Span, Speech

OWN_VOICE = Attribution(None, "the story's own voice")
_POLL = re.compile(r"\b(?:poll|polls|survey|surveys|polling|pollster)\b", re.IGNORECASE)
_SHARE = re.compile(r"\d ?%|\bper ?cent\b")
_ASKED = re.compile(
    r"\b(?:respondents|voters|surveyed|polled|favou?r(?:ed|s)?|prefer(?:red|s)?|back(?:ed|s)?|support(?:ed|s)?|"
    r"approv\w+|disapprov\w+|would vote|said they|of those|of adults|(?:dis)?agreed?)\b",
    re.IGNORECASE,
)
_POLL_LASTS = 12  # sentences
_SIGNATURE = re.compile(r"[—–-]++ ?([^\n()]{2,60}?) ?\(@\w{1,20}\)")
# What records show, "according to X", X says.
_READ = frozenset("show shows showed shown found finds".split())


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
        self._speakers = Speakers(
            text, self._paragraphs, self._quotes, self._by_paragraph, self._spoken_of
        ).found
        self._statements = tuple(
            sorted((*self._read_statements(), *self._read_signatures()), key=lambda s: s.span)
        )
        self._statement_starts = [s.span.start for s in self._statements]
        self.speeches = tuple(self._all_speeches())

    # What the story says of its sources

    def _read_cues(self) -> list[list[Said]]:
        """For each sentence its cues outside quotations, sources resolved in the order of the story."""
        words = [tokens(self.text, span) for span in self._sentences]
        memory = Memory(self.text, Names(words))
        out: list[list[Said]] = []
        self._persons: list[str | None] = []
        self._heads: list[str | None] = []
        for span, sentence in zip(self._sentences, words, strict=True):
            memory.open_with(group_at_head(self.text, sentence))
            memory.open_with_body(body_at_head(self.text, sentence), span.start)
            self._heads.append(memory.surely(sentence[0].lower) if sentence else None)
            outside = [
                cue for cue in cues.find(self.text, span, sentence) if not self.is_quoted(cue.at.start)
            ]
            out.append([self._resolved(cue, memory, span) for cue in outside])
            memory.hear(span, span.end, self.is_quoted)
            self._persons.append(memory.last_person)
        return out

    def _resolved(self, cue: Cue, memory: Memory, sentence: Span) -> Said:
        memory.hear(sentence, cue.source.start, self.is_quoted)
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

    def is_quoted(self, position: int) -> bool:
        return self._quote_at(position) is not None

    def _spoken_of(self, quotation: Quotation) -> str | None:
        """The person that the sentence before the quotation is about."""
        at = bisect_right(self._starts, quotation.span.start) - 1
        if at < 0:
            return None
        led_in = self.text[max(0, quotation.span.start - 4) : quotation.span.start].rstrip().endswith(":")
        if self._starts[at] < quotation.span.start - 1 and not led_in:
            return None
        return self._persons[max(0, at - 1)]

    # Statements set out without marks

    def _read_statements(self) -> Iterator[Speech]:
        """Paragraphs under a line that ends "X said:", to the next source or quotation, CARRY at most."""
        for number, paragraph in enumerate(self._paragraphs):
            said = self._by_paragraph.get(number, [])
            if not said or not paragraph.of(self.text).endswith(":"):
                continue
            speaker = said[-1].speaker or ""
            for after in range(number + 1, min(len(self._paragraphs), number + 1 + CARRY)):
                if self._breaks_off(after, speaker):
                    break
                yield Speech(self._paragraphs[after], speaker, "statement after a line that ends in a colon")

    def _read_signatures(self) -> Iterator[Speech]:
        """Posts set into the story: the lines above "— Name (@handle) date"."""
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
        return others or heading or self.is_quoted(paragraph.start)

    def _all_speeches(self) -> Iterator[Speech]:
        quoted = (
            Speech(quotation.span, found.speaker, found.how)
            for quotation, found in zip(self._quotes, self._speakers, strict=True)
            if found and found.speaker
        )
        return iter(sorted((*quoted, *self._statements), key=lambda speech: speech.span))

    # The question others ask

    def attribute(self, sentence: Span, figure: Span | None) -> Attribution:
        """Who asserts the figure, or the sentence where `figure` is None."""
        position = figure.end - 1 if figure else self._heart(sentence)
        quoted = self._quote_at(position)
        if quoted is not None and (speaker := self._speakers[quoted]):
            return speaker
        said = self._cues_of(sentence)
        if (chosen := _nearest(said, position)) and chosen.speaker:
            return Attribution(chosen.speaker, chosen.how, self._relay(said, chosen))
        i = bisect_right(self._statement_starts, position) - 1
        if i >= 0 and position < self._statements[i].span.end:
            return Attribution(self._statements[i].speaker, self._statements[i].how)
        return self._poll(sentence)

    def head(self, sentence: Span) -> str | None:
        """The person whom the "he" or "she" that opens the sentence means, where no other is near."""
        i = bisect_left(self._starts, sentence.start)
        return self._heads[i] if i < len(self._starts) and self._starts[i] == sentence.start else None

    def speaks(self, sentence: Span, speaker: str | None) -> bool:
        """Is the heart of the sentence a quotation of this speaker?"""
        inside = self._quote_at((sentence.start + sentence.end) // 2)
        said = self._speakers[inside] if inside is not None else None
        return said is not None and said.speaker == speaker

    def _relay(self, said: Sequence[Said], chosen: Said) -> str | None:
        """The outlet that passed the assertion on: the one told, or one whose report holds the chosen cue."""
        if chosen.told:
            return chosen.told
        others = (s for s in said if s.speaker and s.speaker != chosen.speaker and self._is_press(s))
        return next((other.speaker for other in others if other.cue.over(chosen.cue.at.start)), None)

    def _is_press(self, said: Said) -> bool:
        """By its name or by what the story calls it: "the state news agency X"."""
        return is_outlet(said.speaker or "") or is_outlet(said.cue.source.of(self.text))

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
        """The position to ask about: the middle, if that is quoted, else that of what a cue covers."""
        inside = self._quote_at((sentence.start + sentence.end) // 2)
        if inside is not None:
            return (sentence.start + sentence.end) // 2
        covers = [span for said in self._cues_of(sentence) if said.speaker for span in said.cue.covers]
        longest = max(covers, key=lambda span: span.end - span.start, default=None)
        return (longest.start + longest.end) // 2 if longest else sentence.start


def _nearest(said: Sequence[Said], position: int) -> Said | None:
    """The innermost cue over a position: the last before it, or else the first after."""
    over = [s for s in said if s.cue.over(position)]
    before = [s for s in over if s.start <= position]
    named = [s for s in before if s.speaker]
    after = next((s for s in over if s.speaker and s not in named), None)
    if not named or (after and named[-1].cue.verb in _READ):
        return after
    return named[-1]
