"""Events: the list, the page with its tolls, what changes of it, the table and the feed to take along."""

from __future__ import annotations

import csv
import re
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims.models import Event, Token, User
from claims.statuses import Role
from claims.templatetags.tolls import remembered
from claims.views import events
from claims.views.event_feeds import safe
from tests.event_factories import ConflictFactory, RegroupingFactory
from tests.event_rows import an_event, tell
from tests.views.conftest import HTMX


@pytest.fixture(autouse=True)
def asked_anew() -> None:
    remembered.forget()


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_tells_what_stands_by_whom_and_where(desk: Client) -> None:
    event = an_event(name="Corvane ferry fire", place="Port Selwick")
    tell(event, "Northline", 12)
    tell(event, "Meridian Press", 12, minutes=20)
    page = text(desk, "/events/")
    for words in ("Corvane ferry fire", "Port Selwick", "12 killed", "Northline, Meridian Press"):
        assert words in page
    assert "conflict" not in page.partition('id="events"')[2].partition("</ol>")[0]


def test_the_newest_event_stands_first_and_pages_go_on_from_the_last(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "PAGE", 2)
    now = timezone.now()
    for hours in (3, 1, 2):
        event = an_event(name=f"Fire {hours}")
        tell(event, "Northline", hours)
        Event.objects.filter(pk=event.pk).update(latest_at=now - timedelta(hours=hours))
    page = text(desk, "/events/")
    assert re.findall(r"Fire \d", page) == ["Fire 1", "Fire 2"]
    (further,) = re.findall(r'href="(/events/\?after=[^"]+)"', page)
    assert re.findall(r"Fire \d", text(desk, further)) == ["Fire 3"]


def test_filters_stand_in_the_address(desk: Client) -> None:
    fire, flood = an_event(name="Corvane fire", place="Corvane"), an_event(name="Tarn flood", place="Tarn")
    one, other = tell(fire, "Northline", 12), tell(fire, "Press", 15, minutes=9)
    tell(flood, "Northline", 3)
    ConflictFactory(event=fire, one=one, other=other)
    for query in ("q=corvane", "place=corvane", "conflict=1", "q=fire&place=Corvane&conflict=1"):
        page = text(desk, f"/events/?{query}")
        assert "Corvane fire" in page
        assert "Tarn flood" not in page
    assert "No event matches these filters" in text(desk, "/events/?q=lighthouse")
    assert "Tarn flood" in text(desk, "/events/?after=nonsense&conflict=0")


def test_an_empty_list_says_why_and_what_to_do(desk: Client) -> None:
    page = text(desk, "/events/")
    assert "No event yet" in page
    assert "Add a story" in page


