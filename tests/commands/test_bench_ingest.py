"""What the benchmark is made of: its stories, its samples and its plots."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from claims.extraction import sentences
from claims.extraction.figures import find
from claims.management.commands.bench_ingest import line_of, power, sizes
from claims.management.made import SENTENCES, TELLING, WORDS, guid, story, write_stories
from claims.management.measuring import Batch
from claims.management.plot import plot
from claims.management.sampling import Sample, Samples
from tests.commands.conftest import Ran
from tests.factories import ArticleFactory

STORIES = [story(number) for number in range(40)]


class TestStories:
    def test_each_has_so_many_sentences_of_so_many_words(self) -> None:
        for made in STORIES:
            told = re.split(r"(?<=\.)\s+", made["text"].split(" — ", 1)[1])
            assert [len(sentence.split()) for sentence in told] == [WORDS] * SENTENCES

    def test_each_tells_figures_enough(self) -> None:
        for made in STORIES:
            found = find(made["text"], sentences.split(made["text"]).spans)
            assert len(found) >= TELLING >= 8

    def test_no_text_is_told_twice_and_the_same_number_tells_the_same(self) -> None:
        assert len({made["text"] for made in STORIES}) == len(STORIES)
        assert story(7) == STORIES[7]
        assert story(7, seed=2)["text"] != STORIES[7]["text"]

    def test_a_folder_holds_those_asked_for(self, tmp_path: Path) -> None:
        write_stories(tmp_path, 998, 4)
        files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json"))
        assert files == ["0000/000998.json", "0000/000999.json", "0001/001000.json", "0001/001001.json"]


class TestSamples:
    def test_growth_is_told_of_processes_seen_at_both_ends(self) -> None:
        rows = [
            Sample(1.0, 0, {"worker": 50.0}),
            *(Sample(2.0 + n, 1000 + n, {"worker": 100.0 + n, "beat": 40.0}) for n in range(5)),
            *(Sample(9.0 + n, 9996 + n, {"worker": 110.0, "beat": 40.0}) for n in range(5)),
        ]
        growth = Samples(rows).growth(1000, 10_000)
        assert growth == {"beat": 0.0, "worker": pytest.approx(110 / 102 - 1)}

    def test_a_process_and_its_services_are_watched_until_it_ends(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("claims.management.sampling.EVERY_SECONDS", 0.01)
        (tmp_path / "valkey.pid").write_text(str(os.getpid()))
        (tmp_path / "gone.pid").write_text("4000000")
        with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
            samples = Samples()
            seen = iter(range(99))

            def done() -> int:
                count = next(seen)
                if count == 3:
                    process.communicate(b"\n")
                return count

            samples.watch(process, tmp_path, done)
        assert [row.stories for row in samples.rows[:3]] == [0, 1, 2]
        assert samples.rows[0].memory.keys() == {"ingest_wire", "valkey"}


def test_a_plot_is_an_svg_with_a_line_for_each_name() -> None:
    drawn = etree.fromstring(plot("Time & more", "stories", "s", {"a<b": [(0, 0), (9, 3)], "c": [(1, 2)]}))
    assert len(drawn.findall(".//{*}polyline")) == 2
    assert "a<b" in "".join(drawn.itertext())


def test_time_in_proportion_has_the_power_of_one() -> None:
    batches = [Batch(0, count, 1, extract=True, seconds=count / 5) for count in (1000, 3000, 10_000)]
    assert power(batches) == pytest.approx(1)
    assert line_of(batches[0]).split()[:3] == ["1000", "200.0", "5.0"]


@pytest.mark.parametrize("told", ["", "many", "1", "100,,200"])
def test_sizes_that_are_none(told: str) -> None:
    with pytest.raises(ArgumentTypeError):
        sizes(told)


@pytest.mark.django_db
def test_a_seed_that_was_measured_before_is_refused(run: Callable[..., Ran]) -> None:
    ArticleFactory(guid=guid(0, 3))
    ran = run("bench_ingest", "--seed", "3", "--stories", "10")
    assert (ran.code, ran.err) == (2, "Seed 3 was measured here before; take another --seed.")
