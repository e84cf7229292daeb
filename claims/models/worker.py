"""Which workers live: PostgreSQL knows it when the broker does not."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Worker(models.Model):
    """One worker process, known by its node name; `at` is its last sign of life, by the database's clock.

    A worker that ends takes its row with it. A row that stays and grows old is one that was killed or hangs.
    """

    name = models.CharField(max_length=200, primary_key=True)
    queues = models.CharField(max_length=200, blank=True)
    model = models.CharField(max_length=80, blank=True)
    started_at = models.DateTimeField(db_default=Now())
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
