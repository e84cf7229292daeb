"""Print the sums of texts: `python -m claims.tolls.arithmetic FILE...`; of .jsonl those of each text."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from claims.tolls.arithmetic import notes


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m claims.tolls.arithmetic", description="Sums of texts.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--slips", action="store_true", help="only those that do not come out")
    asked = parser.parse_args(arguments)
    for name, text in _texts(asked.files):
        for note in notes(text, [], []):
            if not (asked.slips and note.ok):
                told = (name, "right" if note.ok else "slip", note.kind, note.text)
                sys.stdout.write("\t".join(told) + "\n")


def _texts(files: list[Path]) -> Iterator[tuple[str, str]]:
    for path in files:
        whole = path.read_text(encoding="utf-8")
        if path.suffix != ".jsonl":
            yield path.name, whole
            continue
        for number, line in enumerate(whole.splitlines(), start=1):
            if line.strip():
                yield f"{path.name}:{number}", str(json.loads(line)["text"])


if __name__ == "__main__":
    main()
