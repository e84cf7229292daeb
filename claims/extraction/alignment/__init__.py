"""Two versions of a story side by side: which claim of the older the newer tells again, and what changed.

Plain Python over dataclasses. `align` pairs the claims of two neighbouring versions, `returned` those that an
earlier version told and the last one did not; `changed` says what a pair has that differs.
"""

from claims.extraction.alignment.changes import Change, changed
from claims.extraction.alignment.names import fuller
from claims.extraction.alignment.revisions import Alignment, Pair, Standing, align, returned
from claims.extraction.alignment.statements import Telling

__all__ = ["Alignment", "Change", "Pair", "Standing", "Telling", "align", "changed", "fuller", "returned"]
