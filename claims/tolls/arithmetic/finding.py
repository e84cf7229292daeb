"""A sum that was done over: what every rule gives back."""

from __future__ import annotations

from dataclasses import dataclass

from claims.tolls.arithmetic.sheet import Term


@dataclass(frozen=True, slots=True)
class Finding:
    """One sum: the term that is questioned, what it says, what the others come to, all terms in it."""

    kind: str
    about: Term
    stated: float
    computed: float
    ok: bool
    text: str
    terms: tuple[Term, ...]
