"""Entries of kind api, posted to the real site."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Article, Claim, Source, Token, User, Verdict
from claims.statuses import ArticleState
from tests.api.conftest import STORIES, Caller, source, wire
from tests.badinputs.conftest import content, entries, within_limits
from tests.badinputs.reading import read
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db
__all__ = ["source", "wire"]
TAKEN = (200, 202)


@pytest.mark.parametrize("entry", entries("api"))
def test_entry_ends_as_its_index_says(entry: dict[str, Any], wire: Caller) -> None:
    with within_limits(entry):
        response = wire.post(STORIES, content(entry))
        assert (response.status_code in TAKEN) == (entry["expect"] == "accepted")
        assert response.status_code < 500
        assert Article.objects.count() == (entry["expect"] == "accepted")
        for article in Article.objects.all():
            read(article)


def test_unknown_keys_have_no_effect(wire: Caller) -> None:
    wire.post(STORIES, content({"file": "a13_unknown_keys.json"}))
    article = Article.objects.get()
    assert (article.state, article.pub_status) == (ArticleState.WAITING, "usable")
    assert not Verdict.objects.exists()
    assert not User.objects.exists()


def test_surrogate_is_stored_as_a_replacement(wire: Caller) -> None:
    wire.post(STORIES, content({"file": "a17_lone_surrogate.json"}))
    article = Article.objects.get()
    assert article.current is not None
    assert "\ufffd" in article.body
    assert article.current.repairs == ["replaced 1 broken surrogate with U+FFFD"]


def test_same_identity_with_other_text_is_a_revision_and_keeps_a_verdict(wire: Caller) -> None:
    first = wire.post(STORIES, content({"file": "a31_same_id_other_text_1.json"})).json()
    article = Article.objects.get()
    claim = ClaimFactory(revision=article.current, sentence=article.body, status="approved")
    second = wire.post(STORIES, content({"file": "a32_same_id_other_text_2.json"})).json()
    assert (second["id"], second["status"], second["version"]) == (first["id"], "revision", 2)
    read(article)
    assert Claim.objects.filter(pk=claim.pk).exists()


def test_address_is_kept_as_text(wire: Caller) -> None:
    wire.post(STORIES, content({"file": "a29_url_metadata.json"}))
    assert Article.objects.get().current.url == "http://169.254.169.254/latest/meta-data/"  # type: ignore[union-attr]
    assert (Source.objects.count(), Token.objects.count()) == (1, 1)
