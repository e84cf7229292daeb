"""Text and JSON at the door: what the database, the tokenizer and the page can all hold.

The order matters (each step bounds the next): size, strict UTF-8, newlines, control characters and lone
surrogates, runs of combining marks, NFC, size again. Identifiers are never repaired, only refused.
"""

from __future__ import annotations

import json
import math
import re
import sys
import unicodedata
from functools import cache
from typing import Any, NamedTuple, NoReturn

from claims.ingest.limits import COMBINING_RUN, JSON_DEPTH, STORY_BYTES
from claims.ingest.types import BadStory, EmptyStory, TooBig, Unreadable

BOM = "\ufeff"
NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
SURROGATES = re.compile(r"[\ud800-\udfff]")
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# Zero-width characters and those that turn the direction of writing: two ids that look alike, or backwards.
INVISIBLE = re.compile(r"[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
SPACES = re.compile(r"[\t\n ]+")
# A string (the last alternative ends one that never closes, so that no string is tried twice) or a bracket.
STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)


class Clean(NamedTuple):
    """Clean text, and what was dropped or replaced on the way, in words."""

    text: str
    repairs: tuple[str, ...] = ()


def clean_text(raw: bytes | str, *, limit: int = STORY_BYTES) -> Clean:
    """Text that can be stored, in NFC with "\\n" for every kind of line break.

    `limit` in bytes of UTF-8. Raises Unreadable (not UTF-8, with the offset of the first bad byte) and
    TooBig. Non-breaking spaces and curly quotation marks stay as they are.
    """
    text = decode(raw, limit=limit) if isinstance(raw, bytes) else raw
    text = NEWLINES.sub("\n", text.removeprefix(BOM))
    text, controls = CONTROLS.subn("", text)
    text, surrogates = SURROGATES.subn("\ufffd", text)
    _check_size(text, limit)
    runs = 0
    if not text.isascii():
        text, runs = _combining_runs().subn(lambda run: run[0][:COMBINING_RUN], text)
        text = unicodedata.normalize("NFC", text)
        _check_size(text, limit)
    return Clean(text, _repairs(controls, surrogates, runs))


def clean_story(raw: bytes | str, *, limit: int = STORY_BYTES) -> Clean:
    """`clean_text` for a body, which must say something. Raises EmptyStory besides."""
    clean = clean_text(raw, limit=limit)
    if not clean.text.strip():
        raise EmptyStory("There is no text in it.")
    return clean


def clean_line(raw: str, *, limit: int, field: str) -> Clean:
    """One line, such as a headline: `clean_text` with white space folded. `limit` in characters."""
    if len(raw) > limit * 4:  # no more work than needed on what is refused anyway
        raise BadStory(f"{field} is longer than {limit} characters.", field=field)
    text, repairs = clean_text(raw)
    text = SPACES.sub(" ", text).strip()
    if len(text) > limit:
        raise BadStory(f"{field} is longer than {limit} characters.", field=field)
    return Clean(text, tuple(f"{field}: {repair}" for repair in repairs))


def identifier(value: str, *, limit: int, field: str) -> str:
    """`value` as it is, or BadStory: an identifier with anything wrong in it is nobody's name."""
    if not value.strip():
        raise BadStory(f"{field} is empty.", field=field)
    if len(value) > limit:
        raise BadStory(f"{field} is longer than {limit} characters.", field=field)
    if FORBIDDEN.search(value):
        raise BadStory(f"{field} has a control character or a broken surrogate in it.", field=field)
    if unseen := INVISIBLE.search(value):
        raise BadStory(
            f"{field} has a character that cannot be seen in it, U+{ord(unseen[0]):04X}.", field=field
        )
    return value


