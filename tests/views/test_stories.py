"""Stories: the list, one story in each of its states, handing one in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims.actions.intake import take_in
from claims.forms import fetched
from claims.ingest.limits import INPUT_BYTES
from claims.models import Article
from claims.statuses import ArticleState, Role
from tests.factories import (
    BODY,
    ArticleFactory,
    ClaimFactory,
    RevisionFactory,
    SourceFactory,
    StoryFactory,
)
from tests.fetching.conftest import allowing
from tests.fetching.server import Server, answer
from tests.views.conftest import HTMX

NEW = reverse("story_new")
PAGE = f"<html><body><nav>Home | World</nav><article><h1>Ferry</h1><p>{BODY}</p></article></body></html>"


def article_in(state: ArticleState) -> Article:
    made: Article = ArticleFactory(state=ArticleState.READY)
    made.state = state
    if state == ArticleState.EXTRACTING:
        made.lease, made.lease_until = uuid4(), timezone.now()
    if state == ArticleState.FAILED:
        made.failure = "The reader ran out of memory."
    made.save()
    return made


@pytest.mark.parametrize("pub_status", ["canceled", "withheld"])
def test_a_story_of_which_only_a_notice_came_shows_the_notice(desk: Client, pub_status: str) -> None:
    notice = StoryFactory(text="Do not use the ferry story.", pub_status=pub_status, is_notice=True)
    article = take_in(story=notice, source=SourceFactory()).article
    page = desk.get(reverse("article", args=[article.pk])).content.decode()
    assert "This is a notice of the wire, not the story." in page
    assert "Do not use the ferry story." in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ArticleState.WAITING, "Waiting for a reader…"),
        (ArticleState.EXTRACTING, "Reading the story for claims…"),
        (ArticleState.READY, "No claim was found in this version."),
        (ArticleState.FAILED, "The reader ran out of memory."),
    ],
)
def test_a_story_shows_its_state(desk: Client, state: ArticleState, words: str) -> None:
    page = desk.get(reverse("article", args=[article_in(state).pk])).content.decode()
    assert words in page
    assert "PORT SELWICK" in page


def test_progress_asks_again_until_the_story_is_read(desk: Client) -> None:
    article = article_in(ArticleState.WAITING)
    address = reverse("progress", args=[article.pk])
    page = desk.get(reverse("article", args=[article.pk])).content.decode()
    assert f'hx-get="{address}"' in page
    assert "Look again" in page
    assert "Waiting for a reader" in desk.get(address, headers=HTMX).content.decode()
    Article.objects.update(state=ArticleState.READY)
    assert desk.get(address, headers=HTMX).headers["HX-Refresh"] == "true"


def test_an_older_version_can_be_read(desk: Client) -> None:
    claim = ClaimFactory()
    article = claim.article
    article.current = RevisionFactory(article=article, body="It was 36.")
    article.save()
    address = reverse("article", args=[article.pk])
    assert "It was 36." in desk.get(address).content.decode()
    old = desk.get(address + "?version=1").content.decode()
    assert "At least 37" in old
    assert "shown here" in old
    for nonsense in ("9", "x", "-1", "9" * 30):
        assert desk.get(f"{address}?version={nonsense}").status_code == 404


def test_a_failed_story_can_be_tried_again(desk: Client) -> None:
    article = article_in(ArticleState.FAILED)
    page = desk.get(reverse("article", args=[article.pk])).content.decode()
    assert reverse("retry", args=[article.pk]) in page
    desk.post(reverse("retry", args=[article.pk]))
    article.refresh_from_db()
    assert (article.state, article.attempts) == (ArticleState.WAITING, 0)


def test_who_may_not_try_again_is_told(as_role: Callable[[Role], Client]) -> None:
    article = article_in(ArticleState.FAILED)
    viewer = as_role(Role.VIEWER)
    assert reverse("retry", args=[article.pk]) not in viewer.get(f"/articles/{article.pk}/").content.decode()
    answer = viewer.post(reverse("retry", args=[article.pk]))
    assert answer.status_code == 403
    assert "needs the role checker" in answer.content.decode()
    article.refresh_from_db()
    assert article.state == ArticleState.FAILED


def test_the_list_shows_states_and_filters_by_them(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for state in ArticleState:
        article_in(state)
    with django_assert_max_num_queries(4):
        page = desk.get(reverse("stories")).content.decode()
    assert page.count('<th scope="row"') == 4
    failed = desk.get(reverse("stories") + "?state=failed").content.decode()
    assert failed.count('<th scope="row"') == 1
    assert "The reader ran out of memory." in failed


def test_a_story_without_a_headline_is_listed_by_its_opening(desk: Client) -> None:
    ArticleFactory(body__headline="", guid="pasted:5f3a", body="Nine tents stood in Selwick.")
    page = desk.get(reverse("stories")).content.decode()
    assert ">Nine tents stood in Selwick.</a>" in page
    assert "pasted:5f3a" not in page


def test_pasted_text_becomes_a_story_that_waits(desk: Client) -> None:
    given = {"source": "Northline", "title": "Ferry sinks", "text": BODY}
    answer = desk.post(NEW, given)
    article = Article.objects.get()
    assert answer.headers["Location"] == reverse("article", args=[article.pk])
    assert article.current is not None
    assert (article.source.name, article.state) == ("Northline", ArticleState.WAITING)
    assert (article.current.headline, article.current.body) == ("Ferry sinks", BODY)
    again = desk.post(NEW, given)
    assert again.headers["Location"] == answer.headers["Location"]
    assert "This content was taken in before." in desk.get(again.headers["Location"]).content.decode()
    assert article.revisions.count() == 1


@pytest.mark.parametrize(
    "page",
    [
        {"page": SimpleUploadedFile("ferry.html", PAGE.encode())},
        {"page": SimpleUploadedFile("ferry", PAGE.encode())},
        {"text": PAGE, "is_html": "on"},
        {"text": PAGE},
    ],
    ids=["named", "by its markup", "ticked", "tick forgotten"],
)
def test_a_page_is_read_as_html(desk: Client, page: dict[str, object]) -> None:
    desk.post(NEW, {"source": "Northline", **page})
    revision = Article.objects.get().current
    assert revision is not None
    assert revision.raw_format == "html"
    assert "<p>" not in revision.body
    assert "At least 37 people died" in revision.body


def test_the_same_address_again_is_a_new_version(desk: Client) -> None:
    given = {"source": "Northline", "url": "https://northline.example/ferry"}
    desk.post(NEW, given | {"text": BODY})
    page = desk.post(NEW, given | {"text": BODY.replace("37", "39")}, follow=True).content.decode()
    assert "Other content than before: now version 2." in page
    assert Article.objects.get().revisions.count() == 2


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({"text": " \n "}, 422, "Paste the story, choose a file, or give the address of its page."),
        ({"text": BODY, "source": ""}, 422, "Say where the story comes from."),
        ({"text": BODY, "page": SimpleUploadedFile("a.txt", b"x")}, 422, "not both"),
        ({"page": SimpleUploadedFile("a.txt", b"\xff\xfe\x00bad\x80")}, 422, ""),
        ({"page": SimpleUploadedFile("a.txt", b"x" * (INPUT_BYTES + 1))}, 413, "larger than"),
        ({"page": SimpleUploadedFile("a.html", b"<div>" * 5000)}, 413, ""),
        ({"page": SimpleUploadedFile("a.txt", b"PK\x03\x04" + b"\0" * 90)}, 422, "It is a zip archive"),
        ({"page": SimpleUploadedFile("a.pdf", b"%PDF-1.7 \xe2")}, 422, "It is a PDF document"),
        ({"text": BODY, "title": "x" * 501}, 422, "Title: this has 501 characters; 500 is the most."),
        ({"text": BODY, "url": "a b"}, 422, "The address of the page is no web address."),
    ],
)
def test_what_cannot_be_a_story_is_refused_and_nothing_is_stored(
    desk: Client, given: dict[str, object], status: int, words: str
) -> None:
    answer = desk.post(NEW, {"source": "Northline"} | given)
    assert answer.status_code == status
    assert "Nothing was stored" in answer.content.decode()
    assert words in answer.content.decode()
    assert Article.objects.count() == 0


def test_a_refused_story_stays_in_the_form(desk: Client) -> None:
    page = desk.post(NEW, {"source": "", "title": "Ferry sinks", "text": BODY}).content.decode()
    assert "PORT SELWICK" in page
    assert 'value="Ferry sinks"' in page


def test_a_viewer_hands_in_nothing(as_role: Callable[[Role], Client]) -> None:
    viewer = as_role(Role.VIEWER)
    assert "Adding a story needs the role checker" in viewer.get(NEW).content.decode()
    answer = viewer.post(NEW, {"source": "Northline", "text": BODY})
    assert (answer.status_code, Article.objects.count()) == (403, 0)


class TestFetching:
    @pytest.fixture
    def site(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
        """A site on this machine; the fetcher's own rules allow none."""

        def respond(path: str, _: object) -> bytes:
            if path == "/old":
                page = PAGE.replace("ferry", "café").encode("latin-1", "replace")
                return answer(page, Content_Type="text/html; charset=ISO-8859-1")
            return (
                answer(PAGE.encode(), Content_Type="text/html")
                if path == "/ferry"
                else answer(status="404 No")
            )

        with Server(respond) as site:
            monkeypatch.setattr(fetched, "RULES", allowing(site))
            yield site

    def test_the_page_at_an_address_is_taken_in(self, desk: Client, site: Server) -> None:
        url = f"http://127.0.0.1:{site.port}/ferry"
        desk.post(NEW, {"source": "Northline", "url": url})
        article = Article.objects.get()
        assert (article.guid, article.current.url, article.current.raw_format) == (url, url, "html")
        assert "At least 37 people died" in article.current.body
        desk.post(NEW, {"source": "Northline", "url": url})
        assert Article.objects.get().revisions.count() == 1

    def test_a_page_in_another_encoding_is_read_as_its_server_says(self, desk: Client, site: Server) -> None:
        desk.post(NEW, {"source": "Northline", "url": f"http://127.0.0.1:{site.port}/old"})
        assert "café" in Article.objects.get().current.body

    def test_what_went_wrong_is_said_and_what_was_typed_stays(self, desk: Client, site: Server) -> None:
        url = f"http://127.0.0.1:{site.port}/gone"
        page = desk.post(NEW, {"source": "Northline", "title": "Ferry sinks", "url": url})
        told = page.content.decode()
        assert page.status_code == 422
        assert "The page was not fetched. The server answered 404 No." in told
        assert f'value="{url}"' in told
        assert 'value="Ferry sinks"' in told
        assert not Article.objects.exists()

    @pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/"])
    def test_an_address_inside_is_refused(self, desk: Client, url: str) -> None:
        page = desk.post(NEW, {"source": "Northline", "url": url})
        assert page.status_code == 422
        assert "which is not fetched from" in page.content.decode()

    def test_nothing_is_fetched_beside_a_pasted_text(self, desk: Client, site: Server) -> None:
        desk.post(NEW, {"source": "Northline", "url": f"http://127.0.0.1:{site.port}/ferry", "text": BODY})
        assert Article.objects.get().current.raw_format == "text"
        assert site.accepted == 0

    def test_nothing_is_fetched_for_who_may_not_add_stories(
        self, as_role: Callable[[Role], Client], site: Server
    ) -> None:
        viewer = as_role(Role.VIEWER)
        url = f"http://127.0.0.1:{site.port}/ferry"
        assert viewer.post(NEW, {"source": "Northline", "url": url}).status_code == 403
        assert site.accepted == 0


def test_unknown_stories_are_404(desk: Client) -> None:
    for name in ("article", "progress"):
        assert desk.get(reverse(name, args=[10**25])).status_code == 404
        assert desk.get(reverse(name, args=[77])).status_code == 404
    assert desk.post(reverse("retry", args=[77])).status_code == 404
