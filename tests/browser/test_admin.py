"""The admin and the queue's "why" in a real browser: pictures in four variants, no report, the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions import reweighing, weighing
from claims.models import Claim, Desk, Policy, RatingScale, User, Weight
from claims.statuses import Role
from tests.admin.rows import one_of_each
from tests.browser.conftest import Desk as Browser
from tests.browser.pictures import SIZES, shoot
from tests.event_factories import LinkFactory, ToldFactory
from tests.factories import ArticleFactory, ClaimFactory, UserFactory


@pytest.fixture
def root(transactional_db: None) -> User:
    person: User = UserFactory(role=Role.ADMIN, is_staff=True, is_superuser=True, first_name="Saskia")
    return person


def told() -> Claim:
    """A claim of a listed speaker that three agencies tell, and that has waited for five hours."""
    own, *others = [ToldFactory(claim=ClaimFactory(revision=_story())) for _ in range(3)]
    for other in others:
        LinkFactory(one=own, other=other)
    claim = Claim.objects.get(pk=own.claim_id)
    Claim.objects.filter(pk=claim.pk).update(created_at=timezone.now() - timedelta(hours=5))
    Desk.objects.update(speakers="Ines Vallory")
    claim.refresh_from_db()
    weighing.weigh_again(claim)
    return claim


def _story() -> object:
    return ArticleFactory(state="ready").current


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_the_admin_and_the_sum_have_their_picture_taken(
    open_desk: Callable[..., Browser], root: User, scheme: str, width: int
) -> None:
    one_of_each()
    claim, desk = told(), Desk.objects.default()
    foreign = Desk.objects.create(
        name="Foreign", scale=RatingScale.objects.all()[0], policy=Policy.objects.all()[0]
    )
    Weight.objects.create(desk=desk, term="casualties", points=40)
    Weight.objects.create(desk=desk, term="speaker", points=20)
    reweighing.begin(desk_id=desk.pk)
    browser = open_desk(
        color_scheme=scheme,
        viewport={"width": width, "height": SIZES[width]},
        has_touch=width < 500,
        reduced_motion="reduce",
    )
    browser.sign_in(root)
    pages = {
        "admin": "/admin/",
        "admin-desks": "/admin/claims/desk/",
        "admin-desk": f"/admin/claims/desk/{desk.pk}/change/",
        "admin-scale": f"/admin/claims/ratingscale/{foreign.scale_id}/change/",
        "admin-claims": "/admin/claims/claim/",
        "admin-history": "/admin/claims/claimevent/",
        "why": "/queue/",
        "why-claim": f"/claims/{claim.pk}/",
    }
    for name, path in pages.items():
        page = browser.go(path)
        if name == "why-claim":
            page.locator("summary", has_text="Priority").click()
        shoot(browser, name, width, scheme, full_page=name == "admin-desk")
    for term in ("3 agencies tell it", "not told before", "waiting 4 h", "a speaker on the desk’s list"):
        assert page.get_by_text(term).count()


def test_the_admin_leads_back_to_the_desk(open_desk: Callable[..., Browser], root: User) -> None:
    browser = open_desk()
    browser.sign_in(root)
    page = browser.go("/admin/")
    page.get_by_role("link", name="Back to the desk").click()
    assert page.url.endswith("/queue/")
