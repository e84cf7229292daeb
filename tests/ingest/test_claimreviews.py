"""ClaimReviews out of pages, feeds, answers and tables: each in its place, none lost to another."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from claims.ingest import claimreviews
from claims.ingest.claimreview import Review, Row
from claims.ingest.claimreviews import HEADERS, reviews
from claims.ingest.limits import INPUT_BYTES
from claims.ingest.types import BadStory, EmptyStory, TooBig, Unreadable

RATING = {"ratingValue": "2", "worstRating": 1, "bestRating": "5", "alternateName": "Mostly false"}
CLAIM = "Nineteen people died in the fire at Ostrey, says Leda Marsh."


def told(**given: Any) -> dict[str, Any]:
    """A ClaimReview as JSON-LD has it."""
    fields = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://checks.example/fire",
        "claimReviewed": CLAIM,
        "datePublished": "2026-05-03",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "Valmora Checks"},
        "reviewRating": RATING,
        "itemReviewed": {"author": {"name": "Leda Marsh"}, "datePublished": "2026-05-01T08:00:00Z"},
    }
    return fields | given


WHOLE = Review(
    claim=CLAIM,
    url="https://checks.example/fire",
    publisher="Valmora Checks",
    claimant="Leda Marsh",
    said_on=date(2026, 5, 1),
    published_on=date(2026, 5, 3),
    rating="Mostly false",
    number=2.0,
    worst=1.0,
    best=5.0,
    language="en",
)


def found(raw: bytes | str | dict[str, Any] | list[Any]) -> list[Row]:
    if not isinstance(raw, bytes):
        raw = (raw if isinstance(raw, str) else json.dumps(raw)).encode()
    return list(reviews(raw))


def in_page(*scripts: str) -> str:
    told = "".join(f'<script type="application/LD+json">{script}</script>\n' for script in scripts)
    return f"<!doctype html><html><head>\n{told}</head><body><p>A check.</p></body></html>"


ONE = json.dumps(told())


@pytest.mark.parametrize(
    "raw",
    [
        ONE,
        f"\ufeff  {ONE}",
        f"[{ONE}]",
        json.dumps({"@graph": [{"@type": "WebPage"}, told()]}),
        json.dumps({"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [told()]}]}),
        json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": told()}, {"item": None}]}),
        json.dumps(told(**{"@type": ["Review", "https://schema.org/ClaimReview"]})),
        in_page(ONE),
        in_page('{"@type": "WebPage"}', f"[{ONE}]"),
    ],
    ids=["object", "blanks", "list", "graph", "feed", "feed with nothing", "types", "page", "second script"],
)
def test_review_is_found_in_every_shape(raw: str) -> None:
    assert [row.review for row in found(raw)] == [WHOLE]


def test_answer_of_the_fact_check_tools_is_read() -> None:
    review = {
        "publisher": {"site": "checks.example"},
        "url": "https://checks.example/1",
        "reviewDate": "2026-05-03T00:00:00Z",
        "textualRating": "False",
        "languageCode": "en",
    }
    claim = {"text": CLAIM, "claimant": "Leda Marsh", "claimDate": "2026-05-01", "claimReview": [review]}
    (row,) = found({"claims": [claim], "nextPageToken": "x"})
    assert row.review is not None
    assert (row.review.claim, row.review.publisher, row.review.rating) == (CLAIM, "checks.example", "False")
    assert row.review.said_on == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        ({"author": [], "publisher": "Wire Checks"}, "publisher", "Wire Checks"),
        ({"author": None}, "publisher", "checks.example"),
        ({"author": [{"name": "First"}, {"name": "Second"}]}, "publisher", "First"),
        ({"url": None, "mainEntityOfPage": "https://checks.example/m"}, "url", "https://checks.example/m"),
        ({"itemReviewed": [{"author": "Jonas Quill"}]}, "claimant", "Jonas Quill"),
        ({"reviewRating": {"ratingValue": "Half true"}}, "rating", "Half true"),
        ({"reviewRating": {"ratingValue": "Half true"}}, "number", None),
        ({"reviewRating": {"ratingValue": "2,5"}}, "number", 2.5),
        ({"reviewRating": {"ratingValue": 3, "worstRating": 1}}, "worst", None),
        ({"reviewRating": {"ratingValue": 1, "worstRating": 5, "bestRating": 1}}, "worst", 5.0),
        ({"reviewRating": {"ratingValue": 3, "worstRating": 1, "bestRating": 1}}, "best", None),
        ({"reviewRating": {"ratingValue": 9, "worstRating": 1, "bestRating": 5}}, "number", None),
        ({"reviewRating": {"ratingValue": "1e400"}}, "number", None),
        ({"claimReviewed": "  Nineteen\npeople\x00 died. "}, "claim", "Nineteen people died."),
    ],
)
def test_field_is_read_where_publishers_put_it(given: dict[str, Any], name: str, value: Any) -> None:
    (row,) = found(told(**given))
    assert getattr(row.review, name) == value


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"claimReviewed": " "}, "It does not say which claim was checked."),
        ({"claimReviewed": {"text": "x"}}, "It does not say which claim was checked."),
        ({"url": "javascript:alert(1)"}, "url must be an http or https address."),
        ({"url": f"https://checks.example/{'a' * 3000}"}, ""),
    ],
)
def test_review_without_claim_or_address_is_named(given: dict[str, Any], reason: str) -> None:
    (row,) = found(told(**given))
    assert row.review is None
    assert row.reason.startswith(reason)
    assert row.reason


def test_date_that_cannot_be_read_costs_the_date_alone() -> None:
    (row,) = found(told(datePublished="last spring"))
    assert row.review is not None
    assert row.review.published_on is None
    assert row.reason == "Left out, since it cannot be read: published_on."


def test_broken_element_of_a_feed_costs_itself_alone() -> None:
    other = json.dumps(told(url="https://checks.example/2"))
    feed = f'{{"dataFeedElement": [\n{{"item": [{ONE}]}},\n{{"item": [{{"bro ken\n{{"item": [{other}]}}]}}'
    rows = found(feed)
    assert [row.line for row in rows] == [2, 3, 4]
    assert [row.review is not None for row in rows] == [True, False, True]
    assert "not JSON" in rows[1].reason


def test_lines_of_json_are_read_one_by_one() -> None:
    rows = found(f"{ONE}\n{{oops}}\n{ONE}\n")
    assert [(row.line, row.review is not None) for row in rows] == [(1, True), (2, False), (3, True)]


def test_script_that_is_no_json_costs_itself_alone() -> None:
    rows = found(in_page("{broken", ONE))
    assert [row.review is not None for row in rows] == [False, True]
    assert [row.line for row in rows] == [2, 3]


@pytest.mark.parametrize(
    "raw",
    ["[" * 100_000, '{"a":' * 100_000, f'{{"@type": "ClaimReview", "url": {"9" * 9000}}}', "[1, 2]", "{}"],
    ids=["lists", "objects", "long number", "numbers", "nothing"],
)
def test_hostile_json_ends_in_rows_at_most(raw: str) -> None:
    assert not [row for row in found(raw) if row.review]


def test_page_larger_than_a_page_may_be_is_refused() -> None:
    with pytest.raises(TooBig):
        found(b"<html>" + b" " * INPUT_BYTES)


def test_file_larger_than_a_batch_may_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claimreviews, "BATCH_BYTES", 10)
    with pytest.raises(TooBig):
        found(ONE)


def test_empty_file_is_refused() -> None:
    with pytest.raises(EmptyStory):
        found(b" \n")


class TestTable:
    HEAD = "Claim,Claimant,Claim date,Publisher,Review URL,Review date,Textual rating,Rating value,Worst rating,Best rating,Language"  # noqa: E501
    LINE = f'"{CLAIM}",Leda Marsh,2026-05-01,Valmora Checks,https://checks.example/fire,2026-05-03,Mostly false,2,1,5,en'  # noqa: E501

    def test_row_is_the_same_review(self) -> None:
        (row,) = found(f"{self.HEAD}\r\n{self.LINE}\r\n")
        assert row == Row(2, WHOLE)

    @pytest.mark.parametrize("field", ["claim", "url"])
    def test_column_may_have_any_of_its_names(self, field: str) -> None:
        values = {"claim": CLAIM, "url": "https://checks.example/fire"}
        for name in HEADERS[field].split():
            other = "url" if field == "claim" else "claim"
            (row,) = found(f"{name};{other}\n{values[field]};{values[other]}\n")
            assert row.review is not None

    def test_bad_row_costs_itself_alone(self) -> None:
        rows = found(f"{self.HEAD}\n{self.LINE}\nonly,three,cells\n\n{self.LINE}\n")
        assert [(row.line, row.review is not None) for row in rows] == [(2, True), (3, False), (5, True)]
        assert rows[1].reason == "The row has 3 cells; the header has 11."

    def test_text_over_several_lines_counts_its_lines(self) -> None:
        rows = found('claim,url\n"one\ntwo",https://checks.example/1\nthree,nowhere\n')
        assert [row.line for row in rows] == [2, 4]

    @pytest.mark.parametrize(
        ("raw", "words"),
        [
            ("name,age\nx,3\n", "no column for the claim"),
            ("claim,text,url\na,b,c\n", "two columns for the claim"),
            ('claim,url\n"never closed,https://x.example\n', "quotation mark"),
            (",".join(["claim", "url", *["x"] * 200]) + "\n", "more than 100 columns"),
        ],
    )
    def test_table_that_cannot_be_read_is_refused(self, raw: str, words: str) -> None:
        with pytest.raises(BadStory, match=words):
            found(raw)

    def test_bytes_of_no_text_are_refused(self) -> None:
        with pytest.raises(Unreadable):
            found(b"\x89PNG\r\n\xff\xfe\x00")
