"""A desk with a million claims, made up: what `bench_queue` asks of. By COPY, on an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from claims.management.copying import Table, count_on
from claims.management.made import FIGURES, NAMES, PLACES, POSTS, sentence
from claims.models import (
    Article,
    Claim,
    ClaimEvent,
    Evidence,
    ExtractionRun,
    Figure,
    Revision,
    Source,
    User,
)
from claims.priorities import TYPE_POINTS
from claims.statuses import ArticleState, DismissReason, Role, Status

MARK = "urn:bench-queue:"  # how our stories are told from anybody's
MODEL = "made for bench_queue"
EACH = 20  # claims of a story
POOL = 4000  # sentences, each told by many claims
OPEN = 0.3  # of all claims
HELD = 400  # by each person: what they give verdicts on
PEOPLE = 16
OLDEST = timedelta(days=60)
WIRES = ("Northline", "Meridian Press", "Halyard Wire", "Selwick Wire", "Ostrey Agency", "Valmora News")
TYPES = tuple(TYPE_POINTS)
OF_ARTICLES = ("id", "source_id", "guid", "state", "current_id")
OF_REVISIONS = (
    *("id", "article_id", "number", "version", "headline", "body", "urgency"),
    *("raw", "raw_format", "sha256", "content_sha256", "received_at", "extracted_at"),
)
OF_CLAIMS = (
    *("id", "article_id", "revision_id", "run_id", "model", "start", "end", "sentence"),
    *("type", "worth", "check_worthiness", "claimant", "place", "priority", "reasons"),
    *("status", "dismiss_reason", "needs_recheck", "recheck"),
    *("holder_id", "taken_at", "lease_until", "created_at"),
)
Row = tuple[Any, ...]


class CrowdedDesk:
    """`claims` in number, the same for the same seed; the newest three in ten are still to be decided."""

    def __init__(self, claims: int, seed: int) -> None:
        self.stories, self.lot, self.now = claims // EACH, Random(seed), timezone.now()  # noqa: S311
        self.told = [sentence(self.lot, FIGURES, self.lot.choice(PLACES)) for _ in range(POOL)]

    def fill(self) -> None:
        """All tables, in one transaction."""
        with transaction.atomic():
            self.people = people()
            self.sources = [Source.objects.create(name=name) for name in WIRES]
            self._copy()
            count_on(Article, Revision, ExtractionRun, Claim)

    def _copy(self) -> None:
        Table(Article, *OF_ARTICLES).copy(self._articles())
        Table(Revision, *OF_REVISIONS).copy(self._revisions())
        runs = Table(ExtractionRun, "id", "revision_id", "model", "started_at", "sentences", "found")
        runs.copy((n, n, MODEL, self.now, EACH, EACH) for n in self._numbers())
        Table(Claim, *OF_CLAIMS).copy(self._claims())
        Table(Figure, "claim_id", "text", "low", "qualifier", "unit", "of").copy(self._figures())
        lines = Table(ClaimEvent, "claim_id", "action", "to_status", "claim_version", "model")
        lines.copy((n, "found", Status.NEW, 1, MODEL) for n in range(1, self.stories * EACH + 1))
        Table(Evidence, "claim_id", "url", "title", "stance", "added_by_id").copy(self._evidence())

    def _numbers(self) -> range:
        return range(1, self.stories + 1)

    def _said(self, number: int, at: int) -> str:
        """The sentence of the story's claim at this place."""
        return self.told[(number * 7 + at * 211) % POOL]

    def _body(self, number: int) -> str:
        return "\n\n".join(self._said(number, at) for at in range(EACH))

    def _came(self, number: int) -> datetime:
        return self.now - OLDEST * (1 - number / (self.stories + 1))

    def _articles(self) -> Iterator[Row]:
        for n in self._numbers():
            source = self.sources[n % len(self.sources)].pk
            yield n, source, f"{MARK}{n}", ArticleState.READY, n

    def _revisions(self) -> Iterator[Row]:
        for n in self._numbers():
            came = self._came(n)
            headline = f"Night report {n:,} from {PLACES[n % len(PLACES)]}"
            mark = f"{n:064x}"
            yield n, n, 1, 1, headline, self._body(n), n % 6 + 1, b"", "text", mark, mark, came, came

    def _claims(self) -> Iterator[Row]:
        """Numbered through, so that the newest have the highest numbers, as at a real desk."""
        for n in self._numbers():
            start = 0
            for at in range(EACH):
                words = self._said(n, at)
                number = (n - 1) * EACH + at + 1
                yield (number, n, n, n, MODEL, start, start + len(words), words, *self._standing(number, n))
                start += len(words) + 2

    def _standing(self, number: int, story: int) -> Row:
        lot = self.lot
        kind = TYPES[int(len(TYPES) * lot.random() ** 2)]
        points = TYPE_POINTS[kind] + int(60 * lot.random() ** 2)
        reasons = [
            {"name": kind, "points": TYPE_POINTS[kind]},
            {"name": "check-worthiness 0.80", "points": points - TYPE_POINTS[kind]},
        ]
        status, reason, holder = self._state(number)
        held = (holder, self.now, self.now + timedelta(days=1)) if holder else (None, None, None)
        rechecked = status == Status.NEW and number % 997 == 0
        recheck = {"because": "“12” in version 1, “14” in version 2"} if rechecked else None
        claimant = f"{lot.choice(POSTS)} {lot.choice(NAMES)}" if lot.random() < 0.6 else ""
        place = PLACES[int(len(PLACES) * lot.random() ** 2)]
        told = (kind, 2, 0.8, claimant, place, points, reasons, status, reason, rechecked, recheck)
        return (*told, *held, self._came(story))

    def _state(self, number: int) -> tuple[Status, str, int | None]:
        """Where it stands: of the newest, most are new, some queued, and HELD a person are in hand."""
        beyond = number - int(self.stories * EACH * (1 - OPEN))
        if beyond <= 0:
            reason = "" if number % 11 == 0 else DismissReason.TRIVIAL
            return (Status.WITHDRAWN if number % 11 == 0 else Status.DISMISSED), reason, None
        if beyond <= min(HELD, self.stories // PEOPLE) * PEOPLE:
            return Status.IN_PROGRESS, "", self.people[beyond % PEOPLE].pk
        return (Status.QUEUED if number % 4 == 0 else Status.NEW), "", None

    def _figures(self) -> Iterator[Row]:
        """One for each second claim, which is not pointed at in its sentence."""
        for number in range(2, self.stories * EACH + 1, 2):
            yield number, "12", 12.0, "exact", "people", "killed"

    def _evidence(self) -> Iterator[Row]:
        """For what is in hand, so that a verdict can be given on it."""
        for number in range(1, self.stories * EACH + 1):
            _, _, holder = self._state(number)
            if holder:
                yield number, f"https://harbour.example/{number}", "Harbour log", "for", holder


def people() -> list[User]:
    """Sixteen who check claims; nobody signs in with a password here."""
    made = [
        User(username=f"bench{n}", first_name="Noor", last_name=f"Bench {n}", role=Role.CHECKER)
        for n in range(PEOPLE)
    ]
    for person in made:
        person.password = make_password(None)
    return User.objects.bulk_create(made)


def is_ours() -> bool:
    """Whether nothing but what an earlier run made lies here."""
    return not Article.objects.exclude(guid__startswith=MARK).exists()


def is_filled(claims: int) -> bool:
    return Article.objects.count() == claims // EACH
