"""Names of models and fields: said in the reader's language, and unknown to migrations."""

from __future__ import annotations

from typing import Any

from django.db.migrations.state import ModelState
from django.utils import translation

from claims.models import Claim, Evidence, User


def field(model: Any, name: str) -> Any:
    return model._meta.get_field(name)


def test_a_name_made_of_an_identifier_is_translated() -> None:
    assert str(field(Claim, "assigned_at").verbose_name) == "assigned at"
    assert str(Evidence._meta.verbose_name_plural) == "evidence"
    with translation.override("ar"):
        assert str(field(Claim, "assigned_at").verbose_name) == "وقت الإسناد"
        assert str(Evidence._meta.verbose_name_plural) == "الأدلة"


def test_a_help_text_is_translated() -> None:
    with translation.override("ar"):
        assert "القائمة" in str(field(Claim, "set_aside_until").help_text)


def test_names_that_django_translates_are_left_to_it() -> None:
    with translation.override("ar"):
        assert str(field(User, "last_login").verbose_name) != "last login"


def test_migrations_know_nothing_of_it() -> None:
    assert "verbose_name" not in field(Claim, "assigned_at").deconstruct()[3]
    assert ModelState.from_model(Evidence).options["verbose_name_plural"] == "evidence"
    assert "verbose_name" not in ModelState.from_model(Claim).options
