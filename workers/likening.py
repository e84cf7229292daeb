"""Vectors for claims that no story was read for: of past checks, and of what a person told otherwise.

They stand alone, and are read by the same model as stories are.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

import numpy as np

from claims import dispatch
from claims.actions import vectors
from claims.extraction import Passage, PassageScores, Scorer, Span, Story
from claims.extraction.pipeline import read
from claims.models import CheckVector, Claim, PastCheck

AT_ONCE = 64  # claims that the model is asked about together
TURN_SECONDS = 5.0  # after which the bell is passed on, so that stories have their turn


def liken_waiting(scorer: Scorer) -> int:
    """Give vectors to past checks that have none, for a while; how many. The bell is rung for the rest."""
    done, until = 0, monotonic() + TURN_SECONDS
    while waiting := list(PastCheck.objects.filter(vector=None).order_by("id")[:AT_ONCE]):
        done += liken(waiting, scorer)
        if monotonic() > until:
            dispatch.after_commit(dispatch.LIKEN)
            break
    return done


def liken(checks: Sequence[PastCheck], scorer: Scorer) -> int:
    """Write a vector for each; one whose text gives none is noted as such, and not asked about again."""
    passages = {check.pk: read(Story(check.claim)).passage for check in checks}
    asked = {pk: passage for pk, passage in passages.items() if passage.sentences}
    scores = dict(zip(asked, scorer.score(list(asked.values())), strict=True)) if asked else {}
    told = {pk: vector_of(asked[pk], scores[pk]) if pk in scores else None for pk in passages}
    return vectors.write(told, kind=CheckVector, model=scorer.version)


def liken_claim(claim_id: int, scorer: Scorer) -> int:
    """Give a vector to a claim that has none, of its words as they are now; 1 where it was wanted."""
    claim = Claim.objects.filter(pk=claim_id, vector=None).first()
    if claim is None:
        return 0
    passage = read(Story(claim.sentence)).passage
    scores = scorer.score([passage])[0] if passage.sentences else PassageScores((), ())
    vector = _of_figure(claim, passage, scores) or vector_of(passage, scores)
    return vectors.write_anew(claim, vector, model=scorer.version)


def _of_figure(claim: Claim, passage: Passage, scores: PassageScores) -> bytes | None:
    """The vector of the claim's own figure; None where it has none, or the passage offers it as none."""
    if claim.figure_start is None or claim.figure_end is None:
        return None
    own = Span(claim.figure_start - claim.start, claim.figure_end - claim.start)
    pairs = zip(passage.figures, scores.figures, strict=True)
    return next((one.vector for span, one in pairs if span.start < own.end and own.start < span.end), None)


def vector_of(passage: Passage, scores: PassageScores) -> bytes | None:
    """One vector for a claim: the mean of its sentences', by their lengths."""
    pairs = zip(passage.sentences, scores.sentences, strict=True)
    told = [(span.end - span.start, one.vector) for span, one in pairs if one.vector]
    if not told:
        return None
    rows = np.stack([length * np.frombuffer(vector, "<f2").astype(np.float32) for length, vector in told])
    whole = rows.sum(axis=0)
    packed: bytes = (whole / max(float(np.linalg.norm(whole)), 1e-6)).astype("<f2").tobytes()
    return packed
