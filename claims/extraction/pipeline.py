"""From a story's text to its claims: copy, chrome, sentences, figures, scores, claimants.

The grammar says which figures there are, the scorer which of them are claims and of which type. All reading
happens on the match copy (see text.py); what comes out indexes the text that was given.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from claims.extraction import chrome as page
from claims.extraction import company, figures, sentences, text
from claims.extraction.attribution import Reader
from claims.extraction.passages import sentence_at
from claims.extraction.places import Places
from claims.extraction.standalone import Question, Standalone
from claims.extraction.types import (
    Claim,
    Cut,
    Extraction,
    Figure,
    Passage,
    PassageScores,
    Scorer,
    Span,
    Speech,
)

DOUBTED = 0.1  # the lowest score of a figure that may still be what became of an earlier version's claim
THRESHOLD = 0.5  # a scorer is calibrated so that one half is the best cut
MOST_CLAIMS = 500  # of one story; the highest scores are kept
FEWEST_WORDS = 3  # of a sentence that may be an event
STORIES_AT_ONCE = 64  # passages handed to the scorer in one call


@dataclass(frozen=True, slots=True)
class Story:
    """What there is to read: the text, and the page chrome that HTML intake has found in it.

    `is_later`: an earlier version was read, so that figures which the model doubts are told, too.
    """

    text: str
    chrome: tuple[Cut, ...] = ()
    published_at: datetime | None = None
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A story read but not scored. Spans of sentences, figures and passage are those of the match copy."""

    copy: text.MatchCopy
    chrome: tuple[Cut, ...]
    figures: tuple[Figure, ...]
    passage: Passage
    notes: tuple[str, ...]
    is_later: bool = False


def extract(
    body: str,
    scorer: Scorer,
    *,
    published_at: datetime | None = None,
    chrome: Sequence[Cut] = (),
    threshold: float | None = None,
) -> Extraction:
    """The claims of one story. Never raises on text: what could not be read is told in `notes`."""
    return extract_many([Story(body, tuple(chrome), published_at)], scorer, threshold=threshold)[0]


def extract_many(
    stories: Sequence[Story], scorer: Scorer, *, threshold: float | None = None
) -> list[Extraction]:
    """The claims of each story, in order; the same as `extract` gives for it alone."""
    floor = THRESHOLD if threshold is None else threshold
    found: list[Extraction] = []
    for first in range(0, len(stories), STORIES_AT_ONCE):
        drafts = [read(story) for story in stories[first : first + STORIES_AT_ONCE]]
        scores = _scores(drafts, scorer)
        for draft, scored in zip(drafts, scores, strict=True):
            found.append(_finish(draft, scored, scorer.version, floor))
    return found


def pointed(story: Story, span: Span, inside: Span | None = None) -> list[Claim]:
    """What the rules read where a person points: a claim for each figure, else one without a figure.

    `span` is the claim's sentence, `inside` the words of its figure. No model is asked: the score is 1, and
    the type the plainest.
    """
    draft = read(story)
    asked = _to_copy(draft.copy, inside or span)
    told = figures.find(draft.copy.text, [_to_copy(draft.copy, span)])
    meant = [each for each in told if each.span.start < asked.end and asked.start < each.span.end]
    sentence = sentence_at(draft.passage.sentences, asked) or _to_copy(draft.copy, span)
    reader = Reader(draft.copy.text, draft.passage.sentences)
    places = Places(draft.copy.text, draft.passage.sentences)
    alone = Standalone(draft.copy.text, draft.passage.sentences, reader, places)
    picks = [_Pick(sentence, each, "quantity", 1.0, 1.0, None) for each in meant]
    said = picks or [_Pick(sentence, None, "event", 1.0, 1.0, None)]
    found = (_claim(draft, pick, reader, places, alone) for pick in said)
    return [replace(claim, span=span, sentence=span.of(story.text)) for claim in found]


def sentence_round(story: Story, span: Span) -> Span:
    """The whole sentence in which a passage begins; the passage itself where the story has none there."""
    draft = read(story)
    sentence = sentence_at(draft.passage.sentences, _to_copy(draft.copy, span))
    return draft.copy.to_source(sentence) if sentence else span


def read(story: Story) -> Draft:
    """The sentences and candidate figures of a story: all that is done before the model is asked."""
    copy = text.MatchCopy(story.text)
    cuts = _merged((*story.chrome, *_found_chrome(copy)))
    split = sentences.split(copy.text, [_to_copy(copy, cut.span) for cut in cuts])
    candidates = tuple(figures.find(copy.text, split.spans))
    passage = Passage(copy.text, split.spans, tuple(figure.span for figure in candidates))
    notes = (*text.oddities(story.text), *split.notes)
    return Draft(copy, cuts, candidates, passage, notes, story.is_later)


def _found_chrome(copy: text.MatchCopy) -> Iterator[Cut]:
    for cut in page.cuts(copy.text):
        yield Cut(copy.to_source(cut.span), cut.reason)


