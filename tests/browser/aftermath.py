"""A desk after a night: published, corrected and retracted checks, a recheck, a kill and an embargo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from claims.actions import evidence, publishing, queue, verdicts
from claims.models import Article, Claim, Figure, Revision, User
from claims.statuses import PubStatus, Role, Status
from tests.browser.scene import full_desk
from tests.factories import ArticleFactory, ClaimFactory, RevisionFactory, SourceFactory, UserFactory

HEADLINE = "The mission in Zelmar costs less than the prime minister said"
EXPLANATION = (
    "The accounts show 3.1 billion crowns, two thirds of what was said.\n\n"
    "The Treasury’s statement for the last closed year gives 3.1 billion crowns for all operations in "
    "Zelmar. Pensions and later care are not part of it, and the speech did not say that they were meant.\n\n"
    "The prime minister’s office sent us a paper that reaches 4.58 billion with pensions and care."
)
QUAKE = "LOWMERE — The quake killed 14 people in two villages, a rescue leader said.\n\nRoads are cut."
REPORT = "The audit office counts 7,200 empty homes in the capital, twice as many as in 2021."


@dataclass(frozen=True)
class Aftermath:
    """The claims to look at, by what became of them."""

    corrected: Claim
    retracted: Claim
    changed: Claim
    killed: Claim
    embargoed: Claim


def aftermath(checker: User, reviewer: User) -> Aftermath:
    """Everything done by the people whose role it takes."""
    full_desk(checker, reviewer)
    claims = list(Claim.objects.order_by("pk"))
    editor = UserFactory(username="editor", first_name="Mina", last_name="Varga", role=Role.EDITOR)
    people = UserFactory.create_batch(2, role=Role.STANDARDS)
    corrected = _corrected(claims[1], checker, reviewer, editor)
    return Aftermath(
        corrected=corrected,
        retracted=_retracted(claims[6], editor, *people),
        changed=_changed(claims[2]),
        killed=_killed(checker, reviewer, editor),
        embargoed=_embargoed(checker, reviewer),
    )


def decided(claim: Claim, by: User, reviewer: User, rating: str, explanation: str) -> Claim:
    """Taken, given evidence, proposed by one and approved by the other."""
    if claim.status != Status.IN_PROGRESS:
        queue.take(claim_id=claim.pk, by=by)
        evidence.add_evidence(
            claim_id=claim.pk,
            by=by,
            url="https://rescue.example/log",
            title="The rescue service’s log",
            stance="against",
            quote="14 dead at 22:00, counted twice",
            is_primary=True,
        )
    claim.refresh_from_db()
    verdicts.propose(
        claim_id=claim.pk,
        by=by,
        version=claim.version,
        key="0b2f0c58-52a3-4c0e-9d5c-2f4d3a6a7b81",
        rating=rating,
        explanation=explanation,
    )
    return verdicts.approve(claim_id=claim.pk, by=reviewer)


def _corrected(claim: Claim, by: User, reviewer: User, editor: User) -> Claim:
    decided(claim, by, reviewer, "mostly-false", EXPLANATION)
    publishing.publish(claim_id=claim.pk, by=editor, headline=HEADLINE)
    publishing.correct(
        claim_id=claim.pk,
        by=editor,
        note="We misread a line of the paper.",
        was="4.85 billion",
        now="4.58 billion",
        explanation=EXPLANATION.replace("two thirds", "about two thirds"),
    )
    return claim


def _retracted(claim: Claim, editor: User, asker: User, other: User) -> Claim:
    publishing.publish(claim_id=claim.pk, by=editor)
    publishing.ask_retraction(
        claim_id=claim.pk, by=asker, reason="We compared the figure with another year’s. The check is void."
    )
    publishing.confirm_retraction(claim_id=claim.pk, by=other)
    return claim


def _changed(claim: Claim) -> Claim:
    """A second version of the story, in which the claim's figure is another."""
    article, older = claim.article, claim.revision
    body = older.body.replace("1,100 of its 3,400", "1,300 of its 3,600").replace(
        "No date has been set", "No date had been set"
    )
    newer: Revision = RevisionFactory(
        article=article,
        body=body,
        headline=older.headline,
        signal="correction",
        speeches=older.speeches,
        chrome=older.chrome,
    )
    article.current = newer
    article.save()
    now = claim.sentence.replace("1,100 of its 3,400", "1,300 of its 3,600")
    Claim.objects.filter(article=article).update(revision=newer)
    Figure.objects.filter(claim=claim).update(text="3,600", low=3600.0)
    Claim.objects.filter(pk=claim.pk).update(
        needs_recheck=True,
        sentence=now,
        recheck={
            "old": 3400.0,
            "new": 3600.0,
            "from": 1,
            "to": newer.version,
            "because": f"“3,400” in version 1, “3,600” in version {newer.version}",
            "changed": ["figure"],
            "old_text": "3,400",
            "new_text": "3,600",
            "old_sentence": claim.sentence,
            "new_sentence": now,
        },
    )
    return claim


def _killed(by: User, reviewer: User, editor: User) -> Claim:
    """Published last evening; this morning the agency killed the story."""
    claim = _claim("Eastmere News", "Quake kills 14 in Lowmere", QUAKE, "14 people", "casualties")
    decided(claim, by, reviewer, "half", "Seven died. The log counts each of them twice.")
    publishing.publish(claim_id=claim.pk, by=editor, headline="The quake’s dead were counted twice")
    now = timezone.now()
    note = "KILL: do not use. The count could not be confirmed."
    RevisionFactory(article=claim.article, body=note, ed_note=note, is_notice=True, signal="kill")
    Article.objects.filter(pk=claim.article_id).update(pub_status=PubStatus.CANCELED, killed_at=now)
    because = {"old": None, "new": None, "from": None, "to": None, "because": "own item killed"}
    Claim.objects.filter(pk=claim.pk).update(killed_at=now, needs_recheck=True, recheck=because)
    return claim


def _embargoed(by: User, reviewer: User) -> Claim:
    claim = _claim("Tarn Agency", "Capital counts its empty homes", REPORT, "7,200 empty homes", "quantity")
    decided(claim, by, reviewer, "true", "The register of the capital has the same number.")
    until = timezone.now() + timedelta(hours=3)
    Article.objects.filter(pk=claim.article_id).update(embargoed_until=until)
    return claim


def _claim(agency: str, headline: str, body: str, figure: str, kind: str) -> Claim:
    source = SourceFactory(name=agency)
    article = ArticleFactory(source=source, state="ready", body=body, body__headline=headline)
    sentence = next(line for line in body.split("\n\n") if figure in line)
    at = body.index(figure)
    made: Claim = ClaimFactory(
        revision=article.current,
        sentence=sentence,
        figure_start=at,
        figure_end=at + len(figure),
        figure__text=figure,
        figure__of=figure.split(maxsplit=1)[1],
        figure__low=float(figure.split(maxsplit=1)[0].replace(",", "")),
        figure__qualifier="exact",
        type=kind,
        claimant="",
        place="Lowmere",
    )
    return made
