"""A person's own keys: given, switched off, put back; clashes are named and nothing is kept."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.forms.keys import KeysForm
from claims.models import User
from tests.factories import ClaimFactory

ADDRESS = "/account/keys/"


def typed(own: dict[str, str] | None = None, **changed: str) -> dict[str, str]:
    """The form as it stands on the page, with `changed` fields."""
    form = KeysForm(own=own)
    return {name: str(field.initial or "") for name, field in form.fields.items()} | changed


def test_what_is_left_as_it_is_changes_nothing(desk: Client, person: User) -> None:
    answer = desk.post(ADDRESS, typed())
    person.refresh_from_db()
    assert (answer.status_code, person.keys) == (302, {})


def test_a_key_of_ones_own_is_on_the_button_and_on_the_sheet(desk: Client, person: User) -> None:
    ClaimFactory()
    desk.post(ADDRESS, typed(triage="W", take="Shift q", pick="", queue="g w"))
    person.refresh_from_db()
    assert person.keys == {"triage": "w", "take": "Shift+q", "pick": "", "queue": "g w"}
    page = desk.get("/queue/").content.decode()
    assert 'data-key="w" aria-keyshortcuts="w"' in page
    assert 'data-key="Shift+q"' in page
    assert 'data-pick=""' in page
    assert '<dt><kbd dir="ltr">W</kbd> </dt><dd>Worth checking: keep in the queue</dd>' in page
    assert '<dt><kbd dir="ltr">off</kbd> </dt><dd>Select the claim</dd>' in page


def test_two_on_one_key_are_named_and_nothing_is_kept(desk: Client, person: User) -> None:
    answer = desk.post(ADDRESS, typed(triage="a"))
    page = answer.content.decode()
    person.refresh_from_db()
    assert (answer.status_code, person.keys) == (422, {})
    assert "A is also the key of “Take it myself” (queue)." in page
    assert "A is also the key of “Worth checking: keep in the queue” (queue)." in page
    assert 'value="a"' in page


def test_a_key_may_not_begin_a_sequence(desk: Client) -> None:
    page = desk.post(ADDRESS, typed(triage="g")).content.decode()
    assert "“Go to the queue” (everywhere)" in page


@pytest.mark.parametrize("wrong", ["abc", "Shift 1", "g q x", "F5 5", "\u202e"])
def test_what_is_no_key_is_refused(desk: Client, wrong: str) -> None:
    assert "Type one character" in desk.post(ADDRESS, typed(triage=wrong)).content.decode()


def test_all_single_keys_can_be_switched_off_and_put_back(desk: Client, person: User) -> None:
    ClaimFactory()
    desk.post(ADDRESS, {"do": "off"})
    page = desk.get("/queue/").content.decode()
    assert "data-key=" not in page
    assert "aria-keyshortcuts" not in page
    person.refresh_from_db()
    assert "propose" not in person.keys
    desk.post(ADDRESS, {"do": "reset"})
    person.refresh_from_db()
    assert person.keys == {}


def test_the_same_key_on_two_pages_is_no_clash(desk: Client, person: User) -> None:
    desk.post(ADDRESS, typed(triage="!", approve="!"))
    person.refresh_from_db()
    assert person.keys == {"triage": "!", "approve": "!"}
