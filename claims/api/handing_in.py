"""What becomes of a body that was handed in: usually one story, now and then a message with several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from claims.actions import intake, quarantine
from claims.actions.story_history import Door
from claims.api.bodies import StoryBody
from claims.exceptions import DeskError, Incomplete, NotAllowed
from claims.ingest.parsers import parser_for
from claims.ingest.sniff import FIELDS
from claims.ingest.types import BadStory, NotAStory, PartlyRead, WireStory
from claims.models import Source, Token
from claims.statuses import ArrivalStatus, Role

Outcome = dict[str, Any]


@dataclass(frozen=True)
class HandIn:
    """One body from one sender."""

    body: StoryBody
    token: Token

    def outcome(self) -> Outcome:
        """Take in what the body holds, and say what became of it, as the API tells it.

        One story: its outcome, or the error that it raises. Of several each has its own, and `id`, `status`
        and `version` are those of the first that was taken in. What is no story (an advisory, a picture) is
        written down and told as `advisory`. Raises BadStory and DeskError.
        """
        try:
            stories = parser_for(self.body.kind)(self.body.raw)
        except PartlyRead as partly:
            return self._several(partly.entries)
        except NotAStory as told:
            return self._refuse(told)
        return self._several(stories) if len(stories) > 1 else self._take_in(stories[0])

    def _several(self, entries: Sequence[WireStory | BadStory]) -> Outcome:
        """Each by itself and in its place: what is wrong with one costs the others nothing."""
        outcomes = [
            self._refuse_or_tell(each) if isinstance(each, BadStory) else self._take_in_or_tell(each)
            for each in entries
        ]
        first = next((each for each in outcomes if each["id"] is not None), outcomes[0])
        return {name: first[name] for name in ("id", "status", "version")} | {"stories": outcomes}

    def _take_in(self, story: WireStory) -> Outcome:
        receipt = intake.take_in(story=_named(story), source=self._source(story.source), by=self.token.user)
        article = receipt.article and receipt.article.pk
        return {"id": article, "status": receipt.status, "version": receipt.version}

    def _take_in_or_tell(self, story: WireStory) -> Outcome:
        """What the sender may not do at all is no outcome of one story: NotAllowed is raised."""
        story = _named(story)
        try:
            return self._take_in(story) | {"guid": story.guid, "reason": ""}
        except NotAllowed:
            raise
        except DeskError as refusal:
            return _told(ArrivalStatus.REJECTED, str(refusal), story.guid, story.version)

    def _refuse_or_tell(self, error: BadStory) -> Outcome:
        """Of an item that names no provider nothing can be written down where the sender has no source."""
        try:
            return self._refuse(error)
        except Incomplete:
            return _told(ArrivalStatus.REJECTED, error.reason, "", None)

    def _refuse(self, error: BadStory) -> Outcome:
        """Write it down; what is broken in the midst of sound stories is kept, so that it can be mended."""
        told = error if isinstance(error, NotAStory) else NotAStory("")
        door = Door(self._source(told.source), line=error.line)
        receipt = quarantine.refuse(error=error, raw=self.body.raw, kind=self.body.kind, door=door)
        return _told(receipt.status, error.reason, told.guid, told.version)

    def _source(self, name: str) -> Source:
        """A source's token has one, and may name no other; a wire's own provider is no name that it gives."""
        own = self.token.source
        if own is None:
            return source_of_person(self.token, name)
        if self.body.kind == FIELDS and name and name.casefold() != own.name.casefold():
            raise NotAllowed(f"This token hands in stories of {own.name} only.")
        return own


def source_of_person(token: Token, name: str) -> Source:
    """An editor hands in for any source, and names it."""
    if token.user is None or not token.user.may(Role.EDITOR):
        raise NotAllowed("Handing in stories with a person's token needs the role editor.")
    if not name:
        raise Incomplete("source is missing.", {"source": "source is missing."})
    return intake.source_named(name)


def _named(story: WireStory) -> WireStory:
    """A story that brings no id goes by what it says."""
    return story if story.guid else replace(story, guid=f"file:{story.content_sha256[:16]}")


def _told(status: str, reason: str, guid: str, version: int | None) -> Outcome:
    return {"id": None, "status": status, "version": version, "guid": guid, "reason": reason}
