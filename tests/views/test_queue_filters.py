"""The queue narrowed: filters and search in the address, their chips and their counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from claims.forms.counting import counted
from claims.models import Article, Claim, Desk, User
from claims.statuses import Status
from tests.event_factories import ConflictFactory, EventFactory
from tests.factories import ArticleFactory, ClaimFactory, RevisionFactory
from tests.views.test_queue import ids


def test_filters_stand_in_the_address_and_narrow_together(desk: Client) -> None:
    money = ClaimFactory(type="spending")
    ClaimFactory(type="crime")
    source = money.article.source_id
    assert ids(desk, f"?type=spending&source={source}") == [money.pk]
    assert ids(desk, f"?type=crime&source={source}") == []
    assert ids(desk, "?type=spending&type=crime&type=nonsense") != []


@pytest.mark.parametrize(
    "words", ["capsized", "INES vallory", "Port Selwick", '"port selwick"', "ines -bombing"]
)
def test_search_finds_sentences_claimants_and_places(desk: Client, words: str) -> None:
    claim = ClaimFactory()
    assert ids(desk, f"?q={words}") == [claim.pk]


@pytest.mark.parametrize("words", ["caps", "Selw", "ines vall", "-bombing port selw", '"port selwick" caps'])
def test_search_finds_what_the_last_word_begins(desk: Client, words: str) -> None:
    claim = ClaimFactory()
    assert ids(desk, f"?q={words}") == [claim.pk]


@pytest.mark.parametrize(
    "words", ["selw port", '"port selw', '"port selw"', "port -selwick", "ca", "caps bombing"]
)
def test_search_takes_other_words_whole(desk: Client, words: str) -> None:
    ClaimFactory(sentence="At least 37 people died", place="Port Selwick", claimant="Ines Vallory")
    assert ids(desk, f"?q={words}") == []


def test_a_sign_alone_is_no_name_that_has_it(desk: Client) -> None:
    ClaimFactory(claimant="Anne-Lise Varga", place="Stratton-on-Sea")
    for sign in ("-", "-+-", "+.+"):
        assert ids(desk, f"?q={sign}") == []


@pytest.mark.parametrize("words", ["100%25", "a_b", "\\"])
def test_search_takes_wildcards_as_they_are(desk: Client, words: str) -> None:
    ClaimFactory()
    assert ids(desk, f"?q={words}") == []


@pytest.mark.parametrize(
    "query",
    [
        "?view=nothing",
        "?after=x.y",
        "?after=9999999999.1",
        "?source=99999999999999999999",
        "?source=-1",
        "?after=5.x",
    ],
)
def test_what_the_address_does_not_know_is_left_out(desk: Client, query: str) -> None:
    claim = ClaimFactory()
    assert ids(desk, query) in ([claim.pk], [])


def test_counts_end_at_a_bound(db: None) -> None:
    article = ArticleFactory(state="ready")
    for number in range(4):
        ClaimFactory(revision=article.current, model=f"m{number}")
    assert counted(Claim.objects.all(), 5) == "4"
    assert counted(Claim.objects.all(), 3) == "3+"


@pytest.mark.parametrize(
    ("there", "most", "words"),
    [(0, 5, "0 claims,"), (1, 5, "1 claim,"), (3, 5, "3 claims,"), (3, 2, "2+ claims,")],
)
def test_the_head_counts_in_words(
    desk: Client, monkeypatch: pytest.MonkeyPatch, there: int, most: int, words: str
) -> None:
    monkeypatch.setattr("claims.views.queue.MOST", most)
    for _ in range(there):
        ClaimFactory()
    assert words in desk.get("/queue/").content.decode()


def test_filters_that_match_nothing_offer_the_one_to_drop(desk: Client) -> None:
    ClaimFactory(type="spending")
    page = desk.get("/queue/?type=spending&q=unicorn").content.decode()
    assert "No claim matches these filters" in page
    assert "Drop <bdi>“unicorn”</bdi> (1 claim)" in page


def test_where_no_single_filter_helps_all_are_dropped(desk: Client) -> None:
    ClaimFactory(type="spending")
    page = desk.get("/queue/?type=crime&q=unicorn").content.decode()
    assert "Drop <bdi>every filter</bdi> (1 claim)" in page


def test_a_claim_in_conflict_carries_its_flag_and_can_be_filtered_for(desk: Client) -> None:
    event = EventFactory()
    disputed = ClaimFactory(event=event, reasons=[{"name": "conflict", "points": 10}])
    settled = ClaimFactory(reasons=[{"name": "casualties", "points": 10}])
    ConflictFactory(event=event)
    assert disputed.pk in ids(desk)
    assert settled.pk in ids(desk)
    page = desk.get("/queue/?conflict=1").content.decode()
    assert ids(desk, "?conflict=1") == [disputed.pk]
    assert '<span class="flag conflict">Agencies disagree</span>' in page
    assert 'name="conflict" value="1" checked> Agencies disagree <span class="count">1</span>' in page
    assert '<a class="chip" dir="auto" href="/queue/">Agencies disagree' in page


def test_a_search_for_a_number_finds_the_claim_that_goes_by_it(desk: Client) -> None:
    claim, other = ClaimFactory(), ClaimFactory()
    assert ids(desk, f"?q=C-{claim.pk}") == [claim.pk]
    assert ids(desk, f"?q={other.pk}") == [other.pk]


@pytest.mark.parametrize("field", ["q", "claimant"])
def test_a_name_of_stop_words_is_found_all_the_same(desk: Client, field: str) -> None:
    """PostgreSQL's English takes WHO for a word that nobody searches for."""
    agency = ClaimFactory(claimant="WHO")
    ClaimFactory()
    assert ids(desk, f"?{field}=WHO") == [agency.pk]


