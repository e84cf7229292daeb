"""bench_queue: the desk it makes up is one that the rules allow, and nobody's stories are touched."""

from __future__ import annotations

import signal
import subprocess
import sys

import psutil
import pytest
from django.core.management import CommandError, call_command

from claims.management.copying import told
from claims.management.crowded_desk import EACH, PEOPLE, CrowdedDesk, is_filled, is_ours
from claims.models import Claim, User
from claims.statuses import Status
from factcheck.services.gone import wait_gone
from tests.factories import ArticleFactory, ClaimFactory

CLAIMS = 400


def test_the_made_up_desk_is_of_the_size_asked_for_and_three_in_ten_are_open(db: None) -> None:
    CrowdedDesk(CLAIMS, seed=1).fill()
    assert Claim.objects.count() == CLAIMS
    assert Claim.objects.open().current().count() == CLAIMS * 3 // 10
    assert is_ours()
    assert is_filled(CLAIMS)
    assert not is_filled(CLAIMS + EACH)


def test_each_claim_stands_where_its_story_says_it(db: None) -> None:
    CrowdedDesk(CLAIMS, seed=2).fill()
    for claim in Claim.objects.select_related("revision")[:50]:
        assert claim.revision.body[claim.start : claim.end] == claim.sentence
        assert sum(term["points"] for term in claim.reasons) == claim.priority


def test_everybody_holds_claims_that_a_verdict_can_be_given_on(db: None) -> None:
    CrowdedDesk(CLAIMS, seed=1).fill()
    held = Claim.objects.filter(status=Status.IN_PROGRESS)
    assert held.values("holder").distinct().count() == User.objects.count() == PEOPLE
    assert not held.filter(evidence=None).exists()


def test_the_next_row_follows_those_copied(db: None) -> None:
    CrowdedDesk(CLAIMS, seed=1).fill()
    assert ClaimFactory().pk > CLAIMS
    assert not is_ours()


def test_a_desk_with_stories_of_others_is_refused(db: None) -> None:
    ArticleFactory()
    with pytest.raises(CommandError, match="take an empty home") as refusal:
        call_command("bench_queue", claims=CLAIMS)
    assert refusal.value.returncode == 2


SERVING = """
import django, sys
django.setup()
from claims.management.commands.bench_queue import web
with web() as (_, master):
    print(master, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's word is Linux's")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM], ids=["kill -9", "kill"])
def test_the_web_server_ends_with_the_command_however_that_is_ended(end: signal.Signals) -> None:
    command = subprocess.Popen([sys.executable, "-c", SERVING], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with command:
        assert command.stdout
        master = psutil.Process(int(command.stdout.readline()))
        processes = [master, *master.children(recursive=True)]
        command.send_signal(end)
        assert command.wait(timeout=20) == -end
        assert all(wait_gone(process.pid, 30) for process in processes)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "\\N"),
        (True, "t"),
        ("a\tb\nc\\", "a\\tb\\nc\\\\"),
        ([{"a": "é"}], '[{"a": "\\\\u00e9"}]'),
        (b"\x01", "\\\\x01"),
    ],
)
def test_values_stand_as_copy_reads_them(value: object, words: str) -> None:
    assert told(value) == words
