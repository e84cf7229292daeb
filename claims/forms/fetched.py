"""The page behind an address that somebody typed in."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message

from django.utils.translation import gettext as _

from claims.exceptions import StoryRejected
from claims.fetching import Fetched, FetchError, Rules, fetch
from claims.words import said

RULES = Rules()
HTML = ("text/html", "application/xhtml+xml")
UNDECODABLE = said("The page says that it is written in %(charset)s, and is not.")


@dataclass(frozen=True, slots=True)
class Page:
    """What was found, and whether its server calls it HTML."""

    raw: bytes
    is_html: bool


def page_at(url: str) -> Page:
    """The page, in UTF-8 where its server says what it is written in. Raises StoryRejected with the reason.

    Call it only for a person who may add stories: it goes to the network.
    """
    try:
        found = fetch(url, rules=RULES)
    except FetchError as failure:
        raise _not_fetched(failure.reason) from None
    if not found.is_whole:
        raise _not_fetched(_("The connection broke off before the page was whole."))
    return Page(in_utf8(found), found.content_type.strip().lower().startswith(HTML))


def in_utf8(found: Fetched) -> bytes:
    """A page in another encoding, as its server names it, in ours. What has no name is left as it is."""
    header = Message()
    header["Content-Type"] = found.content_type
    charset = header.get_content_charset("utf-8")
    if charset in ("utf-8", "us-ascii"):
        return found.body
    try:
        return found.body.decode(charset).encode()
    except (LookupError, UnicodeError):
        raise _not_fetched(_(UNDECODABLE) % {"charset": charset[:40]}) from None


def _not_fetched(reason: str) -> StoryRejected:
    sentence = _("The page was not fetched. %(reason)s") % {"reason": reason}
    return StoryRejected(sentence, fields={"url": sentence})
