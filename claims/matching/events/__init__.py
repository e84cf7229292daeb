"""Which stories tell of one event.

`accounts` reads what a story tells of which happening, `same_event` compares two such accounts. Conservative:
two events shown as one mix their tolls, one shown as two is a click for an editor.
"""

from claims.matching.events.accounts import accounts
from claims.matching.events.same import DAYS_APART, same_event

__all__ = ["DAYS_APART", "accounts", "same_event"]
