"""The released folder is read only as it was released."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workers.model import manifest, scorer
from workers.model.config import ModelError


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The released folder's files, the big one linked (checks only read)."""
    folder = tmp_path / "model"
    folder.mkdir()
    for path in scorer.RELEASED.iterdir():
        if path.suffix == ".bin":
            (folder / path.name).symlink_to(path)
        else:
            shutil.copyfile(path, folder / path.name)
    return folder


def test_check_accepts_the_released_folder(copied: Path) -> None:
    assert "encoder.bin" in manifest.check(copied)


def test_check_refuses_a_changed_byte(copied: Path) -> None:
    path = copied / "heads.safetensors"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"heads\.safetensors not the released one.*restore"):
        scorer.load(copied)


@pytest.mark.parametrize("name", ["notes.txt", "extra.bin", ".hidden"])
def test_check_refuses_a_planted_file(copied: Path, name: str) -> None:
    (copied / name).write_text("planted")
    with pytest.raises(ModelError, match="not named in the manifest"):
        scorer.load(copied)


@pytest.mark.parametrize("name", ["weights.pkl", "modeling.py", "model.pt"])
def test_check_refuses_what_carries_code_even_when_named(copied: Path, name: str) -> None:
    (copied / name).write_text("pass")
    manifest.seal(copied)
    with pytest.raises(ModelError, match="could carry code"):
        scorer.load(copied)


def test_check_refuses_a_folder_within(copied: Path) -> None:
    (copied / "more").mkdir()
    with pytest.raises(ModelError, match="not named in the manifest"):
        scorer.load(copied)


def test_check_refuses_a_missing_file(copied: Path) -> None:
    (copied / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json missing"):
        scorer.load(copied)


def test_check_refuses_a_folder_without_a_manifest(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no readable MANIFEST"):
        scorer.load(tmp_path)


def test_check_refuses_a_name_that_leads_out_of_the_folder(copied: Path) -> None:
    with (copied / manifest.NAME).open("a") as lines:
        lines.write(f"{'0' * 64}  ../elsewhere\n")
    with pytest.raises(ModelError, match="missing"):
        scorer.load(copied)


def test_version_changes_with_the_weights_and_not_with_the_card() -> None:
    digests = {"heads.safetensors": "a", "CARD.md": "b"}
    assert manifest.version("m", digests) == manifest.version("m", digests | {"CARD.md": "c"})
    assert manifest.version("m", digests) != manifest.version("m", digests | {"heads.safetensors": "c"})
