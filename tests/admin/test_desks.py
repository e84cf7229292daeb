"""Desks, scales and policies in the admin: weights that weigh anew, secrets kept, pinned scales read only."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions import desks, people, reweighing
from claims.exceptions import Conflict, NotAllowed
from claims.models import Claim, Desk, Policy, RatingScale, ScaleRating, User, Weighing, Weight
from claims.statuses import Role
from tests.actions.test_weighing import desk as a_desk
from tests.actions.test_weighing import terms
from tests.factories import ClaimFactory, UserFactory, VerdictFactory

pytestmark = pytest.mark.django_db
WEBHOOK = "https://hooks.selwick.example/T0/secret-of-the-desk"


@pytest.fixture
def root(db: None) -> Client:
    client = Client()
    client.force_login(UserFactory(username="root", role=Role.ADMIN, is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def standards(db: None) -> User:
    person: User = UserFactory(role=Role.STANDARDS)
    return person


def address(row: Any, page: str = "change") -> str:
    name = f"admin:claims_{row._meta.model_name}_{page}"
    return reverse(name) if page == "changelist" else reverse(name, args=[row.pk])


def form(desk: Desk, weights: tuple[tuple[str, str], ...] = (), **fields: Any) -> dict[str, Any]:
    """The desk's own form with these weights in new lines of it."""
    known = Weight.objects.filter(desk=desk).count()
    given = {
        "name": desk.name, "scale": desk.scale_id, "policy": desk.policy_id, "speakers": desk.speakers,
        "webhook": "", "weights-TOTAL_FORMS": known + len(weights), "weights-INITIAL_FORMS": known,
    } | fields  # fmt: skip
    for number, weight in enumerate(Weight.objects.filter(desk=desk)):
        given |= {f"weights-{number}-id": weight.pk, f"weights-{number}-desk": desk.pk}
        given |= {f"weights-{number}-term": weight.term, f"weights-{number}-points": weight.points}
    for number, (term, points) in enumerate(weights, known):
        given |= {f"weights-{number}-term": term, f"weights-{number}-points": points}
    return given


def ratings(fresh: int, *known: ScaleRating) -> dict[str, Any]:
    """The lines of a scale's form: those that are there as they are, and as many new ones."""
    given: dict[str, Any] = {"ratings-TOTAL_FORMS": len(known) + fresh, "ratings-INITIAL_FORMS": len(known)}
    for number, rating in enumerate(known):
        told = {name: getattr(rating, name) for name in ("code", "label", "glyph", "position")}
        given |= {f"ratings-{number}-{name}": value for name, value in told.items()}
        given |= {f"ratings-{number}-id": rating.pk, f"ratings-{number}-scale": rating.scale_id}
    for number in range(len(known), len(known) + fresh):
        told = {"code": f"step-{number}", "label": f"Step {number}", "glyph": "true", "position": number + 1}
        given |= {f"ratings-{number}-{name}": value for name, value in told.items()}
    return given


def act(client: Client, action: str, *rows: Any) -> str:
    given = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(address(rows[0], "changelist"), given, follow=True).content.decode()


class TestWeights:
    def test_weights_that_are_saved_weigh_the_open_claims_anew(self, root: Client) -> None:
        claim, desk = ClaimFactory(), Desk.objects.default()
        reweighing.weigh_due()
        page = root.post(address(desk), form(desk, (("casualties", "51"),)), follow=True).content.decode()
        assert "weighed anew in the background" in page
        assert Weighing.objects.get(desk=desk).left() == 1
        assert ">1<" in root.get(address(desk, "changelist")).content.decode()
        reweighing.weigh_due()
        assert terms(claim)["type"] == 51

    def test_the_line_for_another_weight_may_stay_empty(self, root: Client) -> None:
        desk = Desk.objects.default()
        assert '<option value="" selected>Choose a term' in root.get(address(desk)).content.decode()
        root.post(address(desk), form(desk, (("casualties", "51"), ("", ""))))
        assert list(desk.weights.values_list("term", "points")) == [("casualties", 51)]

    def test_speakers_weigh_anew_and_a_name_alone_does_not(self, root: Client) -> None:
        claim, desk = ClaimFactory(), Desk.objects.default()
        reweighing.weigh_due()
        root.post(address(desk), form(desk, name="The night desk"))
        assert Weighing.objects.get(desk=desk).after is None
        root.post(address(desk), form(desk, speakers=" Ines   Vallory \n\nInes Vallory\n"))
        assert Desk.objects.get(pk=desk.pk).speakers == "Ines Vallory"
        reweighing.weigh_due()
        assert terms(claim)["speaker"] == 15

    @pytest.mark.parametrize(
        ("weights", "words"),
        [
            ((("casualties", "101"),), "less than or equal to 100"),
            ((("casualties", "-1"),), "greater than or equal to 0"),
            ((("wind", "5"),), "Select a valid choice"),
            ((("conflict", "0"),), "Give conflicts one point at least"),
            ((("size", "5"), ("size", "6")), "duplicate"),
        ],
    )
    def test_a_weight_that_is_none_is_refused_in_words(
        self, root: Client, weights: tuple[tuple[str, str], ...], words: str
    ) -> None:
        desk = Desk.objects.default()
        assert words in root.post(address(desk), form(desk, weights)).content.decode()
        assert not Weight.objects.exists()

    def test_a_list_of_speakers_has_an_end(self, root: Client) -> None:
        desk = Desk.objects.default()
        names = "\n".join(f"Ada {n} Marlow" for n in range(201))
        assert "200 speakers at most" in root.post(address(desk), form(desk, speakers=names)).content.decode()


