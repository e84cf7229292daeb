"""The catalogues of claims/locale say all that the site says."""

from __future__ import annotations

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from claims.management.commands.gather_words import FOLDER


def test_every_message_is_translated() -> None:
    out = StringIO()
    try:
        call_command("gather_words", "--check", stdout=out)
    except CommandError:
        pytest.fail(f"run: python manage.py gather_words, and translate\n{out.getvalue()}")


def test_every_language_but_the_sites_own_has_a_catalogue() -> None:
    assert {each.name for each in FOLDER.iterdir() if each.is_dir()} == {
        code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE
    }
