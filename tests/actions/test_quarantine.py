"""What is no story: refused by name; what is broken is kept until somebody settles it."""

from __future__ import annotations

import pytest

from claims.actions import quarantine
from claims.actions.intake import take_in
from claims.actions.story_history import Door
from claims.exceptions import Conflict, Incomplete, NotAllowed, StoryRejected
from claims.ingest import parsers
from claims.ingest.types import BadStory, EmptyStory, Malformed, NotAStory, PartlyRead, TooBig, WireStory
from claims.models import Arrival, Article, Quarantine, Source, StoryEvent
from claims.statuses import Role
from tests.factories import SourceFactory, StoryFactory, UserFactory
from tests.wire_factories import IngestRunFactory, QuarantineFactory

pytestmark = pytest.mark.django_db

BROKEN = b"<nitf><body>"


@pytest.fixture
def wire() -> Source:
    return SourceFactory(name="Selwick Wire")


def refuse(source: Source, error: BadStory, raw: bytes = BROKEN) -> str:
    return quarantine.refuse(error=error, raw=raw, kind="nitf", door=Door(source, None, "04.xml", 7)).status


class TestRefuse:
    @pytest.mark.parametrize(
        ("error", "status"),
        [
            (Malformed("It breaks off."), "quarantined"),
            (NotAStory("It is an advisory."), "advisory"),
            (EmptyStory("There is no text in it."), "empty"),
            (TooBig("Too big."), "rejected"),
        ],
    )
    def test_names_what_came_and_writes_it_down(self, wire: Source, error: BadStory, status: str) -> None:
        assert refuse(wire, error) == status
        arrival = Arrival.objects.get()
        assert (arrival.status, arrival.reason, arrival.file, arrival.line) == (
            status,
            error.reason,
            "04.xml",
            7,
        )
        assert Quarantine.objects.exists() is (status == "quarantined")
        assert not Article.objects.exists()

    def test_keeps_bytes_reason_and_place(self, wire: Source) -> None:
        run = IngestRunFactory()
        door = Door(wire, run, "night/04.xml", 3)
        quarantine.refuse(error=Malformed("It breaks off."), raw=BROKEN, kind="nitf", door=door)
        held = Quarantine.objects.open().get()
        assert (bytes(held.raw), held.reason, held.format) == (BROKEN, "It breaks off.", "nitf")
        assert (held.file, held.line, held.run, held.tried) == ("night/04.xml", 3, run, 1)

    def test_keeps_the_same_bytes_of_a_source_once(self, wire: Source) -> None:
        for source in (wire, wire, SourceFactory()):
            refuse(source, Malformed("It breaks off."))
        assert Quarantine.objects.count() == 2
        assert Arrival.objects.filter(status="quarantined").count() == 3

    def test_cannot_keep_what_was_never_read(self, wire: Source) -> None:
        assert refuse(wire, Malformed("The archive is broken."), b"") == "rejected"
        assert not Quarantine.objects.exists()

    def test_says_what_an_advisory_told_of_itself(self, wire: Source) -> None:
        refuse(wire, NotAStory("It is an advisory.", guid="urn:selwick:adv", version=2))
        assert Arrival.objects.values_list("guid", "version").get() == ("urn:selwick:adv", 2)

    def test_keeps_an_id_that_no_column_could_hold(self, wire: Source) -> None:
        refuse(wire, NotAStory("It is an advisory.", guid="a\x00" + "b" * 400))
        assert len(Arrival.objects.get().guid) == 200


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> list[WireStory]:
    """A reader of the format that has learnt to read what the list holds."""
    learnt: list[WireStory] = []
    monkeypatch.setitem(parsers.PARSERS, "learnt", lambda raw: list(learnt))
    return learnt


class TestRetry:
    def test_takes_in_what_can_be_read_by_now(self, reader: list[WireStory]) -> None:
        held, by = QuarantineFactory(format="learnt", file="04.xml"), UserFactory()
        reader.append(StoryFactory())
        [receipt] = quarantine.retry(quarantine_id=held.pk, by=by)
        held.refresh_from_db()
        assert (held.settled_as, held.settled_by, held.article) == ("taken_in", by, receipt.article)
        assert receipt.article.source == held.source
        history = StoryEvent.objects.filter(article=receipt.article).order_by("id")
        assert list(history.values_list("action", flat=True)) == ["received", "from_quarantine"]

    def test_notes_that_it_was_tried_in_vain(self) -> None:
        held = QuarantineFactory(format="html", raw=b"   ", reason="It breaks off.")
        with pytest.raises(StoryRejected):
            quarantine.retry(quarantine_id=held.pk, by=UserFactory())
        held.refresh_from_db()
        assert (held.tried, held.settled_at) == (2, None)
        assert held.reason != "It breaks off."

    def test_keeps_what_is_read_in_part(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def half(raw: bytes) -> list[WireStory]:
            raise PartlyRead([StoryFactory(guid="urn:selwick:good")], [Malformed("The second is cut off.")])

        monkeypatch.setitem(parsers.PARSERS, "half", half)
        held = QuarantineFactory(format="half")
        with pytest.raises(StoryRejected, match="The second is cut off"):
            quarantine.retry(quarantine_id=held.pk, by=UserFactory())
        assert Article.objects.get().guid == "urn:selwick:good"
        assert Quarantine.objects.open().get().tried == 2

    def test_that_finds_a_story_known_already_settles_it(self, reader: list[WireStory]) -> None:
        held = QuarantineFactory(format="learnt")
        reader.append(StoryFactory())
        known = take_in(story=reader[0], source=held.source)
        [receipt] = quarantine.retry(quarantine_id=held.pk, by=UserFactory())
        assert (receipt.status, receipt.article) == ("duplicate", known.article)

    def test_needs_a_checker(self) -> None:
        with pytest.raises(NotAllowed, match="needs the role checker"):
            quarantine.retry(quarantine_id=QuarantineFactory().pk, by=UserFactory(role=Role.VIEWER))


class TestDiscard:
    def test_keeps_the_row_with_who_and_why(self) -> None:
        held, by = QuarantineFactory(reason="It breaks off."), UserFactory(role=Role.EDITOR)
        quarantine.discard(quarantine_id=held.pk, by=by, reason="A test of the agency.")
        held.refresh_from_db()
        assert (held.settled_as, held.settled_by) == ("discarded", by)
        assert held.reason == "It breaks off. Discarded: A test of the agency."
        assert not Quarantine.objects.open().exists()

    def test_is_for_editors(self) -> None:
        with pytest.raises(NotAllowed, match="Discarding an input needs the role editor; yours is checker"):
            quarantine.discard(quarantine_id=QuarantineFactory().pk, by=UserFactory(), reason="A test.")

    def test_happens_once(self) -> None:
        held, by = QuarantineFactory(), UserFactory(role=Role.EDITOR)
        quarantine.discard(quarantine_id=held.pk, by=by, reason="A test.")
        with pytest.raises(Conflict, match="This input was discarded already"):
            quarantine.discard(quarantine_id=held.pk, by=by, reason="A test.")


def test_an_input_is_not_discarded_without_a_reason() -> None:
    held = QuarantineFactory()
    with pytest.raises(Incomplete, match="Say why"):
        quarantine.discard(quarantine_id=held.pk, by=UserFactory(role=Role.EDITOR), reason=" ")
    held.refresh_from_db()
    assert held.settled_at is None
