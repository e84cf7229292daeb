"""`manage.py verify_audit`."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.actions import history
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("verify_audit", *arguments, stdout=out, stderr=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def told(*arguments: str) -> dict[str, Any]:
    code, out = run("--json", *arguments)
    assert code == 0
    answer: dict[str, Any] = json.loads(out)
    return answer


def test_seals_what_is_new_and_prints_the_head_to_keep() -> None:
    history.note(ClaimFactory(), "take", by=None, was="queued")
    first = told()
    assert (first["checked"], first["sealed"], first["found"]) == (1, 1, [])
    assert told("--head", first["head"])["sealed"] == 0
    assert first["head"] in run()[1]


def test_a_head_that_the_chain_does_not_reach_is_told_with_exit_code_1() -> None:
    history.note(ClaimFactory(), "take", by=None, was="queued")
    head = told()["head"]
    code, out = run("--head", "9" + head)
    assert code == 1
    assert "the chain ends before the head that was kept" in out


def test_only_looking_seals_nothing() -> None:
    history.note(ClaimFactory(), "take", by=None, was="queued")
    assert told("--no-seal")["checked"] == 0


def test_what_is_no_head_is_wrong_use() -> None:
    with pytest.raises(CommandError, match="is no head of the audit") as refused:
        call_command("verify_audit", "--head", "nonsense")
    assert refused.value.returncode == 2
