"""Finds ClaimReviews in bytes: pages, JSON of any of its shapes, and tables, as far as limits allow.

A feed is read one element at a time, so that a broken one costs itself: reading goes on at the next line that
opens an object.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import lxml.etree
import lxml.html

from claims.ingest.claimreview import FIELDS, Row, flat, row
from claims.ingest.clean import BOM, decode
from claims.ingest.limits import BATCH_BYTES, CSV_COLUMNS, INPUT_BYTES, JSON_DEPTH
from claims.ingest.parsers.table import check_quotes
from claims.ingest.types import BadStory, EmptyStory, TooBig, Unreadable

SCRIPTS = '//script[contains(translate(@type, "LDJSON", "ldjson"), "ld+json")]'
SCRIPTS_OF_A_PAGE = 100
_FEED = re.compile(r'"dataFeedElement"\s*:\s*\[')
_NEXT = re.compile(r"(?<!\s)[^\S\n]*+\n\s*+(?=\{)")
_BETWEEN = re.compile(r"[\s,\ufeff]*")
HEADERS = {
    "claim": "claim claimreviewed claimtext text statement quote",
    "url": "url reviewurl link claimreviewurl reviewlink factcheckurl",
    "publisher": "publisher publishername reviewpublisher organization organisation site reviewauthor",
    "claimant": "claimant claimauthor speaker saidby itemreviewedauthor itemreviewedauthorname claimedby",
    "said_on": "claimdate saidon datesaid itemrevieweddatepublished",
    "published_on": "reviewdate datepublished published date publishedon reviewdatepublished",
    "rating": "rating textualrating ratingname alternatename verdict reviewratingalternatename",
    "number": "ratingvalue reviewratingratingvalue ratingnumber",
    "worst": "worstrating reviewratingworstrating",
    "best": "bestrating reviewratingbestrating",
    "language": "language languagecode inlanguage reviewlanguage",
}  # a table's columns; case, blanks and signs in a column's name do not count
_FIELD_OF = {name: field for field, names in HEADERS.items() for name in names.split()}


def reviews(raw: bytes) -> Iterator[Row]:
    """Every review in a page, a feed or a table, told apart by how it begins.

    Raises BadStory for what is none of these, as a whole, or larger than the limits.
    """
    if len(raw) > BATCH_BYTES:
        raise TooBig(f"The file is larger than {BATCH_BYTES // 2**20} MiB.")
    head = raw[:4096].removeprefix(BOM.encode()).lstrip()[:1]
    if not head:
        raise EmptyStory("The file is empty.")
    if head == b"<":
        return _in_page(raw)
    return _in_json(decode(raw, limit=BATCH_BYTES), 1) if head in b"{[" else _in_table(raw)


def _in_page(raw: bytes) -> Iterator[Row]:
    if len(raw) > INPUT_BYTES:
        raise TooBig(f"The page is larger than {INPUT_BYTES // 2**20} MiB.")
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        page = lxml.html.document_fromstring(raw, parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        raise Unreadable("The page cannot be read as HTML.") from None
    for script in islice(_scripts(page), SCRIPTS_OF_A_PAGE):
        yield from _in_json(script.text or "", int(script.sourceline or 1))


def _scripts(page: Any) -> Iterator[Any]:
    yield from page.xpath(SCRIPTS)


def _in_json(text: str, line: int) -> Iterator[Row]:
    """Reviews in one value, or in several, line by line or as elements of a feed; `line` is its first."""
    feed = _FEED.search(text)
    at, counted = feed.end() if feed else 0, 0
    at = _past_blanks(text, at)
    if not feed and text[at : at + 1] == "[":
        at = _past_blanks(text, at + 1)
    decoder = json.JSONDecoder()
    while at < len(text) and text[at] not in "]}":
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = decoder.raw_decode(text, at)
            yield from _found(value, line)
        except (ValueError, RecursionError) as error:
            yield Row(line, None, f"It is not JSON ({str(error)[:80] or 'nested too deep'}).")
            at = after.end() if (after := _NEXT.search(text, at + 1)) else len(text)
        at = _past_blanks(text, at)


def _past_blanks(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def _found(value: Any, line: int) -> Iterator[Row]:
    told = list(_reviews_within(value))
    yield from (row(fields, line) for one in told for fields in flat(one))


def _reviews_within(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """ClaimReviews anywhere in it, to a depth: feeds wrap them in items and graphs."""
    if depth > JSON_DEPTH:
        return
    if isinstance(value, dict):
        if _is_review(value):
            yield value
            return
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _reviews_within(each, depth + 1)


def _is_review(value: Mapping[str, Any]) -> bool:
    types = value.get("@type")
    named = types if isinstance(types, list) else [types]
    is_ours = any(isinstance(name, str) and name.rpartition("/")[2] == "ClaimReview" for name in named)
    return is_ours or ("text" in value and isinstance(value.get("claimReview"), list))


def _in_table(raw: bytes) -> Iterator[Row]:
    """Rows of a table whose header names at least the claim and the address."""
    check_quotes(io.BytesIO(raw))
    text = decode(raw, limit=BATCH_BYTES).removeprefix(BOM)
    first = text.partition("\n")[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    columns = _columns(next(lines, []))
    at = lines.line_num + 1
    while (cells := _cells(lines)) is not None:
        yield from _of_cells(cells, columns, at)
        at = lines.line_num + 1


def _cells(lines: Any) -> list[str] | BadStory | None:
    try:
        return next(lines, None)
    except csv.Error as error:
        return Unreadable(f"The row cannot be read: {error}.")


def _of_cells(cells: list[str] | BadStory, columns: list[str], line: int) -> Iterator[Row]:
    if isinstance(cells, BadStory):
        yield Row(line, None, cells.reason)
    elif cells and len(cells) != len(columns):
        yield Row(line, None, f"The row has {len(cells)} cells; the header has {len(columns)}.")
    elif any(cells):
        yield row({name: cell for name, cell in zip(columns, cells, strict=True) if name in FIELDS}, line)


def _columns(header: list[str]) -> list[str]:
    """Our field for each column, or its own name. Raises Unreadable."""
    if len(header) > CSV_COLUMNS:
        raise Unreadable(f"The header has more than {CSV_COLUMNS} columns.", line=1)
    bare = [re.sub(r"[^a-z]", "", name.lower()) for name in header]
    columns = [_FIELD_OF.get(name, name) for name in bare]
    twice = [name for name in FIELDS if columns.count(name) > 1]
    missing = [name for name in ("claim", "url") if name not in columns]
    if twice or missing:
        what = f"two columns for the {twice[0]}" if twice else f"no column for the {missing[0]}"
        raise Unreadable(f"This is no page and no JSON, and as a table its header has {what}.", line=1)
    return columns