def decode(raw: bytes, *, limit: int) -> str:
    """Strict UTF-8, without a byte order mark. Raises TooBig, Unreadable."""
    if len(raw) > limit + len(BOM.encode()):
        raise TooBig(f"It has {len(raw):,} bytes; {limit:,} are allowed.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("It is UTF-16; send UTF-8.")
    try:
        return raw.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        raise Unreadable(f"It is not UTF-8: byte {error.start} is 0x{raw[error.start]:02x}.") from error


def load_json(raw: bytes, *, limit: int, twins: bool = False) -> Any:
    """The JSON value in `raw`, or Unreadable with the place where it breaks.

    Stricter than Python's reader: no nesting deeper than JSON_DEPTH, no NaN or Infinity, nor a number
    that overflows to it, no key twice (with `twins` the last one counts: agencies send such objects).
    Strings are not cleaned here: see `clean_text`, `identifier`.
    """
    text = decode(raw, limit=limit)
    _check_depth(text)
    try:
        return json.loads(
            text,
            parse_constant=_refuse_constant,
            parse_float=_finite,
            object_pairs_hook=dict if twins else _no_twins,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Unreadable(f"It is not JSON: {error.msg} at {place}.", line=error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(_number_sentence(error)) from error


def check_strings(value: Any, *, field: str) -> None:
    """Refuse what jsonb cannot hold, NUL and lone surrogates, anywhere in a JSON value, keys included."""
    for place, text in _strings(value, field):
        if "\x00" in text or SURROGATES.search(text):
            raise BadStory(f"{place} has a NUL or a broken surrogate in it.", field=field)


def _strings(value: Any, place: str) -> list[tuple[str, str]]:
    """Every string in a JSON value with its place, `meta.desk` say. The depth is bounded by load_json."""
    if isinstance(value, str):
        return [(place, value)]
    if isinstance(value, dict):
        keys = [(f"A key of {place}", key) for key in value]
        return keys + [found for key, item in value.items() for found in _strings(item, f"{place}.{key}")]
    if isinstance(value, list):
        return [found for index, item in enumerate(value) for found in _strings(item, f"{place}[{index}]")]
    return []


def _check_size(text: str, limit: int) -> None:
    if len(text) > limit or len(text.encode("utf-8", "surrogatepass")) > limit:
        raise TooBig(f"The text has more than {limit:,} bytes.")


def _repairs(controls: int, surrogates: int, runs: int) -> tuple[str, ...]:
    """In words: what the desk reads on the article's page."""
    told = (
        (controls, "dropped", "control character", ""),
        (surrogates, "replaced", "broken surrogate", " with U+FFFD"),
        (runs, "cut", "run", f" of more than {COMBINING_RUN} combining marks"),
    )
    return tuple(
        f"{verb} {count:,} {noun}{'s' if count > 1 else ''}{rest}"
        for count, verb, noun, rest in told
        if count
    )


@cache
def _combining_runs() -> re.Pattern[str]:
    """A run of more than COMBINING_RUN characters with a combining class, the ones NFC has to sort."""
    marks = (chr(code) for code in range(0x300, sys.maxunicode + 1) if unicodedata.combining(chr(code)))
    return re.compile(f"[{''.join(marks)}]{{{COMBINING_RUN + 1},}}")


def _check_depth(text: str) -> None:
    """Refuse deep nesting before a recursive reader meets it; brackets inside strings don't count."""
    depth = 0
    for token in STRUCTURE.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > JSON_DEPTH:
            line = text.count("\n", 0, token.start()) + 1
            raise Unreadable(f"The JSON nests more than {JSON_DEPTH} levels, on line {line}.", line=line)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError(f"{digits[:20]} is too large a number")
    return value


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for key, value in pairs:
        if key in members:
            raise ValueError(f"the key {key[:40]!r} stands twice in one object")
        members[key] = value
    return members


def _number_sentence(error: Exception) -> str:
    """Our own words for what the reader stumbled over."""
    if isinstance(error, RecursionError):
        return "The JSON is nested too deeply."
    if "integer string conversion" in str(error):
        return "The JSON has a whole number of more digits than can be read."
    return f"It is not JSON we can take: {error}."
