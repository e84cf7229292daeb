"""`manage.py reconcile` by hand."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command

from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def test_prints_its_counts_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("reconcile")
    assert capsys.readouterr().out == "0 rung, 0 to_match, 0 failed, 0 lapsed, 0 overdue, 0 busy\n"


def test_prints_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    ArticleFactory(attempts=3)
    call_command("reconcile", json=True)
    assert json.loads(capsys.readouterr().out)["failed"] == 1
