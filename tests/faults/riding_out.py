"""R2: a site and a worker whose broker goes away while stories come in, and comes back."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from claims.models import Article
from tests.faults.broker import Broker
from tests.faults.outages import OUTAGES
from tests.faults.proxy import Proxy
from tests.faults.site import Answer, Site
from tests.faults.stories import check_all_is_well, ready, text_of
from tests.faults.worker import Worker
from tests.soak.figures import hold, percentile, tell
from tests.workers.patience import until

BACK = 120.0  # seconds after which everything is ready, at most
ANSWERED = 1.5  # seconds that an accept takes while the broker is away, at most (p99)
AWAY = 10.0  # seconds without a broker
TURNS = 10  # in which stories are handed in while it is away


@dataclass
class Night:
    """Stories of five sentences, the site that takes them in, and the workers that read them.

    A worker whose main process ends is started again, as a supervisor does (F7 in ../shared/reliability.md).
    """

    broker: Broker
    proxy: Proxy
    site: Site
    start_worker: Callable[..., Worker]
    restarts: int = 0

    def ride_out(self, fault: str, stories: int) -> None:
        """The first stories in peace, the next without a broker, the rest after it; the figures of R2."""
        self._start()
        before, behind = stories * 2 // 5, stories * 4 // 5
        calm = self._hand_in(0, before)
        until(lambda: ready() >= before // 4, "a part is read", 90)
        hurt = self._without_broker(fault, before, behind)
        began = time.monotonic()
        calm += self._hand_in(behind, stories)
        seconds = self._read_by(began)
        self._look_at(fault, calm + hurt, stories)
        hold("R2", f"{fault}: all ready after", seconds, "s", at_most=BACK)
        hold("R2", f"{fault}: p99 of accepting", slow(hurt), "s", at_most=ANSWERED)

    def ride_out_each(self, fault: str, times: int, stories: int) -> None:
        """The same outage so many times on one worker, with stories in each; all are read before the next."""
        self._start()
        answers, seconds = list[Answer](), list[float]()
        for first in range(0, times * stories, stories):
            answers += self._without_broker(fault, first, first + stories)
            seconds.append(self._read_by(time.monotonic()))
        often = f"{fault}, {times} times on one worker"
        self._look_at(often, answers, times * stories)
        hold("R2", f"{often}: all ready after, each time", max(seconds), "s", at_most=BACK)
        hold("R2", f"{often}: p99 of accepting", slow(answers), "s", at_most=ANSWERED)

    def _read_by(self, began: float) -> float:
        """Wait until every story is read; seconds since `began`."""
        until(self._all_is_read, "every story is read", BACK)
        return time.monotonic() - began

    def _look_at(self, fault: str, answers: list[Answer], stories: int) -> None:
        """All were taken in, and read once."""
        assert {answer.status for answer in answers} == {202}, fault
        check_all_is_well(stories)
        assert ready() == stories
        tell("R2", f"{fault}: stories handed in", stories)
        tell("R2", f"{fault}: times that the worker itself ended", self.restarts)

    def _without_broker(self, fault: str, first: int, end: int) -> list[Answer]:
        """Hand stories in, spread over AWAY seconds."""
        answers: list[Answer] = []
        began = time.monotonic()
        with OUTAGES[fault](self.broker, self.proxy):
            if fault == "flushed":  # a power cut takes the worker along
                self._worker.kill()
                self._start()
            for turn in range(TURNS):
                part = [first + (end - first) * (turn + step) // TURNS for step in (0, 1)]
                answers += self._hand_in(*part)
                due = began + AWAY * (turn + 1) / TURNS
                until(lambda due=due: fault == "flushed" or time.monotonic() > due, "the next turn")  # type: ignore[misc]
        return answers

    def _hand_in(self, first: int, end: int) -> list[Answer]:
        return self.site.hand_in_all(range(first, end), lambda number: text_of(number, paragraphs=2))

    def _all_is_read(self) -> bool:
        if self._worker.process.poll() is not None:
            self.restarts += 1
            self._start()
        return not Article.objects.unsettled().exists()

    def _start(self) -> None:
        self._worker = self.start_worker(REDIS_URL=f"redis://127.0.0.1:{self.proxy.port}/0")


def slow(answers: list[Answer]) -> float:
    return percentile([answer.seconds for answer in answers], 99)
