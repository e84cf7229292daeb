"""What a new version does to the claims that it changes: only those ask for attention."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from claims.actions import corrections, evidence, queue, verdicts
from claims.exceptions import Conflict
from claims.models import Article, Claim, User
from claims.statuses import Status
from tests.actions.tolls import TOLL, actions, again, arrives, first_version, shown, tells
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return first_version()


@pytest.fixture
def toll(article: Article) -> Claim:
    return Claim.objects.get(type="casualties")


@pytest.fixture
def checker() -> User:
    return UserFactory()


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

    def test_history_quotes_no_sentence(self, article: Article, toll: Claim, checker: User) -> None:
        """Its lines are sealed for ever; a story's text is not kept for ever."""
        arrives(article, tells(19))
        corrections.acknowledge(claim_id=toll.pk, by=checker, note="Seen.")
        arrives(article, tells(21))
        queue.dismiss(claim_id=toll.pk, by=checker, reason="trivial")
        queue.reopen(claim_id=toll.pk, by=checker, reason="It is not.")
        Claim.objects.filter(pk=toll.pk).update(status=Status.PUBLISHED)
        arrives(article, tells(None))
        lines = list(toll.events.values_list("action", "reason", "detail"))
        assert {"recheck", "acknowledge", "reopen"} <= {action for action, _, _ in lines}
        assert "capsized" not in json.dumps(lines)

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
