"""Grouping accounts by a symmetric rule: the same groups in whatever order they are given.

A group is the oldest account and all that the rule connects with it in REACH steps; then the oldest of what
is left, and so on. So no chain of likenesses leads from one event into another, month by month: whatever is
told of an event has something in common with its first account, or with one that has.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar

Node = TypeVar("Node")

REACH = 2  # steps from the oldest account of a group


def groups(
    nodes: Collection[Node], is_same: Callable[[Node, Node], bool], rank: Callable[[Node], Any]
) -> list[list[Node]]:
    """The nodes in groups, the oldest first in each; `rank` must not depend on the order of arrival."""
    left = sorted(nodes, key=rank)
    found = []
    while left:
        near, left = _around(left[0], left[1:], is_same)
        found.append(near)
    return found


def _around(
    centre: Node, others: list[Node], is_same: Callable[[Node, Node], bool]
) -> tuple[list[Node], list[Node]]:
    """What lies at most REACH steps from the centre, and what is left."""
    group, edge, left = [centre], [centre], others
    for _ in range(REACH):
        edge, left = _parted(left, edge, is_same)
        group += edge
    return group, left


def _parted(
    nodes: Iterable[Node], edge: Collection[Node], is_same: Callable[[Node, Node], bool]
) -> tuple[list[Node], list[Node]]:
    """Those that go with one of the edge, and those that don't."""
    near: list[Node] = []
    far: list[Node] = []
    for node in nodes:
        (near if any(is_same(node, other) for other in edge) else far).append(node)
    return near, far
