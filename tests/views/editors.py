"""Many editors at one list: each tries for every claim of it and writes a verdict, whether first or not.

Claims are taken through the action; of the verdicts one in `every` goes through its page, as the form sends
it, and the others through the action that the page calls. `tests/soak/test_editors.py` has the full size.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from claims.actions import evidence, queue, verdicts
from claims.exceptions import Conflict
from claims.models import Claim, User
from tests.actions.crowd import at_once
from tests.factories import ClaimFactory, UserFactory
from tests.views.conftest import HTMX, signed_in

EDITORS = 16
SENTENCE = 400  # characters of a notice that hold its sentence
WHO_AND_WHEN = re.compile(r"Ada\d+ Marlow [a-z ]+ this claim (?:at|on [^.]+ at) \d\d:\d\d")
Form = dict[str, Any]


@dataclass
class Editor:
    """One person with a browser. `told` counts what came of each try; `wrong` says what should not have."""

    person: User
    browser: Client
    every: int
    told: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def walk(self, claims: list[Claim]) -> None:
        """Try for each claim as the list showed it; whoever wins sends the form twice, as a finger slips."""
        for place, claim in enumerate(claims):
            held = self._take(claim)
            form = self._form(claim, held or claim)
            for _ in range(2 if held else 1):
                if (place + self.person.pk) % self.every:
                    self._by_action(claim, form)
                else:
                    self._by_page(claim, form)

    def words(self, claim: Claim) -> str:
        """What this editor writes of a claim, and nobody else does."""
        return f"The log of claim {claim.pk}, as {self.person.username} reads it."

    def _take(self, claim: Claim) -> Claim | None:
        """The claim, where this editor was first."""
        try:
            held = queue.take(claim_id=claim.pk, by=self.person, version=claim.version)
        except Conflict as refusal:
            self._heard("take", str(refusal))
            return None
        link = {"url": "https://harbour.example/log", "title": "Harbour log", "stance": "for"}
        evidence.add_evidence(claim_id=claim.pk, by=self.person, **link)
        self.told["taken"] += 1
        return held

    def _form(self, claim: Claim, seen: Claim) -> Form:
        """The verdict as it is typed on the page of somebody who saw the claim as `seen`."""
        return {
            "rating": "true",
            "explanation": self.words(claim),
            "version": seen.version,
            "key": str(uuid4()),
        }

    def _by_action(self, claim: Claim, form: Form) -> None:
        try:
            verdicts.propose(claim_id=claim.pk, by=self.person, **form)
        except Conflict as refusal:
            self._heard("verdict", str(refusal))
        else:
            self.told["verdict sent"] += 1

    def _by_page(self, claim: Claim, form: Form) -> None:
        answer = self.browser.post(reverse("propose", args=[claim.pk]), form, headers=HTMX)
        if answer.status_code != Conflict.status:
            self.told["verdict sent" if answer.status_code == 200 else f"status {answer.status_code}"] += 1
            return
        page = answer.content.decode()
        self._heard("verdict", page.partition('id="trouble"')[2][:SENTENCE])
        self.told["text kept by the page"] += 1
        if escape(form["explanation"]) not in page:
            self.wrong.append(f"The page lost “{form['explanation']}”")

    def _heard(self, what: str, said: str) -> None:
        """A refusal; it has to say who was first, and when."""
        self.told[f"{what} refused"] += 1
        if not WHO_AND_WHEN.search(said):
            self.wrong.append(f"{what}: no word of who was first, and when")


def crowd(claims: int, *, every: int, seconds: float = 60) -> tuple[list[Editor], list[Claim]]:
    """EDITORS walk a list of so many claims at once, each on a connection of their own."""
    with transaction.atomic():
        listed = ClaimFactory.create_batch(claims)
        editors = [Editor(person, signed_in(person), every) for person in UserFactory.create_batch(EDITORS)]
    ends = at_once([partial(editor.walk, listed) for editor in editors], seconds)
    assert ends == [None] * EDITORS
    return editors, listed


def told_by(editors: list[Editor]) -> Counter[str]:
    """What came of the tries of all of them together."""
    return sum((editor.told for editor in editors), Counter())