def _merged(cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    """The cuts in order, none overlapping: of two that meet, the one that begins first stays whole."""
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: (cut.span.start, -cut.span.end)):
        start = max(cut.span.start, kept[-1].span.end) if kept else cut.span.start
        if start < cut.span.end:
            kept.append(replace(cut, span=Span(start, cut.span.end)))
    return tuple(kept)


def _to_copy(copy: text.MatchCopy, span: Span) -> Span:
    """A passage of the story as offsets of its match copy."""

    def origin(k: int) -> int:
        return copy.to_source(Span(k, k)).start

    places = range(len(copy.text) + 1)
    return Span(bisect_left(places, span.start, key=origin), bisect_left(places, span.end, key=origin))


def _scores(drafts: Sequence[Draft], scorer: Scorer) -> list[PassageScores]:
    """Scores of each draft; the scorer is not asked about stories without a sentence."""
    asked = [draft.passage for draft in drafts if draft.passage.sentences]
    answers = iter(scorer.score(asked) if asked else [])
    return [next(answers) if draft.passage.sentences else PassageScores((), ()) for draft in drafts]


@dataclass(frozen=True, slots=True)
class _Pick:
    """A passage that became a claim, before its claimant and place are looked up (copy offsets)."""

    sentence: Span
    figure: Figure | None
    type: str
    score: float
    certain: float
    vector: bytes | None


def _finish(draft: Draft, scores: PassageScores, version: str, floor: float) -> Extraction:
    picks = sorted(_picks(draft, scores, floor), key=lambda pick: -pick.score)
    notes = draft.notes
    if len(picks) > MOST_CLAIMS:
        notes = (*notes, f"{len(picks):,} claims found; the {MOST_CLAIMS} with the highest scores are kept.")
    kept = sorted(picks[:MOST_CLAIMS], key=_position)
    reader = Reader(draft.copy.text, draft.passage.sentences)
    places = Places(draft.copy.text, draft.passage.sentences)
    alone = Standalone(draft.copy.text, draft.passage.sentences, reader, places)
    doubted = _figure_picks(draft, scores, DOUBTED, floor) if draft.is_later else ()
    return Extraction(
        model=version,
        claims=tuple(_claim(draft, pick, reader, places, alone) for pick in kept),
        chrome=draft.chrome,
        speeches=tuple(_speech(draft, speech) for speech in reader.speeches),
        sentences=len(draft.passage.sentences),
        notes=notes,
        doubted=tuple(_claim(draft, pick, reader, places, alone) for pick in islice(doubted, MOST_CLAIMS)),
    )


def _position(pick: _Pick) -> tuple[int, int]:
    """The order of the text; a sentence's event claim stands before its figures."""
    return pick.sentence.start, pick.figure.span.start if pick.figure else -1


def _picks(draft: Draft, scores: PassageScores, floor: float) -> Iterator[_Pick]:
    passage = draft.passage
    for sentence, event in zip(passage.sentences, scores.sentences, strict=True):
        if event.event >= floor and _may_be_event(sentence.of(passage.text)):
            yield _Pick(sentence, None, "event", event.event, event.certain, event.vector)
    yield from _figure_picks(draft, scores, floor)


def _figure_picks(draft: Draft, scores: PassageScores, floor: float, below: float = 2.0) -> Iterator[_Pick]:
    """The figures with a score from `floor` and below `below`."""
    passage = draft.passage
    starts = [sentence.start for sentence in passage.sentences]
    scored = zip(draft.figures, scores.figures, strict=True)
    listed = [(figure, score) for figure, score in scored if floor <= score.claim < below]
    types = company.types([(figure.span.start, score.types) for figure, score in listed])
    for (figure, score), type_ in zip(listed, types, strict=True):
        sentence = passage.sentences[bisect_left(starts, figure.span.start + 1) - 1]
        yield _Pick(sentence, figure, type_, score.claim, score.certain, score.vector)


def _may_be_event(sentence: str) -> bool:
    return sum(word[:1].isalpha() or word[1:2].isalpha() for word in sentence.split()) >= FEWEST_WORDS


def _claim(draft: Draft, pick: _Pick, reader: Reader, places: Places, alone: Standalone) -> Claim:
    inside = pick.figure.span if pick.figure else None
    said = reader.attribute(pick.sentence, inside)
    place = places.span_of(pick.sentence, inside)
    span = draft.copy.to_source(pick.sentence)
    return Claim(
        span=span,
        sentence=span.of(draft.copy.source),
        type=pick.type,
        worth=2 if pick.certain >= THRESHOLD else 1,
        score=pick.score,
        figure=_figure(draft, pick.figure) if pick.figure else None,
        speaker=said.speaker,
        via=said.via,
        speaker_how=said.how,
        place=draft.copy.to_source(place).of(draft.copy.source) if place else None,
        standalone=alone.form(Question(pick.sentence, pick.figure, said.speaker)),
        vector=pick.vector,
    )


def _figure(draft: Draft, figure: Figure) -> Figure:
    """The figure as the story has it: offsets and text of the source."""
    span = draft.copy.to_source(figure.span)
    return replace(figure, span=span, text=span.of(draft.copy.source))


def _speech(draft: Draft, speech: Speech) -> Speech:
    return replace(speech, span=draft.copy.to_source(speech.span))
