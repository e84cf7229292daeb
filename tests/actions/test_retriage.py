"""What a new version does to the claims at the desk: only what changed asks for attention."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.actions import corrections, evidence, leasing, queue, verdicts
from claims.actions.intake import take_in
from claims.actions.record import record
from claims.exceptions import Conflict
from claims.extraction.types import Claim as Found
from claims.extraction.types import Extraction
from claims.models import Article, Claim, Occurrence, Revision, User
from claims.statuses import Role, Status
from tests.factories import ArticleFactory, StoryFactory, UserFactory, claim_in, extraction_of, figure_in

pytestmark = pytest.mark.django_db

TOLL = "{} people died when the ferry Corvane capsized off Port Selwick on Monday, said {}."
AID = "The council set aside 14,000 crowns for the families, it said."


def tells(toll: float | None, by: str = "Ines Vallory", *, aid: bool = True) -> tuple[str, Extraction]:
    """A version of the story, and what is found in it."""
    sentences = [TOLL.format(int(toll), by)] if toll is not None else []
    sentences += [AID] if aid else []
    text = "\n\n".join(["PORT SELWICK — Divers went down again.", *sentences])
    found: list[Found] = []
    if toll is not None:
        figure = figure_in(text, f"{int(toll)} people", toll)
        found.append(claim_in(text, sentences[0], figure, speaker=by))
    if aid:
        figure = figure_in(text, "14,000 crowns", 14_000.0, unit="crown", of="aid")
        found.append(claim_in(text, AID, figure, type="spending", speaker=None))
    return text, extraction_of(*found)


def arrives(article: Article, version: tuple[str, Extraction], **story: Any) -> Revision:
    """The version comes off the wire, with a last line of its own, and is read."""
    text, extraction = version
    text += f"\n\nMore of this at {article.revisions.count()} o’clock."
    revision = take_in(
        story=StoryFactory(guid=article.guid, text=text, **story), source=article.source
    ).revision
    assert revision
    lease = leasing.lease(article_id=article.pk)
    assert lease
    record(lease=lease, revision=revision, extraction=extraction, started_at=timezone.now())
    leasing.finish(lease=lease)
    return revision


@pytest.fixture
def article() -> Article:
    """A story in its first version: 12 dead, 14,000 crowns of aid."""
    text, extraction = tells(12)
    article = ArticleFactory(body=text)
    lease = leasing.lease(article_id=article.pk)
    assert lease
    record(lease=lease, revision=article.current, extraction=extraction, started_at=timezone.now())
    leasing.finish(lease=lease)
    return article


@pytest.fixture
def toll(article: Article) -> Claim:
    return Claim.objects.get(type="casualties")


@pytest.fixture
def checker() -> User:
    return UserFactory()


def again(claim: Claim) -> Claim:
    return Claim.objects.select_related("figure").get(pk=claim.pk)


def shown(recheck: dict[str, Any] | None) -> tuple[Any, ...]:
    assert recheck
    return tuple(recheck[name] for name in ("old", "new", "from", "to"))


def actions(claim: Claim) -> list[str]:
    return list(claim.events.order_by("id").values_list("action", flat=True))


class TestChanged:
    def test_old_and_new_stand_side_by_side(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(19))
        recheck = again(toll).recheck
        assert shown(recheck) == (12.0, 19.0, 1, 2)
        assert recheck
        assert (recheck["old_text"], recheck["new_text"]) == ("12 people", "19 people")
        assert recheck["old_sentence"] == TOLL.format(12, "Ines Vallory")
        assert recheck["changed"] == ["figure"]
        assert recheck["because"] == "“12 people” in version 1, “19 people” in version 2"

    def test_state_verdict_and_evidence_stay(self, article: Article, toll: Claim, checker: User) -> None:
        held = queue.take(claim_id=toll.pk, by=checker)
        evidence.add_evidence(
            claim_id=toll.pk, by=checker, url="https://a.example/", title="Log", stance="for"
        )
        verdict = verdicts.propose(
            claim_id=toll.pk, by=checker, version=held.version, key=uuid4(), rating="true", explanation="So."
        )
        arrives(article, tells(19))
        after = again(toll)
        assert (after.status, after.needs_recheck) == (Status.PROPOSED, True)
        assert (after.evidence.count(), list(after.verdicts.standing())) == (1, [verdict])

    def test_form_that_was_opened_before_hears_of_it(
        self, article: Article, toll: Claim, checker: User
    ) -> None:
        held = queue.take(claim_id=toll.pk, by=checker)
        arrives(article, tells(19))
        with pytest.raises(Conflict, match="found a change in this claim"):
            queue.release(claim_id=toll.pk, by=checker, version=held.version)

    def test_only_what_changed_asks_for_attention(self, article: Article) -> None:
        before = Claim.objects.get(type="spending")
        arrives(article, tells(19))
        after = again(before)
        assert (after.needs_recheck, after.version, after.recheck) == (False, before.version, None)
        assert actions(after) == ["found", "carried"]

    def test_history_tells_it(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(19))
        line = toll.events.first()
        assert line
        assert (line.action, line.actor, line.detail["new"]) == ("recheck", None, 19.0)

    def test_other_source_is_a_change(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(12, "Oren Tassel"))
        after = again(toll)
        assert (after.claimant, shown(after.recheck)) == (
            "Oren Tassel",
            ("Ines Vallory", "Oren Tassel", 1, 2),
        )

    def test_fuller_form_of_the_name_stays(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(12, "Vallory"))
        after = again(toll)
        assert (after.claimant, after.needs_recheck) == ("Ines Vallory", False)

    def test_priority_names_it_as_a_reason(self, article: Article, toll: Claim, checker: User) -> None:
        arrives(article, tells(19))
        after = again(toll)
        assert "recheck" in {reason["name"] for reason in after.reasons}
        assert after.priority == sum(reason["points"] for reason in after.reasons) > toll.priority
        corrections.acknowledge(claim_id=toll.pk, by=checker, note="The log says 19.")
        assert "recheck" not in {reason["name"] for reason in again(toll).reasons}

    def test_refile_puts_a_name_right_without_a_look(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(12, "Oren Tassel"), signal="refile")
        after = again(toll)
        assert (after.claimant, after.needs_recheck) == ("Oren Tassel", False)


class TestChangedTwice:
    def test_recheck_spans_all_since_somebody_looked(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(19))
        arrives(article, tells(17))
        assert shown(again(toll).recheck) == (12.0, 17.0, 1, 3)

    def test_each_version_keeps_what_it_changed(self, article: Article, toll: Claim) -> None:
        for figure in (19, 19, 17):
            arrives(article, tells(figure))
        raised = [each.recheck for each in toll.occurrences.order_by("revision__number")]
        assert [recheck and shown(recheck) for recheck in raised[1:]] == [
            (12.0, 19.0, 1, 2),
            None,
            (19.0, 17.0, 3, 4),
        ]

    def test_version_that_changes_nothing_leaves_the_flag(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(19))
        arrives(article, tells(19, aid=False))
        assert shown(again(toll).recheck) == (12.0, 19.0, 1, 2)

    def test_return_to_what_was_acknowledged_takes_the_flag_off(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(19))
        arrives(article, tells(12))
        after = again(toll)
        assert (after.needs_recheck, after.recheck) == (False, None)
        assert actions(after) == ["found", "recheck", "unflag"]

    def test_change_after_an_acknowledgement_starts_there(
        self, article: Article, toll: Claim, checker: User
    ) -> None:
        arrives(article, tells(19))
        corrections.acknowledge(claim_id=toll.pk, by=checker, note="The log says 19.")
        arrives(article, tells(17))
        assert shown(again(toll).recheck) == (19.0, 17.0, 2, 3)


class TestFlaggedForAKill:
    """A flag that was open for something else outlives a change, and no return takes it off."""

    KILL = {
        "old": None,
        "new": None,
        "from": None,
        "to": None,
        "because": "rests on urn:x@1, which was killed",
    }

    @pytest.fixture
    def toll(self, toll: Claim) -> Claim:
        Claim.objects.filter(pk=toll.pk).update(needs_recheck=True, recheck=self.KILL)
        return toll

    def test_version_that_says_the_same_leaves_it(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(12, aid=False))
        assert again(toll).recheck == self.KILL

    def test_change_names_it_beside_old_and_new(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(1, "Oren Tassel"))
        recheck = again(toll).recheck
        assert recheck
        assert (shown(recheck), recheck["earlier"]) == ((12.0, 1.0, 1, 2), self.KILL["because"])

    def test_return_does_not_take_it_off(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(1))
        arrives(article, tells(12))
        assert again(toll).needs_recheck


class TestGone:
    def test_claim_leaves_the_desk_and_comes_back_changed(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(None))
        assert again(toll).status == Status.WITHDRAWN
        arrives(article, tells(19))
        after = again(toll)
        assert (after.status, shown(after.recheck)) == (Status.NEW, (12.0, 19.0, 1, 3))

    def test_open_recheck_waits_with_the_claim(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(19))
        arrives(article, tells(None))
        assert not again(toll).needs_recheck
        arrives(article, tells(19))
        after = again(toll)
        assert (after.needs_recheck, shown(after.recheck)) == (True, (12.0, 19.0, 1, 2))

    def test_published_claim_stays_and_asks_for_another_look(self, article: Article, toll: Claim) -> None:
        Claim.objects.filter(pk=toll.pk).update(status=Status.PUBLISHED)
        arrives(article, tells(None))
        after = again(toll)
        assert (after.status, after.needs_recheck) == (Status.PUBLISHED, True)
        assert shown(after.recheck) == (12.0, None, 1, 2)
        arrives(article, tells(12))
        assert not again(toll).needs_recheck

    def test_published_claim_is_flagged_once(self, article: Article, toll: Claim) -> None:
        Claim.objects.filter(pk=toll.pk).update(status=Status.PUBLISHED)
        arrives(article, tells(None))
        arrives(article, tells(None, aid=False))
        assert actions(toll) == ["found", "recheck"]

    def test_sentence_that_stands_keeps_its_claim_though_the_extractor_missed_it(
        self, article: Article, toll: Claim
    ) -> None:
        text, extraction = tells(12)
        missed = replace(extraction, claims=extraction.claims[1:])
        revision = arrives(article, (f"UPDATE\n\n{text}", _shifted(missed, len("UPDATE\n\n"))))
        after = again(toll)
        assert (after.status, after.revision) == (Status.NEW, revision)
        assert revision.body[after.start : after.end] == after.sentence
        assert after.figure_start is not None
        assert revision.body[after.figure_start : after.figure_end] == "12 people"

    def test_figure_that_the_model_doubts_is_the_claim_that_it_replaces(
        self, article: Article, toll: Claim
    ) -> None:
        text, extraction = tells(19)
        doubting = replace(extraction, claims=extraction.claims[1:], doubted=extraction.claims[:1])
        arrives(article, (text, doubting))
        assert shown(again(toll).recheck) == (12.0, 19.0, 1, 2)

    def test_figure_that_the_model_doubts_is_no_claim_by_itself(self, article: Article, toll: Claim) -> None:
        text, extraction = tells(12)
        lost = "Some 300 sheep are said to be lost."
        sheep = claim_in(
            f"{text}\n\n{lost}", lost, figure_in(f"{text}\n\n{lost}", "300 sheep", 300, unit="sheep")
        )
        arrives(article, (f"{text}\n\n{lost}", replace(extraction, doubted=(sheep,))))
        assert Claim.objects.count() == 2


def _shifted(extraction: Extraction, by: int) -> Extraction:
    def moved(span: Any) -> Any:
        return replace(span, start=span.start + by, end=span.end + by)

    claims = [
        replace(
            claim,
            span=moved(claim.span),
            figure=claim.figure and replace(claim.figure, span=moved(claim.figure.span)),
        )
        for claim in extraction.claims
    ]
    return replace(extraction, claims=tuple(claims))


class TestOccurrences:
    def test_each_version_has_its_own(self, article: Article, toll: Claim) -> None:
        revision = arrives(article, tells(19))
        told = Occurrence.objects.filter(claim=toll).order_by("revision__number")
        assert [each.figure["low"] for each in told] == [12.0, 19.0]
        last = told.last()
        assert last
        assert revision.body[last.start : last.end] == last.sentence

    def test_version_that_is_silent_has_none(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(None))
        assert toll.occurrences.count() == 1


class TestCost:
    def test_queries_do_not_grow_with_the_claims(self, article: Article) -> None:
        def queries(sentences: int) -> int:
            lines = [
                f"Some {n} houses of quarter {n} were flooded on Monday." for n in range(100, 100 + sentences)
            ]
            first, second = "\n\n".join(lines), "UPDATE\n\n" + "\n\n".join(lines).replace("Monday", "Tuesday")
            story = ArticleFactory(body=first)
            lease = leasing.lease(article_id=story.pk)
            assert lease
            found = extraction_of(*(self._found(first, n, "Monday") for n in range(100, 100 + sentences)))
            record(lease=lease, revision=story.current, extraction=found, started_at=timezone.now())
            leasing.finish(lease=lease)
            again = extraction_of(*(self._found(second, n, "Tuesday") for n in range(100, 100 + sentences)))
            with CaptureQueriesContext(connection) as captured:
                arrives(story, (second, again))
            return len(captured)

        assert queries(40) <= queries(5)

    def _found(self, text: str, n: int, day: str) -> Found:
        sentence = f"Some {n} houses of quarter {n} were flooded on {day}."
        start = text.index(sentence)
        figure = figure_in(sentence, f"Some {n} houses", n, qualifier="about", unit="house")
        span = replace(figure.span, start=start, end=start + len(figure.text))
        return claim_in(text, sentence, replace(figure, span=span), type="quantity", speaker=None)


class TestRoles:
    def test_checker_may_not_acknowledge_what_is_public(
        self, article: Article, toll: Claim, checker: User
    ) -> None:
        Claim.objects.filter(pk=toll.pk).update(status=Status.PUBLISHED)
        arrives(article, tells(19))
        editor = UserFactory(role=Role.EDITOR)
        with pytest.raises(Exception, match="needs the role editor"):
            corrections.acknowledge(claim_id=toll.pk, by=checker, note="Seen.")
        assert not corrections.acknowledge(claim_id=toll.pk, by=editor, note="Seen.").needs_recheck
