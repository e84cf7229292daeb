"""R1: the product's crash points, and one round of killing at each: who dies there, who goes on.

At a point of the worker its child dies, and then the parent with its beat; at one of the door the process
that takes stories in. Each round ends with another worker, and tells how long the stories were stuck.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from claims.models import Article
from claims.statuses import ArticleState
from tests.faults.stories import (
    LONG,
    accept,
    check_all_is_well,
    folder_of,
    is_being_read,
    ready,
    text_of,
    wait_until_settled,
)
from tests.faults.worker import Worker
from tests.soak.figures import hold, tell
from tests.workers.patience import until

STUCK = 120.0  # seconds, at most
KILLED = "signal 9 (SIGKILL)"  # what a worker says of a child that died so
_numbers = count(1)


@dataclass(frozen=True)
class Scene:
    """What a round is played with: fixtures of the fault tests."""

    start_worker: Callable[..., Worker]
    manage: Callable[..., object]
    folder: Path


def at_the_door(scene: Scene, point: str) -> None:
    """One story from a file; the process that takes it in dies at the point."""
    number = next(_numbers)
    story = scene.folder / f"{point}-{number}.txt"
    story.write_text(text_of(number), encoding="utf-8")
    crash = f"{point}:workers.extract" if point == "publishing" else point
    _dies(scene, "ingest_wire", str(story), FACTCHECK_CRASH=crash)


def in_a_batch(scene: Scene, point: str) -> None:
    """Dies when its second line is done; started again on the same folder, it does what was left."""
    folder = folder_of(scene.folder / f"batch-{next(_numbers)}", 4, first=next(_numbers) * 1000)
    before = Article.objects.count()
    _dies(scene, "ingest_wire", str(folder), FACTCHECK_CRASH=f"{point}:2")
    assert Article.objects.count() == before + 2
    assert scene.manage("ingest_wire", str(folder)).returncode == 0  # type: ignore[attr-defined]
    assert Article.objects.count() == before + 4


def in_reconcile(scene: Scene, point: str) -> None:
    """With a story whose worker was lost three times: it is failed by a whole reconcile, not by this one."""
    number = next(_numbers)
    article = accept(f"{point}-{number}", text_of(number))
    Article.objects.filter(pk=article.pk).update(attempts=3)
    _dies(scene, "reconcile", FACTCHECK_CRASH=point)
    article.refresh_from_db()
    assert (article.state, article.attempts) == (ArticleState.WAITING, 3)
    Article.objects.filter(pk=article.pk).update(attempts=0)


def in_a_child(scene: Scene, point: str) -> None:
    """The worker's child dies at the point, the worker at once after it."""
    number = next(_numbers)
    accept(f"{point}-{number}", text_of(number))
    worker = scene.start_worker(FACTCHECK_CRASH=point)
    worker.wait_until_told(KILLED)
    worker.kill()


def on_leaving(scene: Scene, point: str) -> None:
    """Told to stop, the child dies while it hands its story back."""
    number = next(_numbers)
    article = accept(f"{point}-{number}", text_of(number, paragraphs=LONG))
    worker = scene.start_worker(FACTCHECK_CRASH=point)
    until(lambda: is_being_read(article), "the worker reads", 60)
    worker.leave()


DOOR = {
    "accepted": at_the_door,  # committed
    "publishing": at_the_door,  # before the bell
    "published": at_the_door,  # after it
    "line": in_a_batch,
    "reconciling": in_reconcile,
}
WORKER = {
    "received": in_a_child,  # the message in hand
    "leased": in_a_child,
    "scoring": in_a_child,  # the model is at work
    "read": in_a_child,  # before the commit
    "recording": in_a_child,  # in the transaction
    "answered": in_a_child,  # committed, not acknowledged
    "comparing": in_a_child,
    "leaving": on_leaving,
}
POINTS = DOOR | WORKER


def kill_at(scene: Scene, point: str) -> float:
    """One round: die at the point, then start a worker; seconds until nothing waits any more."""
    POINTS[point](scene, point)
    began = time.monotonic()
    heir = scene.start_worker()
    wait_until_settled(STUCK)
    seconds = time.monotonic() - began
    heir.kill()
    return seconds


def kill_at_each(scene: Scene, points: tuple[str, ...], rounds: int = 1) -> None:
    """`rounds` of each point; the figures of R1."""
    stuck = {point: max(kill_at(scene, point) for _ in range(rounds)) for point in points}
    stories = Article.objects.count()
    check_all_is_well(stories)
    for point, seconds in stuck.items():
        hold("R1", f"killed at “{point}”: longest stuck", seconds, "s", at_most=STUCK)
    tell("R1", "kills", rounds * len(points))
    hold("R1", "stories lost", stories - ready(), at_most=0)


def _dies(scene: Scene, *words: str, **more: str) -> None:
    ended = scene.manage(*words, **more)
    assert ended.returncode == -signal.SIGKILL, ended.stderr  # type: ignore[attr-defined]
