"""`python -m claims.extraction.measure GOLD.jsonl [--show FIELD]`: the rules alone against a reference set.

Every reference figure is given the candidate of the same value in the sentence most like its own, as a model
without error would, so that what is measured is the grammar and the readers of speaker and place. The measure
is score.py beside the set. `--show` lists what was read otherwise: unit, qualifier, per, text, of, place,
speaker, missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from claims.extraction.attribution import Reader
from claims.extraction.pipeline import Draft, Story, read
from claims.extraction.places import Places
from claims.extraction.types import Figure, Span

FIELDS = ("unit", "qualifier", "per", "text", "of", "place", "speaker", "missed")
LIKE = 0.5  # words that two sentences share at least to be the same one, as in score.py
LOW = 0.5  # a text that shares fewer words than this is listed

Claim = dict[str, Any]
Pair = tuple[Claim, Claim | None]


class Rules:
    """One story as the rules read it; `claim` is the prediction for one reference figure."""

    def __init__(self, text: str, measure: Any) -> None:
        self.draft: Draft = read(Story(text))
        passage = self.draft.passage
        self._measure = measure
        self._reader = Reader(passage.text, passage.sentences)
        self._places = Places(passage.text, passage.sentences)
        self._free = list(self.draft.figures)

    def claim(self, gold: Claim) -> Claim | None:
        """The prediction that serves a reference figure, None where no candidate has its value."""
        same = [figure for figure in self._free if self._is_same(gold["figure"], figure)]
        best = max(same, key=lambda figure: self._likeness(gold, figure), default=None)
        if best is None or self._likeness(gold, best)[0] < LIKE:
            return None
        self._free.remove(best)
        return self._predicted(gold, best)

    def _is_same(self, wanted: Claim, figure: Figure) -> bool:
        return bool(self._measure.close(wanted["low"], figure.low)) and bool(
            self._measure.close(wanted.get("high"), figure.high)
        )

    def _likeness(self, gold: Claim, figure: Figure) -> tuple[float, float]:
        said = self._sentence(figure).of(self.draft.passage.text)
        return (
            self._measure.overlap(gold["sentence"], said),
            self._measure.share(gold["figure"]["text"], figure.text),
        )

    def _sentence(self, figure: Figure) -> Span:
        spans = self.draft.passage.sentences
        return next(span for span in reversed(spans) if span.start <= figure.span.start)

    def _predicted(self, gold: Claim, figure: Figure) -> Claim:
        sentence = self._sentence(figure)
        said = self._reader.attribute(sentence, figure.span)
        return {
            "sentence": sentence.of(self.draft.passage.text),
            "type": gold["type"],
            "score": 1.0,
            "figure": {
                name: getattr(figure, name)
                for name in ("text", "low", "high", "qualifier", "unit", "of", "per")
            },
            "speaker": said.speaker,
            "how": said.how,
            "place": self._places.of(sentence, figure.span),
        }


def pairs(story: Claim, measure: Any) -> Iterator[Pair]:
    """Each reference figure worth a check with its prediction."""
    rules = Rules(story["text"], measure)
    for gold in story["claims"]:
        if gold["figure"] and gold["worth"]:
            yield gold, rules.claim(gold)


def differs(measure: Any, field: str, gold: Claim, said: Claim | None) -> bool:
    """Was the field read otherwise? Texts where they share too few words, as score.py counts them."""
    if said is None:
        return field == "missed"
    a, b = gold["figure"], said["figure"]
    if field in ("text", "of"):
        return bool(measure.share(a[field], b[field]) < LOW)
    if field == "speaker":
        return not measure.speaker_same(gold["speaker"], said["speaker"])
    if field == "place":
        x, y = measure.norm(gold["place"]), measure.norm(said["place"])
        return bool(x) and not (y and (x in y or y in x))
    if field == "unit":
        return bool(measure.unit(a["unit"]) != measure.unit(b["unit"]))
    return field != "missed" and a.get(field) != b.get(field)


def shown(field: str, gold: Claim, said: Claim | None) -> str:
    """One difference as a line: wanted, read, and the sentence."""
    inside = field in FIELDS[:5]
    wanted = gold["figure"]["text"] if field == "missed" else (gold["figure"] if inside else gold)[field]
    read_ = "-" if said is None else (said["figure"] if inside else said)[field]
    return f"{wanted} | {read_} | {gold['figure']['text']} | {gold['sentence'][:200]!r}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m claims.extraction.measure", description=__doc__)
    parser.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    parser.add_argument("--show", choices=FIELDS, metavar="FIELD")
    options = parser.parse_args(arguments)
    measure = _measure(options.gold.parent / "score.py")
    lines = options.gold.read_text(encoding="utf-8").split("\n")
    reference = [json.loads(line) for line in lines if line.strip()]
    found = {story["id"]: list(pairs(story, measure)) for story in reference}
    if options.show:
        for name, said in found.items():
            for gold, claim in said:
                if differs(measure, options.show, gold, claim):
                    sys.stdout.write(f"{name} | {shown(options.show, gold, claim)}\n")
        return 0
    predicted = [{"id": name, "claims": [c for _, c in said if c]} for name, said in found.items()]
    result = measure.score(reference, predicted)
    for group in ("figures", "of_found", "more"):
        cells = "  ".join(f"{name} {value}" for name, value in result[group].items())
        sys.stdout.write(f"{group:10} {cells}\n")
    return 0


def _measure(path: Path) -> Any:
    spec = spec_from_file_location("gold_score", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        raise SystemExit(f"The measure {path} is missing: it has to lie beside the reference set.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
