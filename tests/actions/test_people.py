"""Keys are shown once and can be revoked; the demo has one person a role."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions import people
from claims.exceptions import Incomplete
from claims.models import Token, User
from claims.statuses import Role
from tests.factories import SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


class TestTokens:
    def test_a_key_opens_for_its_owner_and_is_not_stored(self) -> None:
        source = SourceFactory()
        token, key = people.make_token(label=" wire room ", source=source)
        assert Token.objects.matching(key) == token
        assert (token.label, token.source) == ("wire room", source)
        assert key not in str(Token.objects.values().get())
        assert len(key) >= 40

    def test_a_revoked_key_opens_nothing(self) -> None:
        token, key = people.make_token(label="wire room", user=UserFactory())
        first = people.revoke_token(token_id=token.pk).revoked_at
        assert Token.objects.matching(key) is None
        assert people.revoke_token(token_id=token.pk).revoked_at == first

    def test_an_expired_key_opens_nothing(self) -> None:
        past = timezone.now() - timedelta(seconds=1)
        _, key = people.make_token(label="wire room", user=UserFactory(), expires_at=past)
        assert Token.objects.matching(key) is None

    @pytest.mark.parametrize("both", [True, False])
    def test_has_one_owner(self, both: bool) -> None:
        owners = {"source": SourceFactory(), "user": UserFactory()} if both else {}
        with pytest.raises(Incomplete, match="belongs to a source or to a person"):
            people.make_token(label="wire room", **owners)

    def test_needs_a_label(self) -> None:
        with pytest.raises(Incomplete, match="Give the token a label"):
            people.make_token(label=" ", user=UserFactory())


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
