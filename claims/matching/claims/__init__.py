"""Which claims say the same: `compare` decides over two plain claims, by rules that respect figures."""

from claims.matching.claims.counted import forget, measure
from claims.matching.claims.deciding import compare

__all__ = ["compare", "forget", "measure"]
