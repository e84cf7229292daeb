"""What can go wrong at the desk, each with a sentence for people."""

from __future__ import annotations


class DeskError(Exception):
    """Something the person at the desk can understand and mend. `str(error)` is a whole sentence.

    `brief` is a shorter one, without hours, for a line that sums up what many claims were refused for.
    """

    code = "refused"
    status = 400

    def __init__(self, message: str = "", *, brief: str = "") -> None:
        super().__init__(message)
        self.brief = brief or message


class NotAllowed(DeskError):
    """The person's role, or the rule of two people, forbids it."""

    code = "not_allowed"
    status = 403


class Conflict(DeskError):
    """Somebody else was first: the claim changed or is held."""

    code = "conflict"
    status = 409


class Incomplete(DeskError):
    """Something needed is missing or malformed; `fields` names it."""

    code = "incomplete"
    status = 422

    def __init__(self, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = fields or {}


class TooLarge(Incomplete):
    """A file beyond what the desk keeps; nothing of it was stored."""

    code = "too_large"
    status = 413


class StoryRejected(DeskError):
    """A story that cannot be taken in; nothing was stored. `fields` names what is wrong where known."""

    code = "rejected"

    def __init__(self, message: str, *, status: int = 422, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.fields = fields or {}


class Overloaded(DeskError):
    """Too much waits already: nothing was stored, and after `retry_after` seconds it is worth another try."""

    code = "overloaded"
    status = 429

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class LeaseLost(Exception):
    """The worker's lease on an article passed to somebody else: its work must not be written."""
