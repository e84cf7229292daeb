"""Sends what people are to be told outside the desk, one message after the other."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from claims.actions import delivering
from claims.actions.delivering import Parcel
from claims.fetching import FetchError, Rules, post
from claims.fetching.rules import port_of
from claims.models import Way

log = logging.getLogger(__name__)

TURN_SECONDS = 60.0  # after which a worker leaves the rest to the next bell, or to reconcile
AUTOMATIC = {"Auto-Submitted": "auto-generated"}  # RFC 3834: no out-of-office answers, please


def deliver_waiting() -> int:
    """Send what is due, for a while; how many messages went out."""
    went, until = 0, monotonic() + TURN_SECONDS
    while monotonic() < until and (parcel := delivering.take_due()):
        went += deliver(parcel)
    return went


def deliver(parcel: Parcel) -> bool:
    """Send one message and write down how that went; whether it went out."""
    try:
        (mail if parcel.way == Way.MAIL else tell_channel)(parcel)
    except FetchError as trouble:
        return _failed(parcel, trouble.reason, trouble.retry_after)
    except (SMTPException, OSError) as trouble:
        return _failed(parcel, f"The mail server did not take it ({type(trouble).__name__}).")
    delivering.sent(delivery_id=parcel.delivery_id)
    return True


def _failed(parcel: Parcel, reason: str, retry_after: int | None = None) -> bool:
    log.warning("a message did not go out: %s", reason, extra={"delivery": parcel.delivery_id})
    delivering.failed(delivery_id=parcel.delivery_id, reason=reason, retry_after=retry_after)
    return False


def mail(parcel: Parcel) -> None:
    """As plain text. One that goes out again after a crash carries the same Message-ID."""
    host = urlsplit(settings.SITE_URL).hostname
    headers = AUTOMATIC | {"Message-ID": f"<delivery-{parcel.delivery_id}@{host}>"}
    EmailMessage(f"Claims desk: {parcel.subject}", parcel.text, to=[parcel.to], headers=headers).send()


def tell_channel(parcel: Parcel) -> None:
    """Post it as Slack's incoming webhooks take it. Raises FetchError, which never names the address."""
    post(parcel.to, {"text": parcel.text}, rules=rules_for(parcel.to))


def rules_for(url: str) -> Rules:
    """https and public addresses only; a host named in WEBHOOK_HOSTS may be inside, at the port it says."""
    host = urlsplit(url).netloc
    if host not in settings.WEBHOOK_HOSTS:
        return Rules(schemes=frozenset({"https"}))
    return Rules(ports=frozenset({port_of(urlsplit(url))}), may_reach=lambda _: True)
