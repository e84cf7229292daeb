"""What each policy asks for before a verdict, and the sentence for each thing that is missing."""

from __future__ import annotations

from typing import Any

import pytest

from claims.exceptions import Incomplete
from claims.models import Asked, EvidenceFile, Policy, User, Verdict
from claims.permissions import needs_of, rules_of
from claims.permissions.needs import independent
from tests.factories import EvidenceFactory, UserFactory
from tests.judged import QUOTE, WHOLE, ask, held, judged_by, propose

pytestmark = pytest.mark.django_db
ONE, OTHER = WHOLE
BARE = {"url": "https://harbour.example/log", "title": "Harbour log", "publisher": "", "quote": ""}


@pytest.fixture
def ines() -> User:
    return UserFactory(first_name="Ines", last_name="Vallory")


def refusal(person: User, *pieces: dict[str, Any], asked: bool = False, **given: Any) -> dict[str, str]:
    """The fields that proposing names, with their sentences; empty where it was proposed."""
    try:
        propose(held(person, *pieces, asked=asked), person, **given)
    except Incomplete as refused:
        return refused.fields
    return {}


def test_light_wants_one_piece_with_a_link_and_nothing_more(ines: User) -> None:
    assert refusal(ines) == {
        "evidence": "A verdict needs at least one piece of evidence with a link or a file."
    }
    assert refusal(ines, BARE) == {}


@pytest.mark.parametrize("policy", ["full", "two of three"])
def test_full_names_everything_that_is_missing_at_once(ines: User, policy: str) -> None:
    judged_by(policy)
    assert refusal(ines, BARE, rating="", explanation=" ") == {
        "rating": "Choose a rating from the desk’s scale.",
        "explanation": "Say why, in words a reader can follow.",
        "evidence_fields": "Each piece of evidence must be whole. “Harbour log” needs a quote.",
        "sources": "A verdict needs two sources of different publishers, or one primary source.",
        "no_contact": "Put on record how you asked the speaker, or say why nobody was asked.",
    }
    assert not Verdict.objects.exists()


@pytest.mark.parametrize(
    ("pieces", "asked", "given"),
    [
        ((ONE, OTHER), True, {}),
        ((ONE, OTHER), False, {"no_contact": "She died in March."}),
        (({**ONE, "is_primary": True},), True, {}),
    ],
    ids=["asked", "not asked, with a reason", "one primary source"],
)
def test_full_is_met(ines: User, pieces: Any, asked: bool, given: dict[str, str]) -> None:
    judged_by("full")
    assert refusal(ines, *pieces, asked=asked, **given) == {}
    verdict = Verdict.objects.get()
    assert (verdict.policy, verdict.votes_needed, verdict.voters) == ("full", 1, 1)
    assert verdict.no_contact == given.get("no_contact", "")


def test_a_blank_reason_is_no_reason(ines: User) -> None:
    judged_by("full")
    assert set(refusal(ines, ONE, OTHER, no_contact=" \u200b ")) == {"no_contact"}


def test_whoever_else_was_asked_is_not_the_speaker(ines: User) -> None:
    judged_by("full")
    claim = held(ines, ONE, OTHER)
    ask(claim, ines, asked=Asked.EXPERT, whom="Dr Okafor")
    with pytest.raises(Incomplete) as refused:
        propose(claim, ines)
    assert set(refused.value.fields) == {"no_contact"}


def test_a_file_stands_for_a_link(ines: User) -> None:
    judged_by("full")
    claim = held(ines, {**ONE, "url": "", "title": "Register"}, OTHER, asked=True)
    with pytest.raises(Incomplete, match="“Register” needs a link or a file"):
        propose(claim, ines)
    EvidenceFile.objects.create(
        evidence=claim.evidence.get(title="Register"),
        name="register.pdf",
        media_type="application/pdf",
        size=3,
        sha256="0" * 64,
        content=b"log",
    )
    propose(claim, ines)


def test_a_policy_of_the_newsrooms_own_counts_its_pieces(ines: User) -> None:
    desk = judged_by("light")
    desk.policy = Policy.objects.create(name="three pieces", evidence=3)
    desk.save()
    assert refusal(ines, ONE, OTHER)["evidence"] == (
        "A verdict needs at least three pieces of evidence with a link or a file."
    )
    assert refusal(ines, ONE, OTHER, BARE) == {}


def test_a_claim_of_another_desk_follows_that_one(ines: User) -> None:
    desk = judged_by("full")
    claim = held(ines, BARE)
    desk.pk, desk.name, desk.is_default = None, "Night desk", False
    desk.policy = Policy.objects.get(name="light")
    desk.save()
    claim.desk = desk
    claim.save(update_fields=["desk"])
    assert propose(claim, ines).policy == "light"


def test_the_list_of_the_page_is_the_rule(ines: User) -> None:
    judged_by("full")
    claim = held(ines, ONE)
    needs = needs_of(claim, rules_of(claim).policy)
    assert [(need.field, need.is_met) for need in needs] == [
        ("evidence", True),
        ("evidence_fields", True),
        ("sources", False),
        ("no_contact", False),
    ]


@pytest.mark.parametrize(
    ("sources", "count"),
    [
        ([("Treasury", "https://a.example/1"), ("Treasury", "https://b.example/2")], 1),
        ([("Treasury", "https://a.example/1"), ("TREASURY ", "https://a.example/2")], 1),
        ([("Treasury", "https://docs.example/1"), ("Audit Office", "https://docs.example/2")], 2),
        ([("", "https://a.example/1"), ("", "https://www.a.example/2")], 1),
        ([("", "https://a.example/1"), ("", "https://b.example/2")], 2),
        ([("Treasury", "https://a.example/1"), ("", "https://a.example/2")], 1),
        ([("Treasury", "https://a.example/1"), ("", "https://b.example/2")], 2),
        ([("", ""), ("", "")], 0),
        ([], 0),
    ],
)
def test_sources_are_told_apart_by_publisher_else_by_host(sources: list[tuple[str, str]], count: int) -> None:
    pieces = [EvidenceFactory.build(publisher=name, url=url, quote=QUOTE) for name, url in sources]
    assert independent(pieces) == count
