"""A story's page over its versions: side by side, with its notices, its history and the claims of each."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import Article, Occurrence, Revision, StoryEvent
from claims.statuses import PubStatus
from tests.factories import BODY, SENTENCE, ArticleFactory, ClaimFactory, RevisionFactory

pytestmark = pytest.mark.django_db

LATER = BODY.replace("At least 37", "At least 39").replace("The search goes on.", "The search has ended.")


@pytest.fixture
def article(db: None) -> Article:
    """Two versions; the second is the newest."""
    found: Article = ArticleFactory(state="ready")
    found.current = RevisionFactory(article=found, body=LATER)
    found.save()
    return found


def page(desk: Client, article: Article, query: str = "") -> str:
    return desk.get(f"/articles/{article.pk}/{query}").content.decode()


def test_two_versions_are_laid_side_by_side(desk: Client, article: Article) -> None:
    text = page(desk, article, "?version=2&against=1")
    assert 'At least <del class="was">37</del> people died' in text
    assert 'At least <ins class="now">39</ins> people died' in text
    assert 'The search <del class="was">goes on.</del>' in text
    assert 'At least <ins class="now">39</ins> people died' in page(desk, article, "?version=1&against=2")
    assert 'href="?version=2&amp;against=1"' in page(desk, article)


@pytest.mark.parametrize("query", ["?version=2&against=9", "?version=x", "?against=-1"])
def test_a_version_that_is_not_there_is_not_found(desk: Client, article: Article, query: str) -> None:
    assert desk.get(f"/articles/{article.pk}/{query}").status_code == 404


def test_an_older_version_shows_its_claims_as_it_told_them(desk: Client, article: Article) -> None:
    older = article.revisions.get(number=1)
    claim = ClaimFactory(revision=article.current, sentence=SENTENCE.replace("37", "39"))
    Occurrence.objects.create(
        claim=claim,
        revision=older,
        start=BODY.index(SENTENCE),
        end=BODY.index(SENTENCE) + len(SENTENCE),
        figure_start=BODY.index("At least 37"),
        figure_end=BODY.index("At least 37") + 11,
        sentence=SENTENCE,
        type="casualties",
        claimant="Ines Vallory",
        check_worthiness=0.9,
    )
    text = page(desk, article, "?version=1")
    assert "<b>At least 37</b> people died" in text
    assert "1 claim<" in text
    assert "<b>At least 39</b> people died" in page(desk, article)


def notice(article: Article, **given: str) -> Revision:
    made: Revision = RevisionFactory(article=article, body="KILL. Do not use.", is_notice=True, **given)
    return made


def test_a_kill_stands_on_the_storys_page_with_its_notice(desk: Client, article: Article) -> None:
    notice(article, ed_note="The source could not be confirmed.")
    Article.objects.filter(pk=article.pk).update(pub_status=PubStatus.CANCELED, killed_at=timezone.now())
    text = page(desk, article)
    assert "Killed by the wire" in text
    assert "The source could not be confirmed." in text
    assert "The search has ended." in text
    assert "This is a notice of the wire, not the story." in page(desk, article, "?version=3")


def test_a_hold_stands_there_too(desk: Client, article: Article) -> None:
    notice(article)
    Article.objects.filter(pk=article.pk).update(pub_status=PubStatus.WITHHELD)
    assert "KILL. Do not use." in page(desk, article)


def test_a_language_that_is_not_read_is_named(desk: Client, article: Article) -> None:
    Revision.objects.filter(article=article).update(skipped="unsupported language", language="fr")
    text = page(desk, article)
    assert "Not read for claims: unsupported language." in text
    assert "Its language is marked fr." in text


def test_what_happened_to_the_story_is_told(desk: Client, article: Article) -> None:
    StoryEvent.objects.create(article=article, action="embargo_passed")
    StoryEvent.objects.create(article=article, action="killed", reason="Source not confirmed")
    text = page(desk, article)
    assert "the embargo passed" in text
    assert "killed by the wire" in text
    assert "Source not confirmed" in text
