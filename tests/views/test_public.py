"""What readers see: a check, its corrections, its tombstone; and what they never see."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from claims.actions import publishing, queue
from claims.models import Article, Claim, User
from claims.statuses import PubStatus, Role
from tests.factories import BODY, SENTENCE, ArticleFactory, EvidenceFactory, UserFactory, approved

pytestmark = pytest.mark.django_db

MARKER = "At least 37"


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory(role=Role.EDITOR)


@pytest.fixture
def claim(editor: User) -> Claim:
    """A published one."""
    found = approved(claimant="Ines Vallory")
    publishing.publish(claim_id=found.pk, by=editor)
    return found


def page(path: str) -> str:
    return Client().get(path).content.decode()


def markup(text: str) -> dict[str, object] | None:
    """The page's ClaimReview, or None."""
    _, found, rest = text.partition('<script type="application/ld+json">')
    return json.loads(rest.partition("</script>")[0]) if found else None


def everywhere(claim: Claim) -> str:
    """All that a reader can fetch of a claim, one after the other."""
    paths = ("", "feed.xml", f"{claim.pk}/", f"{claim.pk}/claimreview.json", f"{claim.pk}/editions/1/")
    return "\n".join(page(f"/checks/{path}") for path in paths)


def retract(claim: Claim) -> None:
    asker, other = UserFactory.create_batch(2, role=Role.STANDARDS)
    publishing.ask_retraction(claim_id=claim.pk, by=asker, reason="We took the wrong log.")
    publishing.confirm_retraction(claim_id=claim.pk, by=other)


def kill(claim: Claim) -> None:
    now = timezone.now()
    Article.objects.filter(pk=claim.article_id).update(pub_status=PubStatus.CANCELED, killed_at=now)
    Claim.objects.filter(pk=claim.pk).update(killed_at=now, needs_recheck=True)


def test_anybody_reads_a_check(claim: Claim) -> None:
    text = page(f"/checks/{claim.pk}/")
    assert SENTENCE in text
    assert "Ines Vallory" in text
    assert "Mostly true" in text
    assert "The harbour log names 37 dead." in text
    assert "Harbour log of Monday" in text
    assert "took no part in the research" in text


def test_the_markup_says_it_to_machines(claim: Claim) -> None:
    review = markup(page(f"/checks/{claim.pk}/"))
    assert review is not None
    assert review["@type"] == "ClaimReview"
    assert review["url"] == f"http://testserver/checks/{claim.pk}/"
    assert review["claimReviewed"] == SENTENCE
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Mostly true",
        "ratingExplanation": "The harbour log names 37 dead.",
        "worstRating": 1,
        "bestRating": 6,
        "ratingValue": 5,
    }
    said = review["itemReviewed"]
    assert isinstance(said, dict)
    assert said["author"] == {"@type": "Person", "name": "Ines Vallory"}
    assert said["name"] == "Port Selwick"
    assert Client().get(f"/checks/{claim.pk}/claimreview.json").json() == review


def test_a_rating_without_a_number_gives_none(editor: User) -> None:
    claim = approved()
    claim.verdicts.update(rating="unproven")
    publishing.publish(claim_id=claim.pk, by=editor)
    review = markup(page(f"/checks/{claim.pk}/"))
    assert review is not None
    rating = review["reviewRating"]
    assert isinstance(rating, dict)
    assert set(rating) == {"@type", "alternateName", "ratingExplanation"}


def test_no_text_gets_out_of_the_markup(editor: User) -> None:
    claim = approved()
    claim.verdicts.update(explanation="</script><script>alert(1)</script>")
    publishing.publish(claim_id=claim.pk, by=editor)
    text = page(f"/checks/{claim.pk}/")
    assert "<script>alert" not in text
    review = markup(text)
    assert review is not None
    assert "</script>" in str(review["reviewRating"])


def test_a_correction_stands_on_the_page_and_the_older_edition_stays_readable(
    claim: Claim, editor: User
) -> None:
    publishing.correct(
        claim_id=claim.pk, by=editor, note="We misread it.", was="37", now="38", explanation="It names 38."
    )
    text = page(f"/checks/{claim.pk}/")
    assert "We misread it. It said" in text
    assert '<del class="was">37</del>' in text
    assert '<ins class="now">38</ins>' in text
    assert "It names 38." in text
    review = markup(text)
    assert review is not None
    assert review["correction"] == {
        "@type": "CorrectionComment",
        "datePublished": review["dateModified"],
        "text": "We misread it. It said “37” and now says “38”.",
    }
    older = page(f"/checks/{claim.pk}/editions/1/")
    assert "The harbour log names 37 dead." in older
    assert "earlier version" in older
    assert markup(older) is None
    assert "corrected" in page("/checks/")


