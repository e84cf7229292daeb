"""Floors of quality on the development set: raised with the model, never lowered without a reason."""

from __future__ import annotations

from functools import reduce
from typing import Any

import pytest

FLOORS = {
    "figures.F1": 0.905,
    "core_figures.F1": 0.895,
    "of_found.type": 0.82,
    "of_found.qualifier": 0.97,
    "of_found.exact": 0.775,
    "of_found.speaker_where_named": 0.87,
    "sentences.F1": 0.79,
    "more.per": 0.95,
    "more.text": 0.88,
    "more.place": 0.62,
    "more.speaker_full": 0.78,
    "chrome.F1": 0.80,
}


@pytest.mark.parametrize(("measure", "floor"), FLOORS.items())
def test_released_model_stays_above_the_floor(reached: dict[str, Any], measure: str, floor: float) -> None:
    value = reduce(lambda group, name: group[name], measure.split("."), reached)
    assert value >= floor, f"{measure} is {value}"
