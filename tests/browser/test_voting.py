"""A verdict under a policy: proposed with everything missing named, voted on, and its pictures."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from claims.actions import publishing, verdicts
from claims.models import Claim, User, Verdict
from claims.statuses import Role
from tests.browser.conftest import Desk
from tests.browser.pictures import SIZES, shoot
from tests.browser.test_access import serious
from tests.factories import EvidenceFactory, UserFactory
from tests.judged import WHOLE, ask, held, judged_by, propose

WHY = "Both lists name 37 dead."
VOTES = ("The log and the list agree.", "I asked the coast guard, too.")
MISSING = (
    "Choose a rating from the desk’s scale.",
    "Say why, in words a reader can follow.",
    "“Harbour log of Monday” needs a quote",
    "two sources of different publishers, or one primary source",
    "Put on record how you asked the speaker",
)


@pytest.fixture
def voters(transactional_db: None) -> list[User]:
    names = (("tomas", "Tomas", "Reyl"), ("imani", "Imani", "Crossley"), ("osei", "Kemi", "Osei"))
    return [
        UserFactory(username=name, first_name=first, last_name=last, role=Role.REVIEWER)
        for name, first, last in names
    ]


def todo(page: Page) -> list[str]:
    return page.locator(".needs .todo").evaluate_all("items => items.map(item => item.dataset.need)")


def test_a_verdict_under_two_of_three_by_keyboard_alone(
    open_desk: Callable[..., Desk], checker: User, voters: list[User]
) -> None:
    judged_by("two of three")
    claim = held(checker, {"publisher": "Harbour office"})
    desk = open_desk()
    page = desk.sign_in(checker)
    desk.go(f"/claims/{claim.pk}/")
    page.keyboard.press("Control+Enter")
    for words in MISSING:
        expect(page.locator("#trouble")).to_contain_text(words)
    assert todo(page) == ["rating", "explanation", "evidence_fields", "sources", "no_contact"]
    assert not desk.focus().startswith("BODY")

    claim.evidence.update(quote=WHOLE[0]["quote"])
    EvidenceFactory(claim=claim, added_by=checker, **WHOLE[1])
    desk.go(f"/claims/{claim.pk}/")
    page.keyboard.press("2")
    page.locator("#id_explanation").focus()
    page.keyboard.type(WHY)
    page.keyboard.press("Tab")
    assert desk.focus() == "TEXTAREA id_no_contact"
    assert todo(page) == ["no_contact"]
    page.keyboard.type("She was buried on Sunday.")
    assert todo(page) == []
    page.keyboard.press("Control+Enter")
    expect(page.locator("#said")).to_contain_text("Proposed as mostly true")

    for voter, note in zip(voters, VOTES, strict=False):
        window = open_desk()
        voting = window.sign_in(voter)
        window.go(f"/claims/{claim.pk}/")
        voting.locator("#vote-note").focus()
        voting.keyboard.type(note)
        voting.keyboard.press("Tab")
        voting.keyboard.press("Enter")
        expect(voting.locator("#votes")).to_contain_text(note)
        assert not window.focus().startswith("BODY")
    expect(voting.locator(".steps b")).to_have_text("Approved")
    verdict = Verdict.objects.get()
    assert [vote.note for vote in verdict.votes.all()] == list(VOTES)
    assert verdict.no_contact == "She was buried on Sunday."


def test_the_verdict_form_works_without_a_script(
    open_desk: Callable[..., Desk], checker: User, voters: list[User]
) -> None:
    judged_by("full", "eight-point")
    claim = held(checker, *WHOLE)
    desk = open_desk(java_script_enabled=False)
    desk.sign_in(checker)
    page = desk.go(f"/claims/{claim.pk}/")
    page.locator("#id_explanation").fill(WHY)
    page.get_by_role("button", name="Propose and open next").click()
    expect(page.locator("#rating-error")).to_contain_text("Choose a rating")
    assert todo(page) == ["rating", "no_contact"]
    page.get_by_label("Exaggerated").check()
    page.locator("#id_no_contact").fill("She was buried on Sunday.")
    page.get_by_role("button", name="Propose and open next").click()
    page.wait_for_url("**/queue/**")
    assert Verdict.objects.get().rating == "exaggerated"


def under_review(checker: User, voters: list[User]) -> Claim:
    """A verdict that was sent back once and has one vote for it and one against now."""
    judged_by("two of three", "eight-point")
    claim = held(checker, *WHOLE, asked=True)
    propose(claim, checker, rating="understated", explanation="The first list names 37.")
    for voter in voters[:2]:
        verdicts.send_back(claim_id=claim.pk, by=voter, reason="Look at the coast guard’s list, too.")
    propose(claim, checker, rating="exaggerated", explanation=WHY)
    verdicts.approve(claim_id=claim.pk, by=voters[0], note=VOTES[0])
    verdicts.send_back(claim_id=claim.pk, by=voters[1], reason="Which of the lists is newer?")
    return claim


def read(checker: User, voters: list[User], editor: User) -> Claim:
    """A published check with all that a reader may see."""
    judged_by("two of three", "eight-point")
    claim = held(checker, *WHOLE, {"archive_url": "https://archive.example/7", "title": "Register"})
    claim.evidence.filter(quote="").update(quote="37", publisher="Registrar")
    ask(claim, checker)
    propose(claim, checker, rating="exaggerated", explanation=WHY, finding="rounded")
    for voter, note in zip(voters, VOTES, strict=False):
        verdicts.approve(claim_id=claim.pk, by=voter, note=note)
    publishing.publish(claim_id=claim.pk, by=editor)
    return claim


LOOKS = list(product(SIZES, ["light", "dark"]))


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_judging_has_its_picture_taken_and_no_page_a_violation(
    open_desk: Callable[..., Desk], checker: User, voters: list[User], width: int, scheme: str
) -> None:
    editor = UserFactory(username="editor", role=Role.EDITOR)
    published, voted = read(checker, voters, editor), under_review(checker, voters)
    needy = held(checker, {"publisher": "Harbour office"})
    look = {"color_scheme": scheme, "viewport": {"width": width, "height": SIZES[width]}}
    look |= {"has_touch": width < 500, "reduced_motion": "reduce"}
    desk = open_desk(**look)
    desk.sign_in(editor)
    troubles = {}
    for name, path in {"votes": f"/claims/{voted.pk}/", "check-voted": f"/checks/{published.pk}/"}.items():
        page = desk.go(path)
        if page.locator("#before summary").count():
            page.locator("#before summary").click()
        troubles[name] = _troubles(desk, width)
        shoot(desk, name, width, scheme, full_page=True)
    desk = open_desk(**look)
    page = desk.sign_in(checker)
    desk.go(f"/claims/{needy.pk}/")
    page.get_by_role("button", name="Propose and open next").click()
    expect(page.locator("#trouble")).to_contain_text(MISSING[0])
    troubles["needs"] = _troubles(desk, width)
    shoot(desk, "needs", width, scheme, full_page=True)
    assert {name: found for name, found in troubles.items() if found} == {}


def _troubles(desk: Desk, width: int) -> list[str]:
    wide = desk.page.evaluate("document.documentElement.scrollWidth")
    return serious(desk) + ([f"{wide} wide"] if wide > width else [])
