"""`python -m claims.extraction FILE... | -`: the candidate figures of a text as JSON lines, no model."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path

from claims.extraction.pipeline import Story, read


def main(names: list[str]) -> int:
    """Print the figures of each file; 2 where no file is named."""
    if not names:
        sys.stderr.write("usage: python -m claims.extraction FILE... | -\n")
        return 2
    for name in names:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8", errors="replace")
        for figure in read(Story(text)).figures:
            sys.stdout.write(json.dumps(dataclasses.asdict(figure), ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
