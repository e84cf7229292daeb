"""The chain beside the history: it holds what was written, and shows whatever was done to it since."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from claims.actions import history
from claims.actions.auditing import verify
from claims.actions.sealing import seal_new
from claims.audit import EMPTY, Head
from claims.models import Article, Claim, ClaimEvent, Seal, StoryEvent
from tests.factories import ArticleFactory, ClaimFactory

pytestmark = pytest.mark.django_db(transaction=True)

TAMPERS = 200


def write(lines: int) -> None:
    claim, article = ClaimFactory(), ArticleFactory()
    for number in range(lines):
        history.note(claim, "take", by=None, was="queued", reason=f"line {number}", detail={"n": number / 3})
        StoryEvent.objects.create(article=article, action="received", reason=f"line {number}")


def by_hand(sql: str, *values: object) -> None:
    """As somebody does it who has the database's own password: past the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET session_replication_role = origin")


def a_line(draw: random.Random, log: type[ClaimEvent] | type[StoryEvent] = ClaimEvent) -> int:
    return draw.choice(list(log.objects.order_by("pk").values_list("pk", flat=True)))


def edit(draw: random.Random) -> None:
    change = draw.choice(["reason = 'x'", "action = 'approve'", "model = 'x'", "claim_version = 9"])
    by_hand(f"UPDATE claims_claimevent SET {change} WHERE id = %s", a_line(draw))  # noqa: S608  our own words


def edit_detail(draw: random.Random) -> None:
    by_hand("UPDATE claims_claimevent SET detail = '{\"n\": 0.7}' WHERE id = %s", a_line(draw))


def backdate(draw: random.Random) -> None:
    by_hand("UPDATE claims_storyevent SET at = at - interval '1 microsecond' WHERE id = %s",
            a_line(draw, StoryEvent))  # fmt: skip


def remove(draw: random.Random) -> None:
    by_hand("DELETE FROM claims_storyevent WHERE id = %s", a_line(draw, StoryEvent))


def swap(draw: random.Random) -> None:
    one = draw.randrange(1, Seal.objects.count())
    by_hand("UPDATE claims_seal SET row = -row WHERE position IN (%s, %s)", one, one + 1)
    by_hand("UPDATE claims_seal SET row = CASE position WHEN %s THEN (SELECT -row FROM claims_seal s "
            "WHERE s.position = %s) ELSE (SELECT -row FROM claims_seal s WHERE s.position = %s) END "
            "WHERE position IN (%s, %s)", one, one + 1, one, one, one + 1)  # fmt: skip


def put_in(draw: random.Random) -> None:
    by_hand(
        "INSERT INTO claims_storyevent (article_id, at, action, reason, detail, request_id) "
        "SELECT article_id, now() - interval '1 day', 'killed', '', '{}', '' FROM claims_storyevent LIMIT 1"
    )


def drop_a_seal(draw: random.Random) -> None:
    by_hand("DELETE FROM claims_seal WHERE position = %s", draw.randrange(1, Seal.objects.count()))


def cut_off(draw: random.Random) -> None:
    """The end goes, seals and lines: only the head that was kept elsewhere tells."""
    since = draw.randrange(1, Seal.objects.count() + 1)
    by_hand("DELETE FROM claims_storyevent WHERE id IN (SELECT row FROM claims_seal "
            "WHERE log = 'story' AND position >= %s)", since)  # fmt: skip
    by_hand("DELETE FROM claims_claimevent WHERE id IN (SELECT row FROM claims_seal "
            "WHERE log = 'claim' AND position >= %s)", since)  # fmt: skip
    by_hand("DELETE FROM claims_seal WHERE position >= %s", since)


def forge(draw: random.Random) -> None:
    """A line is changed and the whole chain written anew: it agrees with itself, and not with the head."""
    edit(draw)
    by_hand("DELETE FROM claims_seal")
    seal_new()


KINDS: list[Callable[[random.Random], None]] = [
    edit, edit_detail, backdate, remove, swap, put_in, drop_a_seal, cut_off, forge,
]  # fmt: skip


def test_what_stands_is_found_sound() -> None:
    write(6)
    assert seal_new() == 12
    head, found = verify([EMPTY])
    assert (head.position, found) == (12, [])
    write(2)
    seal_new()
    assert verify([head]) == (Seal.objects.head(), [])


def test_every_tampering_is_found() -> None:
    write(8)
    seal_new()
    head, draw, missed = Seal.objects.head(), random.Random(7), []
    for number in range(TAMPERS):
        kind = KINDS[number % len(KINDS)]
        with transaction.atomic():
            kind(draw)
            if not verify([head])[1]:
                missed.append((number, kind.__name__))
            transaction.set_rollback(True)
    assert missed == []
    assert verify([head]) == (head, [])


def test_a_line_is_sealed_once_whoever_is_at_it() -> None:
    write(3)
    assert (seal_new(), seal_new()) == (6, 0)


def test_a_line_that_was_committed_late_is_sealed_too() -> None:
    """Numbers are given out before they are committed, so a lower one may come after a higher."""
    write(3)
    seal_new()
    claim, late = Claim.objects.get(), ClaimEvent.objects.order_by("pk").first()
    assert late
    event = history.draft(claim, "release", by=None, was="in_progress")
    event.pk = late.pk - 1
    event.save(force_insert=True)
    assert seal_new() == 1
    assert verify()[1] == []


def test_a_story_may_turn_out_to_be_another() -> None:
    write(2)
    seal_new()
    StoryEvent.objects.update(
        article=Article.objects.exclude(events__isnull=False).first() or ArticleFactory()
    )
    assert verify()[1] == []


def test_a_line_that_was_just_written_is_not_yet_missed() -> None:
    write(1)
    assert verify()[1] == []
    by_hand("UPDATE claims_claimevent SET at = %s", timezone.now() - timedelta(minutes=11))
    [finding] = verify()[1]
    assert (finding.log, finding.what) == ("claim", "no seal holds the line")


@pytest.mark.parametrize("change", ["UPDATE claims_seal SET row = 0", "DELETE FROM claims_seal"])
def test_the_database_refuses_to_touch_a_seal(change: str) -> None:
    write(1)
    seal_new()
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.parametrize("text", ["", "7", "x:" + "0" * 64, "7:abc", "٣:" + "0" * 64])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no head of the audit"):
        Head.read(text)
