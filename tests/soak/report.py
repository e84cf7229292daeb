"""The soak as people read it: one line a part, one a figure; and its place in the operations README."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.soak.parts import PARTS, Part
from tests.soak.record import Record, Result

BEGIN, END = "<!-- soak: written by make soak RECORD=1 -->", "<!-- soak: end -->"
COLUMNS = "| promise | figure | found | bound | |\n|---|---|---|---|---|"


def written(record: Record) -> str:
    """Markdown, without a heading of its own."""
    done = [part for part in PARTS if part.name in record.results]
    lines = [*_summary(record, done), "", *_machines(record), "", COLUMNS]
    lines += [line for part in done for line in _figures(record.results[part.name])]
    for part in done:
        lines += _trouble(record.results[part.name])
    missing = [part.name for part in PARTS if part.name not in record.results]
    return "\n".join([*lines, "", f"Not run: {', '.join(missing) or 'nothing'}.", ""])


def put_into(page: Path, text: str) -> None:
    """Replace what stands between the two marks of the page."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"{page} has no place for the soak's report, between {BEGIN} and {END}.")
    page.write_text(f"{before}{BEGIN}\n{text}{END}{after}", encoding="utf-8")


def _summary(record: Record, done: list[Part]) -> Iterator[str]:
    results = [record.results[part.name] for part in done]
    minutes = sum(result.seconds for result in results) / 60
    failed = sum(not result.passed for result in results)
    yield f"{len(done)} of {len(PARTS)} parts, {failed} failed, {minutes:.0f} minutes in all."
    yield ""
    yield "| part | tries | size | date | load before | minutes | |"
    yield "|---|---|---|---|---|---|---|"
    for part, result in zip(done, results, strict=True):
        size = "full" if result.share >= 1 else f"{result.share:.0%}"
        ended = "held" if result.passed else "**failed**"
        yield (
            f"| `{part.name}` ({part.promises}) | {part.tries} | {size} | {result.began}"
            f" | {result.load} | {result.seconds / 60:.1f} | {ended} |"
        )


def _machines(record: Record) -> list[str]:
    """Each machine and command once."""
    runs = dict.fromkeys(f"`{each.command}` on {each.machine}." for each in record.results.values())
    return list(runs)


def _figures(result: Result) -> Iterator[str]:
    for each in sorted(result.figures, key=lambda each: (each.promise, each.what)):
        found = f"{each.found:,.3f}".rstrip("0").rstrip(".")
        held = "" if not each.bound else "held" if each.holds else "**missed**"
        yield f"| {each.promise} | {each.what} | {found} {each.unit} | {each.bound} | {held} |"


def _trouble(result: Result) -> Iterator[str]:
    if not result.passed:
        yield from ("", f"`{result.part}` ended so:", "", "```", result.told.replace("```", "'''"), "```")
