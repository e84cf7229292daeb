"""What a reader needs to redo a check: sources, whom we asked, why we chose it, who reviewed it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from claims.actions import publishing, verdicts
from claims.models import Asked, Channel, Check, Claim, Contact, EvidenceFile, Kind, Revision, User
from claims.statuses import Role
from tests.factories import EvidenceFactory, UserFactory, approved
from tests.judged import WHOLE, ask, held, judged_by, propose
from tests.views.test_public import markup, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory(role=Role.EDITOR)


@pytest.fixture
def claim(editor: User) -> Claim:
    """A published one."""
    found = approved()
    publishing.publish(claim_id=found.pk, by=editor)
    return found


def section(text: str, ident: str) -> str:
    """The words of a section of the page, without its tags."""
    inner = text[text.index(f'id="{ident}"') :].partition(">")[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", inner).split())


def test_a_reader_finds_what_it_takes_to_redo_the_check(editor: User) -> None:
    checker, reviewer = UserFactory(), UserFactory(role=Role.REVIEWER)
    judged_by("two of three")
    claim = held(checker, *WHOLE)
    kept = {"archive_url": "https://archive.example/1", "title": "Register"}
    EvidenceFactory(claim=claim, added_by=checker, **WHOLE[0] | kept)
    contact = ask(claim, checker, whom="Jana Kell, press office", question="How many?")
    Contact.objects.filter(pk=contact.pk).update(
        outcome="replied", ended_at=timezone.now(), reply="Off the record: 41."
    )
    ask(claim, checker, asked=Asked.EXPERT, whom="Dr Okafor", channel=Channel.PHONE)
    propose(claim, checker)
    for voter in (reviewer, editor):
        verdicts.approve(claim_id=claim.pk, by=voter, note="It holds.")
    publishing.publish(claim_id=claim.pk, by=editor)
    text = page(f"/checks/{claim.pk}/")
    how = section(text, "checked-how")
    assert "We chose this claim for: casualties." in how
    assert "We asked the speaker (e-mail) on" in how
    assert ": replied, " in how
    assert "We asked an expert (telephone) on" in how
    assert "no answer had come when we published" in how
    assert "voted on the rating (one reviewer and one editor): all of them agreed." in how
    assert '<a href="https://archive.example/1" rel="noopener nofollow">archived copy</a>' in text
    for private in ("Jana Kell", "How many?", "Off the record", "Dr Okafor", "It holds.", reviewer.name):
        assert private not in text


def test_why_it_was_chosen_is_what_its_priority_was_when_it_was_taken(editor: User) -> None:
    checker = UserFactory()
    claim = held(checker, *WHOLE)
    Claim.objects.filter(pk=claim.pk).update(reasons=[{"name": "spending", "points": 9}])
    propose(claim, checker)
    verdicts.approve(claim_id=claim.pk, by=editor)
    publishing.publish(claim_id=claim.pk, by=editor)
    assert "We chose this claim for: casualties." in section(page(f"/checks/{claim.pk}/"), "checked-how")


def test_why_nobody_was_asked_is_said(editor: User) -> None:
    checker = UserFactory()
    judged_by("full")
    claim = held(checker, *WHOLE)
    propose(claim, checker, no_contact="She died in March.")
    verdicts.approve(claim_id=claim.pk, by=editor)
    publishing.publish(claim_id=claim.pk, by=editor)
    how = section(page(f"/checks/{claim.pk}/"), "checked-how")
    assert "We did not ask whoever said it: She died in March." in how


def test_reviewers_are_named_only_where_the_outlet_says_so(editor: User, settings: Any) -> None:
    names = []
    for settings.FACTCHECK_NAME_REVIEWERS in (False, True):
        checker, reviewer = UserFactory(), UserFactory(role=Role.REVIEWER, first_name="Imani")
        claim = held(checker, *WHOLE)
        propose(claim, checker)
        verdicts.approve(claim_id=claim.pk, by=reviewer)
        publishing.publish(claim_id=claim.pk, by=editor)
        names.append("Imani" in page(f"/checks/{claim.pk}/"))
    assert names == [False, True]


def test_a_document_that_we_keep_is_told_by_its_hash(editor: User) -> None:
    claim = approved()
    piece = EvidenceFactory(claim=claim, url="", title="Register", quote="37")
    EvidenceFile.objects.create(
        evidence=piece,
        name="from-jana.pdf",
        media_type="application/pdf",
        size=3,
        sha256="ab" * 32,
        content=b"log",
    )
    publishing.publish(claim_id=claim.pk, by=editor)
    text = page(f"/checks/{claim.pk}/")
    assert "We keep the document of" in text
    assert "ab" * 32 in text
    assert "from-jana" not in text
    assert 'href=""' not in text


def test_an_edition_of_before_votes_and_contacts_is_still_read(editor: User, claim: Claim) -> None:
    """What an older release wrote: no glyphs, no review, nobody asked."""
    edition = claim.published_check.current
    old = {k: v for k, v in edition.payload.items() if k not in ("review", "contacts", "no_contact")}
    old["rating"] = {k: v for k, v in old["rating"].items() if k != "glyph"}
    old["scale"]["ratings"] = [
        {k: r[k] for k in ("code", "label", "number")} for r in old["scale"]["ratings"]
    ]
    old |= {"reviewed_by": "Imani Crossley", "evidence": [_bare(piece) for piece in old["evidence"]]}
    edition.pk, edition.number, edition.kind, edition.payload = None, 2, Kind.RENEWED, old
    edition.save(force_insert=True)
    Check.objects.filter(pk=claim.pk).update(current=edition)
    text = page(f"/checks/{claim.pk}/")
    assert '<span class="ball v-mostly-true"' in text
    assert "Imani Crossley, who took no part in the research, agreed to the rating." in text
    assert markup(text) is not None


def _bare(piece: dict[str, Any]) -> dict[str, Any]:
    return {name: text for name, text in piece.items() if name not in ("archive_url", "kept")}


def test_the_markup_has_the_shape_of_the_shared_sample(editor: User, shared: Path) -> None:
    """Every name of the sample that we know something of, with its type; nothing that the sample has not."""
    sample = json.loads((shared / "wire/northline/claimreview.json").read_text())
    claim = approved(claimant="Ines Vallory")
    Revision.objects.filter(pk=claim.revision_id).update(url="https://wire.example/a/41")
    publishing.publish(claim_id=claim.pk, by=editor)
    publishing.correct(claim_id=claim.pk, by=editor, was="37", now="38", explanation="It names 38.")
    ours = markup(page(f"/checks/{claim.pk}/"))
    assert ours is not None
    unknown = {"jobTitle", "sameAs", "firstAppearance"}  # left out where we don't know
    assert names_of(ours) == names_of(sample) - {name for name in names_of(sample) if unknown & set(name)}


def names_of(told: Any, *above: str) -> set[tuple[str, ...]]:
    """Each name of a nested object, with those above it; a list counts as what is in it."""
    if isinstance(told, list):
        return set().union(*(names_of(each, *above) for each in told))
    if not isinstance(told, dict):
        return {above}
    return set().union(*(names_of(inner, *above, name) for name, inner in told.items()))
