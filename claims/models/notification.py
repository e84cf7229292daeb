"""What people are told of, and by which ways."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Func, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models.claim import Claim
from claims.models.clock import hour, moment
from claims.models.user import User
from claims.words import said


class Telling(models.TextChoices):
    """What a notification is about."""

    ASSIGNED = "assigned", gettext_lazy("A claim is assigned to me")
    RETURNED = "returned", gettext_lazy("My verdict is sent back")
    MENTIONED = "mentioned", gettext_lazy("Somebody mentions me")
    RECHECK = "recheck", gettext_lazy("A claim of mine asks for another look")
    KILLED = "killed", gettext_lazy("A story behind a published verdict is killed")
    OVERDUE = "overdue", gettext_lazy("A reply I asked for is overdue")
    ASKED = "asked", gettext_lazy("Somebody asks for a claim that I hold")
    BROKEN = "broken", gettext_lazy("An editor ends my hold")


class Way(models.TextChoices):
    """How a notification leaves the desk."""

    MAIL = "mail", gettext_lazy("e-mail")
    WEBHOOK = "webhook", gettext_lazy("webhook")


SENTENCES = {
    Telling.ASSIGNED: said("%(who)s assigned claim %(claim)s to you."),
    Telling.RETURNED: said("%(who)s sent your verdict on claim %(claim)s back."),
    Telling.MENTIONED: said("%(who)s mentions you at claim %(claim)s."),
    Telling.RECHECK: said("Claim %(claim)s asks for another look, and you had a part in it."),
    Telling.KILLED: said("The story behind the published verdict on claim %(claim)s was killed."),
    Telling.OVERDUE: said("A reply that you asked for on claim %(claim)s is overdue."),
    Telling.ASKED: said("%(who)s asks you for claim %(claim)s, which you hold."),
    Telling.BROKEN: said("%(who)s ended your hold on claim %(claim)s."),
}
MOMENTS = {"due": moment, "until": hour}  # facts of a sentence that are times, and how it names them


MOST_UNREAD = 100  # that are counted; a page says 99+ then


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at=None)

    def page(self, person: User, *, before: int | None, size: int) -> list[Notification]:
        """This person's, the newest first, from below the number `before`: `size` and one more, if there is.

        Each has `says`: its sentence, or, of a claim that the person may no longer see, nothing of the claim.
        """
        mine = self.filter(person=person).select_related("by")
        told = list((mine.filter(pk__lt=before) if before else mine).order_by("-id")[: size + 1])
        seen = Claim.objects.visible_to(person).filter(pk__in={each.claim_id for each in told})
        known = set(seen.values_list("pk", flat=True))
        for each in told:
            each.is_open = each.claim_id in known
            each.says = each.sentence if each.is_open or each.claim_id is None else each.without_words
        return told


def people_with_unread() -> models.QuerySet[User]:
    """People, each with `unread`: how many notifications they have not read, up to MOST_UNREAD."""
    told = Notification.objects.unread().filter(person=OuterRef("pk")).order_by("-id")
    waiting = ArraySubquery(told.values("pk")[:MOST_UNREAD])
    counted = Func(waiting, function="CARDINALITY", output_field=models.IntegerField())
    return User.objects.annotate(unread=counted)


class Notification(models.Model):
    """One line for one person, which holds nothing of a story that they may not see.

    `text` is English. It was made of `words`, a marked sentence, and `facts` (times are ISO 8601), of which
    `sentence` makes one in the reader's language.
    """

    is_open: bool  # on a page: whether the person may see the claim
    says: str

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    about = models.CharField(max_length=12, choices=Telling.choices)
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, blank=True, related_name="notifications")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    text = models.CharField(max_length=300)
    words = models.CharField(max_length=200, blank=True, default="", db_default="")
    facts = models.JSONField(blank=True, default=dict, db_default={})
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(about__in=Telling.values), name="notification_kind_known")
        ]
        indexes = [
            models.Index(fields=["person", "-id"], condition=Q(read_at=None), name="notification_unread"),
            models.Index(fields=["person", "-id"], name="notification_of_person"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def sentence(self) -> str:
        """What is told, in the language that is spoken now; of rows without `words` their text."""
        return spoken(self.words, self.facts) if self.words else self.text

    @property
    def without_words(self) -> str:
        """Who did what to which claim, with nothing of the claim itself: what may leave the desk."""
        who = self.by.name if self.by else _("The desk")
        return _(SENTENCES[Telling(self.about)]) % {"who": who, "claim": self.claim_id or "–"}


def spoken(words: str, facts: Mapping[str, Any]) -> str:
    """A marked sentence with its facts, in the language that is spoken now."""
    times = {name: MOMENTS[name](datetime.fromisoformat(facts[name])) for name in MOMENTS if name in facts}
    return _(words) % {**facts, **times}


class Delivery(models.Model):
    """A notification on its way out of the desk: tried again until it is sent or given up with `failure`."""

    notification = models.ForeignKey(Notification, models.CASCADE, related_name="deliveries")
    way = models.CharField(max_length=8, choices=Way.choices)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True, default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["notification", "way"], name="delivery_once_a_way"),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(next_attempt_at__isnull=False),
                name="delivery_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.way} of {self.notification_id}"


class Wish(models.Model):
    """One person's switches for one kind of notification; without a row, all that a new person gets."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="wishes")
    about = models.CharField(max_length=12, choices=Telling.choices)
    desk = models.BooleanField(default=True)
    mail = models.BooleanField(default=False)
    webhook = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [models.UniqueConstraint(fields=["person", "about"], name="wish_once_a_kind")]

    def __str__(self) -> str:
        return f"{self.about} of {self.person_id}"
