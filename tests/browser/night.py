"""A night worth looking at: three wires, a correction, a kill, broken input and a feed that fails."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from claims.models import Arrival, Claim, ExtractionRun, IngestRun, Source, User
from claims.models.night import Night
from tests.factories import ClaimEventFactory, SourceFactory
from tests.wire_factories import ArrivalFactory, IngestRunFactory, QuarantineFactory

RHYTHM = (18, 17, 21, 16, 14, 12, 12, 15)  # stories an hour from ten in the evening
OUTCOMES = ("new", "new", "new", "new", "revision", "duplicate", "refile")


def busy_night(claim: Claim, by: User) -> IngestRun:
    """Rows of the present night and of the one before it; `claim` is the one that the wire changed."""
    begin = Night.containing(timezone.now()).start + timedelta(hours=10)
    northline, meridian = SourceFactory(name="Northline"), SourceFactory(name="Meridian Press")
    run: IngestRun = IngestRunFactory(paths=["/wire/night"], by=by, counts={"new": 88, "revision": 22})
    IngestRun.objects.filter(pk=run.pk).update(started_at=begin, finished_at=begin + timedelta(hours=8))
    for wire, share in ((northline, 2), (meridian, 3), (claim.article.source, 5)):
        _arrive(begin, wire, run, share)
    _arrive(begin - timedelta(days=1), northline, run, 2)
    _read(claim, begin)
    _trouble(claim, begin, run, northline)
    run.refresh_from_db()
    return run


def _arrive(begin: datetime, wire: Source, run: IngestRun, share: int) -> None:
    moments = [
        begin + timedelta(hours=hour, minutes=number * 60 // (stories // share + 1))
        for hour, stories in enumerate(RHYTHM)
        for number in range(stories // share)
    ]
    Arrival.objects.bulk_create(
        ArrivalFactory.build(
            source=wire,
            run=run,
            at=at,
            file=f"{wire.name.lower().replace(' ', '-')}-{number:03}.xml",
            status=OUTCOMES[number % len(OUTCOMES)],
            reason="A new story." if number % len(OUTCOMES) < 4 else "Other content than before.",
            signal="correction" if number % 11 == 4 else "",
        )
        for number, at in enumerate(moments)
    )


def _read(claim: Claim, begin: datetime) -> None:
    """One reading after the other; the worker falls behind at midnight."""
    read = Arrival.objects.filter(at__gte=begin, status__in=["new", "revision", "refile"]).order_by("at")
    late = timedelta(minutes=2)
    for number, at in enumerate(read.values_list("at", flat=True)):
        late = (
            late + timedelta(seconds=40)
            if number % 60 < 35
            else max(timedelta(0), late - timedelta(minutes=1))
        )
        run = ExtractionRun.objects.create(
            revision=claim.revision,
            model=claim.model,
            started_at=at + late,
            sentences=12 + number % 40,
            found=4,
        )
        ExtractionRun.objects.filter(pk=run.pk).update(
            finished_at=at + late + timedelta(milliseconds=300 + 37 * (number % 23))
        )


def _trouble(claim: Claim, begin: datetime, run: IngestRun, wire: Source) -> None:
    """What asks for a person in the morning."""
    for number, (file, reason, line) in enumerate(
        [
            ("northline-harbour-budget.xml", "It ends in the middle of the element <p>.", 41),
            ("northline-tarn-floods.json", "The object is not closed.", 12),
        ]
    ):
        at = begin + timedelta(hours=1 + number * 3)
        QuarantineFactory(source=wire, file=file, reason=reason, line=line, run=run, received_at=at)
        ArrivalFactory(source=wire, run=run, at=at, status="quarantined", file=file, reason=reason, line=line)
    recheck = {
        "old": 3400, "new": 3600, "from": 1, "to": 2, "because": "the figure changed",
        "old_text": "3,400", "new_text": "3,600",
    }  # fmt: skip
    Claim.objects.filter(pk=claim.pk).update(needs_recheck=True, recheck=recheck)
    ClaimEventFactory(claim=claim, action="recheck", to_status=claim.status)
    SourceFactory(
        name="Brackwater Agency",
        intake="feed",
        address="https://brackwater.example/rss",
        failures=4,
        failure="The server answered 503 Service Unavailable.",
        next_at=timezone.now() + timedelta(minutes=16),
        last_ok_at=begin,
    )
