"""S3: of a story under embargo, or held by its wire, nobody learns who may not: at no address of the site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.urls import reverse

from claims.actions import delivering
from claims.actions.notifying import set_wishes, tell
from claims.models import Article, Desk, Telling, User
from claims.statuses import PubStatus, Role
from tests.security.conftest import SHUT_OUT
from tests.security.crawling import HELD_BY_A_CACHE, ask, crawled, echo
from tests.security.marked import MARK, Marked, bring_in, remember, shared_event
from workers import notifying

pytestmark = pytest.mark.django_db
UNTIL = datetime(2026, 11, 24, 6, tzinfo=UTC)
CLOCKS_BACK = datetime(2026, 10, 25, tzinfo=UTC)  # in London 01:00 to 02:00 comes twice that night
Walk = list[tuple[str, str]]  # names and addresses
MINUTE = timedelta(minutes=1)
# Where a viewer, and anybody, reads of it once it is free
VIEWERS = (
    "queue article claim edit_evidence past stories events event event_told event_csv "
    "event_feed notifications activity runs run"
).split()
PROGRAMS = "api:list_claims api:get_claim api:get_story api:list_events api:get_event".split()
READERS = "checks check_feed check check_data check_edition".split()
AFTER = {"anonymous": READERS, "viewer": [*VIEWERS, *READERS], "viewer’s token": [*PROGRAMS, "event_feed"]}


@pytest.fixture
def marked(db: None) -> Marked:
    return bring_in(shared_event())


@pytest.fixture
def own(marked: Marked, viewer: User) -> dict[str, int]:
    return remember(marked, viewer)


@pytest.fixture
def walk(marked: Marked, own: dict[str, int]) -> Walk:
    return list(crawled(marked, own))


def hide(settings: LazySettings, until: datetime = UNTIL) -> None:
    Article.objects.filter(guid__contains=MARK).update(embargoed_until=until)
    settings.FACTCHECK_NOW = until - MINUTE


def hold() -> None:
    Article.objects.filter(guid__contains=MARK).update(pub_status=PubStatus.WITHHELD)


def methods(name: str, path: str) -> tuple[str, ...]:
    """Those to ask with; signing out would end the walk."""
    return ("GET",) if "?" in path or "logout" in name else ("GET", "HEAD", "POST", "OPTIONS")


def told_at(client: Client, walk: Walk) -> set[str]:
    """The names of the addresses at which the mark stands."""
    answers = ((name, ask(client, path)) for name, path in walk if MARK not in path)
    return {name for name, answer in answers if answer.marks}


@pytest.mark.parametrize("who", SHUT_OUT)
@pytest.mark.parametrize("how", ["embargo", "hold"])
def test_the_mark_stands_nowhere(
    walk: Walk, shut_out: dict[str, Client], settings: LazySettings, who: str, how: str
) -> None:
    hide(settings) if how == "embargo" else hold()
    client = shut_out[who]
    for name, path in walk:
        if MARK in path:
            there, nowhere = echo(client, path)
            assert there == nowhere, path
            continue
        for method in methods(name, path):
            answer = ask(client, path, method)
            assert answer.status < 500, path
            assert answer.marks == 0, (method, path)
            assert not HELD_BY_A_CACHE.search(answer.headers.get("Cache-Control", "")), path
            if who == "viewer" and method == "GET":
                kept = answer.headers.get("Cache-Control", "")
                assert "no-store" in kept or "no-cache" in kept, path


@pytest.mark.parametrize("who", list(AFTER))
def test_the_mark_stands_where_it_belongs_from_the_minute_on(
    walk: Walk, shut_out: dict[str, Client], settings: LazySettings, who: str
) -> None:
    hide(settings)
    assert told_at(shut_out[who], walk) == set()
    settings.FACTCHECK_NOW = UNTIL
    assert told_at(shut_out[who], walk) >= set(AFTER[who])


def test_the_desk_works_on_it_meanwhile(
    walk: Walk, browser_of: Callable[[Role], Client], settings: LazySettings
) -> None:
    hide(settings)
    read = told_at(browser_of(Role.CHECKER), walk)
    assert read >= {"queue", "claim", "article", "event", "evidence_file", "quarantine", "runs", "run"}
    assert not read & set(READERS)


@pytest.mark.parametrize("minutes", [0, 30, 60, 90, 120])
def test_the_night_on_which_the_clocks_go_back_has_each_minute_once(
    marked: Marked, shut_out: dict[str, Client], settings: LazySettings, minutes: int
) -> None:
    settings.TIME_ZONE = "Europe/London"
    until = CLOCKS_BACK + timedelta(minutes=minutes)
    pages = [("viewer", reverse("queue")), ("anonymous", reverse("check", args=[marked.claim.pk]))]
    hide(settings, until)
    assert [ask(shut_out[who], page).marks for who, page in pages] == [0, 0]
    settings.FACTCHECK_NOW = until
    assert all(ask(shut_out[who], page).marks for who, page in pages)


def test_a_page_that_a_reader_has_kept_is_not_confirmed(
    marked: Marked, settings: LazySettings, shut_out: dict[str, Client]
) -> None:
    """Its ETag was given before the embargo: no 304, and nothing of the page in the answer."""
    reader = shut_out["anonymous"]
    pages = [reverse(name) for name in ("checks", "check_feed")]
    pages += [reverse(name, args=[marked.claim.pk]) for name in ("check", "check_data")]
    kept = {page: reader.get(page)["ETag"] for page in pages}
    hide(settings)
    for page, etag in kept.items():
        answer = reader.get(page, headers={"If-None-Match": etag})
        assert answer.status_code in (200, 404), page
        assert MARK not in answer.content.decode()


def test_nothing_of_it_leaves_the_desk_by_mail_or_webhook(marked: Marked, settings: LazySettings) -> None:
    hide(settings)
    Desk.objects.update(webhook="https://hooks.example/T0/secret")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    noor = User.objects.create_user("noor", "noor@desk.example", "x", role=Role.CHECKER)
    set_wishes(by=noor, wanted={kind: ["mail", "webhook"] for kind in Telling})
    for kind in Telling:
        tell(kind, [noor], f"Imani: “the {MARK} papers”", claim=marked.claim, by=None)
    sent = list(iter(delivering.take_due, None))
    assert {parcel.way for parcel in sent} == {"mail", "webhook"}
    assert not [parcel for parcel in sent if MARK in f"{parcel.subject} {parcel.text}".casefold()]
    for parcel in sent:
        if parcel.way == "mail":
            notifying.mail(parcel)
    assert mail.outbox
    assert not [each for each in mail.outbox if MARK in each.message().as_string().casefold()]


def test_what_is_hidden_answers_as_what_never_was(
    marked: Marked, walk: Walk, shut_out: dict[str, Client], settings: LazySettings
) -> None:
    """No deed of a viewer, and no question of a stranger's program, tells a hidden row from none at all."""
    hide(settings)
    for name, path in walk:
        if name.startswith("admin:") or f"/{marked.claim.pk}/" not in path or "?" in path:
            continue
        absent = path.replace(f"/{marked.claim.pk}/", "/987654321/")
        for who, client in shut_out.items():
            for method in ("GET", "POST"):  # no address of a claim signs anybody out
                hidden, none = ask(client, path, method), ask(client, absent, method)
                assert hidden.status == none.status, (who, method, path)
