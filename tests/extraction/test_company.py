"""Types of figures that stand together: the doubtful lean on their neighbours, the sure do not."""

from __future__ import annotations

from claims.extraction import FIGURE_TYPES, company


def shares(**given: float) -> tuple[float, ...]:
    """Probabilities over the types: those given, and the rest shared among the others."""
    rest = (1 - sum(given.values())) / (len(FIGURE_TYPES) - len(given))
    return tuple(given.get(name, rest) for name in FIGURE_TYPES)


TOLL = shares(casualties=0.9)
DOUBTFUL = shares(quantity=0.42, casualties=0.4)


def test_a_figure_alone_keeps_its_best_type() -> None:
    assert company.types([(0, DOUBTFUL)]) == ["quantity"]


def test_no_figures_have_no_types() -> None:
    assert company.types([]) == []


def test_a_doubtful_figure_amid_tolls_is_a_toll() -> None:
    assert company.types([(0, TOLL), (80, DOUBTFUL), (160, TOLL)]) == ["casualties"] * 3


def test_a_sure_figure_amid_tolls_stays_what_it_is() -> None:
    sure = shares(economy=0.95)
    assert company.types([(0, TOLL), (80, sure), (160, TOLL)]) == ["casualties", "economy", "casualties"]


def test_far_figures_lend_next_to_nothing() -> None:
    assert company.types([(0, TOLL), (20_000, DOUBTFUL)])[1] == "quantity"


def test_a_share_of_nothing_is_borne() -> None:
    sure = tuple(float(name == "crime") for name in FIGURE_TYPES)
    assert company.types([(0, sure), (10, TOLL)]) == ["crime", "casualties"]


def test_only_so_many_neighbours_are_asked() -> None:
    far = [(at, TOLL) for at in range(50)]
    near = [(50 + at, shares(quantity=0.9)) for at in range(company.ASKED)]
    assert company.types([*far, *near, (90, DOUBTFUL)])[-1] == "quantity"
