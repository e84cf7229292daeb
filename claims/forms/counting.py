"""Counting no further than a bound: what a list says of its length stays cheap at a million rows.

In the order of the list, though no count depends on it: the index of open claims ends the search. Without
an order PostgreSQL reads the table from its oldest end, where hundreds of thousands are closed.
"""

from __future__ import annotations

from django.db.models import IntegerField, QuerySet, Subquery

from claims.models import Claim


class BoundedCount(Subquery):
    """The number of rows of a sliced query, as a column."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def bounded_count(claims: QuerySet[Claim], most: int) -> BoundedCount:
    """How many, as a column that ends at `most` + 1: see `bounded`."""
    return BoundedCount(claims.values("pk")[: most + 1])


def counted(claims: QuerySet[Claim], most: int) -> str:
    """How many, counted no further than `most`: `214`, or `500+`."""
    return bounded(claims[: most + 1].count(), most)


def bounded(found: int, most: int) -> str:
    return f"{most}+" if found > most else str(found)
