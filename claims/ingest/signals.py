"""What a wire says about a version of a story, in one word, whatever the format calls it."""

from __future__ import annotations

from enum import StrEnum


class Signal(StrEnum):
    """The desk's words for it. Blank: the story says nothing of its kind."""

    NEW = "new"
    UPDATE = "update"  # adds to what was sent
    WRITETHRU = "writethru"  # replaces it as a whole: a lead
    CORRECTION = "correction"  # same story, a fact was wrong
    CORRECTIVE = "corrective"  # a story of its own that corrects one of an earlier cycle
    REFILE = "refile"  # sent again without a change of fact, like a repeat
    REPEAT = "repeat"
    SUBSTITUTE = "substitute"  # a story of its own in place of a killed one
    HOLD = "hold"
    KILL = "kill"
    ADVISORY = "advisory"
    EMBARGO = "embargo"
