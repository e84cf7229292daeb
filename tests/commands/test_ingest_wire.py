"""Taking stories in from files."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from claims.actions import backlog
from claims.models import Arrival, Article, IngestRun, Revision, Source
from tests.commands.conftest import Ran

pytestmark = pytest.mark.django_db
Run = Callable[..., Ran]
TEXT = "Ferry sinks off Port Selwick\n\nAt least 37 people died, the harbour master said."


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """A folder with a text, a page, a batch with two good lines of three, an empty file and a picture."""
    (tmp_path / "1-ferry.txt").write_text(TEXT)
    (tmp_path / "2-page.html").write_text(
        '<title>Storm</title><link rel="canonical" href="https://selwick.example/storm">'
        '<meta property="og:site_name" content="Selwick Wire"><p>Nine people are missing.</p>'
    )
    batch = [{"external_id": n, "title": "Sea", "source": "wire", "text": f"{n} are safe."} for n in "ab"]
    (tmp_path / "3-batch").write_text("\n".join([json.dumps(batch[0]), "null", json.dumps(batch[1])]))
    (tmp_path / "4-empty.txt").write_text(" \n")
    (tmp_path / "5-story.txt").write_bytes(b"\x89PNG\r\n")
    return tmp_path


def by_status(ran: Ran) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in ran.lines[:-1]:
        found.setdefault(line["status"], []).append(line["guid"] or line["file"])
    return found


def test_folder_is_taken_in_and_bad_stories_stop_nothing(run: Run, night: Path) -> None:
    ran = run("ingest_wire", str(night), "--json")
    assert by_status(ran) == {
        "new": ["file:1-ferry.txt", "https://selwick.example/storm", "a", "b"],
        "rejected": ["3-batch", "5-story.txt"],
        "empty": ["4-empty.txt"],
    }
    assert ran.lines[-1] == {
        "run": IngestRun.objects.get().pk,
        "files": 5,
        "new": 4,
        "rejected": 2,
        "empty": 1,
    }
    assert ran.code == 1


def test_lines_have_the_shape_of_the_contract(run: Run, night: Path) -> None:
    for line in run("ingest_wire", str(night), "--json").lines[:-1]:
        assert line.keys() >= {"file", "guid", "version", "status", "reason", "article"}
        assert line["reason"].endswith(".")
        assert (line["article"] is None) == (line["status"] != "new")


def test_rejected_line_is_named_by_its_number(run: Run, night: Path) -> None:
    [bad] = [
        line
        for line in run("ingest_wire", str(night / "3-batch"), "--json").lines[:-1]
        if not line["article"]
    ]
    assert bad["line"] == 2
    assert bad["reason"].startswith("Line 2: ")


def test_source_is_told_or_the_storys_own_or_the_desk(run: Run, night: Path) -> None:
    run("ingest_wire", str(night))
    assert set(Source.objects.values_list("name", flat=True)) == {"Desk", "Selwick Wire", "wire"}
    run("ingest_wire", str(night), "--source", "Northmoor")
    assert Article.objects.filter(source__name="Northmoor").count() == 4


def test_second_run_changes_nothing(run: Run, night: Path) -> None:
    run("ingest_wire", str(night))
    before = list(Revision.objects.values_list("pk", "body"))
    assert by_status(run("ingest_wire", str(night), "--json"))["duplicate"]
    assert list(Revision.objects.values_list("pk", "body")) == before
    assert run("ingest_wire", str(night / "1-ferry.txt"), "--json").code == 0


def test_second_run_takes_no_copy_for_a_version(run: Run, tmp_path: Path) -> None:
    text = "A ferry capsized off Corvane on Monday and at least 37 people died, the harbour master said."
    for name in ("morning", "noon"):
        told = {"external_id": f"urn:{name}", "title": f"The {name} ferry", "source": "wire", "text": text}
        (tmp_path / f"{name}.json").write_text(json.dumps(told))
    assert [line["status"] for line in run("ingest_wire", str(tmp_path), "--json").lines[:-1]] == [
        "new",
        "duplicate",
    ]
    assert by_status(run("ingest_wire", str(tmp_path), "--json")) == {
        "duplicate": ["urn:morning", "urn:noon"]
    }
    assert Revision.objects.count() == 1


def test_changed_file_is_a_revision(run: Run, night: Path) -> None:
    file = night / "1-ferry.txt"
    run("ingest_wire", str(file))
    file.write_text(TEXT.replace("37", "41"))
    line, _ = run("ingest_wire", str(file), "--json").lines
    assert (line["status"], line["version"]) == ("revision", 2)


def test_dry_run_says_what_would_happen_and_stores_nothing(run: Run, night: Path) -> None:
    ran = run("ingest_wire", str(night), "--dry-run", "--json")
    assert (ran.lines[-1]["run"], ran.lines[-1]["new"], ran.code) == (None, 4, 1)
    assert not Article.objects.exists()
    assert not Source.objects.exists()
    assert not IngestRun.objects.exists()


def test_run_leaves_a_row(run: Run, night: Path) -> None:
    run("ingest_wire", str(night), "--source", "wire")
    row = IngestRun.objects.get()
    assert row.paths == [str(night)]
    assert row.options == {"source": "wire", "format": "auto"}
    assert row.counts == {"new": 4, "rejected": 2, "empty": 1}
    assert row.finished_at
    assert not row.error


def test_resume_of_a_run_that_ended_does_nothing_again(run: Run, night: Path) -> None:
    told = run("ingest_wire", str(night), "--source", "Northmoor", "--json").lines
    ran = run("ingest_wire", "--resume", str(IngestRun.objects.get().pk), "--json")
    assert ran.lines == [told[-1]]
    assert list(Source.objects.values_list("name", flat=True)) == ["Northmoor"]


def test_resume_takes_the_paths_of_its_run_and_no_others(
    run: Run, night: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = run("ingest_wire", str(night), "--json").lines
    number = str(IngestRun.objects.get().pk)
    monkeypatch.chdir(night.parent)
    assert run("ingest_wire", night.name, "--resume", number, "--json").lines == [told[-1]]
    ran = run("ingest_wire", str(night / "1-ferry.txt"), "--resume", number)
    assert (ran.code, ran.err) == (2, f"Run {number} read other paths: {night}.")
    ran = run("ingest_wire", "--resume", "999")
    assert (ran.code, ran.err) == (2, "There is no run 999 of this command.")


def test_standard_input_is_a_story(run: Run, pipe: Callable[[bytes], None]) -> None:
    pipe(TEXT.encode())
    line, last = run("ingest_wire", "-", "--json").lines
    assert (line["file"], line["status"], last["files"]) == ("-", "new", 1)
    assert run("ingest_wire", "--resume", str(last["run"])).code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["/nowhere/at/all"],
        ["-", "--source", "a\0b"],
        ["-", "--source", "a" * 121],
        ["--resume", "999"],
        ["-", "--resume", "1"],
        ["-", "--format", "morse"],
    ],
)
def test_wrong_use_is_told_before_anything_happens(run: Run, arguments: list[str]) -> None:
    ran = run("ingest_wire", *arguments)
    assert (ran.code, ran.out) == (2, "") or "invalid choice" in ran.err
    assert not IngestRun.objects.exists()


def test_people_read_a_line_a_story(run: Run, night: Path) -> None:
    out = run("ingest_wire", str(night)).out
    assert "new        1-ferry.txt  A new story." in out
    assert "5 files, 4 new, 2 rejected, 1 empty." in out


class InterruptedAt(io.StringIO):
    """Standard output of somebody who presses Ctrl-C at a line."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.left = line

    def write(self, text: str) -> int:
        self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt
        return super().write(text)


