"""Tags and filters of the desk's pages: each turns one value into its words or its drawing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop, ngettext_lazy

from claims.models import GONE, Article, Claim, Evidence, User
from claims.models.claim import KILLED
from claims.priorities import AS_SHIPPED, CONFLICT
from claims.ratings import Stance
from claims.statuses import UNFINISHED, PubStatus, Role, Status
from claims.templatetags import keyboard, reasons, wording
from claims.templatetags.unseen import plain, shown

register = template.Library()
for of_figure in (wording.value, wording.unit, wording.qualifier):
    register.filter(f"figure_{of_figure.__name__}", of_figure)
for of_event in (wording.actor, wording.deed, wording.move, wording.reason):
    register.filter(f"event_{of_event.__name__}", of_event)
register.filter(wording.rating_label)
register.filter("reason_said", reasons.reason)
register.filter(wording.story_deed)
register.filter(wording.quoted)
register.filter("visible", lambda text: shown(str(text)))
register.filter("plain", lambda text: plain(str(text)))

SIDES = {
    Stance.AGAINST: ngettext_lazy("%(count)d against", "%(count)d against", "count"),
    Stance.FOR: ngettext_lazy("%(count)d for", "%(count)d for", "count"),
    Stance.CONTEXT: ngettext_lazy("%(count)d context", "%(count)d context", "count"),
}
WINDOW = 700  # characters of the story that an open row may show around its claim
BAR, GAP, THINNEST = 200.0, 1.0, 0.6  # of the priority's drawing, in its own units


@register.filter
def said(words: object) -> str:
    """Words that claims.words.said marks, in the reader's language."""
    return gettext(str(words)) if words else ""


@register.simple_tag
def outlet() -> str:
    """Whose desk this is."""
    return str(settings.OUTLET)


@register.simple_tag(takes_context=True)
def key_sheet(context: Context) -> list[tuple[str, list[keyboard.Line]]]:
    """The help sheet with the keys of whoever looks at it."""
    return keyboard.sheet(own_keys(context))


@register.simple_tag(takes_context=True)
def keys(context: Context, *name: object) -> SafeString:
    """The attributes by which a control carries its key; the parts of the name are joined."""
    bound = keyboard.binding("".join(map(str, name)), own_keys(context))
    if not bound.keys:
        return SafeString("")
    spoken = format_html(' aria-keyshortcuts="{}"', bound.spoken) if bound.spoken else ""
    return format_html('data-key="{}"{}', bound.attribute, spoken)


@register.simple_tag(takes_context=True)
def key(context: Context, name: str) -> str:
    """The key itself, for what a script binds to no control."""
    return keyboard.binding(name, own_keys(context)).attribute


def own_keys(context: Context) -> dict[str, str]:
    """The keys that whoever looks at the page gave to bindings."""
    own: dict[str, str] = getattr(context.get("user"), "keys", None) or {}
    return own


@register.simple_tag(takes_context=True)
def kbd(context: Context, *name: object) -> SafeString:
    """The caps of a key, for the eye; screen readers have aria-keyshortcuts."""
    caps = keyboard.binding("".join(map(str, name)), own_keys(context)).caps
    return format_html_join(" ", '<kbd aria-hidden="true">{}</kbd>', ((cap,) for cap in caps))


@register.simple_tag
def sentence(claim: Claim) -> SafeString:
    """The claim's sentence with its figure under the highlighter."""
    text = claim.sentence
    if claim.figure_start is None or claim.figure_end is None or text == GONE:
        return shown(text)
    start, end = claim.figure_start - claim.start, claim.figure_end - claim.start
    return format_html(
        '{}<span class="fig">{}</span>{}', shown(text[:start]), shown(text[start:end]), shown(text[end:])
    )


@register.simple_tag
def bar(reasons: Sequence[dict[str, Any]]) -> SafeString:
    """The priority as its terms laid end to end, on a line as long as the highest sum as shipped.

    A desk that weighs more has its highest sums drawn smaller, each term by its share.
    """
    terms = [term["points"] for term in reasons if term["points"] > 0]
    point, at, blocks = BAR / max(AS_SHIPPED.most, sum(terms)), 0.0, []
    for wide in (points * point for points in terms):
        blocks.append((f"{at:.1f}", f"{max(wide - GAP, THINNEST):.1f}"))
        at += wide
    drawn = format_html_join("", '<rect x="{}" width="{}" height="7"/>', blocks)
    rest = format_html(
        '<rect class="rest" x="{}" y="5" width="{}" height="2"/>', f"{at:.1f}", f"{max(BAR - at, 0):.1f}"
    )
    opening = '<svg class="bar" viewBox="0 0 200 7" width="200" height="7" aria-hidden="true">'
    return format_html("{}{}{}</svg>", SafeString(opening), drawn, rest)


@register.filter
def context_of(claim: Any) -> SafeString | str:
    """The paragraph round the claim's sentence, as far as the row's window on the story shows it."""
    at = claim.start - claim.window_start
    before, _, after = claim.window.partition(claim.sentence)
    if len(before) != at:
        return ""
    opening, closing = before.rpartition("\n")[2], after.partition("\n")[0]
    if not (opening.strip() or closing.strip()):
        return ""
    is_cut_off = "\n" not in before and claim.window_start > 0
    runs_on = "\n" not in after and len(claim.window) >= WINDOW
    text = f"{'…' * is_cut_off}{opening}{claim.sentence}{closing}{'…' * runs_on}"
    return shown(text)


