"""Notifications on their way out: what a worker is handed, and what is written down of each attempt.

An attempt is charged, and the next one fixed, before anything is sent: nobody else has the row meanwhile,
and no lock is held while a server far away takes its time. A worker that dies after sending and before
`sent` lets one message go out again, minutes later; mail then has the same Message-ID.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from kombu.exceptions import OperationalError as BrokerDown

from claims import dispatch
from claims.models import Delivery, Desk, Notification, User, Way

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 120))  # after each attempt
NO_ADDRESS = "This person has no e-mail address."
NO_SERVER = "No mail server is set for this site."
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
NO_WEBHOOK = "The claim’s desk has no webhook."
SIGNED_OFF = "This person is no longer at the desk."
WORKER_LOST = "The worker was lost each time it sent this."


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message, ready to go: `to` is an address, or a webhook, which is a secret."""

    delivery_id: int
    way: str
    to: str
    subject: str
    text: str


def take_due() -> Parcel | None:
    """The next message whose time has come, its attempt charged. None: there is none.

    What cannot go out at all, for want of an address say, is given up on the way.
    """
    while (delivery := _charged()) is not None:
        reason = _hindrance(delivery)
        if not reason:
            return _parcel(delivery)
        give_up(delivery_id=delivery.pk, reason=reason)
    return None


@transaction.atomic
def _charged() -> Delivery | None:
    """The delivery that waits longest, taken from all others until its next attempt would be due."""
    due = _due().select_for_update(skip_locked=True).order_by("next_attempt_at", "pk")
    pk = due.values_list("pk", flat=True).first()
    if pk is None:
        return None
    pauses = [When(attempts=number, then=Now() + pause) for number, pause in enumerate(PAUSES)]
    later = Case(*pauses, default=Now())
    Delivery.objects.filter(pk=pk).update(attempts=F("attempts") + 1, next_attempt_at=later)
    return _whole().get(pk=pk)


def _due() -> QuerySet[Delivery]:
    """What was never tried is due at once, whatever the clock of the machine says that wrote it."""
    return Delivery.objects.filter(
        Q(next_attempt_at__lte=Now()) | Q(attempts=0), next_attempt_at__isnull=False
    )


def _whole() -> QuerySet[Delivery]:
    return Delivery.objects.select_related(
        "notification__person", "notification__by", "notification__claim__desk"
    )


def _hindrance(delivery: Delivery) -> str:
    """Why it cannot go out, or ""."""
    person = delivery.notification.person
    if not person.is_active:
        return SIGNED_OFF
    if delivery.attempts > len(PAUSES):
        return delivery.failure or WORKER_LOST
    if delivery.way == Way.MAIL:
        return _no_mail(person)
    return "" if _webhook(delivery.notification) else NO_WEBHOOK


def _no_mail(person: User) -> str:
    if settings.EMAIL_BACKEND == NOWHERE:
        return NO_SERVER
    return "" if person.email else NO_ADDRESS


def _parcel(delivery: Delivery) -> Parcel:
    """A mail speaks its reader's language; a channel, which many read, that of the site."""
    told = delivery.notification
    is_mail = delivery.way == Way.MAIL
    to = told.person.email if is_mail else _webhook(told)
    own = told.person.language if is_mail and told.person.language in dict(settings.LANGUAGES) else ""
    with override(own or settings.LANGUAGE_CODE):
        text = _mail(told) if is_mail else _post(told)
        return Parcel(delivery.pk, delivery.way, to, told.without_words, text)


def _mail(told: Notification) -> str:
    wishes = _("What you are told of, and how: %(page)s") % {"page": settings.SITE_URL + reverse("wishes")}
    return f"{told.without_words}\n\n{_link(told)}\n\n-- \n{wishes}\n"


def _post(told: Notification) -> str:
    return f"{told.person.name}: {told.without_words} {_link(told)}"


def _link(told: Notification) -> str:
    page = reverse("claim", args=[told.claim_id]) if told.claim_id else reverse("notifications")
    return f"{settings.SITE_URL}{page}"


def _webhook(told: Notification) -> str:
    """That of the claim's desk."""
    desk = told.claim.desk if told.claim and told.claim.desk else Desk.objects.default()
    return desk.webhook


def sent(*, delivery_id: int) -> None:
    """It went out, and will not again."""
    Delivery.objects.filter(pk=delivery_id).update(sent_at=Now(), next_attempt_at=None, failure="")


@transaction.atomic
def failed(*, delivery_id: int, reason: str, retry_after: int | None = None) -> None:
    """This attempt came to nothing: the next one is fixed already, later where the server asked for it."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.attempts >= len(PAUSES):
        give_up(delivery_id=delivery_id, reason=reason)
        return
    pause = max(PAUSES[delivery.attempts - 1], timedelta(seconds=retry_after or 0))
    Delivery.objects.filter(pk=delivery_id).update(failure=reason[:300], next_attempt_at=Now() + pause)


def give_up(*, delivery_id: int, reason: str) -> None:
    """It will not go out; why stands in its row."""
    Delivery.objects.filter(pk=delivery_id, sent_at=None).update(next_attempt_at=None, failure=reason[:300])


def ring_for_due() -> int:
    """1 where messages wait that no bell was rung for; a broker that is down is rung the next time."""
    due = _due().values_list("pk", flat=True).first()
    if due is None:
        return 0
    try:
        if not dispatch.unanswered(dispatch.NOTIFY):
            dispatch.ring(dispatch.NOTIFY, due)
    except (BrokerDown, OSError):
        return 0
    return 1