def test_a_retracted_check_leaves_a_tombstone_without_markup(claim: Claim) -> None:
    retract(claim)
    answer = Client().get(f"/checks/{claim.pk}/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "We have retracted this check" in text
    assert "We took the wrong log." in text
    assert "Mostly true" not in text
    assert markup(text) is None
    assert Client().get(f"/checks/{claim.pk}/editions/1/").status_code == 404
    assert Client().get(f"/checks/{claim.pk}/claimreview.json").status_code == 404
    entry = feedparser.parse(page("/checks/feed.xml")).entries[0]
    assert entry.title.startswith("Retracted: ")
    assert entry.summary == "We took the wrong log."
    assert "No check is published at present." in page("/checks/")


def test_a_kill_puts_a_notice_and_takes_the_markup(claim: Claim) -> None:
    kill(claim)
    text = page(f"/checks/{claim.pk}/")
    assert "withdrawn the story" in text
    assert SENTENCE in text
    assert markup(text) is None
    assert MARKER not in page("/checks/") + page("/checks/feed.xml")
    Claim.objects.filter(pk=claim.pk).update(needs_recheck=False)  # acknowledged: it stands
    text = page(f"/checks/{claim.pk}/")
    assert "it stands" in text
    assert markup(text) is not None


def test_a_check_that_rests_on_another_killed_story_says_so(claim: Claim) -> None:
    because = "rests on urn:wire:7@2, which was killed at 2026-11-23T05:48:00Z"
    Claim.objects.filter(pk=claim.pk).update(needs_recheck=True, recheck={"because": because})
    text = page(f"/checks/{claim.pk}/")
    assert "has been withdrawn by its agency" in text
    assert "urn:wire:7" not in text
    assert markup(text) is None


def test_a_recheck_puts_a_notice_and_takes_the_markup(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(needs_recheck=True)
    text = page(f"/checks/{claim.pk}/")
    assert "has changed since we published it" in text
    assert markup(text) is None


def test_a_reopened_check_says_that_it_is_looked_at_again(claim: Claim, editor: User) -> None:
    queue.reopen(claim_id=claim.pk, by=editor, reason="A new count.")
    text = page(f"/checks/{claim.pk}/")
    assert "We are checking this again." in text
    assert "A new count." not in text
    assert markup(text) is None


def embargo(claim: Claim) -> None:
    Article.objects.filter(pk=claim.article_id).update(embargoed_until=timezone.now() + timedelta(hours=1))


def withhold(claim: Claim) -> None:
    Article.objects.filter(pk=claim.article_id).update(pub_status=PubStatus.WITHHELD)


@pytest.mark.parametrize("hide", [embargo, withhold])
def test_nothing_of_an_embargoed_or_withheld_story_is_anywhere(
    claim: Claim, hide: Callable[[Claim], None]
) -> None:
    hide(claim)
    assert MARKER not in everywhere(claim)
    assert Client().get(f"/checks/{claim.pk}/").content == Client().get("/checks/999999/").content
    if hide is embargo:
        Article.objects.update(embargoed_until=timezone.now() - timedelta(seconds=1))
        assert MARKER in page(f"/checks/{claim.pk}/")


def test_nothing_unpublished_is_anywhere() -> None:
    claim = approved()
    assert MARKER not in everywhere(claim)
    assert Client().get(f"/checks/{claim.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["/checks/99999999999999999999/", "/checks/1/editions/99999999999/"])
def test_a_number_that_no_check_has_is_nowhere(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 404
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/checks/", "/checks/feed.xml", "/checks/{}/"])
def test_caches_ask_before_they_show_it_again(claim: Claim, path: str) -> None:
    path = path.format(claim.pk)
    first = Client().get(path)
    assert first["Cache-Control"] == "no-cache"
    assert "Cookie" not in first.get("Vary", "")
    assert not first.cookies
    again = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    retract(claim)
    assert Client().get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_feed_is_valid_and_tells_what_stands(claim: Claim) -> None:
    answer = Client().get("/checks/feed.xml")
    told = feedparser.parse(answer.content)
    assert not told.bozo
    assert told.version == "atom10"
    entry = told.entries[0]
    assert entry.title == SENTENCE
    assert entry.link == f"http://testserver/checks/{claim.pk}/"
    assert entry.summary.startswith("Mostly true. ")
    assert answer["Content-Type"].startswith("application/atom+xml")


def test_what_changed_lately_stands_on_top_of_the_feed(claim: Claim, editor: User) -> None:
    newer = approved()
    publishing.publish(claim_id=newer.pk, by=editor, headline="The newer one")
    links = [entry.link for entry in feedparser.parse(page("/checks/feed.xml")).entries]
    assert [link.split("/")[-2] for link in links] == [str(newer.pk), str(claim.pk)]
    retract(claim)
    links = [entry.link for entry in feedparser.parse(page("/checks/feed.xml")).entries]
    assert [link.split("/")[-2] for link in links] == [str(claim.pk), str(newer.pk)]


def test_the_feed_survives_what_xml_cannot_hold(editor: User) -> None:
    body = "At least 37 people\ufffe died\x0b here."
    claim = approved(revision=ArticleFactory(state="ready", body=body).current, sentence=body)
    publishing.publish(claim_id=claim.pk, by=editor)
    assert not feedparser.parse(Client().get("/checks/feed.xml").content).bozo


def test_the_list_goes_on_page_by_page(editor: User) -> None:
    for number in range(32):
        claim = approved(revision=ArticleFactory(state="ready", body=BODY).current)
        publishing.publish(claim_id=claim.pk, by=editor, headline=f"Check number {number:02}")
    first = page("/checks/")
    assert first.count("Check number") == 30
    assert "Check number 31" in first
    address = first.partition('href="?after=')[2].partition('"')[0]
    second = page(f"/checks/?after={address}")
    assert second.count("Check number") == 2
    assert page("/checks/?after=nonsense").count("Check number") == 30


def test_who_published_by_whom_is_not_told_to_machines_or_readers(claim: Claim, editor: User) -> None:
    assert editor.username not in everywhere(claim)


def test_the_sources_are_links_with_their_words(editor: User) -> None:
    claim = approved()
    EvidenceFactory(claim=claim, title="Second log", quote="39 “souls” & crew", url="https://b.example/x")
    publishing.publish(claim_id=claim.pk, by=editor)
    text = page(f"/checks/{claim.pk}/")
    assert escape("39 “souls” & crew") in text
    assert 'href="https://b.example/x" rel="noopener nofollow"' in text
