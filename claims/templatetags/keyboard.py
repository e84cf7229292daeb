"""The help sheet: the table of keys as a person has it, place by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from claims.keyboard import PLACES, Binding, binding, bindings
from claims.words import said

__all__ = ["Line", "binding", "sheet"]
_RUNS = {"dismiss": said("Dismiss, with that reason"), "aside": said("Set aside, for that long")}
RATINGS = said("Rating on the desk’s scale; 0 is the tenth")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: what is printed on the caps, and what it does."""

    caps: tuple[str, ...]
    does: str


def sheet(own: Mapping[str, str] | None = None) -> list[tuple[str, list[Line]]]:
    """Places in order; a run of digits that nobody changed is one line, a key switched off says so."""
    table = bindings(own)
    return [(place, _lines([each for each in table if each.place == place])) for place in PLACES]


def _lines(table: Sequence[Binding]) -> list[Line]:
    runs = {"dismiss": "1–6", "aside": "1–3", "rate": "1–9"}
    whole = {run for run in runs if _is_whole(run, table)}
    found: list[Line] = []
    for each in table:
        run = each.name.rpartition("-")[0]
        if run not in whole:
            found.append(Line(each.caps or (gettext("off"),), each.does))
        elif each.name == f"{run}-1":
            found.append(Line((runs[run],), _RUNS.get(run, RATINGS)))
    return found


def _is_whole(run: str, table: Sequence[Binding]) -> bool:
    """Whether its digits are as shipped."""
    rows = [each for each in table if each.name.rpartition("-")[0] == run]
    return bool(rows) and all(each.keys == binding(each.name).keys for each in rows)
