"""Editors regroup events, and can take everything back."""

from __future__ import annotations

from typing import Any

import pytest

from claims.actions import events, gathering, regrouping
from claims.actions.awaiting import await_matching
from claims.exceptions import Conflict, DeskError, Incomplete, NotAllowed
from claims.models import Account, Article, Claim, Event, Regrouping, User
from claims.statuses import Role
from tests.event_factories import AccountFactory, EventFactory
from tests.factories import ArticleFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return UserFactory(role=Role.EDITOR, first_name="Ada", last_name="Marlow")


def told(name: str = "Fire in Brelmar", **given: Any) -> dict[str, Any]:
    """What an account tells; its story's claims are those that `claims` names."""
    blank = dict.fromkeys(
        ("places", "names", "subjects", "measures", "claims", "areas", "sites", "days", "figures"), ()
    )
    return {**blank, "kind": "fire", "name": name, "places": ["brelmar"], **given}


def an_event(*names: str, **given: Any) -> Event:
    """An event with one account a name, each of a story with one claim."""
    event = EventFactory(**given)
    for name in names:
        claim = ClaimFactory()
        Claim.objects.filter(pk=claim.pk).update(event=event)
        AccountFactory(event=event, article=claim.article, told=told(name, claims=[claim.pk]))
    return event


def standing() -> dict[int, set[str]]:
    """The names of the accounts of each event that has some."""
    found: dict[int, set[str]] = {}
    for account in Account.objects.all():
        found.setdefault(account.event_id, set()).add(account.told["name"])
    return found


def check_claims() -> None:
    """Each claim is of the event of its account."""
    for account in Account.objects.all():
        for pk in account.told["claims"]:
            assert Claim.objects.get(pk=pk).event_id == account.event_id


def test_a_merged_event_leads_on_to_the_other(editor: User) -> None:
    one, other = an_event("a", "b"), an_event("c")
    stays = regrouping.merge(event_id=other.pk, into=one.pk, by=editor, version=1, reason="One fire.")
    assert stays == one
    assert standing() == {one.pk: {"a", "b", "c"}}
    other.refresh_from_db()
    assert other.merged_into == one
    assert not Account.objects.filter(pinned_by=None).exists()
    assert (other.version, stays.version) == (2, 2)
    check_claims()


def test_a_merge_is_told_in_both_histories(editor: User) -> None:
    one, other = an_event("a"), an_event("b")
    regrouping.merge(event_id=other.pk, into=one.pk, by=editor, version=1, reason="One fire.")
    for event in (one, other):
        line = event.history.filter(action="merged").get()
        assert (line.actor, line.reason) == (editor, "One fire.")


def test_a_merge_can_be_taken_back(editor: User) -> None:
    one, other = an_event("a", "b"), an_event("c")
    before = standing()
    regrouping.merge(event_id=other.pk, into=one.pk, by=editor, version=1, reason="One fire.")
    line = one.history.filter(action="merged").get()  # the one that refers to the other's
    regrouping.undo(line_id=line.pk, by=editor, reason="Two, after all.")
    assert standing() == before
    other.refresh_from_db()
    assert other.merged_into is None
    assert not Account.objects.exclude(pinned_by=None).exists()
    check_claims()


def test_what_came_after_a_merge_stays_where_it_is(editor: User) -> None:
    one, other = an_event("a"), an_event("b")
    regrouping.merge(event_id=other.pk, into=one.pk, by=editor, version=1, reason="One fire.")
    AccountFactory(event=one, told=told("later"))
    regrouping.undo(line_id=line_of(other, "merged").pk, by=editor, reason="Two.")
    assert standing() == {one.pk: {"a", "later"}, other.pk: {"b"}}


def line_of(event: Event, action: str) -> Regrouping:
    found = event.history.filter(action=action).first()
    assert found
    return found


