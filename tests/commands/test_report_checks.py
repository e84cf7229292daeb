"""Counting what published checks tell their readers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.actions import publishing
from claims.models import Claim, User
from claims.statuses import Role
from tests.commands.conftest import Ran
from tests.factories import UserFactory, approved
from tests.judged import ask

pytestmark = pytest.mark.django_db
Run = Callable[..., Ran]


@pytest.fixture
def editor() -> User:
    return UserFactory(role=Role.EDITOR)


def published(editor: User, *, asked: bool = False, **fields: str) -> Claim:
    claim = approved(**fields)
    if asked:
        ask(claim, editor)
    publishing.publish(claim_id=claim.pk, by=editor)
    return claim


def test_a_line_a_field_then_the_groups_then_all_of_them(run: Run, editor: User) -> None:
    published(editor, asked=True)
    corrected = published(editor, place="")
    publishing.correct(claim_id=corrected.pk, by=editor, was="37", now="38", explanation="It names 38.")
    approved()  # readers have none of this one
    lines = run("report_checks", "--json").lines
    fields = {line["field"]: line for line in lines if "field" in line}
    assert fields["claim"] == {"field": "claim", "checks": 2, "filled": 2, "share": 1.0}
    assert fields["place"]["share"] == 0.5
    assert fields["contact"]["filled"] == 1
    assert fields["evidence_archived"]["filled"] == 0
    assert fields["review"]["filled"] == 2
    types = [line for line in lines if line.get("group") == "type"]
    assert types == [{"group": "type", "name": "casualties", "checks": 2}]
    assert sum(line["checks"] for line in lines if line.get("group") == "source") == 2
    assert lines[-1] == {"checks": 2, "corrected": 1, "retracted": 0}


def test_with_nothing_published_no_share_is_told(run: Run) -> None:
    lines = run("report_checks", "--json").lines
    assert {line["share"] for line in lines if "field" in line} == {None}
    assert lines[-1]["checks"] == 0


def test_people_get_a_table(run: Run, editor: User) -> None:
    published(editor)
    told = run("report_checks").out
    assert "evidence archived" in told
    assert "1 published, 0 of them corrected; 0 retracted" in told