def test_cost_of_the_list_does_not_grow(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        event = an_event(name=f"Fire {number}")
        tell(event, "Northline", number + 1)
        tell(event, "Press", number + 2, minutes=90)
    with django_assert_max_num_queries(6):
        desk.get("/events/")


def test_the_page_draws_each_measure_and_lists_every_report(desk: Client) -> None:
    event = an_event()
    tell(event, "Northline", 12)
    tell(event, "Northline", 19, minutes=60)
    tell(event, "Press", 44, minutes=30, measure="wounded")
    page = text(desk, f"/events/{event.pk}/")
    assert page.count("<svg id=") == 4
    assert "Killed: what each agency said, and when" in page
    assert "Up, was 12" in page
    assert "First report" in page
    assert "“The fire left 19 people killed, Northline desk said at 60 minutes past.”" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_legend_speaks_of_a_disagreement_where_there_is_one(desk: Client) -> None:
    event = an_event()
    one = tell(event, "Northline", 12)
    assert "isagree" not in text(desk, f"/events/{event.pk}/")
    other = tell(event, "Northline", 15, minutes=9, measure="wounded")
    ConflictFactory(event=event, one=one, other=other)
    assert "gencies disagree" not in text(desk, f"/events/{event.pk}/")


def test_each_report_leads_to_its_sentence_in_the_story(desk: Client) -> None:
    told = tell(event := an_event(), "Northline", 12)
    page = text(desk, f"/events/{event.pk}/")
    (address, anchor) = re.findall(r'href="(/articles/\d+/\?version=\d+)#(c\d+)"', page)[0]
    assert anchor == f"c{told.claim_id}"
    assert f'<span id="{anchor}"></span>' in text(desk, address)


def test_an_open_conflict_stands_on_top_with_both_sentences(desk: Client) -> None:
    event = an_event()
    tell(event, "Northline", 19)
    tell(event, "Press", 15, minutes=20)
    page = text(desk, f"/events/{event.pk}/")
    notice = page.partition("clash")[2].partition("</dl>")[0]
    for words in (
        "Agencies disagree",
        "Northline",
        "Press",
        "left 19 people killed",
        "left 15 people killed",
    ):
        assert words in notice
    assert "Conflict 1, open since" in page
    assert "Disagrees with 15" in page


def test_an_event_without_figures_says_so(desk: Client) -> None:
    event = an_event()
    told = tell(event, "Northline", 12)
    told.delete()
    assert "No figure is told yet" in text(desk, f"/events/{event.pk}/")


def test_a_merged_event_leads_to_what_it_became(desk: Client) -> None:
    old, new = an_event(), an_event()
    tell(new, "Northline", 12)
    Event.objects.filter(pk=old.pk).update(merged_into=new)
    assert desk.get(f"/events/{old.pk}/").headers["Location"] == f"/events/{new.pk}/"
    answer = desk.get(f"/events/{old.pk}/told/", headers=HTMX)
    assert answer.headers["HX-Redirect"] == f"/events/{new.pk}/"


def test_nothing_is_sent_again_until_something_changes(desk: Client) -> None:
    event = an_event()
    tell(event, "Northline", 12)
    page = text(desk, f"/events/{event.pk}/")
    (address,) = re.findall(r'hx-get="(/events/\d+/told/\?seen=\w+)"', page)
    assert desk.get(address, headers=HTMX).status_code == 204
    tell(event, "Press", 15, minutes=10)
    answer = desk.get(address, headers=HTMX)
    assert answer.status_code == 200
    assert 'id="told"' in answer.content.decode()
    assert 'id="event-said" hx-swap-oob="innerHTML"' in answer.content.decode()


def test_history_tells_who_did_what_and_why(desk: Client, person: User) -> None:
    event = an_event()
    tell(event, "Northline", 12)
    RegroupingFactory(event=event, action="renamed", actor=person, reason="Its owner's name was wrong")
    page = text(desk, f"/events/{event.pk}/")
    assert "Renamed, by <b><bdi>Noor Adeyemi</bdi></b>" in page
    assert '<q dir="auto">Its owner&#x27;s name was wrong</q>' in page


def test_viewers_see_nothing_of_what_is_embargoed(as_role: Callable[[Role], Client]) -> None:
    event = an_event(name="Secret report on Corvane")
    tell(event, "Northline", 12)
    tell(event, "Press", 9_999, minutes=20, embargoed_until=timezone.now() + timedelta(hours=5))
    viewer = as_role(Role.VIEWER)
    for path in ("", f"{event.pk}/", f"{event.pk}/told/", f"{event.pk}/told.csv", f"{event.pk}/feed.xml"):
        page = text(viewer, f"/events/{path}")
        for secret in ("9,999", "Secret", "Press"):
            assert secret not in page, path
    assert "No event matches" in text(viewer, "/events/?q=Secret")
    assert "9,999" in text(as_role(Role.CHECKER), f"/events/{event.pk}/")


def test_the_history_names_no_embargoed_story_that_was_moved_away(
    as_role: Callable[[Role], Client],
) -> None:
    event, other = an_event(), an_event()
    tell(event, "Northline", 12)
    tell(event, "Press", 9_999, embargoed_until=timezone.now() + timedelta(hours=5))
    account = event.accounts.get(article__source__name="Press")
    moved = {"account": account.pk, "to": other.pk, "version": event.version, "reason": "Another fire"}
    tell(other, "Northline", 3)
    as_role(Role.EDITOR).post(f"/events/{event.pk}/move/", moved)
    assert "Press’s own words" in text(as_role(Role.CHECKER), f"/events/{event.pk}/")
    page = text(as_role(Role.VIEWER), f"/events/{event.pk}/")
    assert "Press" not in page
    assert "Another fire" not in page


def test_an_event_that_only_embargoed_stories_tell_is_none_to_viewers(
    as_role: Callable[[Role], Client],
) -> None:
    event = an_event()
    tell(event, "Press", 9_999, embargoed_until=timezone.now() + timedelta(hours=5))
    viewer = as_role(Role.VIEWER)
    assert viewer.get(f"/events/{event.pk}/").status_code == 404
    assert "No event yet" in text(viewer, "/events/")


def test_an_unknown_event_is_404(desk: Client) -> None:
    assert desk.get("/events/1/").status_code == 404
    assert desk.get("/events/99999999999999999999999/").status_code == 404


def test_the_table_to_take_along_holds_every_report(desk: Client) -> None:
    event = an_event(name="=cmd|' /C calc'!A0")
    tell(event, "Northline", 12)
    tell(event, "Northline", 19, minutes=60)
    lines = list(csv.DictReader(StringIO(text(desk, f"/events/{event.pk}/told.csv"))))
    assert [(line["agency"], line["low"], line["change"]) for line in lines] == [
        ("Northline", "12", "First report"),
        ("Northline", "19", "Up, was 12"),
    ]
    assert lines[0]["event"] == "'=cmd|' /C calc'!A0"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(begin: str) -> None:
    assert safe(f"{begin}1") == f"'{begin}1"
    assert safe(12) == "12"


def test_the_feed_tells_each_new_figure(desk: Client) -> None:
    event = an_event(name="Corvane ferry & fire")
    tell(event, "Northline", 19)
    tell(event, "Press", 15, minutes=20)
    feed = ElementTree.fromstring(text(desk, f"/events/{event.pk}/feed.xml"))  # noqa: S314  # our own
    titles = [node.text for node in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles == ["Corvane ferry & fire", "Killed: 15, Press", "Killed: 19, Northline"]
    assert "against" in "".join(feed.itertext())


def test_a_feed_reader_signs_in_with_a_token(db: None, person: User) -> None:
    event = an_event()
    tell(event, "Northline", 19)
    Token.objects.create(key_hash=Token.digest("north-key"), label="reader", user=person)
    path, basic = f"/events/{event.pk}/feed.xml", b64encode(b"anybody:north-key").decode()
    assert Client().get(path).status_code == 401
    assert Client().get(f"{path}?token=north-key").status_code == 401
    assert Client().get(path, headers={"Authorization": "Basic not base64"}).status_code == 401
    for header in ("Bearer north-key", f"Basic {basic}"):
        answer = Client().get(path, headers={"Authorization": header})
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_sources_token_reads_no_feed(db: None) -> None:
    told = tell(event := an_event(), "Northline", 19)
    source = told.claim.article.source
    Token.objects.create(key_hash=Token.digest("wire-key"), label="wire", source=source)
    answer = Client().get(f"/events/{event.pk}/feed.xml", headers={"Authorization": "Bearer wire-key"})
    assert answer.status_code == 401


def test_the_masthead_counts_the_events(desk: Client) -> None:
    tell(an_event(), "Northline", 12)
    tell(an_event(), "Northline", 13)
    page = text(desk, "/queue/")
    assert 'data-key="g e">Events <data value="2">2</data>' in page
