"""Somebody who was asked about a claim, and what they said."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim


class Asked(models.TextChoices):
    """Who was asked."""

    SPEAKER = "speaker", _("the speaker")
    EXPERT = "expert", _("an expert")
    SOURCE = "source", _("a source")


class Channel(models.TextChoices):
    """How they were asked."""

    MAIL = "mail", _("e-mail")
    PHONE = "phone", _("telephone")
    MESSAGE = "message", _("message")
    LETTER = "letter", _("letter")
    PERSON = "person", _("in person")


class Outcome(models.TextChoices):
    """What came of it; "" while nothing did."""

    REPLIED = "replied", _("replied")
    DECLINED = "declined", _("declined to comment")
    SILENT = "silent", _("did not reply")


class ContactQuerySet(models.QuerySet["Contact"]):
    def open(self) -> ContactQuerySet:
        """Nothing came of it yet."""
        return self.filter(outcome="")

    def requests(self) -> ContactQuerySet:
        """Open, with a time by which an answer was asked: what a claim can wait for."""
        return self.open().filter(due_at__isnull=False)

    def overdue(self) -> ContactQuerySet:
        """Open, and past the time by which an answer was asked."""
        return self.open().filter(due_at__lt=timezone.now())


class Contact(models.Model):
    """One attempt. With `due_at` it is a request: the claim may wait for it until then."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="contacts")
    whom = models.CharField(max_length=200)
    asked = models.CharField(max_length=8, choices=Asked.choices)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    question = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, blank=True, choices=Outcome.choices)
    reply = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(whom=""), name="contact_with_somebody"),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at=None) | (~Q(outcome="") & Q(ended_at__isnull=False)),
                name="contact_outcome_and_when",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(outcome="", due_at__isnull=False), name="contact_due")
        ]

    @property
    def is_overdue(self) -> bool:
        return not self.outcome and self.due_at is not None and self.due_at < timezone.now()

    def __str__(self) -> str:
        return self.whom
