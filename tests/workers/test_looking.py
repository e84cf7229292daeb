"""Watched folders: what is new is taken in once, and what goes wrong is shown and tried again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone

from claims.actions import backlog, watching
from claims.models import Arrival, Article, IngestRun, Source
from tests.factories import ArticleFactory, SourceFactory
from workers import looking

pytestmark = pytest.mark.django_db
TEXT = "Ferry {} sinks off Port Selwick\n\nAt least {} people died, the harbour master said."


def told() -> list[tuple[str, str]]:
    return list(Arrival.objects.order_by("id").values_list("file", "status"))


def due_again(source: Source) -> Source:
    Source.objects.update(next_at=None)
    source.refresh_from_db()
    return source


class TestFolders:
    @pytest.fixture(autouse=True)
    def settled(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(looking, "SETTLE_SECONDS", 0)

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        drop = tmp_path / "drop"
        (drop / "late").mkdir(parents=True)
        (drop / "1.txt").write_text(TEXT.format(1, 37))
        (drop / "late" / "2.txt").write_text(TEXT.format(2, 41))
        (drop / ".3.txt.part").write_text("half a story")
        return drop

    @pytest.fixture
    def source(self, folder: Path) -> Source:
        return SourceFactory(name="Drop", intake="folder", address=str(folder), every_seconds=60)

    def test_what_lies_there_is_taken_in_as_one_run(self, source: Source) -> None:
        assert looking.look_at_due() == 1
        assert told() == [("1.txt", "new"), ("late/2.txt", "new")]
        assert set(Article.objects.values_list("source__name", flat=True)) == {"Drop"}
        run = IngestRun.objects.get()
        assert (run.trigger, run.source, run.counts) == ("folder", source, {"new": 2})
        assert run.finished_at
        source.refresh_from_db()
        assert source.last_ok_at
        assert looking.look_at_due() == 0

    def test_files_seen_before_are_not_read_again(self, source: Source, folder: Path) -> None:
        looking.look_at_due()
        due_again(source)
        looking.look_at_due()
        assert IngestRun.objects.count() == 1
        (folder / "4.txt").write_text(TEXT.format(4, 9))
        due_again(source)
        looking.look_at_due()
        assert told()[2:] == [("4.txt", "new")]

    def test_an_older_file_that_is_moved_in_is_new(
        self, source: Source, folder: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "older").mkdir()
        (tmp_path / "older" / "5.txt").write_text(TEXT.format(5, 12))
        looking.look_at_due()
        shutil.move(tmp_path / "older", folder / "older")
        due_again(source)
        looking.look_at_due()
        assert told()[2:] == [("older/5.txt", "new")]

    def test_a_changed_file_is_read_again(self, source: Source, folder: Path) -> None:
        looking.look_at_due()
        (folder / "1.txt").write_text(TEXT.format(1, 39))
        due_again(source)
        looking.look_at_due()
        assert told()[2:] == [("1.txt", "revision")]

    def test_a_file_that_is_being_written_is_left(
        self, source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(looking, "SETTLE_SECONDS", 3600)
        looking.look_at_due()
        assert not told()
        monkeypatch.setattr(looking, "SETTLE_SECONDS", 0)
        due_again(source)
        looking.look_at_due()
        assert len(told()) == 2

    def test_an_archive_is_read_once(self, source: Source, folder: Path) -> None:
        with ZipFile(folder / "night.zip", "w") as archive:
            archive.writestr("a/6.txt", TEXT.format(6, 14))
            archive.writestr("7.txt", TEXT.format(7, 15))
        looking.look_at_due()
        assert len(told()) == 4
        due_again(source)
        looking.look_at_due()
        assert len(told()) == 4

    def test_a_link_is_not_followed(self, source: Source, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_text("The key is under the mat.")
        (folder / "8.txt").symlink_to(tmp_path / "secret.txt")
        (folder / "elsewhere").symlink_to(tmp_path)
        os.mkfifo(folder / "9.txt")
        looking.look_at_due()
        assert [file for file, _ in told()] == ["1.txt", "late/2.txt"]

    def test_a_look_that_was_cut_off_is_made_again(self, source: Source) -> None:
        looking.look_at_due()
        IngestRun.objects.update(finished_at=None)
        due_again(source)
        looking.look_at_due()
        assert told()[2:] == [("1.txt", "duplicate"), ("late/2.txt", "duplicate")]
        due_again(source)
        looking.look_at_due()
        assert len(told()) == 4

    def test_a_full_folder_is_read_in_several_looks(
        self, source: Source, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(looking, "MOST_FILES", 1)
        looking.look(source)
        assert len(told()) == 1
        assert looking.look_at_due() >= 1
        assert len(told()) == 2

    def test_a_folder_that_is_gone_is_told_and_tried_ever_less_often(
        self, source: Source, folder: Path
    ) -> None:
        shutil.rmtree(folder)
        waits = []
        for _ in range(3):
            looking.look(due_again(source))
            source.refresh_from_db()
            assert source.next_at
            waits.append(round((source.next_at - timezone.now()).total_seconds(), -1))
        assert waits == [120, 240, 480]
        assert source.failures == 3
        assert source.failure == f"There is no folder {folder} on the worker's machine."
        folder.mkdir()
        looking.look(source)
        source.refresh_from_db()
        assert (source.failures, source.failure) == (0, "")

    def test_nothing_is_looked_at_while_the_backlog_is_full(
        self, source: Source, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.FACTCHECK_BACKLOG_LIMIT = 1
        monkeypatch.setattr(backlog, "FRESH_SECONDS", 0)
        ArticleFactory()
        assert looking.look_at_due() == 0

    @pytest.mark.parametrize(
        "given",
        [
            {"is_active": False},
            {"intake": "push", "address": ""},
            {"next_at": timezone.now() + timedelta(hours=1)},
        ],
    )
    def test_a_source_whose_turn_it_is_not(self, source: Source, given: dict[str, object]) -> None:
        Source.objects.update(**given)
        assert watching.take_due() is None

    def test_a_source_is_taken_by_one_worker_at_a_time(self, source: Source) -> None:
        assert watching.take_due() == source
        assert watching.take_due() is None

    def test_what_a_look_found_at_an_address_that_was_changed_says_nothing(self, source: Source) -> None:
        Source.objects.update(address="/elsewhere", next_at=None)
        watching.failed(source=source, reason="Gone.")
        source.refresh_from_db()
        assert (source.failure, source.next_at) == ("", None)


def test_a_worker_that_has_to_leave_leaves_the_source_due(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = SourceFactory(intake="folder", address=str(tmp_path))

    def told_to_leave(_: Source) -> Callable[..., Any]:
        raise SystemExit(0)

    monkeypatch.setattr(looking, "new_files", told_to_leave)
    with pytest.raises(SystemExit):
        looking.look_at_due()
    source.refresh_from_db()
    assert source.next_at
    assert source.next_at <= timezone.now() + timedelta(seconds=1)
