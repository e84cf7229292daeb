"""The same story under another id or in another format is one story; what differs in a paragraph is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from claims.actions import copies
from claims.actions.intake import take_in
from claims.ingest.types import Chrome, WireStory
from claims.models import Arrival, Article, Revision, Source
from tests.actions.crowd import at_once
from tests.factories import SourceFactory, StoryFactory

pytestmark = pytest.mark.django_db

NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)
STORY = (
    "PORT SELWICK (Selwick Wire) - At least 37 people died when a ferry capsized off Corvane on Monday.\n\n"
    "“We had ten minutes,” said Ines Vallory, the harbour master.\n\n"
    "The search for the missing goes on at first light."
)
PAGE = (
    "Skip to main content\nSelwick Wire\nWorld | Business | Sport\n\n"
    "Ferry sinks off Port Selwick\n\nBy Ada Marlow\nNovember 2, 2026 09:00 GMT\n\n"
    "At least 37 people died when a ferry capsized\noff Corvane on Monday.\n\n"
    '"We had ten minutes," said Ines Vallory, the harbour master.\n\n'
    "Share this article\n12 comments\n\n"
    "The search for the missing goes on at first light.\n\n"
    "© 2026 Selwick Wire. All rights reserved."
)


@pytest.fixture
def wire() -> Source:
    return SourceFactory(name="Selwick Wire")


@pytest.fixture
def story() -> WireStory:
    return StoryFactory(text=STORY, sent_at=NINE)


def page(**fields: object) -> WireStory:
    return replace(StoryFactory(guid="https://selwick.example/ferry", text=PAGE, sent_at=NINE), **fields)


class TestCopy:
    def test_in_another_format_is_a_duplicate(self, wire: Source, story: WireStory) -> None:
        first = take_in(story=story, source=wire)
        copy = take_in(story=page(), source=wire)
        assert (copy.status, copy.article, copy.guid) == (
            "duplicate",
            first.article,
            "https://selwick.example/ferry",
        )
        assert Article.objects.count() == 1
        assert Arrival.objects.get(status="duplicate").doc_id == "https://selwick.example/ferry"

    def test_of_one_version_under_one_id_is_a_duplicate_too(self, wire: Source, story: WireStory) -> None:
        take_in(story=replace(story, version=2), source=wire)
        other = page(guid=story.guid, format="html", version=2, headline="Ferry sinks")
        assert take_in(story=other, source=wire).status == "duplicate"
        later = replace(other, sent_at=NINE + timedelta(minutes=1))
        assert take_in(story=later, source=wire).status == "revision"

    def test_that_is_updated_later_revises_the_story(self, wire: Source, story: WireStory) -> None:
        first = take_in(story=story, source=wire)
        take_in(story=page(), source=wire)
        later = page(text=PAGE.replace("37", "39"), sent_at=NINE + timedelta(hours=3))
        receipt = take_in(story=later, source=wire)
        assert (receipt.status, receipt.article) == ("revision", first.article)

    @pytest.mark.parametrize(
        "other",
        [
            page(text=PAGE.replace("37", "38")),
            page(text=PAGE + "\n\nA second ferry turned back."),
            page(sent_at=NINE + timedelta(days=2)),
            page(embargoed_until=datetime(2099, 1, 1, tzinfo=UTC)),
            page(pub_status="withheld"),
        ],
        ids=["a figure", "a paragraph", "days later", "an embargo", "held"],
    )
    def test_is_none_where_anything_differs(self, wire: Source, story: WireStory, other: WireStory) -> None:
        take_in(story=story, source=wire)
        assert take_in(story=other, source=wire).status != "duplicate"
        assert Article.objects.count() == 2

    def test_of_another_agency_is_another_story(self, wire: Source, story: WireStory) -> None:
        take_in(story=story, source=wire)
        assert take_in(story=page(), source=SourceFactory()).status == "new"

    def test_without_a_time_goes_by_its_receipt(self, wire: Source, story: WireStory) -> None:
        take_in(story=story, source=wire)
        assert take_in(story=page(sent_at=None), source=wire).status == "duplicate"

    def test_of_a_line_or_two_is_told_by_its_id_alone(self, wire: Source) -> None:
        take_in(story=StoryFactory(text="Ferry sinks off Corvane."), source=wire)
        assert take_in(story=StoryFactory(text="Ferry sinks off Corvane."), source=wire).status == "new"


class TestCopyAgain:
    """A copy that comes a second time is the same copy, whatever became of the story meanwhile."""

    @pytest.fixture
    def copy(self, wire: Source, story: WireStory) -> WireStory:
        """Taken in once, after its story at version 4; it is the first version under its own id."""
        take_in(story=replace(story, version=4), source=wire)
        copy = page(version=1, headline="Dozens die off Corvane")
        assert take_in(story=copy, source=wire).status == "duplicate"
        return copy

    def test_is_told_as_before_and_changes_nothing(self, wire: Source, copy: WireStory) -> None:
        receipts = [take_in(story=copy, source=wire) for _ in range(2)]
        assert [(each.status, each.guid) for each in receipts] == [("duplicate", copy.guid)] * 2
        assert receipts[0].reason.endswith("word for word.")
        assert Revision.objects.count() == 1

    def test_after_a_newer_version_changes_nothing(
        self, wire: Source, story: WireStory, copy: WireStory
    ) -> None:
        later = replace(story, version=5, text=STORY.replace("37", "39"), sent_at=NINE + timedelta(hours=1))
        newest = take_in(story=later, source=wire)
        assert take_in(story=copy, source=wire).status == "duplicate"
        assert Article.objects.get().current == newest.revision

    def test_after_a_kill_changes_nothing(self, wire: Source, story: WireStory, copy: WireStory) -> None:
        take_in(story=replace(story, version=5, text="Kill it.", pub_status="canceled"), source=wire)
        assert take_in(story=copy, source=wire).status == "duplicate"
        assert Revision.objects.filter(is_notice=False).count() == 1

    def test_with_other_words_is_the_storys_next_version(
        self, wire: Source, story: WireStory, copy: WireStory
    ) -> None:
        """Numbers under two ids are counted apart: the second under this one is not behind the fourth."""
        hour = timedelta(hours=1)
        other = replace(copy, version=2, text=PAGE.replace("37", "39"), sent_at=NINE + hour)
        assert [take_in(story=other, source=wire).status for _ in range(2)] == ["revision", "duplicate"]
        late = replace(copy, version=3, text=PAGE.replace("37", "36"), sent_at=NINE - hour)
        assert take_in(story=late, source=wire).status == "stale"
        fifth = replace(story, version=5, text=STORY.replace("37", "40"), sent_at=NINE + 2 * hour)
        assert take_in(story=fifth, source=wire).status == "revision"


def test_chrome_that_the_format_shows_is_no_part_of_the_prose() -> None:
    comment = "I saw it with my own eyes, said somebody below the line."
    text = f"{STORY}\n\n{comment}"
    cut = Chrome(text.index(comment), len(text), "comments")
    story = StoryFactory(text=STORY)
    assert copies.told_sha256(replace(story, text=text, chrome=(cut,))) == copies.told_sha256(story)
    assert copies.told_sha256(replace(story, text=text)) != copies.told_sha256(story)


def test_headers_in_capitals_are_no_part_of_the_prose() -> None:
    story = StoryFactory(text=STORY)
    headed = replace(story, text=f"EMBARGOED UNTIL 0001 GMT. NOT FOR USE BEFORE THAT TIME.\n\n{STORY}")
    assert copies.told_sha256(headed) == copies.told_sha256(story)


@pytest.mark.parametrize(
    ("earlier", "differs"),
    [
        (STORY, False),
        (STORY.replace("harbour master", "master of the harbour"), False),
        (STORY.replace("37", "39"), True),
    ],
)
def test_a_repeat_is_known_by_its_figures(earlier: str, differs: bool) -> None:
    assert copies.differs_in_figures(StoryFactory(text=STORY), earlier) is differs


@pytest.mark.django_db(transaction=True)
def test_ten_copies_at_once_are_one_story() -> None:
    wire = SourceFactory()
    sent = [StoryFactory(text=STORY, sent_at=NINE) for _ in range(10)]
    ends = at_once([partial(take_in, story=each, source=wire) for each in sent])
    assert sorted(end.status for end in ends) == ["duplicate"] * 9 + ["new"]
