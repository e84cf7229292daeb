"""Roles are given and written down; whoever leaves loses everything at once; one demo person a role."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from claims.actions import people, tokens
from claims.actions.notifying import tell
from claims.actions.person_history import told
from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.models import Claim, Delivery, PersonEvent, Telling, User, Wish
from claims.statuses import Role, Status
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return UserFactory(role=Role.ADMIN, first_name="Saskia", last_name="Durrant")


class TestRoles:
    def test_a_role_counts_at_once_and_is_mirrored_by_a_group(self, admin: User) -> None:
        person = UserFactory(role=Role.CHECKER)
        people.set_role(person_id=person.pk, role="editor", by=admin)
        person = User.objects.get(pk=person.pk)
        assert person.may(Role.EDITOR)
        assert [group.name for group in person.groups.all()] == ["editor"]

    def test_the_history_says_who_when_from_and_to(self, admin: User) -> None:
        person = UserFactory(role=Role.CHECKER, first_name="Tomas", last_name="Arkwell")
        people.set_role(person_id=person.pk, role="editor", by=admin)
        line = PersonEvent.objects.get()
        assert (line.actor, line.before, line.after) == (admin, "checker", "editor")
        assert abs(timezone.now() - line.at).total_seconds() < 60
        assert told(line) == "Saskia Durrant gave the role editor, before it checker, to Tomas Arkwell"

    def test_people_from_before_there_were_groups_get_theirs(self, admin: User) -> None:
        people.mirror_all()
        assert [group.name for group in admin.groups.all()] == ["admin"]

    def test_the_same_role_again_is_no_news(self, admin: User) -> None:
        person = UserFactory(role=Role.CHECKER)
        people.set_role(person_id=person.pk, role="checker", by=admin)
        assert not PersonEvent.objects.exists()

    @pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
    def test_only_an_admin_gives_roles(self, role: Role) -> None:
        with pytest.raises(NotAllowed, match="needs the role admin"):
            people.set_role(person_id=UserFactory().pk, role="editor", by=UserFactory(role=role))

    def test_nobody_changes_their_own(self, admin: User) -> None:
        with pytest.raises(NotAllowed, match="their own role"):
            people.set_role(person_id=admin.pk, role="viewer", by=admin)

    def test_a_role_that_is_none_is_refused(self, admin: User) -> None:
        with pytest.raises(Incomplete, match="from the list"):
            people.set_role(person_id=UserFactory().pk, role="owner", by=admin)

    def test_the_admin_pages_go_with_the_role(self, admin: User) -> None:
        person = UserFactory()
        people.set_role(person_id=person.pk, role="admin", by=admin)
        assert User.objects.get(pk=person.pk).is_superuser
        people.set_role(person_id=person.pk, role="editor", by=admin)
        after = User.objects.get(pk=person.pk)
        assert (after.is_staff, after.is_superuser) == (False, False)

    def test_whoever_may_no_longer_check_holds_nothing(self, admin: User) -> None:
        person = UserFactory(role=Role.CHECKER)
        claim = ClaimFactory(status=Status.IN_PROGRESS, holder=person)
        people.set_role(person_id=person.pk, role="viewer", by=admin)
        claim.refresh_from_db()
        assert (claim.status, claim.holder) == (Status.QUEUED, None)


class TestLeaving:
    @pytest.fixture
    def noor(self) -> User:
        return UserFactory(username="noor", email="noor@desk.example", role=Role.CHECKER)

    def test_an_open_session_ends_with_it_and_stays_ended(self, noor: User, admin: User) -> None:
        browser = Client()
        browser.force_login(noor)
        assert browser.get("/queue/").status_code == 200
        people.switch_off(person_id=noor.pk, by=admin)
        assert browser.get("/queue/").status_code == 302
        people.switch_on(person_id=noor.pk, by=admin)
        assert browser.get("/queue/").status_code == 302

    def test_tokens_end_with_it_and_stay_ended(self, noor: User, admin: User) -> None:
        _, key = tokens.make_token(label="laptop", user=noor)
        program = Client(headers={"Authorization": f"Bearer {key}"})
        assert program.get("/api/v1/claims").status_code == 200
        people.switch_off(person_id=noor.pk, by=admin)
        assert program.get("/api/v1/claims").status_code == 401
        people.switch_on(person_id=noor.pk, by=admin)
        assert program.get("/api/v1/claims").status_code == 401

    def test_what_was_held_waited_on_and_assigned_goes_back(self, noor: User, admin: User) -> None:
        held = ClaimFactory(status=Status.IN_PROGRESS, holder=noor, assignee=noor)
        waits = ClaimFactory(status=Status.WAITING, assignee=noor)
        queued = ClaimFactory(status=Status.QUEUED, assignee=noor)
        other = ClaimFactory(status=Status.IN_PROGRESS, holder=admin)
        people.switch_off(person_id=noor.pk, by=admin)
        for claim in (held, waits, queued):
            claim.refresh_from_db()
            assert (claim.status, claim.holder, claim.assignee) == (Status.QUEUED, None, None)
            assert claim.events.first().actor == admin
        assert Claim.objects.get(pk=other.pk).holder == admin

    def test_messages_on_their_way_are_given_up(self, noor: User, admin: User) -> None:
        Wish.objects.create(person=noor, about=Telling.RETURNED, mail=True)
        tell(Telling.RETURNED, [noor], "Sent back.", claim=None, by=admin)
        people.switch_off(person_id=noor.pk, by=admin)
        delivery = Delivery.objects.get()
        assert (delivery.next_attempt_at, delivery.failure) == (None, people.NO_LONGER_HERE)

    def test_all_of_it_or_nothing(self, noor: User, admin: User, monkeypatch: pytest.MonkeyPatch) -> None:
        """The history line is the last to be written: where that fails, nothing has happened."""
        tokens.make_token(label="laptop", user=noor)

        def break_off(*_: object, **__: object) -> None:
            raise RuntimeError("power cut")

        monkeypatch.setattr(people, "note", break_off)
        with pytest.raises(RuntimeError):
            people.switch_off(person_id=noor.pk, by=admin)
        noor.refresh_from_db()
        assert noor.is_active
        assert noor.tokens.live().count() == 1

    def test_happens_once(self, noor: User, admin: User) -> None:
        people.switch_off(person_id=noor.pk, by=admin)
        with pytest.raises(Conflict, match="switched off already"):
            people.switch_off(person_id=noor.pk, by=admin)
        people.switch_on(person_id=noor.pk, by=admin)
        with pytest.raises(Conflict, match="at the desk already"):
            people.switch_on(person_id=noor.pk, by=admin)

    def test_nobody_locks_themselves_out(self, noor: User, admin: User) -> None:
        with pytest.raises(NotAllowed, match="their own account"):
            people.switch_off(person_id=admin.pk, by=admin)
        with pytest.raises(NotAllowed, match="needs the role admin"):
            people.switch_off(person_id=admin.pk, by=noor)


class TestLook:
    def test_is_kept_with_the_person(self) -> None:
        person = UserFactory()
        people.set_look(by=person, theme="dark", language="ar", languages={"en", "ar"})
        person.refresh_from_db()
        assert (person.theme, person.language) == ("dark", "ar")

    @pytest.mark.parametrize(("theme", "language"), [("pink", ""), ("", "tlh")])
    def test_takes_only_what_there_is(self, theme: str, language: str) -> None:
        with pytest.raises(Incomplete):
            people.set_look(by=UserFactory(), theme=theme, language=language, languages={"en"})


class TestDemoPeople:
    def test_one_for_each_role(self) -> None:
        made = people.demo_people(password="quiet-harbour-91")
        assert [(person.username, person.role) for person in made] == [(role, role) for role in Role]
        assert all(person.check_password("quiet-harbour-91") for person in made)
        assert [person.username for person in made if person.is_superuser] == ["admin"]

    def test_a_second_start_signs_nobody_out(self) -> None:
        before = {person.pk: person.password for person in people.demo_people(password="quiet-harbour-91")}
        after = {person.pk: person.password for person in people.demo_people(password="quiet-harbour-91")}
        assert before == after

    def test_a_new_password_takes_the_place_of_the_old(self) -> None:
        people.demo_people(password="quiet-harbour-91")
        people.demo_people(password="quiet-harbour-92")
        assert User.objects.get(username="editor").check_password("quiet-harbour-92")

    def test_keeps_the_names_that_people_gave_themselves(self) -> None:
        people.demo_people(password="quiet-harbour-91")
        User.objects.filter(username="editor").update(first_name="Nell")
        people.demo_people(password="quiet-harbour-91")
        assert User.objects.get(username="editor").first_name == "Nell"


def test_whom_the_command_made_a_superuser_is_an_admin_in_every_way() -> None:
    made = User.objects.create_superuser("first", password="x")
    assert made.role == Role.VIEWER
    assert people.let_superusers_administer() == [made]
    made.refresh_from_db()
    assert made.may(Role.ADMIN)
    assert [group.name for group in made.groups.all()] == [Role.ADMIN]
    line = PersonEvent.objects.get(person=made)
    assert (line.actor, line.before, line.after) == (None, Role.VIEWER, Role.ADMIN)
    assert people.let_superusers_administer() == []
