"""Counting a page before it is parsed."""

from __future__ import annotations

import pytest

from claims.ingest.limits import HTML_ATTRIBUTES, HTML_DEPTH, HTML_ELEMENTS
from claims.ingest.parsers.markup import check_markup
from claims.ingest.types import TooBig


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<div>" * (HTML_DEPTH + 1), "nests more than 200"),
        ("<DIV class='>'>" * (HTML_DEPTH + 1), "nests more than 200"),
        ("<b></i>" * (HTML_DEPTH + 1), "nests more than 200"),
        ("<!-- > --><script></script><p>" + "<b>" * (HTML_DEPTH + 1), "nests more than 200"),
        ("<br>" * (HTML_ELEMENTS + 1), "more than 40,000 elements"),
        ("<p " + "a " * HTML_ATTRIBUTES + ">", "more than 256 attributes"),
        ("<p/" + "a/" * HTML_ATTRIBUTES + ">", "more than 256 attributes"),
        ("<p " + "a = '>' " * HTML_ATTRIBUTES + ">", "more than 256 attributes"),
    ],
)
def test_check_refuses_more_than_is_allowed(markup: str, reason: str) -> None:
    with pytest.raises(TooBig, match=reason):
        check_markup(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * HTML_DEPTH,
        "<div></div>" * 1000,
        "<p>" * 1000 + "<li>" * 1000 + "<td>" * 1000,
        "<br>" * 1000 + "<img src=x>" * 1000,
        "<path d='M0 0'/>" * 1000,
        "<script>" + "'<div>'" * 1000 + "</script>",
        "<!--" + "<div>" * 1000 + "-->",
        "<!--" + "<div>" * 1000,
        '<a title="' + "<div>" * 1000 + '">',
        "a < b " * 1000,
        "</div>" * 1000,
        "<p class='" + "a " * 1000 + "'>",
    ],
)
def test_check_allows_what_nests_no_deeper_than_it_looks(markup: str) -> None:
    check_markup(markup)
