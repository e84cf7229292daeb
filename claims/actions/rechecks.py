"""What asks for another look at a claim: old and new reading side by side, since it was last looked at.

`Claim.recheck` is {"old", "new", "from", "to", "because", "changed", "old_text", "new_text", "old_sentence",
"new_sentence", "was"}: `from` is the version that was last acknowledged, or first told, and `was` its whole
reading. Several changes in a row stay one recheck; each version's own change stands in its occurrence.
`earlier` names the reason of a flag that was open already for something else, such as a kill.
"""

from __future__ import annotations

from typing import Any

from claims import priorities
from claims.actions import weighing
from claims.extraction.alignment import Change, Telling, changed
from claims.extraction.types import Figure, Span
from claims.models import Claim

Recheck = dict[str, Any]
QUOTES = ("old_sentence", "new_sentence", "was")
GONE = "no longer said"
OWN_VOICE = "the story itself"


def telling(claim: Claim) -> Telling:
    """The claim as its revision tells it, for the aligner."""
    return Telling(claim.sentence, claim.start, claim.type, _figure(claim), claim.claimant, claim.place)


def reading(claim: Claim) -> dict[str, Any]:
    """The same as plain values, to be kept in `was`; offsets count from the sentence's start."""
    figure = _figure(claim)
    return {
        "sentence": claim.sentence,
        "type": claim.type,
        "claimant": claim.claimant,
        "place": claim.place,
        "figure": claim.figure.record() if figure else None,
        "at": [figure.span.start - claim.start, figure.span.end - claim.start] if figure else None,
    }


def told(change: Change, was: dict[str, Any], now: Telling, since: int, to: int) -> Recheck:
    """The recheck that a change asks for, between wire versions `since` and `to`."""
    return {
        "old": change.old,
        "new": change.new,
        "from": since,
        "to": to,
        "because": _because(change, was, now, since, to),
        "changed": list(change.kinds),
        "old_text": change.old_text,
        "new_text": change.new_text,
        "old_sentence": was["sentence"],
        "new_sentence": now.sentence,
        "was": was,
    }


def gone(claim: Claim, to: int) -> Recheck:
    """The recheck of a claim that readers have a verdict on, and version `to` no longer tells."""
    earlier = claim.recheck or {}
    was = earlier.get("was") or reading(claim)
    figure = was["figure"] or {"low": None, "text": ""}
    return {
        "old": figure["low"],
        "new": None,
        "from": earlier.get("from") or claim.revision.version,
        "to": to,
        "because": f"Version {to} no longer says it",
        "changed": [GONE],
        "old_text": figure["text"],
        "new_text": "",
        "old_sentence": was["sentence"],
        "new_sentence": "",
        "was": was,
    } | _kept(earlier)


def for_history(recheck: Recheck) -> Recheck:
    """What a line of the history keeps of it: versions, figures and why, but no sentence.

    Seals hold the line for ever; the sentences stand in the tellings of both versions, as long as the story
    keeps its text.
    """
    return {name: value for name, value in recheck.items() if name not in QUOTES}


def since_acknowledged(
    claim: Claim, step: Recheck | None, now: Telling, *, text: str, is_back: bool
) -> Recheck | None:
    """What the claim asks for once a version told it as `now`: all that changed since somebody looked at it.

    `step` is that version's own change; `claim` is as it was before; `text` the version's text. None: it
    stands as it was acknowledged, which ends a recheck that was open.
    """
    earlier = claim.recheck
    if earlier is None or (step is None and claim.needs_recheck and not is_back):
        return step or earlier
    if not earlier.get("was"):  # flagged for something else: a kill
        return step | {"earlier": earlier["because"]} if step else earlier
    change = changed(_telling_of(earlier["was"]), now, text, text, "edited")
    if change is None:
        return earlier if "earlier" in earlier else None
    to = step["to"] if step else earlier["to"]
    return told(change, earlier["was"], now, earlier["from"], to) | _kept(earlier)


def afresh(claim: Claim) -> Recheck | None:
    """What is still open to recheck once a person mended the claim; None where it says what it did before."""
    earlier = claim.recheck
    if not earlier or not earlier.get("was") or GONE in earlier["changed"]:
        return earlier
    now, text = telling(claim), claim.revision.body
    change = changed(_telling_of(earlier["was"]), now, text, text, "edited")
    if change is None:
        return earlier if "earlier" in earlier else None
    return told(change, earlier["was"], now, earlier["from"], earlier["to"]) | _kept(earlier)


def ask(claim: Claim, recheck: Recheck | None) -> None:
    """Set the flag, what it says, and the priority; None takes the flag off. Saved by whoever calls.

    What asks for another look asks for it now: a claim that was set aside comes back.
    """
    claim.needs_recheck, claim.recheck = recheck is not None, recheck
    if claim.needs_recheck:
        claim.set_aside_until = None
    weighing.set_terms([claim], lambda one, weights: [priorities.recheck(one.needs_recheck, weights)])


ASKED = ("needs_recheck", "recheck", "priority", "reasons", "set_aside_until")  # what `ask` sets


def _kept(earlier: Recheck) -> Recheck:
    return {"earlier": earlier["earlier"]} if "earlier" in earlier else {}


def _because(change: Change, was: dict[str, Any], now: Telling, since: int, to: int) -> str:
    """In words: "“At least 12 people” in version 1, “Nineteen people” in version 2"."""
    claimant = f"said by {was['claimant'] or OWN_VOICE} before, by {now.claimant or OWN_VOICE} now"
    words = {
        "figure": f"“{change.old_text}” in version {since}, “{change.new_text}” in version {to}",
        "claimant": claimant,
        "place": f"in {was['place']} before, in {now.place} now",
        "meaning": "the sentence means something else now",
    }
    return "; ".join(words[kind] for kind in change.kinds)


def _figure(claim: Claim) -> Figure | None:
    figure = getattr(claim, "figure", None)
    if figure is None or claim.figure_start is None or claim.figure_end is None:
        return None
    return _figure_of(figure.record(), Span(claim.figure_start, claim.figure_end))


def _telling_of(was: dict[str, Any]) -> Telling:
    figure = _figure_of(was["figure"], Span(*was["at"])) if was["figure"] else None
    return Telling(was["sentence"], 0, was["type"], figure, was["claimant"], was["place"])


def _figure_of(record: dict[str, Any], span: Span) -> Figure:
    return Figure(span=span, **record)