@register.simple_tag
def evidence_head(evidence: Sequence[Evidence]) -> str:
    """The heading over the evidence: `Evidence: 2 against, 1 for`."""
    counts = {stance: sum(e.stance == stance for e in evidence) for stance in SIDES}
    told = wording.in_a_row(SIDES[stance] % {"count": count} for stance, count in counts.items() if count)
    return gettext("Evidence: %(counts)s") % {"counts": told} if told else gettext("Evidence")


@register.filter
def host(url: str) -> str:
    """The site of a link, which is what a reader judges it by."""
    return urlsplit(url).hostname or url


@register.filter
def strongest(terms: Sequence[dict[str, Any]]) -> str:
    """The two terms that weigh most, as a sentence's worth of words."""
    ranked = sorted(terms, key=lambda term: -term["points"])[:2]
    return wording.in_a_row(reasons.reason(str(term["name"])) for term in ranked).capitalize()


@register.filter
def type_label(name: str) -> str:
    known = wording.TYPE_LABELS.get(name)
    return gettext(known) if known else name.capitalize()


@register.filter
def when(at: datetime | None) -> SafeString | str:
    """A moment as the desk's clock shows it, exact on the element."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), wording.clock(at)
    )


@register.filter
def age(at: datetime) -> SafeString:
    """How long ago, as a time element."""
    span = wording.length(timezone.now() - at)
    return format_html(
        '<time datetime="{}">{}</time>', timezone.localtime(at).isoformat(timespec="seconds"), span
    )


@register.filter
def reaches(person: User, role: str) -> bool:
    """Whether somebody's role is this one or a higher one."""
    return person.is_authenticated and person.may(Role(role))


@register.filter
def span(length: timedelta) -> str:
    """A length of time: `12 min`."""
    return wording.length(length)


@register.filter
def left(at: datetime) -> str:
    """How long still: `12 min`."""
    return wording.length(at - timezone.now())


@register.filter
def is_past(at: datetime) -> bool:
    return at <= timezone.now()


@register.filter
def reply_due(claim: Claim) -> datetime | None:
    """When the next answer is due that somebody was asked for."""
    asked = [each.due_at for each in claim.contacts.all() if each.due_at and not each.outcome]
    return min(asked, default=None)


@register.filter
def is_held(claim: Claim) -> bool:
    """Whether somebody's hold on it still runs."""
    return bool(claim.holder_id and claim.lease_until and claim.lease_until > timezone.now())


@register.filter
def is_overdue(claim: Any) -> bool:
    """Whether a reply was due and did not come: it waits for one still, or waited in vain."""
    due = getattr(claim, "due_at", None)
    return bool(claim.overdue_at and claim.status in UNFINISHED) or bool(due and due < timezone.now())


@register.filter
def held_by(claim: Claim, person: User) -> bool:
    return claim.holder_id == person.pk and is_held(claim)


@register.filter
def flags(claim: Claim) -> list[tuple[str, str]]:
    """What must be seen beside a claim: (class, words). A kill says more than that something changed."""
    because = (claim.recheck or {}).get("because", "")
    is_changed = claim.needs_recheck and not claim.killed_at
    why = gettext("To look at again") if claim.is_contradicted else gettext("Changed by the wire")
    found = [("recheck", why)] if is_changed else []
    if KILLED in because and claim.needs_recheck:
        found = [("killed", gettext("Rests on a killed story"))]
    if is_disputed(claim.reasons):
        found.append(("conflict", gettext("Agencies disagree")))
    if claim.overdue_at:
        found.append(("late", gettext("Overdue")))
    found += story_flags(claim.article)
    if claim.status in _STATUS_FLAGS:
        kind, words = _STATUS_FLAGS[Status(claim.status)]
        found.append((kind, gettext(words)))
    if claim.mended_at:
        found.append(("plain", gettext("Mended")))
    if claim.added_by_id:
        found.append(("plain", gettext("Added by hand")))
    if claim.status == Status.DISMISSED:
        why = gettext(claim.get_dismiss_reason_display()).lower() if claim.dismiss_reason else ""
        found.append(("plain", gettext("Dismissed: %(reason)s") % {"reason": why}))
    return found


def is_disputed(reasons: Sequence[dict[str, Any]]) -> bool:
    """Whether another report cannot be true as well, by the terms of its priority."""
    return any(term["name"] == CONFLICT for term in reasons)


_STATUS_FLAGS = {
    Status.PROPOSED: ("plain", gettext_noop("Ready for review")),
    Status.IN_REVIEW: ("plain", gettext_noop("In review")),
    Status.APPROVED: ("done", gettext_noop("Approved")),
    Status.PUBLISHED: ("done", gettext_noop("Published")),
    Status.CORRECTED: ("done", gettext_noop("Published, corrected")),
    Status.RETRACTED: ("plain", gettext_noop("Retracted")),
    Status.DUPLICATE: ("plain", gettext_noop("Duplicate")),
    Status.WITHDRAWN: ("plain", gettext_noop("No longer in the story")),
}


@register.filter
def story_flags(article: Article) -> list[tuple[str, str]]:
    """What the wire said of the whole story: killed, withheld, embargoed."""
    found = []
    if article.pub_status == PubStatus.CANCELED:
        found.append(("killed", gettext("Killed by the wire")))
    if article.pub_status == PubStatus.WITHHELD:
        found.append(("embargo", gettext("Withheld by the wire")))
    if article.is_embargoed and article.embargoed_until:
        until = wording.clock(article.embargoed_until)
        found.append(("embargo", gettext("Embargoed to %(time)s") % {"time": until}))
    return found
