"""Watched feeds: asked for changes only, taken in once, shown and left for longer where they fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Article, IngestRun, Revision, Source
from tests.factories import SourceFactory
from tests.fetching.conftest import allowing
from tests.fetching.server import Server, answer
from tests.workers.test_looking import due_again, told
from workers import looking

pytestmark = pytest.mark.django_db


def feed_of(*items: tuple[str, str]) -> bytes:
    told_items = "".join(
        f"<item><guid>{guid}</guid><title>{guid}</title><description>{text}</description></item>"
        for guid, text in items
    )
    feed = f"<rss version='2.0'><channel><title>Harbour</title>{told_items}</channel></rss>"
    return feed.encode()


class Site:
    """A feed's server whose answer a test changes."""

    def __init__(self) -> None:
        self.body = feed_of(("a", "Nine ships sank."), ("b", "Four tugs came."))
        self.status = "200 OK"
        self.headers = {"ETag": '"1"', "Last_Modified": "Mon, 02 Nov 2026 09:00:00 GMT"}

    def respond(self, path: str, asked: Mapping[str, str]) -> bytes:
        if self.status == "200 OK" and asked.get("If-None-Match") == self.headers.get("ETag", "-"):
            return answer(status="304 Not Modified")
        return answer(self.body, self.status, **self.headers)


class TestFeeds:
    @pytest.fixture
    def site(self) -> Site:
        return Site()

    @pytest.fixture
    def server(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
        with Server(site.respond) as server:
            monkeypatch.setattr(looking, "RULES", allowing(server))
            yield server

    @pytest.fixture
    def source(self, server: Server) -> Source:
        address = f"http://127.0.0.1:{server.port}/feed.xml"
        return SourceFactory(name="Harbour", intake="feed", address=address, every_seconds=60)

    def test_a_feed_is_taken_in_and_asked_for_its_changes_only(self, source: Source, server: Server) -> None:
        looking.look_at_due()
        assert [status for _, status in told()] == ["new", "new"]
        assert IngestRun.objects.get().trigger == "feed"
        due_again(source)
        looking.look_at_due()
        assert server.seen[1]["If-None-Match"] == '"1"'
        assert server.seen[1]["If-Modified-Since"].startswith("Mon, 02 Nov")
        due_again(source)
        looking.look_at_due()
        assert len(server.seen) == 3
        assert (len(told()), IngestRun.objects.count()) == (2, 1)

    def test_a_new_item_is_a_run_and_the_same_again_is_none(self, source: Source, site: Site) -> None:
        site.headers = {}
        for _ in range(2):
            looking.look_at_due()
            due_again(source)
        assert IngestRun.objects.count() == 1
        site.body = feed_of(("a", "Nine ships sank."), ("c", "Two whales beached."))
        looking.look_at_due()
        assert IngestRun.objects.count() == 2
        assert Article.objects.count() == 3

    def test_a_feed_that_fails_is_shown_and_left_for_longer_and_longer(
        self, source: Source, site: Site
    ) -> None:
        site.status = "500 Oh dear"
        for _ in range(2):
            looking.look(due_again(source))
        source.refresh_from_db()
        assert (source.failures, source.failure) == (2, "The server answered 500 Oh dear.")
        assert source.next_at
        assert source.next_at > timezone.now() + timedelta(seconds=200)
        site.status = "200 OK"
        looking.look(due_again(source))
        source.refresh_from_db()
        assert (source.failures, source.failure, source.etag) == (0, "", '"1"')

    def test_a_server_that_asks_for_time_is_given_it(self, source: Source, site: Site) -> None:
        site.status, site.headers = "429 Slowly", {"Retry_After": "7200"}
        looking.look(source)
        source.refresh_from_db()
        assert source.next_at
        assert source.next_at > timezone.now() + timedelta(seconds=7000)

    def test_a_feed_that_broke_off_gives_what_it_has_and_is_asked_for_again(
        self, source: Source, site: Site
    ) -> None:
        site.headers |= {"Content_Length": "9999"}
        looking.look(source)
        source.refresh_from_db()
        assert "broke off" in source.failure
        assert source.etag == ""

    def test_a_page_in_place_of_a_feed_is_a_failure(self, source: Source, site: Site) -> None:
        site.body = b"\x89PNG\r\n"
        looking.look(source)
        source.refresh_from_db()
        assert (source.failures, source.failure) == (1, "It is a PNG picture, not a story.")

    def test_a_private_address_is_not_asked(self, source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.undo()
        Source.objects.update(address="http://169.254.169.254/feed.xml")
        looking.look_at_due()
        source.refresh_from_db()
        assert "private network" in source.failure
        assert not Revision.objects.exists()
