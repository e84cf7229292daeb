"""What the claim page shows of how a claim was read and mended, and the forms for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from claims import permissions
from claims.actions.pointing import Ambiguous
from claims.exceptions import DeskError
from claims.forms import AddForm, MendForm
from claims.forms.mending import RATES
from claims.forms.queue import whole
from claims.models import Article, Claim, Revision, User
from claims.models.beside import lines
from claims.permissions import why_not
from claims.templatetags.comparison import compare
from claims.templatetags.wording import TYPE_LABELS, number
from claims.words import said

FIELDS = {
    "sentence": said("Sentence"), "type": said("Type"), "speaker": said("Claimant"),
    "via": said("Relayed by"), "place": said("Place"), "figure": said("Figure"),
}  # fmt: skip
QUALIFIERS = {
    "exact": said("exact"), "about": said("about"), "nearly": said("nearly"), "at_least": said("at least"),
    "more_than": said("more than"), "at_most": said("at most"), "less_than": said("less than"),
    "range": said("range"), "dozens": said("dozens"),
}  # fmt: skip


def mending_part(claim: Claim, person: User, *, mend: MendForm | None = None) -> dict[str, Any]:
    """The form to mend the claim, what was mended before, the notes, and what it may be merged with.

    Read the claim `with_beside`. `desk_notes` are None for whom they are not meant.
    """
    rows = getattr(claim, "note_rows", None)
    return {
        "mend_form": mend or MendForm(claim=claim),
        "mendings": [(line, list(_changes(line.values))) for line in lines(_rows(claim, "mending_rows"))],
        "desk_notes": None if rows is None else lines(rows)[::-1],
        "siblings": _rows(claim, "sibling_rows"),
        "versions": _rows(claim, "version_rows"),
        "no_mending": why_not(permissions.check_may_mend, person, claim),
        "no_taking_apart": why_not(permissions.check_may_take_apart, person, claim),
        "no_merging": why_not(permissions.check_may_merge, person, claim),
    }


def adding_part(
    article: Article,
    revision: Revision,
    person: User,
    *,
    form: AddForm | None = None,
    trouble: DeskError | None = None,
) -> dict[str, Any]:
    """The form for a claim that the extractor missed; `places` are those to choose from."""
    if article.current_id == revision.pk:
        article.current = revision
    asks = trouble if isinstance(trouble, Ambiguous) else None
    return {
        "add_form": form or AddForm(),
        "add_trouble": trouble,
        "places": asks.places if asks else [],
        "place_field": asks.field if asks else "",
        "told_by": getattr(trouble, "claim_id", None),
        "is_newest": article.current_id == revision.pk,
        "no_adding": why_not_add(person, article),
    }


def why_not_add(person: User, article: Article) -> str:
    """The sentence for a form that is off; "" where the person may."""
    try:
        permissions.check_may_add_claim(person, article)
    except DeskError as refusal:
        return str(refusal)
    return ""


def sides(claim: Claim, asked: QueryDict) -> dict[str, Any]:
    """Two versions of the story side by side, the later one second; nothing where none were asked for."""
    numbers = [whole(asked.get(name, "")) for name in ("version", "against")]
    wanted = {number for number in numbers if number}
    if len(wanted) < len(numbers):
        return {}
    found = claim.article.revisions.filter(number__in=wanted, is_notice=False).defer("raw").order_by("number")
    both = list(found)
    if len(both) != len(wanted):
        return {}
    rows = compare(both[0].body, both[1].body)
    return {"against": both[0], "revision": both[1], "rows": rows, "is_compared": True}


def _rows(claim: Claim, name: str) -> list[dict[str, Any]]:
    return getattr(claim, name, None) or []


def _changes(values: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each field that was mended: its name, what was read, what is told."""
    was, now = values["was"], values["now"]
    for name, label in FIELDS.items():
        if name in now:
            yield _(label), _said(name, was.get(name)), _said(name, now[name])


def _said(name: str, value: Any) -> str:
    """A field's value in words; a dash where it is empty."""
    if name == "type":
        return _(TYPE_LABELS[value]) if value in TYPE_LABELS else str(value)
    if name != "figure" or not value:
        return str(value or "–")
    return _figure(value)


def _figure(value: dict[str, Any]) -> str:
    """A figure that was told: its words, how they bound the number, the number, what it counts."""
    amount = number(value["low"])
    if value["high"] is not None:
        amount = _("%(low)s to %(high)s") % {"low": amount, "high": number(value["high"])}
    rate = _(RATES[value["per"]]) if value["per"] in RATES else ""
    told = " ".join(filter(None, (_(QUALIFIERS[value["qualifier"]]), amount, value["unit"], rate)))
    of = f", {value['of']}" if value["of"] else ""
    return f"“{value['text']}”: {told}{of}"