def test_a_search_finds_what_the_headline_of_the_story_says(desk: Client) -> None:
    told = ClaimFactory(revision=ArticleFactory(state="ready", body__headline="Landslide at Corvane").current)
    ClaimFactory()
    assert ids(desk, "?q=landslides+corvane") == [told.pk]


def test_a_search_goes_by_what_the_claim_says_now(desk: Client) -> None:
    claim = ClaimFactory()
    newer = RevisionFactory(article=claim.article, number=2, headline="Harbour closed")
    Claim.objects.filter(pk=claim.pk).update(sentence="Ten barges were lost.", revision=newer)
    Article.objects.filter(pk=claim.article_id).update(current=newer)
    assert ids(desk, "?q=capsized") == []
    assert ids(desk, "?q=barge+harbour") == [claim.pk]


@pytest.mark.parametrize(
    "words", ["'", "%5C", "((", "%22", "or", "-", "-the", "%F0%9F%94%A5", "x" * 400, ":*", "%25"]
)
def test_whatever_is_searched_for_is_answered(desk: Client, words: str) -> None:
    assert desk.get(f"/queue/?q={words}&claimant={words}&place={words}").status_code == 200


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("recheck=1", {"needs_recheck": True}),
        ("min=80", {"priority": 80}),
        ("place=Ostrey", {"place": "Ostrey"}),
        ("claimant=tomas+reyl", {"claimant": "General Tomas Reyl"}),
        ("view=waiting", {"status": Status.WAITING}),
    ],
)
def test_each_filter_shows_what_passes_it_alone(desk: Client, query: str, fields: dict[str, object]) -> None:
    ClaimFactory()
    wanted = ClaimFactory(**fields)
    assert ids(desk, f"?{query}") == [wanted.pk]


def test_urgency_age_desk_and_hands_narrow(desk: Client, person: User) -> None:
    mine = ClaimFactory(status=Status.IN_PROGRESS, holder=person)
    urgent = ClaimFactory(revision=ArticleFactory(state="ready", body__urgency=1).current)
    old = ClaimFactory()
    Claim.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(hours=30))
    default = Desk.objects.get(is_default=True)
    away = ClaimFactory(desk=Desk.objects.create(name="Night", scale=default.scale, policy=default.policy))
    assert ids(desk, "?urgency=1&urgency=2") == [urgent.pk]
    assert ids(desk, "?age=older") == [old.pk]
    assert old.pk not in ids(desk, "?age=24h")
    assert ids(desk, f"?desk={away.desk_id}") == [away.pk]
    assert away.pk not in ids(desk, f"?desk={default.pk}")
    assert mine.pk in ids(desk, f"?desk={default.pk}")
    assert ids(desk, "?hands=me") == [mine.pk]
    assert mine.pk not in ids(desk, "?hands=nobody")
    assert ids(desk, "?hands=others") == []


def test_each_filter_that_is_on_is_a_chip_that_leads_to_the_list_without_it(desk: Client) -> None:
    ClaimFactory()
    page = desk.get("/queue/?type=crime&min=40&age=1h&hands=nobody&place=Ostrey").content.decode()
    for words in ("Crime", "Priority 40 or more", "Came in within 1 hour", "In nobody’s hands", "In Ostrey"):
        assert f"{words} <span aria-hidden" in page
    assert 'href="/queue/?type=crime&amp;age=1h&amp;hands=nobody&amp;place=Ostrey">Priority 40' in page


def test_the_numbers_beside_the_filters_count_the_view(desk: Client) -> None:
    ClaimFactory(type="crime", needs_recheck=True)
    ClaimFactory(type="crime")
    page = desk.get("/queue/").content.decode()
    assert 'value="crime"> Crime <span class="count">2</span>' in page
    assert 'name="recheck" value="1"> To look at again <span class="count">1</span>' in page
    assert "count the first" not in page


def test_the_numbers_beside_the_filters_count_within_the_search(desk: Client) -> None:
    ClaimFactory(type="crime", claimant="Tomas Reyl")
    ClaimFactory(type="crime")
    page = desk.get("/queue/?q=reyl").content.decode()
    assert 'value="crime"> Crime <span class="count">1</span>' in page
    assert "count what the search finds" in page
