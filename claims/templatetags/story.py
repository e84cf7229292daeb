"""A story's page: the body with every claim marked where it stands, drawn piece by piece."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from claims.models import Claim
from claims.statuses import OPEN
from claims.templatetags.comparison import Side, Stretch
from claims.templatetags.layout import Piece, Run
from claims.templatetags.unseen import shown

register = template.Library()


@register.simple_tag
def marked(run: Run, here: Claim | None, query: str = "") -> SafeString:
    """One run of text; a covered one as a mark, its claims as links, the claim in hand as itself.

    Claims carry `number`, their place in the story, and `rating`, the one that stands.
    """
    if not run.claims:
        return shown("".join(piece.text for piece in run.pieces))
    return format_html("{}{}", _places(run), _covered(run, here, query))


def _places(run: Run) -> SafeString:
    """Where a link to a sentence lands: `#c12` at the first run of claim 12, which carries it as `opens`."""
    opening = (claim for claim in run.claims if getattr(claim, "opens", None) is run)
    return format_html_join("", '<span id="c{}"></span>', ((claim.pk,) for claim in opening))


def _covered(run: Run, here: Claim | None, query: str) -> SafeString:
    in_hand = here is not None and here in run.claims
    if not in_hand and len(run.claims) == 1:
        return _mark(_link(run.claims[0], _words(run), query), run, "")
    last = {piece.claim: piece for piece in run.pieces}
    drawn = [
        _nested(_piece(piece, here, query, is_last=piece is last[piece.claim]), piece, run, here)
        for piece in run.pieces
    ]
    words = format_html_join("", "{}", ((piece,) for piece in drawn))
    if len({(claim.start, claim.end) for claim in run.claims}) > 1:  # one sentence within another
        words = format_html("<mark>{}</mark>", words)
    return _mark(words, run, "here" if in_hand else "")


def _nested(words: SafeString, piece: Piece, run: Run, here: Claim | None) -> SafeString:
    """The figure of another claim of the same words, as a mark within theirs."""
    is_other = len(run.claims) > 1 and piece.is_figure and piece.claim != here
    return format_html("<mark>{}</mark>", words) if is_other else words


@register.simple_tag
def stretches(side: Side, mark: str) -> SafeString:
    """One side of a comparison; what only it has is marked as `was` or `now`."""
    return format_html_join("", "{}", ((_stretch(each, mark),) for each in side))


def _stretch(stretch: Stretch, mark: str) -> SafeString:
    """A space at the end of changed words stays outside of the mark."""
    if not stretch.is_changed:
        return shown(stretch.text)
    words = stretch.text.rstrip()
    html = {"was": '<del class="was">{}</del>{}', "now": '<ins class="now">{}</ins>{}'}[mark]
    return format_html(html, shown(words), stretch.text[len(words) :])


def _words(run: Run) -> SafeString:
    """A run that belongs to one claim: its words, the figure set bold, the claim's number and rating."""
    words = format_html_join("", "{}", ((_strong(piece),) for piece in run.pieces))
    return format_html("{}{}", words, _number(run.claims[0]))


def _piece(piece: Piece, here: Claim | None, query: str, *, is_last: bool) -> SafeString:
    """A stretch of a shared run; a claim's number stands after the last of its stretches."""
    if piece.claim is None:
        return shown(piece.text)
    words = _strong(piece)
    if is_last:  # the number stands at the words, before a space that leads on to another figure
        end = len(piece.text.rstrip())
        said, space = replace(piece, text=piece.text[:end]), piece.text[end:]
        words = format_html("{}{}{}", _strong(said), _number(piece.claim), space)
    return words if piece.claim == here else _link(piece.claim, words, query)


def _strong(piece: Piece) -> SafeString:
    return format_html("<b>{}</b>", shown(piece.text)) if piece.is_figure else shown(piece.text)


def _number(claim: Any) -> SafeString:
    return format_html("<sup>{}</sup>", claim.number)


def _link(claim: Claim, words: SafeString, query: str) -> SafeString:
    address = reverse("claim", args=[claim.pk]) + query
    return format_html('<a href="{}">{}</a>{}', address, words, _ball(claim))


def _ball(claim: Any) -> SafeString:
    """The standing rating of a decided claim, as a ball with its word."""
    if claim.status in OPEN or not claim.rating:
        return SafeString("")
    told = gettext("rated %(rating)s") % {"rating": gettext(claim.rating["label"]).lower()}
    ball = '<span class="ball v-{}" role="img" aria-label="{}"></span>'
    return format_html(ball, claim.rating["glyph"], told)


def _mark(content: SafeString, run: Run, place: str) -> SafeString:
    """`here` for the claim in hand, `checked` where nothing is left open."""
    if place == "here":
        return format_html('<mark class="here" tabindex="-1" aria-current="true">{}</mark>', content)
    is_decided = all(claim.status not in OPEN for claim in run.claims)
    return format_html('<mark class="checked">{}</mark>' if is_decided else "<mark>{}</mark>", content)
