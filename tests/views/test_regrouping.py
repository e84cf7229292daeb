"""What editors do to events: each form calls its action; refusals keep what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.models import Account, Event
from claims.statuses import Role
from tests.event_rows import an_event, tell

WHY = "The agencies mean one fire"


@pytest.fixture
def editor(as_role: Callable[[Role], Client]) -> Client:
    return as_role(Role.EDITOR)


def send(client: Client, event: Event, what: str, **given: Any) -> Any:
    version = Event.objects.get(pk=event.pk).version
    return client.post(f"/events/{event.pk}/{what}/", {"version": version, "reason": WHY, **given})


def fires() -> tuple[Event, Event]:
    one, other = an_event(name="Fire in Corvane"), an_event(name="Fire on the quay")
    for event in (one, other):
        tell(event, "Northline", 12)
        tell(event, "Press", 13, minutes=90)
    return one, other


def account_of(event: Event, source: str) -> Account:
    return Account.objects.get(event=event, article__source__name=source)


def test_an_event_is_renamed_and_the_history_says_why(editor: Client) -> None:
    event, _ = fires()
    answer = send(editor, event, "rename", name="Corvane ferry fire")
    assert answer.headers["Location"] == f"/events/{event.pk}/"
    page = editor.get(f"/events/{event.pk}/").content.decode()
    assert "Corvane ferry fire</h1>" in page
    assert f'<q dir="auto">{WHY}</q>' in page


def test_a_merged_event_is_gone_and_its_address_leads_on(editor: Client) -> None:
    one, other = fires()
    assert send(editor, one, "merge", into=other.pk).headers["Location"] == f"/events/{other.pk}/"
    assert editor.get(f"/events/{one.pk}/").headers["Location"] == f"/events/{other.pk}/"
    assert Account.objects.filter(event=other).count() == 4


def test_ticked_stories_are_split_off(editor: Client) -> None:
    event, _ = fires()
    account = account_of(event, "Press")
    answer = send(editor, event, "split", accounts=[account.pk], name="Another fire")
    account.refresh_from_db()
    assert answer.headers["Location"] == f"/events/{account.event_id}/"
    assert account.event_id != event.pk
    assert account.event.name == "Another fire"


def test_a_story_is_moved(editor: Client) -> None:
    one, other = fires()
    account = account_of(one, "Press")
    send(editor, one, "move", account=account.pk, to=other.pk)
    account.refresh_from_db()
    assert account.event_id == other.pk


def test_a_regrouping_is_taken_back(editor: Client) -> None:
    one, other = fires()
    send(editor, one, "merge", into=other.pk)
    line = one.history.get(action="merged")
    answer = send(editor, one, f"undo/{line.pk}")
    assert answer.headers["Location"] == f"/events/{one.pk}/"
    assert Account.objects.filter(event=one).count() == 2
    assert editor.get(f"/events/{one.pk}/").status_code == 200


def undo_forms(client: Client, event: Event) -> list[str]:
    """Where the page of an event sends what takes its changes back."""
    page = client.get(f"/events/{event.pk}/", follow=True).content.decode()
    return re.findall(r'action="(/events/\d+/undo/\d+/)"', page)


def test_an_event_that_is_gone_is_brought_back_from_the_page_that_it_leads_to(editor: Client) -> None:
    one, other = fires()
    send(editor, one, "merge", into=other.pk)
    (form,) = undo_forms(editor, one)
    kept = editor.post(form, {"line": form.split("/")[-2], "reason": " "})
    assert kept.status_code == 422
    assert re.search(r'id="undo\d+" open', kept.content.decode())
    assert editor.post(form, {"reason": WHY}).headers["Location"] == f"/events/{one.pk}/"
    assert undo_forms(editor, other) == undo_forms(editor, one) == []
    assert editor.get(f"/events/{other.pk}/").content.decode().count("taken back by") == 1


def test_the_only_story_moved_away_comes_back(editor: Client) -> None:
    lonely, (other, _) = an_event(), fires()
    tell(lonely, "Northline", 12)
    send(editor, lonely, "move", account=account_of(lonely, "Northline").pk, to=other.pk)
    (form,) = undo_forms(editor, lonely)
    editor.post(form, {"reason": WHY})
    assert Account.objects.filter(event=lonely).count() == 1


def test_whoever_may_not_regroup_learns_of_no_account_and_no_line(as_role: Callable[[Role], Client]) -> None:
    event, _ = fires()
    viewer = as_role(Role.VIEWER)
    assert send(viewer, event, "move", account=account_of(event, "Press").pk).status_code == 403
    assert send(viewer, event, "move", account=1).status_code == 403
    assert send(viewer, event, "undo/1").status_code == 403


def test_a_stale_form_keeps_what_was_typed(editor: Client) -> None:
    event, other = fires()
    account = account_of(event, "Press")
    send(editor, event, "rename", name="Corvane ferry fire")
    stale = editor.post(
        f"/events/{event.pk}/split/",
        {"version": 1, "accounts": [account.pk], "name": "Another", "reason": "Typed with care"},
    )
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "after you opened it" in page
    assert 'id="split" open' in page
    assert 'value="Another"' in page
    assert "Typed with care</textarea>" in page
    assert f'id="acc{account.pk}" checked' in page
    assert f'name="version" value="{Event.objects.get(pk=event.pk).version}"' in page
    kept = editor.post(f"/events/{event.pk}/merge/", {"version": 1, "into": other.pk, "reason": "Kept"})
    assert f'<option value="{other.pk}" selected>' in kept.content.decode()


@pytest.mark.parametrize(
    ("what", "given", "sentence"),
    [
        ("merge", {"into": "99999"}, "Choose the event."),
        ("merge", {"into": "²"}, "Choose the event."),
        ("move", {"account": "0", "to": "1"}, "Choose the story."),
        ("split", {"accounts": ["nonsense"]}, "Choose some of the stories, and leave some."),
        ("rename", {"name": "x" * 300}, "200 is the most"),
        ("rename", {"name": "x", "reason": "y" * 20_000}, "10,000 is the most"),
    ],
)
def test_what_is_missing_or_too_long_is_said(
    editor: Client, what: str, given: dict[str, Any], sentence: str
) -> None:
    event, _ = fires()
    answer = send(editor, event, what, **given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_who_may_not_regroup_reads_why_and_has_no_forms(as_role: Callable[[Role], Client]) -> None:
    event, other = fires()
    checker = as_role(Role.CHECKER)
    page = checker.get(f"/events/{event.pk}/").content.decode()
    assert "Regrouping events needs the role editor; yours is checker." in page
    assert "/merge/" not in page
    assert send(checker, event, "merge", into=other.pk).status_code == 403
    assert Account.objects.filter(event=event).count() == 2


def test_a_line_of_another_event_is_not_undone_here(editor: Client) -> None:
    one, other = fires()
    send(editor, one, "rename", name="Corvane")
    line = one.history.get(action="renamed")
    assert send(editor, other, f"undo/{line.pk}").status_code == 404
    assert send(editor, other, f"undo/{10**30}").status_code == 404