def test_chosen_stories_become_an_event_of_their_own(editor: User) -> None:
    event = an_event("a", "b", "c")
    chosen = [account.pk for account in event.accounts.all() if account.told["name"] != "a"]
    fresh = regrouping.split(
        event_id=event.pk, accounts=chosen, by=editor, version=1, reason="Two fires.", name="Dock fire"
    )
    assert standing() == {event.pk: {"a"}, fresh.pk: {"b", "c"}}
    assert (fresh.name, fresh.named_by) == ("Dock fire", editor)
    assert not Account.objects.filter(pinned_by=None).exists()
    check_claims()
    regrouping.undo(line_id=line_of(event, "split").pk, by=editor, reason="One.")
    assert standing() == {event.pk: {"a", "b", "c"}}
    fresh.refresh_from_db()
    assert fresh.merged_into == event
    check_claims()


@pytest.mark.parametrize("names", ["", "ab", "x"])
def test_a_split_takes_some_and_leaves_some(editor: User, names: str) -> None:
    event = an_event("a", "b")
    chosen = [account.pk for account in event.accounts.all() if account.told["name"] in names]
    with pytest.raises(Incomplete, match="Choose some"):
        regrouping.split(event_id=event.pk, accounts=chosen, by=editor, version=1, reason="Two.")


def test_a_story_moves_and_comes_back(editor: User) -> None:
    one, other = an_event("a", "b"), an_event("c")
    account = one.accounts.get(told__name="b")
    regrouping.move(account_id=account.pk, to=other.pk, by=editor, version=1, reason="Not this one.")
    assert standing() == {one.pk: {"a"}, other.pk: {"b", "c"}}
    check_claims()
    regrouping.undo(line_id=line_of(one, "moved").pk, by=editor, reason="It was.")
    assert standing() == {one.pk: {"a", "b"}, other.pk: {"c"}}
    check_claims()


def test_the_last_story_that_moves_empties_its_event(editor: User) -> None:
    one, other = an_event("a"), an_event("c")
    regrouping.move(
        account_id=one.accounts.get().pk, to=other.pk, by=editor, version=1, reason="The same fire."
    )
    assert list(Event.objects.standing()) == [other]


def test_a_name_stands_until_it_is_taken_back(editor: User) -> None:
    event = an_event("Fire in Brelmar", "Brelmar hotel fire", name="Fire in Brelmar")
    regrouping.rename(event_id=event.pk, name=" Hotel Lanterna ", by=editor, version=1)
    event.refresh_from_db()
    assert (event.name, event.named_by) == ("Hotel Lanterna", editor)
    event = regrouping.undo(line_id=line_of(event, "renamed").pk, by=editor, reason="Too short.")
    assert event.named_by is None
    assert event.name != "Hotel Lanterna"


def test_a_line_is_taken_back_once(editor: User) -> None:
    one, other = an_event("a"), an_event("b")
    regrouping.merge(event_id=other.pk, into=one.pk, by=editor, version=1, reason="One.")
    regrouping.undo(line_id=line_of(other, "merged").pk, by=editor, reason="Two.")
    with pytest.raises(Conflict, match="taken back already"):
        regrouping.undo(line_id=line_of(other, "merged").pk, by=editor, reason="Two.")


def test_what_was_moved_again_is_not_taken_back(editor: User) -> None:
    one, other, third = an_event("a", "b"), an_event("c"), an_event("d")
    account = one.accounts.get(told__name="b")
    regrouping.move(account_id=account.pk, to=other.pk, by=editor, version=1, reason="Not this one.")
    first = line_of(one, "moved")
    regrouping.move(account_id=account.pk, to=third.pk, by=editor, version=2, reason="Nor that.")
    with pytest.raises(Conflict, match="moved again since"):
        regrouping.undo(line_id=first.pk, by=editor, reason="Back.")


def test_whoever_comes_late_hears_who_was_first(editor: User) -> None:
    event = an_event("a")
    regrouping.rename(event_id=event.pk, name="Dock fire", by=editor, version=1)
    with pytest.raises(
        Conflict, match=r"^Ada Marlow regrouped it at .*, after you opened it\. Nothing of yours"
    ):
        regrouping.rename(event_id=event.pk, name="Harbour fire", by=editor, version=1)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CHECKER, Role.REVIEWER])
