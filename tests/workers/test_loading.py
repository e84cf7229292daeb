"""A worker has the released model or does not start, and one story cannot eat its memory."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workers import loading

TOO_MUCH = """
from workers.loading import STORY_BYTES, bound_memory
bound_memory()
fits = bytearray(STORY_BYTES // 4)
try:
    bytearray(STORY_BYTES)
except MemoryError:
    print("refused")
"""


@pytest.fixture
def model(tmp_path: Path, settings: object) -> Path:
    """A copy of the released model, as the setting names it."""
    folder = tmp_path / "model"
    shutil.copytree(loading.RELEASED, folder)
    settings.FACTCHECK_MODEL = str(folder)
    loading.scorer.cache_clear()
    yield folder
    loading.scorer.cache_clear()


def test_is_loaded_once_and_says_which_it_is(model: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "workers.loading"):
        scorer = loading.scorer()
        assert loading.scorer() is scorer
    (line,) = caplog.records
    assert line.getMessage() == f"model loaded: {scorer.version}"
    assert (line.backend, line.precision) == ("openvino", scorer.precision)


def test_the_released_model_is_the_default(settings: object) -> None:
    settings.FACTCHECK_MODEL = ""
    assert loading.folder() == loading.RELEASED


def test_a_worker_starts_on_the_released_model(model: Path) -> None:
    loading.refuse_changed_model()


def test_a_changed_byte_keeps_the_worker_from_starting(model: Path) -> None:
    weights = model / "heads.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")
    with pytest.raises(SystemExit, match=r"^The worker does not start: .*heads\.safetensors"):
        loading.refuse_changed_model()


def test_a_planted_file_keeps_the_worker_from_starting(model: Path) -> None:
    (model / "extra.py").write_text("print('here')")
    with pytest.raises(SystemExit, match=r"extra\.py"):
        loading.refuse_changed_model()


def test_a_missing_model_keeps_the_worker_from_starting(settings: object, tmp_path: Path) -> None:
    settings.FACTCHECK_MODEL = str(tmp_path / "nowhere")
    with pytest.raises(SystemExit, match="does not start"):
        loading.refuse_changed_model()


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux's /proc")
def test_a_story_that_wants_too_much_memory_is_refused_it() -> None:
    told = subprocess.run([sys.executable, "-c", TOO_MUCH], capture_output=True, text=True, check=True)
    assert told.stdout == "refused\n"
