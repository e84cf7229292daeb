"""One version of a story, as it was received."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from claims.models.article import Article

GONE = "[text removed]"  # what stands where a text was, once it is older than the newsroom keeps texts


class Revision(models.Model):
    """A version of an article: its text, the bytes it came in, and what was cut as page chrome.

    `chrome`: [{"start", "end", "reason"}], `speeches`: [{"start", "end", "speaker", "how"}], offsets into
    `body`; `repairs`: what was dropped or replaced on the way in; `notes`: what the extractor left out.
    Once `purged_at` is set, `body` is GONE and its spans point at nothing: see `actions.retention`.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(help_text="order of taking effect, from 1")
    version = models.PositiveIntegerField(default=1, help_text="the wire's own version number")
    is_numbered = models.BooleanField(
        default=True, db_default=True, help_text="the wire tells the number; else it is counted here"
    )
    headline = models.CharField(max_length=500, blank=True)
    byline = models.CharField(max_length=300, blank=True)
    dateline = models.CharField(max_length=200, blank=True)
    slug = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    language = models.CharField(max_length=16, blank=True, default="")
    urgency = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 highest to 9")
    signal = models.CharField(max_length=40, blank=True)
    ed_note = models.TextField(blank=True)
    rights = models.CharField(max_length=500, blank=True, default="", db_default="")
    doc_id = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="its own id, where a format gives each version a new one",
    )
    replaces = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="the doc_id that it takes the place of",
    )
    is_notice = models.BooleanField(
        default=False, db_default=False, help_text="tells of a story and is none: hold, kill"
    )
    skipped = models.CharField(
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text="why it is not extracted, if it is not",
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(default=timezone.now)
    body = models.TextField()
    meta = models.JSONField(default=dict, blank=True)
    raw = models.BinaryField()
    raw_format = models.CharField(max_length=24)
    sha256 = models.CharField(max_length=64, help_text="of the raw bytes")
    content_sha256 = models.CharField(max_length=64, help_text="of what the story says: text and wire fields")
    told_sha256 = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        help_text="of its paragraphs alone: equal for copies in other formats",
    )
    repairs = models.JSONField(default=list, blank=True)
    chrome = models.JSONField(default=list, blank=True)
    speeches = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)
    extracted_at = models.DateTimeField(null=True, blank=True)
    purged_at = models.DateTimeField(null=True, blank=True, help_text="when its text was removed")

    OVERTAKEN, SUPERSEDED, KILLED = "overtaken", "superseded", "killed"
    FOR_TOLLS = (OVERTAKEN, SUPERSEDED, KILLED)  # `skipped` at the desk: read for what was told when, alone
    LONG = ("body", "raw", "meta", "chrome", "speeches", "notes", "repairs", "ed_note")

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_unique"),
            models.CheckConstraint(
                condition=Q(urgency=None) | Q(urgency__range=(1, 9)), name="revision_urgency_1_to_9"
            ),
            models.CheckConstraint(condition=~Q(body=""), name="revision_body_given"),
        ]
        indexes = [
            models.Index(fields=["content_sha256"], name="revision_content"),
            models.Index(fields=["told_sha256"], condition=~Q(told_sha256=""), name="revision_told"),
            models.Index(fields=["doc_id"], condition=~Q(doc_id=""), name="revision_doc_id"),
            models.Index(fields=["sent_at"], name="revision_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} v{self.version}"

    @property
    def is_current(self) -> bool:
        return self.article.current_id == self.pk


CURRENT = Q(revision=F("article__current"))
