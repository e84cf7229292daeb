"""MANIFEST.sha256 of a model folder: which files belong to it, and what is in them.

Lines are those of the `sha256sum` command, so the folder can be checked without us. Nothing that can carry
code is ever part of a model (reliability.md, finding F21).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from workers.model.config import ModelError

NAME = "MANIFEST.sha256"
CODE_SUFFIXES = frozenset(
    {".py", ".pyc", ".pkl", ".pickle", ".pt", ".pth", ".ckpt", ".joblib", ".so", ".npy"}
)
# The files that decide a score; the card and the tokenizer's settings may be edited without a new version.
WEIGHTS = ("config.json", "encoder.bin", "heads.safetensors", "tokenizer.json")


def digest(path: Path) -> str:
    """The sha256 of a file, in hexadecimal, read in blocks."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def seal(folder: Path) -> None:
    """Write the manifest of all files of the folder, after they were made or edited on purpose."""
    names = [path.name for path in folder.iterdir() if path.name != NAME]
    lines = [f"{digest(folder / name)}  {name}\n" for name in sorted(names)]
    (folder / NAME).write_text("".join(lines), encoding="utf-8")


def check(folder: Path) -> dict[str, str]:
    """Return the digest of each named file after checking the folder against its manifest.

    Raises ModelError when the manifest is missing, a file is missing, changed or not named in it, or could
    carry code.
    """
    named = _read(folder)
    present = {path.name for path in folder.iterdir()} - {NAME}
    _refuse(folder, "could carry code", {n for n in present | set(named) if Path(n).suffix in CODE_SUFFIXES})
    _refuse(folder, "not named in the manifest", present - set(named))
    _refuse(folder, "missing", set(named) - present)
    _refuse(folder, "not the released one", {n for n, known in named.items() if digest(folder / n) != known})
    return named


def version(name: str, digests: dict[str, str]) -> str:
    """Name the weights: the model's name and eight digits of the hash over what decides its scores."""
    joined = "".join(digests.get(weights, "") for weights in WEIGHTS)
    return f"{name}+{hashlib.sha256(joined.encode()).hexdigest()[:8]}"


def _read(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
        pairs = [line.split("  ", 1) for line in lines if line]
        return {name: known for known, name in pairs}
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{folder} has no readable {NAME}; restore the folder with `git checkout` or name another one."
        ) from error


def _refuse(folder: Path, reason: str, names: set[str]) -> None:
    if names:
        raise ModelError(
            f"{folder}: {', '.join(sorted(names))} {reason}. Nothing was loaded; restore the folder with"
            " `git checkout`, or train it again."
        )
