"""`make soak`: one part after the other, each on services of its own, and a report at the end.

A part that is done is noted in FACTCHECK_HOME/soak.json and left out the next time.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.soak import report
from tests.soak.figures import FILE, SHARE
from tests.soak.parts import Part, named
from tests.soak.record import ROOT, Record, Result, figures_in, machine, now

HOME = Path(os.environ.get("FACTCHECK_HOME") or ".factcheck/soak").absolute()
OPERATIONS = ROOT / "deploy" / "README.md"
LAST_LINES = 25  # of what a part printed, kept where it failed


def main() -> int:
    given = _arguments()
    try:
        parts = named(given.part)
    except KeyError as unknown:
        _say(f"There is no part {unknown}.")
        return 2
    HOME.mkdir(parents=True, exist_ok=True)
    record = Record(HOME / "soak.json")
    if given.fresh:
        record.forget([part.name for part in parts])
    for part in parts:
        _run_unless_done(part, record, given.share)
    text = report.written(record)
    (HOME / "soak.md").write_text(text, encoding="utf-8")
    _say(f"\n{text}\nWritten to {HOME / 'soak.md'}.")
    if given.record:
        report.put_into(OPERATIONS, text)
    return int(any(not record.results[part.name].passed for part in parts))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("part", nargs="*", help="all where none is named")
    parser.add_argument("--fresh", action="store_true", help="again, although a part is done")
    parser.add_argument("--share", type=float, default=1.0, help="of the full sizes, for a trial: 0.05")
    parser.add_argument("--record", action="store_true", help=f"write the report into {OPERATIONS}, too")
    return parser.parse_args()


def _run_unless_done(part: Part, record: Record, share: float) -> None:
    if record.is_done(part.name, share):
        _say(f"{part.name}: done {record.results[part.name].began}")
        return
    _say(f"{part.name}: {part.tries}; {part.minutes} minutes at most …")
    result = _run(part, share)
    record.keep(result)
    _say(f"{part.name}: {'held' if result.passed else 'FAILED'} after {result.seconds / 60:.1f} minutes")


def _run(part: Part, share: float) -> Result:
    """In a home of its own, which is gone before the next part begins."""
    home, figures, log = HOME / part.name, HOME / f"{part.name}.figures", HOME / f"{part.name}.log"
    figures.unlink(missing_ok=True)
    ours = {"FACTCHECK_HOME": str(home), FILE: str(figures), SHARE: str(share)}
    began, clock, load = now(), time.monotonic(), f"{os.getloadavg()[0]:.1f}"
    code = _ended(_command(part), os.environ | ours, log, part.minutes * 60)
    told = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
    return Result(
        part=part.name,
        began=began,
        seconds=round(time.monotonic() - clock, 1),
        passed=code == 0,
        share=share,
        machine=str(machine()),
        load=load,
        command="make soak" + ("" if share == 1 else f" SHARE={share:g}"),
        figures=figures_in(figures),
        told="" if code == 0 else "\n".join(told),
    )


def _command(part: Part) -> list[str]:
    many = ["-n", str(part.processes)] if part.processes > 1 else []
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *many, str(part.file)]
    return [sys.executable, str(ROOT / "manage.py"), "with_stack", "--", *tests]


def _ended(command: list[str], environ: dict[str, str], log: Path, limit: float) -> int:
    """The exit code; what is over the limit is told to stop, and takes along all that it started."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=output, stderr=output)
        try:
            return process.wait(timeout=limit)
        except subprocess.TimeoutExpired:
            output.write(f"\nStopped after {limit / 60:.0f} minutes, its limit.\n".encode())
            process.terminate()
            process.wait()
            return 1
        except KeyboardInterrupt:
            process.wait()
            raise


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