class TestDesks:
    def test_a_webhook_is_never_shown_again(self, root: Client) -> None:
        desk = Desk.objects.default()
        root.post(address(desk), form(desk, webhook=WEBHOOK))
        assert Desk.objects.get(pk=desk.pk).webhook == WEBHOOK
        for page in ("change", "changelist", "history"):
            text = root.get(address(desk, page)).content.decode()
            assert "secret-of-the-desk" not in text
        assert "hooks.selwick.example/…" in root.get(address(desk, "changelist")).content.decode()
        root.post(address(desk), form(desk))
        assert Desk.objects.get(pk=desk.pk).webhook == WEBHOOK
        root.post(address(desk), form(desk, no_webhook="on"))
        assert Desk.objects.get(pk=desk.pk).webhook == ""

    def test_a_webhook_in_clear_is_refused(self, root: Client) -> None:
        desk = Desk.objects.default()
        page = root.post(address(desk), form(desk, webhook="http://hooks.example/x")).content.decode()
        assert "begins with https://" in page

    def test_another_desk_takes_the_claims_that_name_none(self, root: Client) -> None:
        claim, foreign = ClaimFactory(), a_desk()
        Weight.objects.create(desk=foreign, term="casualties", points=3)
        act(root, "make_default", foreign)
        assert Desk.objects.default() == foreign
        reweighing.weigh_due()
        assert terms(claim)["type"] == 3
        assert "already" in act(root, "make_default", foreign)

    def test_a_desk_with_claims_and_the_default_one_stay(self, root: Client) -> None:
        foreign = a_desk()
        ClaimFactory(desk=foreign)
        for desk in (foreign, Desk.objects.default()):
            assert root.post(address(desk, "delete"), {"post": "yes"}).status_code == 403
        empty = a_desk(name="Sport")
        root.post(address(empty, "delete"), {"post": "yes"})
        assert not Desk.objects.filter(pk=empty.pk).exists()


