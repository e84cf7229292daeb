"""What a policy asks for before a verdict can be proposed: one list for the rule and for the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from claims.exceptions import Incomplete
from claims.models import Asked, Claim, Contact, Desk, Evidence, EvidenceFile
from claims.ratings import Policy, Rules

_NUMBERS = (
    pgettext_lazy("number", "One"),
    pgettext_lazy("number", "Two"),
    pgettext_lazy("number", "Three"),
    pgettext_lazy("number", "Four"),
    pgettext_lazy("number", "Five"),
    pgettext_lazy("number", "Six"),
    pgettext_lazy("number", "Seven"),
    pgettext_lazy("number", "Eight"),
    pgettext_lazy("number", "Nine"),
)
Identity = tuple[str, str]  # of a source: its publisher, its host


@dataclass(frozen=True, slots=True)
class Need:
    """`field` names it in a refusal and on the page; `words` stand on the list, `sentence` in the refusal."""

    field: str
    words: str
    sentence: str
    is_met: bool


def rules_of(claim: Claim) -> Rules:
    """The scale and the policy of the claim's desk."""
    return Desk.objects.rules(claim.desk_id)


def needs_of(claim: Claim, policy: Policy, *, no_contact: str = "") -> list[Need]:
    """What the claim's record must hold under `policy`; the verdict's own fields are for its form."""
    pieces = list(claim.evidence.all())
    needs = [_number(policy.evidence, len(_linked(pieces)))]
    if policy.full_evidence:
        needs.append(_whole(pieces))
    if policy.independent:
        needs.append(_independent(policy.independent, pieces))
    if policy.contact:
        needs.append(_asked(claim, no_contact))
    return needs


def check_needs(needs: Iterable[Need]) -> None:
    """Raises Incomplete, which names every one that is not met."""
    missing = {need.field: need.sentence for need in needs if not need.is_met}
    if missing:
        raise Incomplete(" ".join(missing.values()), missing)


def independent(pieces: Sequence[Evidence]) -> int:
    """How many sources there are: different publishers; where none is named, other hosts than theirs."""
    named = [identity for identity in map(_identity, pieces) if identity[0]]
    hosts = {host for publisher, host in map(_identity, pieces) if host and not publisher}
    return len({publisher for publisher, _ in named}) + len(hosts - {host for _, host in named})


def _number(least: int, found: int) -> Need:
    count = _number_word(least)
    words = ngettext(
        "%(count)s piece of evidence with a link or a file",
        "%(count)s pieces of evidence with a link or a file",
        least,
    )
    sentence = ngettext(
        "A verdict needs at least %(count)s piece of evidence with a link or a file.",
        "A verdict needs at least %(count)s pieces of evidence with a link or a file.",
        least,
    )
    said, needed = words % {"count": count}, sentence % {"count": count.lower()}
    return Need("evidence", said, needed, found >= least)


def _number_word(count: int) -> str:
    return str(_NUMBERS[count - 1]) if 0 < count <= len(_NUMBERS) else str(count)


def _whole(pieces: Sequence[Evidence]) -> Need:
    """Each piece with link or file and with the words that it rests on; stance and day are never missing."""
    linked = {piece.pk for piece in _linked(pieces)}
    lacks = [(piece.title, _lacks(piece, piece.pk in linked)) for piece in pieces]
    lacking = [lack % {"title": title} for title, lack in lacks if lack]
    words = _("Each piece with its link or file, quote, stance and day")
    sentence = " ".join([_("Each piece of evidence must be whole."), *lacking])
    return Need("evidence_fields", words, sentence, not lacking)


def _independent(least: int, pieces: Sequence[Evidence]) -> Need:
    is_met = independent(pieces) >= least or any(piece.is_primary for piece in pieces)
    count = _number_word(least)
    words = ngettext(
        "%(count)s source that doesn’t rest on another, or a primary one",
        "%(count)s sources that don’t rest on each other, or a primary one",
        least,
    )
    sentence = ngettext(
        "A verdict needs %(count)s source with a publisher, or one primary source.",
        "A verdict needs %(count)s sources of different publishers, or one primary source.",
        least,
    )
    return Need("sources", words % {"count": count}, sentence % {"count": count.lower()}, is_met)


def _asked(claim: Claim, no_contact: str) -> Need:
    is_met = bool(no_contact.strip()) or any(each.asked == Asked.SPEAKER for each in _contacts(claim))
    sentence = _("Put on record how you asked the speaker, or say why nobody was asked.")
    return Need("no_contact", _("Asked the speaker, or why not"), sentence, is_met)


def _contacts(claim: Claim) -> Iterable[Contact]:
    return claim.contacts.all()


def _linked(pieces: Sequence[Evidence]) -> list[Evidence]:
    """Those that lead somewhere: by a link, or by a file that we keep."""
    bare = [piece.pk for piece in pieces if not piece.url]
    files = EvidenceFile.objects.filter(evidence__in=bare).values_list("evidence", flat=True)
    kept = set(files) if bare else set()
    return [piece for piece in pieces if piece.url or piece.pk in kept]


def _identity(piece: Evidence) -> Identity:
    host = (urlsplit(piece.url).hostname or "").removeprefix("www.")
    return " ".join(piece.publisher.casefold().split()), host


def _lacks(piece: Evidence, is_linked: bool) -> str:
    """The sentence of what it needs still, with a place for its title; "" where it is whole."""
    if piece.quote.strip():
        return "" if is_linked else _("“%(title)s” needs a link or a file.")
    return (
        _("“%(title)s” needs a quote.") if is_linked else _("“%(title)s” needs a link or a file and a quote.")
    )
