"""Paragraphs out of markup and plain text."""

from __future__ import annotations

import time

import pytest

from claims.ingest.parsers.prose import from_markup, from_plain, from_string, paragraphs, without_headline
from claims.ingest.types import TooBig
from claims.ingest.xml import read_xml


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<p>Nine\n   are <em>safe</em>.</p><p> </p><p>All <b>ten</b></p>", ["Nine are safe.", "All ten"]),
        ("<p>One<br/>line</p><p>Two<br/> <br/>paragraphs</p>", ["One line", "Two", "paragraphs"]),
        ("<ul><li>a1</li><li>b2</li></ul><h2>Head</h2>tail", ["a1", "b2", "Head", "tail"]),
        ("<table><tr><th>Toll</th><td>9</td></tr><tr><td>b</td></tr></table>", ["Toll\t9", "b"]),
        ("<figure><figcaption>no</figcaption></figure><p>Nine</p><script>no</script>", ["Nine"]),
        ("<header><h1>no</h1></header><section><p>Nine</p></section><footer>no</footer>", ["Nine"]),
        ("<p>Nine</p><p>___</p><p>* * *</p><p>Ten</p>", ["Nine", "Ten"]),
        ("<p>4\u00a0million<!-- note --> crowns</p>", ["4\u00a0million crowns"]),
        ("<block><p>Nine</p><hl2>Sub</hl2><bq><p>Ten</p></bq></block>", ["Nine", "Sub", "Ten"]),
        ("<p>Nine</p><media><media-caption>no</media-caption></media>", ["Nine"]),
        ("<note noteclass='editorsnote'><p>no</p></note><note noteclass='end'><p>yes</p></note>", ["yes"]),
        ("<p><person>Ola <name.family>Grimm</name.family></person>, <num>9</num></p>", ["Ola Grimm, 9"]),
        ("<dl><dt>Dead</dt><dd>9</dd></dl><pre>a1\n  b</pre>", ["Dead", "9", "a1 b"]),
        (
            "<pre>  Nine are\nsafe.\n\n  <b>Ten</b> are not.\n</pre>tail",
            ["Nine are safe.", "Ten are not.", "tail"],
        ),
    ],
)
def test_paragraphs_of_a_tree(content: str, found: list[str]) -> None:
    assert paragraphs(read_xml(f"<body>{content}</body>".encode())) == found


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<p>Nine<p>Ten &amp; more", ["Nine", "Ten & more"]),
        ("Nine <p>Ten", ["Nine", "Ten"]),
        ("<html><head><title>no</title></head><body><article><p>Nine</article></body></html>", ["Nine"]),
        ("Nine &lt; ten", ["Nine < ten"]),
        ("<!-- nothing -->", []),
        ("", []),
    ],
)
def test_from_markup_takes_it_however_broken(markup: str, found: list[str]) -> None:
    assert from_markup(markup) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nine\nare safe.\n\n  \nTen.", ["Nine are safe.", "Ten."]),
        ("\tNine are\nsafe.\n\tTen.", ["Nine are safe.", "Ten."]),
        ("   Nine are\nsafe.\r\n   Ten.", ["Nine are safe.", "Ten."]),
        ("Nine are safe.\nTen are not.\nThe rest", ["Nine are safe.", "Ten are not.", "The rest"]),
        ("Nine people were safe on the quay of the port, and the other\nten were not.", None),
        ("", []),
    ],
)
def test_from_plain_puts_broken_lines_together(text: str, found: list[str] | None) -> None:
    assert from_plain(text) == (found if found is not None else [text.replace("\n", " ")])


def test_from_string_goes_by_the_type_and_by_what_it_finds() -> None:
    sent_as_text = (
        "\n<p>\n  (Selwick) - Nine people were safe on the quay of\nthe port.\n   Ten were not.</p>"
    )
    assert from_string(sent_as_text, "text/plain")[1:] == ["Ten were not."]
    assert from_string("<p>Nine</p><p>Ten</p>") == ["Nine", "Ten"]
    assert from_string("Nine <b>ten</b>", "text/html") == ["Nine ten"]
    assert from_string("x < 9 and y > 3", "text/plain") == ["x < 9 and y > 3"]


def test_without_headline_leaves_a_flash_its_only_line() -> None:
    assert without_headline(["Ferry  sinks", "Nine"], "Ferry sinks") == ["Nine"]
    assert without_headline(["Ferry sinks"], "Ferry Sinks") == ["Ferry sinks"]
    assert without_headline([], "Ferry") == []


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>" * 100_000,
        "<p>" * 100_000,
        "<div " + "a=1 " * 100_000 + ">",
        "\n" * 500_000,
        "(" * 500_000,
        "<" * 500_000,
    ],
)
def test_from_string_is_done_soon(hostile: str) -> None:
    started = time.perf_counter()
    for read in (from_markup, from_plain, from_string):
        try:
            read(hostile)
        except TooBig:
            continue
    assert time.perf_counter() - started < 4
