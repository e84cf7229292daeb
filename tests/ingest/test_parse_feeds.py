"""RSS and Atom."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import pytest
from feedparser.util import FeedParserDict

from claims.ingest.limits import FEED_ITEMS, IDENTIFIER_CHARS, MIB, SEVERAL_BYTES
from claims.ingest.parsers.feeds import parse, source_name
from claims.ingest.types import BadStory, EmptyStory, Malformed, PartlyRead, TooBig, Unreadable, WireStory
from tests.ingest import samples

RSS = "<rss version='2.0'><channel><title>Selwick Wire</title>{}</channel></rss>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Selwick Wire</title>{}</feed>"


def rss(*items: str, head: str = "<?xml version='1.0'?>") -> bytes:
    return (head + RSS.format("".join(f"<item>{item}</item>" for item in items))).encode()


def refusal(raw: bytes) -> BadStory:
    with pytest.raises(BadStory) as bad:
        parse(raw)
    return bad.value


def partly(raw: bytes) -> tuple[list[WireStory], list[BadStory]]:
    with pytest.raises(PartlyRead) as found:
        parse(raw)
    return list(found.value.stories), list(found.value.errors)


def test_parse_reads_the_whole_text_of_an_item_and_its_summary_otherwise() -> None:
    first, second = parse(samples.RSS)
    assert first.text == "Nine are safe.\n\nThe master was ashore."
    assert (first.guid, first.url, first.headline) == (
        "sw-1",
        "https://selwick.example/a/1",
        "Ferry sinks off Selwick",
    )
    assert (first.source, first.version, first.format) == ("Selwick Wire", None, "rss")
    assert first.sent_at == datetime(2027, 3, 2, 8, 40, tzinfo=UTC)
    assert (second.text, second.url) == ("A barrel costs 40 crowns.", "")
    assert second.sent_at == datetime(2027, 3, 2, 5, 0, tzinfo=UTC)


def test_story_keeps_the_bytes_of_its_own_item() -> None:
    for story in parse(samples.RSS):
        assert story.raw.startswith(b"<item>")
        assert story.raw.endswith(b"</item>")
        assert story.raw in samples.RSS


def test_parse_reads_atom_with_its_time_of_change() -> None:
    [story] = parse(samples.ATOM)
    assert (story.text, story.byline, story.format) == ("Nine are safe.", "Ines Vallory", "atom")
    assert (story.version, story.sent_at) == (None, datetime(2027, 3, 2, 9, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    "root",
    [
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
            '<channel rdf:about="a"><title>Selwick Wire</title></channel>{}</rdf:RDF>'
        ),
        '<rss version="0.91"><channel><title>Selwick Wire</title>{}</channel></rss>',
        (
            '<?xml version="1.0" encoding="iso-8859-1"?><!-- a --><?pi b?>\n'
            '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://localhost/rss.dtd">'
            '<rss version="0.91"><channel><title>Selwick Wire</title>{}</channel></rss>'
        ),
    ],
)
def test_older_kinds_of_rss_are_read(root: str) -> None:
    item = "<item><title>Café</title><link>https://selwick.example/a</link><description>Nine.</description></item>"
    [story] = parse(root.format(item).encode("iso-8859-1" if "8859" in root else "utf-8"))
    assert (story.headline, story.text, story.source) == ("Café", "Nine.", "Selwick Wire")
    assert story.guid == "https://selwick.example/a"


def test_item_without_an_id_goes_by_its_link_and_then_by_what_it_says() -> None:
    linked, said, again, other = parse(
        rss(
            "<link>https://selwick.example/a</link><title>A</title>",
            "<title>Talks</title><description>Killed 200.</description>",
            "<title>Talks</title><description>Killed 200.</description>",
            "<title>Talks</title><description>Killed 300.</description>",
        )
    )
    assert linked.guid == "https://selwick.example/a"
    assert said.guid == again.guid != other.guid
    assert said.content_sha256 == again.content_sha256


def test_ids_too_long_for_a_row_stay_apart() -> None:
    long = "x" * IDENTIFIER_CHARS
    one, other, short = parse(rss(*(f"<guid>{long}{end}</guid><title>A</title>" for end in ("a", "b", ""))))
    assert one.guid != other.guid
    assert len(one.guid) <= IDENTIFIER_CHARS
    assert short.guid == long


def test_newest_item_of_one_id_comes_last() -> None:
    items = (
        f"<guid>1</guid><title>{hour}</title><pubDate>Tue, 02 Mar 2027 {hour}:00:00 GMT</pubDate>"
        for hour in ("09", "11", "10")
    )
    assert [story.headline for story in parse(rss(*items))] == ["09", "10", "11"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "&lt;p onclick=&quot;x&quot;&gt;killed 200&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
            "killed 200",
        ),
        (
            "<![CDATA[<div>One.<br><br>Two.</div><style>p{}</style><iframe src=x>no</iframe>]]>",
            "One.\n\nTwo.",
        ),
        ("Profit at Smith &amp;amp; Sons rose\n\nNine", "Profit at Smith & Sons rose\n\nNine"),
        ("3 &lt; 4", "3 < 4"),
    ],
)
def test_text_is_text_only(markup: str, text: str) -> None:
    [story] = parse(
        rss(f"<guid>1</guid><title>&lt;b&gt;A&lt;/b&gt;</title><description>{markup}</description>")
    )
    assert (story.headline, story.text) == ("A", text)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "/a/1", "ftp://selwick.example/"]
)
def test_link_that_is_no_web_address_is_dropped(link: str) -> None:
    [story] = parse(rss(f"<guid>1</guid><title>A</title><link>{link}</link>"))
    assert story.url == ""


def test_title_stands_for_a_text_and_without_either_there_is_none() -> None:
    [story], [error] = partly(rss("<guid>1</guid><title>Ferry sinks</title>", "\n<guid>2</guid>"))
    assert (story.headline, story.text) == ("Ferry sinks", "Ferry sinks")
    assert (type(error), error.line) == (EmptyStory, 1)


def test_items_that_are_wrong_cost_the_others_nothing() -> None:
    nested = "&lt;b&gt;" * 300
    [story], errors = partly(
        rss(
            f"<guid>1</guid><description>{nested}</description>",
            "<guid>2</guid><title>A</title><pubDate>Tue, 02 Mar 9999 08:40:00 GMT</pubDate>",
            f"<guid>3</guid><description>{'a' * (MIB + 1)}</description>",
            "<guid>4</guid><title>Nine</title><pubDate>soon</pubDate>",
        )
    )
    assert (story.guid, story.sent_at) == ("4", None)
    assert [type(error) for error in errors] == [TooBig, BadStory, TooBig]


@pytest.mark.parametrize("cut", [b"<title>Herring", b"<description>&lt;p", b"</item>\n</channel>", b"</rss>"])
def test_feed_that_breaks_off_gives_its_whole_items_and_the_line(cut: bytes) -> None:
    raw = samples.RSS[: samples.RSS.index(cut) + 3]
    stories, [error] = partly(raw)
    assert {story.guid for story in stories} >= {"sw-1"}
    assert isinstance(error, Malformed)
    last = raw.count(b"\n") + 1
    assert (error.line, f"on line {last}" in error.reason) == (last, True)


def test_feed_without_one_whole_item_is_kept_as_malformed() -> None:
    assert isinstance(refusal(samples.RSS[:300]), Malformed)
    assert isinstance(refusal(b"<rss><channel><item></rss>"), Malformed)
    assert isinstance(refusal(RSS.format("").encode()), EmptyStory)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE rss [<!ENTITY x "y">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://localhost/x.dtd"> %p;]>',
        '<!DOCTYPE rss SYSTEM "a.dtd" [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        "<!DOCTYPE rss [<!ELEMENT rss ANY>]>",
        '<?xml version="1.0" encoding="utf-16"?>',
        '<?xml version="1.0" encoding="ebcdic-cp-us"?>',
    ],
)
def test_entities_dtds_and_odd_encodings_are_refused(head: str) -> None:
    assert isinstance(refusal(rss("<guid>1</guid><title>A</title>", head=head)), Unreadable)


def test_bytes_that_are_not_in_the_declared_encoding_are_refused() -> None:
    raw = rss("<guid>1</guid><title>tués</title>").decode().encode("latin-1")
    assert isinstance(refusal(raw), Unreadable)


def test_inclusion_is_read_as_nothing() -> None:
    included = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
    )
    [story] = parse(rss(f"<guid>1</guid><title>A</title><description>B{included}</description>"))
    assert story.text == "B"


@pytest.mark.parametrize(
    "raw",
    [
        rss(*(["<guid>1</guid><title>A</title>"] * (FEED_ITEMS + 1))),
        rss("<a>" * 50_000),
        rss("<guid>1</guid>" + "<a/>" * 200_000),
        rss("<title>" + "a" * SEVERAL_BYTES),
    ],
)
def test_feed_beyond_its_limits_is_refused_early(raw: bytes) -> None:
    started = time.perf_counter()
    assert isinstance(refusal(raw), TooBig)
    assert time.perf_counter() - started < 2


def test_largest_feed_is_read_in_seconds() -> None:
    text = "&lt;p&gt;Nine people were killed and forty hurt, police said.&lt;/p&gt;" * 60
    items = (
        f"<guid>{number}</guid><title>A</title><description>{text}</description>"
        for number in range(FEED_ITEMS)
    )
    started = time.perf_counter()
    assert len(parse(rss(*items))) == FEED_ITEMS
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize(
    ("feed", "name"),
    [
        ({"title": "Selwick Wire world"}, "Selwick Wire"),
        ({"title": "Selwick News"}, "Selwick News"),
        ({"title": "World news | The Selwick Post"}, "The Selwick Post"),
        ({"title": "Selwick: Top stories"}, "Selwick"),
        ({"title": "Selwick Times - Latest headlines"}, "Selwick Times"),
        ({"title": "Selwick Fisheries", "link": "https://selwick.example/fisheries/"}, "Selwick"),
        ({"title": "World"}, "World"),
        ({"title": "Selwick", "link": "http://[::1"}, "Selwick"),
        ({"title": "Selwick Wire world", "author": "Selwick Wire"}, "Selwick Wire"),
        ({"title": "Notes from the pier", "author": "Ines Vallory"}, "Notes from the pier"),
        ({"title": "Pier", "publisher": "Selwick Wire"}, "Selwick Wire"),
        ({}, ""),
    ],
)
def test_source_is_whose_feed_it_is_without_the_section(feed: dict[str, Any], name: str) -> None:
    assert source_name(FeedParserDict(feed)) == name


def test_prefix_of_a_headline_tells_the_version() -> None:
    [story] = parse(
        rss("<guid>1</guid><title>CORRECTED: Nine killed</title><description>Nine.</description>")
    )
    assert story.signal == "correction"


@pytest.mark.parametrize("words", ["first appeared", "appeared first"])
def test_where_a_post_appeared_first_is_no_part_of_the_story(words: str) -> None:
    tail = f"&lt;p&gt;The post &lt;a&gt;Ferry sinks&lt;/a&gt; {words} on Selwick Blog.&lt;/p&gt;"
    body = f"<description>&lt;p&gt;Nine are safe.&lt;/p&gt;{tail}</description>"
    [story] = parse(rss(f"<guid>1</guid><title>Ferry sinks</title>{body}"))
    assert story.text == "Nine are safe."
    assert story.repairs == ("left out the feed's own last line, where the post appeared first",)
    [story] = parse(rss(f"<guid>1</guid><title>Ferry sinks</title><description>{tail}</description>"))
    assert story.text == "Ferry sinks"


def test_characters_that_html_names_are_read_in_a_feed_too() -> None:
    body = "<description>Nine&hellip;<![CDATA[<p>&eacute;</p>]]></description>"
    [story] = parse(rss(f"<guid>1</guid><title>Caf&eacute;&nbsp;burns</title>{body}"))
    assert story.headline == "Café\u00a0burns"
    assert story.text == "Nine…\n\né"
    assert isinstance(refusal(rss("<guid>1</guid><title>&nosuch;</title>")), Malformed)
