"""One shift by keyboard alone: from the sign-in to a verdict that is returned, approved and reopened.

After every step the focus stands on something, and `#said` tells what was done. No mouse, no `fill`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, ClaimEvent, Evidence, Mending, Revision, SavedView, User, Verdict
from claims.statuses import Status
from tests.browser.conftest import Desk
from tests.factories import ArticleFactory, ClaimFactory

TRIAGED = 20
WHY = "The clinic’s register names 41 patients."
BETTER = "The clinic’s register and the town’s own list both name 41 patients."
LOOK_AGAIN = "Which of the lists is newer?"
NEW_LIST = "The town has a newer list."
BY_THE_WAY = ("triage", "start_review")  # what taking a new claim and deciding on a proposal do as well
DEEDS = ["take", "mend", "evidence_added", "propose", "return", "propose", "approve", "reopen"]


@pytest.fixture
def wards(transactional_db: None) -> list[Claim]:
    """One claim to take and twenty-one to sort before it, each read with a word too few; and other news."""
    lines = [f"In ward {n} of Port Selwick more than {n + 30} people fell ill." for n in range(TRIAGED + 2)]
    revision = ArticleFactory(state="ready", body="\n\n".join(lines)).current
    for priority in (950, 40):
        ClaimFactory(type="spending", priority=priority)
    return [_read(revision, line, str(n + 30), 900 - n) for n, line in enumerate(lines)]


def _read(revision: Revision, line: str, figure: str, priority: int) -> Claim:
    at = revision.body.index(line)
    within = at + line.index(f"than {figure}") + len("than ")
    made: Claim = ClaimFactory(
        revision=revision,
        sentence=line,
        start=at,
        priority=priority,
        figure_start=within,
        figure_end=within + len(figure),
        figure__text=figure,
        figure__low=float(figure),
        figure__qualifier="exact",
        figure__of="fell ill",
    )
    return made


def did(desk: Desk, words: str) -> None:
    """What was done is told, and the focus was not lost over it."""
    expect(desk.page.locator("#said")).to_contain_text(words)
    on_something(desk)


def on_something(desk: Desk) -> None:
    expect(desk.page.locator(":focus")).to_have_count(1)


def opened(page: Page, claim: Claim) -> None:
    page.wait_for_url(f"**/claims/{claim.pk}/**")
    expect(page.locator("#claimtop")).to_be_visible()


def test_a_whole_shift_by_keyboard(
    open_desk: Callable[..., Desk], checker: User, reviewer: User, editor: User, wards: list[Claim]
) -> None:
    desk, claim = open_desk(), wards[TRIAGED]
    page = desk.sign_in(checker)
    _narrow_and_save(desk)
    _sort(desk, wards)
    _take_and_mend(desk, claim)
    _research(desk)
    _propose(desk, WHY)

    review = open_desk()
    review.sign_in(reviewer)
    _return(review, claim)

    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/notifications/")
    desk.tab_to("Tomas Reyl")
    page.keyboard.press("Enter")
    opened(page, claim)
    expect(page.locator("#before")).to_contain_text(LOOK_AGAIN)
    _propose(desk, BETTER)

    last = open_desk()
    last.sign_in(editor)
    _approve_and_reopen(last, claim)

    claim.refresh_from_db()
    assert (claim.status, claim.holder) == (Status.QUEUED, None)
    assert [verdict.explanation for verdict in Verdict.objects.order_by("pk")] == [WHY, BETTER]
    done = list(ClaimEvent.objects.filter(claim=claim).order_by("pk").values_list("action", flat=True))
    assert [deed for deed in done if deed not in BY_THE_WAY] == DEEDS


def _narrow_and_save(desk: Desk) -> None:
    """Filter by a word and a type, and keep the view under a name."""
    page, keys = desk.page, desk.page.keyboard
    keys.press("/")
    assert desk.focus() == "INPUT q"
    keys.type("Selwick")
    keys.press("Enter")
    page.wait_for_url("**/queue/?q=Selwick**")
    on_something(desk)
    keys.press("f")
    desk.reach("#filters input[name=type][value=casualties]")
    keys.press("Space")
    keys.press("Enter")
    page.wait_for_url("**type=casualties**")
    on_something(desk)
    expect(page.locator("#queue > .row")).to_have_count(TRIAGED + 2)
    keys.press("v")
    assert desk.focus() == "INPUT view-name"
    keys.type("The sick of Port Selwick")
    keys.press("Enter")
    did(desk, "Kept as “The sick of Port Selwick”.")
    expect(page.locator("h1")).to_have_text("The sick of Port Selwick")
    assert SavedView.objects.get().person is not None


def _sort(desk: Desk, wards: list[Claim]) -> None:
    """Twenty claims with twenty keys; the seventh was a slip, is taken back and decided anew."""
    page, keys = desk.page, desk.page.keyboard
    row = page.locator("#queue > .row[aria-current]")
    for number, claim in enumerate(wards[:TRIAGED]):
        expect(row).to_have_id(f"c{claim.pk}")
        if number == 6:
            keys.press("1")
            did(desk, "Dismissed")
            keys.press("u")
            did(desk, "Undone: ")
            expect(row).to_have_id(f"c{claim.pk}")
        key, done = ("y", "Kept in the queue") if number % 2 else ("4", "Dismissed as trivial")
        keys.press(key)
        did(desk, f"{done}: “In ward {number} of")
    assert Claim.objects.filter(status=Status.QUEUED).count() == TRIAGED // 2
    assert Claim.objects.filter(status=Status.DISMISSED).count() == TRIAGED // 2


def _take_and_mend(desk: Desk, claim: Claim) -> None:
    page, keys = desk.page, desk.page.keyboard
    expect(page.locator("#queue > .row[aria-current]")).to_have_id(f"c{claim.pk}")
    keys.press("o")
    opened(page, claim)
    keys.press("t")
    did(desk, "You took")
    expect(page.locator("#lease.mine")).to_be_visible()
    keys.press("f")
    assert desk.focus() == "INPUT mend-figure"
    keys.press("Control+a")
    keys.type(f"more than {TRIAGED + 30}")
    keys.press("Enter")
    did(desk, "Mended")
    claim.figure.refresh_from_db()
    assert (claim.figure.qualifier, claim.figure.low) == ("more_than", TRIAGED + 30)
    assert Mending.objects.get().claim == claim


def _research(desk: Desk) -> None:
    page, keys = desk.page, desk.page.keyboard
    keys.press("e")
    assert desk.focus() == "INPUT id_url"
    keys.type("https://clinic.example/register")
    keys.press("Tab")
    keys.type("Register of the clinic")
    desk.reach("#add-form input[value=against]")
    keys.press("ArrowDown")
    keys.press("Enter")
    did(desk, "Added evidence: Register of the clinic")
    expect(page.locator(".evid h3")).to_have_text("Register of the clinic")
    assert Evidence.objects.get().stance == "for"


def _propose(desk: Desk, why: str) -> None:
    page, keys = desk.page, desk.page.keyboard
    expect(page.locator("#lease.mine")).to_be_visible()
    keys.press("2")
    expect(page.locator("input[value=mostly-true]")).to_be_checked()
    desk.reach("#id_explanation")
    keys.press("Control+a")
    keys.type(why)
    keys.press("Control+Enter")
    did(desk, "Proposed as mostly true")


def _ready_for_review(desk: Desk, claim: Claim) -> None:
    desk.tab_to("Ready for review", key="Shift+Tab")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator(".listhead h1")).to_have_text("Ready for review")
    on_something(desk)
    desk.page.keyboard.press("o")
    opened(desk.page, claim)


def _say(desk: Desk, summary: str, words: str) -> None:
    """Open a form by its summary, type a reason, send it: Tab, Enter and letters."""
    keys = desk.page.keyboard
    desk.tab_to(summary, most=150)
    keys.press("Enter")
    keys.press("Tab")
    assert desk.focus().startswith("TEXTAREA")
    keys.type(words)
    keys.press("Tab")
    keys.press("Enter")


def _return(desk: Desk, claim: Claim) -> None:
    _ready_for_review(desk, claim)
    expect(desk.page.locator("#standing")).to_contain_text(WHY)
    _say(desk, "Return it…", LOOK_AGAIN)
    did(desk, "Returned")


def _approve_and_reopen(desk: Desk, claim: Claim) -> None:
    _ready_for_review(desk, claim)
    expect(desk.page.locator("#standing")).to_contain_text(BETTER)
    desk.page.keyboard.press("y")
    did(desk, "Approved")
    expect(desk.page.locator(".steps b")).to_have_text("Approved")
    _say(desk, "Reopen…", NEW_LIST)
    did(desk, "Reopened")
    expect(desk.page.locator("#history")).to_contain_text(NEW_LIST)
