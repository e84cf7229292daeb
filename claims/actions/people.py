"""People at the desk: their roles, their coming and going, how they like to see the desk.

A role is a word in the person's row, which every rule asks; a group of the same name mirrors it, for
whatever asks Django about groups. `set_role` is the only place where either is changed.
"""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from claims.actions import history, queue
from claims.actions.person_history import note
from claims.actions.tokens import revoke_token
from claims.actions.wording import lacking
from claims.models import Claim, Delivery, Token, User
from claims.permissions.people import check_may_set_role, check_may_switch_off, check_may_switch_on
from claims.statuses import Role, Status
from claims.words import said

STAFF = (Role.STANDARDS, Role.ADMIN)  # who comes into the admin; standards to what `admin.desks.SetUp` guards
NO_ROLE = said("Choose a role from the list.")
NO_THEME = said("Choose light, dark, or what the system says.")
NO_LANGUAGE = said("Choose a language from the list.")
NO_LONGER_HERE = said("This person is no longer at the desk.")
DEMO_NAMES = {
    Role.VIEWER: ("Vera", "Lindqvist"),
    Role.CHECKER: ("Tomas", "Arkwell"),
    Role.REVIEWER: ("Imani", "Crossley"),
    Role.EDITOR: ("Rosalind", "Fenmore"),
    Role.STANDARDS: ("Gideon", "Pell"),
    Role.ADMIN: ("Saskia", "Durrant"),
}


@transaction.atomic
def set_role(*, person_id: int, role: str, by: User) -> User:
    """Give somebody a role, at once; who did it, from what to what, stands in the person's history.

    Whoever may no longer check holds nothing any more. Raises NotAllowed, Incomplete, User.DoesNotExist.
    """
    person = _locked(person_id)
    check_may_set_role(by, person)
    if role not in list(Role):
        raise lacking("role", NO_ROLE)
    if role != person.role:
        note(person, "role", by=by, before=person.role, after=role)
        _write_role(person, Role(role))
    if not person.may(Role.CHECKER):
        _give_back_claims(person, by)
    return person


def _write_role(person: User, role: Role) -> None:
    """The admin's pages are for the role admin, and those of desks, scales and policies for standards."""
    person.role, person.is_staff, person.is_superuser = role, role in STAFF, role == Role.ADMIN
    person.save(update_fields=["role", "is_staff", "is_superuser"])
    mirror(person)


@transaction.atomic
def let_superusers_administer() -> list[User]:
    """Give the role admin to those whom `createsuperuser` made: it knows of no roles, and no form makes them.

    A superuser of another role can come from nowhere else; see `_write_role`.
    """
    made = User.objects.filter(is_superuser=True).exclude(role=Role.ADMIN)
    found = list(made.select_for_update().order_by("pk"))
    for person in found:
        note(person, "role", by=None, before=person.role, after=Role.ADMIN)
        _write_role(person, Role.ADMIN)
    return found


def mirror(person: User) -> None:
    """Let the person's groups say what the role says."""
    group, _ = Group.objects.get_or_create(name=person.role)
    person.groups.set([group])


def mirror_all() -> None:
    """The same for people who were here before there were groups. Called after each migration."""
    for person in User.objects.filter(groups=None):
        mirror(person)


@transaction.atomic
def switch_off(*, person_id: int, by: User) -> User:
    """Somebody leaves: sessions, tokens, holds and messages on their way end with this transaction.

    A new password will be needed on coming back, so no session and no known password outlives the leaving.
    Raises NotAllowed, Conflict, User.DoesNotExist.
    """
    person = _locked(person_id)
    check_may_switch_off(by, person)
    person.is_active = False
    person.set_unusable_password()  # what a session's hash is made of: none is good any more
    person.save(update_fields=["is_active", "password"])
    for token in Token.objects.filter(user=person, revoked_at=None):
        revoke_token(token_id=token.pk, by=by)
    _give_back_claims(person, by)
    waiting = Delivery.objects.filter(notification__person=person, next_attempt_at__isnull=False)
    waiting.update(next_attempt_at=None, failure=NO_LONGER_HERE)
    note(person, "switched_off", by=by, before=person.role)
    return person


@transaction.atomic
def switch_on(*, person_id: int, by: User) -> User:
    """Somebody comes back, with the role of before; a password has to be set, tokens have to be made anew."""
    person = _locked(person_id)
    check_may_switch_on(by, person)
    person.is_active = True
    person.save(update_fields=["is_active"])
    note(person, "switched_on", by=by, after=person.role)
    return person


def _give_back_claims(person: User, by: User) -> None:
    """What this person holds, or waits for a reply on, goes back to the queue, assigned to nobody."""
    mine = Claim.objects.filter(holder=person) | Claim.objects.filter(assignee=person, status=Status.WAITING)
    for claim in mine.select_for_update(of=("self",)).order_by("pk"):
        if claim.status == Status.WAITING:
            queue.move(claim=claim, action="resume", by=by, holder=by)
        if claim.status == Status.IN_PROGRESS:
            detail = {"holder": person.pk}
            queue.move(claim=claim, action="break_lock", by=by, reason=NO_LONGER_HERE, detail=detail)
    assigned = Claim.objects.filter(assignee=person)
    for claim in assigned.select_for_update(of=("self",)).order_by("pk"):
        history.note(claim, "unassign", by=by, was=claim.status, reason=NO_LONGER_HERE)
    assigned.update(assignee=None, assigned_at=None)


def _locked(person_id: int) -> User:
    return User.objects.select_for_update().get(pk=person_id)


@transaction.atomic
def join(*, username: str, email: str, name: str) -> User:
    """Somebody whom the newsroom's own sign-in vouches for comes for the first time: as a viewer."""
    first, _, last = name.partition(" ")
    names = {"first_name": first[:150], "last_name": last[:150]}
    person = User.objects.create_user(username, email, **names)
    mirror(person)
    note(person, "joined", by=None, after=person.role)
    return person


def set_look(*, by: User, theme: str, language: str, languages: set[str]) -> None:
    """How the desk looks to `by`, and in which of the `languages` it speaks. Raises Incomplete."""
    if theme not in {"", "light", "dark"}:
        raise lacking("theme", NO_THEME)
    if language not in {"", *languages}:
        raise lacking("language", NO_LANGUAGE)
    User.objects.filter(pk=by.pk).update(theme=theme, language=language)
    by.theme, by.language = theme, language


@transaction.atomic
def demo_people(*, password: str) -> list[User]:
    """One person a role, named by it, all with this password; made where missing, else kept as they are.

    They share one hash: hashing is slow, and a new hash at each start would sign everybody out.
    """
    first = User.objects.filter(username=Role.VIEWER).first()
    known = first is not None and first.check_password(password)
    hashed = first.password if first and known else make_password(password)
    return [_demo_person(role, hashed) for role in Role]


def _demo_person(role: Role, hashed: str) -> User:
    first_name, last_name = DEMO_NAMES[role]
    fixed = {
        "role": role,
        "password": hashed,
        "is_staff": role in STAFF,
        "is_superuser": role == Role.ADMIN,
        "is_active": True,
    }
    names = {"first_name": first_name, "last_name": last_name}
    person, _ = User.objects.update_or_create(
        username=role.value, defaults=fixed, create_defaults=fixed | names
    )
    mirror(person)
    return person
