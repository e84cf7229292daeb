"""R10 in full: ten thousand stories through one worker, and then the longest that a door takes."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command

from claims.management.made import write_stories
from claims.models import Article
from tests.faults.conftest import StartWorker
from tests.faults.memory import hold_bounds, most_of, watched
from tests.faults.stories import accept, ready, text_of
from tests.soak.figures import hold, share_of, tell

SETTLED = 1000  # stories after which a process is warm: model, modules and caches of words are in its memory
GROWTH = 0.05
ADDED = 256  # MiB that one story may add
LONGEST = 1_000_000  # characters: a door takes 1 MiB
AT_WORK = {  # as it runs by night: without the log of queries of a DEBUG, and no more tasks than there are
    "DEBUG": "no",
    "WORKER_CONCURRENCY": "2",
    "FACTCHECK_LEASE_SECONDS": "60",
    "FACTCHECK_RENEW_SECONDS": "15",
    "FACTCHECK_RECONCILE_SECONDS": "15",
}
HOUR = 3600.0  # seconds; the part's limit is shorter


def test_a_worker_grows_no_more_once_it_is_at_work(start_worker: StartWorker, tmp_path: Path) -> None:
    stories = share_of(10_000, least=200)
    write_stories(tmp_path / "night", 0, stories)
    call_command("ingest_wire", str(tmp_path / "night"), "--json")
    worker = start_worker(**AT_WORK)
    samples = watched(worker, HOUR)
    assert ready() == stories
    tell("R10", "stories of 25 sentences that one worker read", stories)
    hold_bounds(samples)
    grown = samples.growth(min(SETTLED, stories // 2), stories)
    bound = GROWTH if stories >= 2 * SETTLED else None  # a worker that has just begun still fills its caches
    for name in ("parent", "child"):
        hold("R10", f"growth of the {name} from story {SETTLED:,} on", grown[name], at_most=bound)


def test_the_longest_story_adds_little(start_worker: StartWorker) -> None:
    for number in range(SETTLED // 10):
        accept(f"story-{number}", text_of(number))
    worker = start_worker(**AT_WORK)
    before = most_of(watched(worker, HOUR))[1]
    accept("longest", text_of(1, paragraphs=share_of(LONGEST, least=100_000) // 190))
    longest = most_of(watched(worker, HOUR))[1]
    assert ready() == Article.objects.count()
    hold("R10", "added by the longest story", longest - before, "MiB", at_most=ADDED)
