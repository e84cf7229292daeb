"""R12: how many stories a second the site takes in, and what it says when too many wait."""

from __future__ import annotations

import time

from claims.models import Article
from tests.faults.conftest import StartSite
from tests.faults.stories import text_of
from tests.soak.figures import hold, percentile, share_of, tell

RATE, SLOW = 100, 0.25  # stories a second; seconds (p99)
SENDERS = 8
ROOM = 50  # stories that may wait, for the second test


def short(number: int) -> str:
    return text_of(number, paragraphs=2)


def test_a_hundred_stories_a_second_are_taken_in(start_site: StartSite) -> None:
    site, stories = start_site(), share_of(6000, least=500)
    site.hand_in_all(range(100), short, SENDERS)  # warm
    began = time.monotonic()
    answers = site.hand_in_all(range(100, 100 + stories), short, SENDERS)
    seconds = time.monotonic() - began
    assert {answer.status for answer in answers} == {202}
    tell("R12", "stories handed in by eight senders", stories)
    hold("R12", "stories taken in a second", stories / seconds, at_least=RATE)
    slow = percentile([answer.seconds for answer in answers], 99)
    hold("R12", "p99 of accepting", slow, "s", at_most=SLOW)
    assert Article.objects.count() == 100 + stories


def test_too_many_are_refused_and_none_is_dropped(start_site: StartSite) -> None:
    site = start_site(FACTCHECK_BACKLOG_LIMIT=str(ROOM))
    answers = site.hand_in_all(range(20 * ROOM), short, SENDERS)
    taken = [answer for answer in answers if answer.status == 202]
    refused = [answer for answer in answers if answer.status == 429]
    assert len(taken) + len(refused) == len(answers)
    assert all(int(answer.retry_after) > 0 for answer in refused)
    hold("R12", f"of {len(answers)} with room for {ROOM}: refused with Retry-After", len(refused), at_least=1)
    hold("R12", "taken and not there", len(taken) - Article.objects.count(), at_most=0)
