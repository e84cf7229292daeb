"""R3: editors who write verdicts and do not give up when the database goes away under them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any
from uuid import UUID, uuid4

from django.db import InterfaceError, OperationalError, connection

from claims.actions import evidence, queue, verdicts
from claims.models import Claim, ClaimEvent, User, Verdict
from claims.statuses import Status

PAUSE = 0.05  # seconds, and then once more


@dataclass
class Editor:
    """Gives a verdict on one claim after the other; `acknowledged` are the keys that were answered."""

    person: User
    claims: Sequence[int]
    over: Event
    acknowledged: list[UUID] = field(default_factory=list)
    errors: int = 0
    trouble: list[Exception] = field(default_factory=list)

    def run(self) -> None:
        try:
            for claim_id in self.claims:
                if self.over.is_set():
                    return
                self._decide(claim_id)
        except Exception as error:  # noqa: BLE001  (the test looks at it)
            self.trouble.append(error)
        finally:
            connection.close()

    def _decide(self, claim_id: int) -> None:
        key, by = uuid4(), self.person
        self._insist(lambda: self._hold(claim_id))
        self._insist(lambda: evidence.add_evidence(
            claim_id=claim_id, by=by, url="https://a.example/", title="A", stance="for"))  # fmt: skip
        self._insist(lambda: verdicts.propose(
            claim_id=claim_id, by=by, version=None, key=key, rating="true", explanation="So."))  # fmt: skip
        self.acknowledged.append(key)

    def _hold(self, claim_id: int) -> None:
        """A take whose answer was lost may have been committed."""
        if not Claim.objects.filter(pk=claim_id, holder=self.person).exists():
            queue.take(claim_id=claim_id, by=self.person)

    def _insist(self, step: Callable[[], Any]) -> None:
        while True:
            try:
                step()
                return
            except (OperationalError, InterfaceError):
                self.errors += 1
                connection.close()
                Event().wait(PAUSE)


def at_work(editors: Sequence[Editor]) -> list[Thread]:
    threads = [Thread(target=editor.run) for editor in editors]
    for thread in threads:
        thread.start()
    return threads


def half_written() -> list[str]:
    """What of a verdict is there without the rest of it: row, status and line of history."""
    proposed = Claim.objects.filter(status=Status.PROPOSED)
    told = ClaimEvent.objects.filter(action="propose")
    standing = set(Verdict.objects.values_list("claim", flat=True))
    found = []
    if standing != set(proposed.values_list("pk", flat=True)):
        found.append("a verdict without its status, or a status without its verdict")
    if sorted(told.values_list("claim", flat=True)) != sorted(standing):
        found.append("a verdict without its line of history, or a line without its verdict")
    return found