def test_regrouping_is_for_editors(role: Role) -> None:
    event, person = an_event("a"), UserFactory(role=role)
    with pytest.raises(NotAllowed, match=f"Regrouping events needs the role editor; yours is {role}"):
        regrouping.rename(event_id=event.pk, name="Dock fire", by=person, version=1)


@pytest.mark.parametrize("reason", ["", "  "])
def test_regrouping_needs_a_reason(editor: User, reason: str) -> None:
    one, other = an_event("a"), an_event("b")
    with pytest.raises(Incomplete, match="Say why"):
        regrouping.merge(event_id=other.pk, into=one.pk, by=editor, version=1, reason=reason)
    assert standing() == {one.pk: {"a"}, other.pk: {"b"}}


def test_an_event_that_is_gone_or_the_same_is_refused(editor: User) -> None:
    one, other = an_event("a"), an_event("b")
    with pytest.raises(Event.DoesNotExist):
        regrouping.merge(event_id=one.pk, into=0, by=editor, version=1, reason="One.")
    with pytest.raises(Conflict, match="with itself"):
        regrouping.merge(event_id=one.pk, into=one.pk, by=editor, version=1, reason="One.")
    regrouping.merge(event_id=other.pk, into=one.pk, by=editor, version=1, reason="One.")
    with pytest.raises(Conflict, match="merged into another"):
        regrouping.rename(event_id=other.pk, name="Dock fire", by=editor, version=2)


def a_story(headline: str, body: str) -> Article:
    """A story that was read, and waits to be compared."""
    article: Article = ArticleFactory(state="ready", body=body, body__headline=headline)
    ClaimFactory(revision=article.current, sentence=body, figure_end=len(body) - 1)
    await_matching(article.pk)
    return article


def compared(*articles: Article) -> list[int]:
    """The events of these stories, once nothing waits."""
    while gathering.gather():
        pass
    return [Account.objects.get(article=article).event_id for article in articles]


FIRE = "Three people were killed in a fire in a hotel in Brelmar, the mayor said."
SAME = "A fire in a hotel in Brelmar killed three people, firefighters said."


def test_the_service_leaves_what_an_editor_parted(editor: User) -> None:
    one, other = a_story("Hotel fire in Brelmar", FIRE), a_story("Fire in Brelmar hotel", SAME)
    event_id, same = compared(one, other)
    assert event_id == same
    account = Account.objects.get(article=other)
    fresh = regrouping.split(
        event_id=event_id, accounts=[account.pk], by=editor, version=1, reason="Two fires."
    )
    assert compared(one, other) == [event_id, fresh.pk]
    await_matching(one.pk, other.pk)
    assert compared(one, other) == [event_id, fresh.pk]


def test_what_is_new_joins_what_an_editor_put_together(editor: User) -> None:
    one, other = (
        a_story("Hotel fire in Brelmar", FIRE),
        a_story("Tax on sugar in Steyn", "Steyn taxes sugar."),
    )
    first, second = compared(one, other)
    regrouping.merge(event_id=second, into=first, by=editor, version=1, reason="One story.")
    third = a_story("Fire in Brelmar hotel", SAME)
    assert compared(one, other, third) == [first, first, first]


def test_a_story_that_the_service_joined_can_be_taken_out(editor: User) -> None:
    one, other = a_story("Hotel fire in Brelmar", FIRE), a_story("Fire in Brelmar hotel", SAME)
    event_id, _ = compared(one, other)
    line = Regrouping.objects.get(event=event_id, action="joined")
    regrouping.undo(line_id=line.pk, by=editor, reason="Another hotel.")
    first, second = compared(one, other)
    assert first != second
    assert events.place(Article.objects.get(pk=other.pk)) == {second}


def test_the_sentences_are_for_people(editor: User) -> None:
    event = an_event("a")
    with pytest.raises(DeskError) as refused:
        regrouping.split(event_id=event.pk, accounts=[], by=editor, version=1, reason="Two.")
    assert str(refused.value).endswith(".")
