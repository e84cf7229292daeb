"""`python -m workers.model COMMAND`: the model without Django or a database; `--help` names the commands.

Data on standard output, progress on standard error. Exit codes: 0 all done, 1 some stories failed, 2 wrong
use (a folder, file or setting that cannot be used).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from workers.model import extract, liken, scorer
from workers.model.bench import bench
from workers.model.config import ModelError, TrainConfig
from workers.model.errors import errors, renew
from workers.model.evaluate import evaluate, table

WRONG_USE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except ModelError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m workers.model", description="Claims out of wire stories."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    claims = commands.add_parser("extract", help="write one JSON line of claims per story")
    claims.add_argument("files", nargs="+", metavar="FILE", help="text files, or - for standard input")
    claims.add_argument("--jsonl", action="store_true", help='the files hold a {"id", "text"} a line')
    claims.add_argument("--threshold", type=_share, help="least score of a claim, 0 to 1 (default 0.5)")
    claims.set_defaults(run=_extract)
    measure = commands.add_parser("evaluate", help="measure the model on a reference set")
    measure.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    measure.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    measure.set_defaults(run=_evaluate)
    wrong = commands.add_parser("errors", help="count what goes wrong on a reference set, by kind")
    wrong.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    wrong.add_argument("--write", type=Path, metavar="PAGE", help="renew the section of a Markdown page")
    wrong.set_defaults(run=_errors)
    learn = commands.add_parser("train", help="make a new model folder (needs requirements-train.txt)")
    learn.add_argument("config", type=Path, metavar="CONFIG")
    learn.set_defaults(run=_train)
    speed = commands.add_parser("bench", help="measure speed, memory and start-up time")
    speed.add_argument("--stories", type=_count, default=200, metavar="N")
    speed.set_defaults(run=_bench)
    near = commands.add_parser("likeness", help="how often the partner of a claim is among the nearest")
    near.add_argument("stories", type=Path, nargs="+", metavar="STORIES.jsonl", help="what else there is")
    near.set_defaults(run=_likeness)
    turn = commands.add_parser("liken", help="fit the map that vectors are made with, into a model folder")
    turn.add_argument("stories", type=Path, metavar="STORIES.jsonl")
    turn.add_argument("--into", type=Path, default=scorer.RELEASED, metavar="FOLDER")
    turn.set_defaults(run=_liken)
    for command in (claims, measure, wrong, speed, near):
        command.add_argument("--model", type=Path, metavar="FOLDER", help="another model folder")
        command.add_argument("--precision", choices=("bf16", "f32"), help="default: bf16 if the CPU has it")
    return parser


def _share(value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"a threshold is a number from 0 to 1, not {value!r}")
    return share


def _count(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"a whole number of stories is needed, 1 or more, not {value!r}")
    return int(value)


def _extract(options: argparse.Namespace) -> int:
    loaded = scorer.load(options.model, options.precision)
    print(f"{loaded.version} on {loaded.backend}, {loaded.precision}", file=sys.stderr)
    done = failed = 0
    for line in extract.lines(extract.from_files(options.files, options.jsonl), loaded, options.threshold):
        print(json.dumps(line), flush=True)
        done, failed = done + 1, failed + ("error" in line)
        _progress(f"\r{done} stories, {failed} failed")
    _progress("\n")
    return int(failed > 0)


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(text, end="", file=sys.stderr, flush=True)


def _evaluate(options: argparse.Namespace) -> int:
    result = evaluate(options.gold, scorer.load(options.model, options.precision))
    print(json.dumps(result) if options.json else table(result))
    return 0


def _errors(options: argparse.Namespace) -> int:
    section = errors(options.gold, scorer.load(options.model, options.precision))
    if options.write:
        renew(options.write, section)
    print(section)
    return 0


def _train(options: argparse.Namespace) -> int:
    config = TrainConfig.load(options.config)
    try:
        from workers.model.train import train  # noqa: PLC0415  only training needs torch
    except ImportError as error:
        raise ModelError(f"Training needs requirements-train.txt: {error}.") from error
    print(train(config))
    return 0


def _bench(options: argparse.Namespace) -> int:
    print(json.dumps(bench(options.stories, options.model, options.precision), indent=2))
    return 0


def _likeness(options: argparse.Namespace) -> int:
    print(json.dumps(liken.measure(scorer.load(options.model, options.precision), options.stories), indent=2))
    return 0


def _liken(options: argparse.Namespace) -> int:
    print(f"{liken.fit(options.into, options.stories):,} sentences", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
