"""Evidence: by the holder, with a link that can be followed, until a verdict is proposed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.utils import timezone

from claims.actions import evidence, publishing, queue
from claims.exceptions import Conflict, Incomplete, TooLarge
from claims.ingest.uploaded import Given
from claims.models import Claim, Edition, Evidence, EvidenceFile, User
from claims.statuses import Role, Status
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory, approved
from tests.ingest.papers import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> User:
    return UserFactory(first_name="Ines", last_name="Vallory")


@pytest.fixture
def claim(ines: User) -> Claim:
    return queue.take(claim_id=ClaimFactory().pk, by=ines)


def add(claim: Claim, by: User, **given: object) -> Evidence:
    fields = {"url": "https://harbour.example/log?day=2#top", "title": "Harbour log", "stance": "against"}
    return evidence.add_evidence(claim_id=claim.pk, by=by, **(fields | given))


def test_is_kept_with_who_and_when(claim: Claim, ines: User) -> None:
    kept = add(claim, ines, quote=" 37 names ", publisher="Harbour office", is_primary=True)
    assert (kept.quote, kept.publisher, kept.is_primary, kept.added_by) == (
        "37 names",
        "Harbour office",
        True,
        ines,
    )
    assert timezone.now() - kept.retrieved_at < timedelta(seconds=10)
    assert claim.events.first().detail["url"] == kept.url


def test_adding_renews_the_hold_and_leaves_the_open_form_good(claim: Claim, ines: User) -> None:
    Claim.objects.update(lease_until=timezone.now() + timedelta(seconds=5))
    add(claim, ines)
    after = Claim.objects.get()
    assert after.lease_until > timezone.now() + timedelta(minutes=14)
    assert after.version == claim.version


@pytest.mark.parametrize(
    "url",
    [
        "",
        "harbour.example",
        "javascript:alert(1)",
        "ftp://harbour.example/",
        "https://",
        "https://a b.example/",
        "https://harbour.example:99999/",
        "https://harbour.example/\x00",
        "https://harbour.example/" + "x" * 2000,
    ],
)
def test_a_link_that_cannot_be_followed_is_refused(claim: Claim, ines: User, url: str) -> None:
    with pytest.raises(Incomplete) as refusal:
        add(claim, ines, url=url)
    assert set(refusal.value.fields) == {"url"}
    assert not Evidence.objects.exists()


def test_a_link_may_shout_its_scheme(claim: Claim, ines: User) -> None:
    assert add(claim, ines, url="HTTPS://Harbour.example/Log").url == "https://Harbour.example/Log"


@pytest.mark.parametrize(("field", "value"), [("title", " "), ("title", "x" * 301), ("stance", "maybe")])
def test_a_wrong_field_is_named(claim: Claim, ines: User, field: str, value: str) -> None:
    with pytest.raises(Incomplete) as refusal:
        add(claim, ines, **{field: value})
    assert set(refusal.value.fields) == {field}


def test_only_by_the_holder(claim: Claim) -> None:
    with pytest.raises(Conflict, match="Ines Vallory holds this claim"):
        add(claim, UserFactory())


def test_removed_it_stays_in_the_history(claim: Claim, ines: User) -> None:
    kept = add(claim, ines)
    evidence.remove_evidence(evidence_id=kept.pk, by=ines)
    assert not Evidence.objects.exists()
    assert claim.events.first().detail["title"] == "Harbour log"


def test_once_proposed_it_is_fixed(ines: User) -> None:
    kept = EvidenceFactory(claim=ClaimFactory(status="proposed"), added_by=ines)
    with pytest.raises(Conflict, match="This claim is proposed"):
        evidence.remove_evidence(evidence_id=kept.pk, by=ines)
    with pytest.raises(Conflict, match="This claim is proposed"):
        add(kept.claim, ines)


def test_a_file_stands_for_the_link(claim: Claim, ines: User) -> None:
    kept = add(claim, ines, url="", file=Given("../log.pdf", PDF))
    assert (kept.file.name, kept.file.size, bytes(kept.file.content)) == ("log.pdf", len(PDF), PDF)
    assert kept.file.sha256 == sha256(PDF).hexdigest()
    assert claim.events.first().detail["sha256"] == kept.file.sha256


def test_a_file_that_is_refused_leaves_nothing_behind(claim: Claim, ines: User) -> None:
    with pytest.raises(Incomplete) as refusal:
        add(claim, ines, file=Given("log.pdf", b"<svg/>"))
    assert set(refusal.value.fields) == {"file"}
    assert not Evidence.objects.exists()


def test_a_file_beyond_the_limit_is_refused(claim: Claim, ines: User, settings: Any) -> None:
    settings.FACTCHECK_FILE_BYTES = len(PDF) - 1
    with pytest.raises(TooLarge) as refusal:
        add(claim, ines, file=Given("log.pdf", PDF))
    assert refusal.value.status == 413


def test_the_same_file_twice_is_told(claim: Claim, ines: User) -> None:
    add(claim, ines, file=Given("log.pdf", PDF))
    with pytest.raises(Incomplete, match="already, as “Harbour log”"):
        add(claim, ines, title="Once more", file=Given("other.pdf", PDF))


def test_the_same_form_sent_twice_makes_one_piece(claim: Claim, ines: User) -> None:
    assert add(claim, ines) == add(claim, ines)
    assert claim.events.filter(action="evidence_added").count() == 1
    add(claim, ines, quote="another passage")
    assert claim.evidence.count() == 2


@pytest.mark.parametrize(
    "day", [timezone.now() + timedelta(days=1), datetime(1066, 1, 1, tzinfo=UTC)], ids=["to come", "long ago"]
)
def test_a_date_that_cannot_be_is_refused(claim: Claim, ines: User, day: datetime) -> None:
    with pytest.raises(Incomplete) as refusal:
        add(claim, ines, retrieved_at=day)
    assert set(refusal.value.fields) == {"retrieved_at"}


def edit(piece: Evidence, by: User, **given: object) -> Evidence:
    fields = {name: getattr(piece, name) for name in ("url", "title", "stance", "quote", "publisher")}
    return evidence.edit_evidence(evidence_id=piece.pk, by=by, **(fields | given))


def test_mending_keeps_the_values_of_before_in_the_history(claim: Claim, ines: User) -> None:
    piece = add(claim, ines, quote="37 names")
    after = edit(piece, ines, quote="41 names", is_primary=True)
    assert (after.quote, after.is_primary, after.retrieved_at) == ("41 names", True, piece.retrieved_at)
    line = claim.events.first()
    assert (line.action, line.detail["was"]) == (
        "evidence_edited",
        {"quote": "37 names", "is_primary": False},
    )


def test_mending_nothing_leaves_no_line(claim: Claim, ines: User) -> None:
    piece = add(claim, ines)
    edit(piece, ines)
    assert claim.events.first().action == "evidence_added"


def test_a_link_may_go_only_where_a_file_stands_for_it(claim: Claim, ines: User) -> None:
    with pytest.raises(Incomplete):
        edit(add(claim, ines), ines, url="")
    assert edit(add(claim, ines, file=Given("log.pdf", PDF)), ines, url="").url == ""


def test_only_the_holder_mends_and_nobody_once_it_is_proposed(claim: Claim, ines: User) -> None:
    piece = add(claim, ines)
    with pytest.raises(Conflict, match="holds this claim"):
        edit(piece, UserFactory(), quote="other")
    Claim.objects.update(status=Status.PROPOSED, holder=None, taken_at=None, lease_until=None)
    with pytest.raises(Conflict, match="is proposed"):
        edit(piece, ines, quote="other")
    assert Evidence.objects.get().quote == ""


def test_what_a_published_edition_says_does_not_change(ines: User) -> None:
    found = approved()
    editor = UserFactory(role=Role.EDITOR)
    publishing.publish(claim_id=found.pk, by=editor)
    told = Edition.objects.get().payload
    found.refresh_from_db()
    queue.reopen(claim_id=found.pk, by=editor, reason="A later log.", version=found.version)
    queue.take(claim_id=found.pk, by=ines)
    edit(found.evidence.get(), ines, title="Another title", quote="41 names")
    assert Edition.objects.get().payload == told
    assert told["evidence"][0]["title"] != "Another title"


def test_removing_tells_the_hash_of_its_file(claim: Claim, ines: User) -> None:
    piece = add(claim, ines, file=Given("log.pdf", PDF))
    evidence.remove_evidence(evidence_id=piece.pk, by=ines)
    assert claim.events.first().detail["sha256"] == sha256(PDF).hexdigest()
    assert not EvidenceFile.objects.exists()
