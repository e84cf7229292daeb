"""Where stories come from, and the record of each run that brought some."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext as _

from claims.actions.wording import room
from claims.exceptions import StoryRejected
from claims.models import IngestRun, Source, User


@transaction.atomic
def source_named(name: str) -> Source:
    """The source of that name, whatever its case; made where there is none. Raises StoryRejected."""
    kept = source_name(name)
    same = Source.objects.annotate(key=Lower("name")).filter(key=Lower(Value(kept)))
    if not same.exists():
        Source.objects.bulk_create([Source(name=kept)], ignore_conflicts=True)  # a twin may be first
    return same.get()


def source_name(name: str) -> str:
    """The name as a source may carry it. Raises StoryRejected."""
    kept = name.strip()
    limit = room(Source, "name")
    if not kept or len(kept) > limit or not kept.isprintable():
        sentence = _("A source needs a name of 1 to %(most)s printable characters.") % {"most": limit}
        raise StoryRejected(sentence, fields={"source": sentence})
    return kept


def start_run(
    *, paths: Sequence[str], options: dict[str, str] | None = None, by: User | None = None
) -> IngestRun:
    """Open the record of one ingest, with all that is needed to run it again."""
    return IngestRun.objects.create(paths=list(paths), options=options or {}, by=by)


def finish_run(*, run: IngestRun, counts: dict[str, int], error: str = "") -> IngestRun:
    """Close the record, with the number of stories by outcome."""
    IngestRun.objects.filter(pk=run.pk).update(counts=counts, error=error, finished_at=Now())
    run.refresh_from_db()
    return run
