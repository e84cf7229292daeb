"""The figures told of an event over time: what each counts, which of them are points, what cannot be true.

Plain Python: `read` says what the figures of one story are, `tolls` puts the reports of one event together.
"""

from claims.tolls.reading import read
from claims.tolls.timeline import tolls

__all__ = ["read", "tolls"]