class TestScales:
    def test_a_pinned_scale_is_read_only(self, root: Client) -> None:
        VerdictFactory()
        scale = RatingScale.objects.get(name="six-point", version=1)
        assert root.get(address(scale)).status_code == 200
        assert root.post(address(scale), {"label": "Other words"}).status_code == 403
        assert root.post(address(scale, "delete"), {"post": "yes"}).status_code == 403

    def test_a_new_version_is_a_copy_that_can_be_changed(self, root: Client) -> None:
        VerdictFactory()
        old = RatingScale.objects.get(name="six-point", version=1)
        act(root, "new_version", old)
        anew = RatingScale.objects.get(name="six-point", version=2)
        assert not anew.is_offered
        assert list(anew.ratings.values_list("code", "label", "number", "glyph")) == list(
            old.ratings.values_list("code", "label", "number", "glyph")
        )
        given = {"label": "Six steps, reworded", "ratings-TOTAL_FORMS": 0, "ratings-INITIAL_FORMS": 0}
        root.post(address(anew), given)
        anew.refresh_from_db()
        assert anew.label == "Six steps, reworded"
        act(root, "offer", anew)
        anew.refresh_from_db()
        assert anew.is_offered

    @pytest.mark.parametrize(("number", "is_saved"), [(1, False), (2, True), (10, True), (11, False)])
    def test_a_new_scale_has_two_to_ten_ratings(self, root: Client, number: int, is_saved: bool) -> None:
        given = {"name": "own", "version": 1, "label": "Our own words", **ratings(number)}
        page = root.post(reverse("admin:claims_ratingscale_add"), given).content.decode()
        assert RatingScale.objects.filter(name="own").exists() == is_saved
        assert (f"A scale has 2 to 10 ratings; this one would have {number}." in page) != is_saved

    def test_what_is_taken_away_has_to_leave_two(self, root: Client, standards: User) -> None:
        old = RatingScale.objects.get(name="no-scale", version=1)
        anew = desks.new_version(scale_id=old.pk, by=standards)
        first, second = anew.ratings.all()
        given = {"label": anew.label, **ratings(0, first, second), "ratings-0-DELETE": "on"}
        page = root.post(address(anew), given).content.decode()
        assert "A scale has 2 to 10 ratings; this one would have 1." in page
        assert anew.ratings.count() == 2

    def test_a_scale_that_a_desk_rates_by_stays_on_offer(self, standards: User) -> None:
        with pytest.raises(Conflict, match="rates by it"):
            desks.offer(scale_id=Desk.objects.default().scale_id, is_offered=False, by=standards)

    def test_a_scale_of_one_rating_is_not_offered(self, standards: User) -> None:
        scale = RatingScale.objects.create(name="bare", label="Bare", is_offered=False)
        with pytest.raises(Conflict, match="2 to 10 ratings; this one has 0"):
            desks.offer(scale_id=scale.pk, is_offered=True, by=standards)

    @pytest.mark.parametrize("role", [Role.VIEWER, Role.CHECKER, Role.REVIEWER, Role.EDITOR])
    def test_nobody_below_standards_sets_up_anything(self, role: Role) -> None:
        by, desk = UserFactory(role=role), a_desk()
        for deed in (
            lambda: desks.make_default(desk_id=desk.pk, by=by),
            lambda: desks.new_version(scale_id=desk.scale_id, by=by),
            lambda: desks.offer(scale_id=desk.scale_id, is_offered=True, by=by),
        ):
            with pytest.raises(NotAllowed, match="needs the role standards"):
                deed()


class TestPolicies:
    @pytest.mark.parametrize(
        "wrong", [{"evidence": 0}, {"votes": 3, "voters": 2}, {"votes": 0}, {"name": ""}]
    )
    def test_a_policy_that_cannot_be_is_refused_and_no_page_breaks(
        self, root: Client, wrong: dict[str, Any]
    ) -> None:
        policy = Policy.objects.all()[0]
        given = {"name": policy.name, "evidence": 1, "independent": 0, "votes": 1, "voters": 1} | wrong
        answer = root.post(address(policy), given)
        assert answer.status_code == 200
        assert "errorlist" in answer.content.decode()

    def test_a_policy_of_a_desk_is_not_deleted(self, root: Client) -> None:
        policy = Desk.objects.default().policy
        assert root.post(address(policy, "delete"), {"post": "yes"}).status_code == 403
        assert Claim.objects.count() == 0


def test_standards_changes_a_policy_and_sees_no_person(standards: User) -> None:
    """workflow.md: "standards: change scales/policies", "admin: users"."""
    User.objects.filter(pk=standards.pk).update(is_staff=True)
    client, policy = Client(), Policy.objects.create(name="Trial")
    client.force_login(User.objects.get(pk=standards.pk))
    page = client.get(address(policy))
    form = page.context["adminform"].form
    given = {name: form.initial.get(name) for name in form.fields if form.initial.get(name) is not None}
    assert client.post(address(policy), given | {"name": "Night"}).status_code == 302
    policy.refresh_from_db()
    assert policy.name == "Night"
    assert client.get(reverse("admin:claims_user_changelist")).status_code == 403
    listed = client.get(reverse("admin:index")).context["app_list"]
    assert {model["object_name"] for app in listed for model in app["models"]} == {
        "Desk", "Policy", "RatingScale"
    }  # fmt: skip


def test_the_role_standards_makes_staff_and_no_superuser() -> None:
    person = UserFactory(role=Role.CHECKER)
    people.set_role(person_id=person.pk, role=Role.STANDARDS, by=UserFactory(role=Role.ADMIN))
    person.refresh_from_db()
    assert (person.is_staff, person.is_superuser) == (True, False)