def test_interrupt_keeps_what_was_done_and_says_how_to_go_on(run: Run, night: Path) -> None:
    ran = run("ingest_wire", str(night), out=InterruptedAt(2))
    row = IngestRun.objects.get()
    assert (ran.code, row.counts, row.error) == (130, {"new": 2}, "KeyboardInterrupt")
    assert f"--resume {row.pk}" in ran.err
    assert Article.objects.count() == 2


@pytest.mark.parametrize("line", range(1, 8))
def test_interrupted_anywhere_and_resumed_it_ends_the_same(run: Run, night: Path, line: int) -> None:
    items = "".join(f"<item><guid>{n}</guid><description>{n} ships sank.</description></item>" for n in "xyz")
    (night / "0-feed.xml").write_text(
        f"<rss version='2.0'><channel><title>Sea</title>{items}</channel></rss>"
    )
    with transaction.atomic():
        told = run("ingest_wire", str(night), "--json").lines[-1]
        arrived = list(Arrival.objects.order_by("id").values_list("file", "line", "guid", "status"))
        transaction.set_rollback(True)
    run("ingest_wire", str(night), "--json", out=InterruptedAt(line))
    row = IngestRun.objects.get()
    ran = run("ingest_wire", "--resume", str(row.pk), "--json")
    assert ran.lines[-1] == told | {"run": row.pk}
    assert list(Arrival.objects.order_by("id").values_list("file", "line", "guid", "status")) == arrived
    row.refresh_from_db()
    assert (row.counts, row.error) == ({n: told[n] for n in row.counts}, "")


def test_batch_waits_until_the_backlog_has_room(
    run: Run, night: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FACTCHECK_BACKLOG_LIMIT = 2
    monkeypatch.setattr(backlog, "FRESH_SECONDS", 0)
    pauses = []

    def a_worker_reads_meanwhile(seconds: float) -> None:
        pauses.append(Article.objects.filter(state="waiting").count())
        Article.objects.update(state="ready")

    monkeypatch.setattr("time.sleep", a_worker_reads_meanwhile)
    ran = run("ingest_wire", str(night), "--json")
    assert ran.lines[-1]["new"] == 4
    assert pauses == [2, 2]


class Worker(io.StringIO):
    """Standard output beside which a worker reads: every story is settled as soon as it is told."""

    def write(self, text: str) -> int:
        Article.objects.filter(state="waiting").exclude(guid="a").update(state="ready")
        Article.objects.filter(guid="a").update(state="failed", failure="It broke.")
        return super().write(text)


def test_wait_ends_with_the_state_of_every_story(run: Run, night: Path) -> None:
    ran = run("ingest_wire", str(night), "--wait", "--json", out=Worker())
    assert ran.lines[-1].items() >= {"ready": 3, "failed": 1, "unread": 0}.items()
    assert ran.code == 1
    assert run("ingest_wire", str(night / "1-ferry.txt"), "--wait").code == 0


def test_empty_path_is_not_the_current_folder(run: Run) -> None:
    ran = run("ingest_wire", "", "--json")
    assert (ran.code, ran.out, ran.err) == (2, "", "An empty path names no file.")
    assert not IngestRun.objects.exists()


def test_closed_standard_input_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    ran = run("ingest_wire", "-", "--json")
    assert (ran.code, ran.out, ran.err) == (2, "", "There is no standard input.")
    assert not IngestRun.objects.exists()
