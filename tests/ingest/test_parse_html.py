"""HTML pages."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.ingest.parsers import heading
from claims.ingest.parsers.html import parse
from claims.ingest.types import BadStory, EmptyStory, TooBig, Unreadable, WireStory

PAGE = """<!doctype html><html lang="en"><head><title>Ferry sinks off Port Selwick | Selwick Wire</title>
<link rel="canonical" href="https://selwick.example/ferry">
<meta property="og:site_name" content="Selwick Wire">
<meta property="article:published_time" content="2026-11-02T10:30:00+01:00">
<style>p:after { content: "99 dead" }</style><script>var toll = "88 dead";</script></head><body>
<nav><a href="/">Home</a><a href="/sea">Sea</a></nav>
<div role="banner" style="DISPLAY : none">77 dead in hidden words</div><p hidden>66 dead</p>
<article><h1>Ferry sinks off Port Selwick</h1>
<p>A ferry with 120 passengers sank off Port Selwick on Monday in a storm that was forecast for days.</p>
<p>Nine&nbsp;people are <b>missing</b>, harbour master <a href="/v">Ines Vallory</a> told reporters there.</p>
<aside><p>Read also: coach crash kills 17 in a gorge near Tarne</p></aside>
<p>“We warned them twice,” she said.<br>“Nobody listened to us, and nobody will,” she added, and left.</p>
<table><tr><th>Rescued</th><td>111</td></tr><tr><th>Missing</th><td>9</td></tr></table>
</article><!-- the toll was 5 dead --><template>44 dead</template><noscript>33 dead</noscript>
<footer>© Selwick Wire. All rights reserved.</footer></body></html>"""


@pytest.fixture(scope="module")
def story() -> WireStory:
    return parse(PAGE.encode())[0]


def cuts(story: WireStory) -> dict[str, str]:
    """The passages that are cut, and why."""
    return {story.text[cut.start : cut.end]: cut.reason for cut in story.chrome}


def told(story: WireStory) -> list[str]:
    """The paragraphs that are not cut."""
    return [paragraph for paragraph in story.text.split("\n\n") if paragraph not in cuts(story)]


def test_parse_reads_what_the_page_says_of_itself(story: WireStory) -> None:
    assert story.guid == story.url == "https://selwick.example/ferry"
    assert story.headline == "Ferry sinks off Port Selwick"
    assert story.source == "Selwick Wire"
    assert story.sent_at == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def test_parse_reads_the_hour_where_only_data_for_search_engines_tells_it() -> None:
    data = '{"@type": "NewsArticle", "datePublished": "2026-11-02T11:30:00+02:00", "author": "Ines"}'
    page = f'<html><script type="application/ld+json">{data}</script><p>Nine are safe off Selwick.</p></html>'
    assert parse(page.encode())[0].sent_at == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def test_parse_keeps_all_that_is_visible_in_reading_order(story: WireStory) -> None:
    places = [story.text.index(words) for words in ("Home", "Ferry sinks", "120", "coach crash", "111", "©")]
    assert places == sorted(places)


def test_parse_keeps_nothing_that_is_not_visible(story: WireStory) -> None:
    assert "dead" not in story.text


def test_parse_cuts_what_is_not_the_story_with_a_reason(story: WireStory) -> None:
    assert (
        cuts(story).items()
        >= {
            "HomeSea": "navigation",
            "Read also: coach crash kills 17 in a gorge near Tarne": "beside the story",
            "© Selwick Wire. All rights reserved.": "page footer",
        }.items()
    )


def test_parse_leaves_the_story_alone(story: WireStory) -> None:
    paragraphs = told(story)
    assert paragraphs[0] == "Ferry sinks off Port Selwick"
    assert "Nine\u00a0people are missing, harbour master Ines Vallory told reporters there." in paragraphs
    assert any("twice,” she said.\n“Nobody listened" in paragraph for paragraph in paragraphs)
    assert "Rescued\t111" in paragraphs


def test_parse_cuts_whole_paragraphs_at_exact_offsets(story: WireStory) -> None:
    for cut in story.chrome:
        before, after = story.text[: cut.start], story.text[cut.end :]
        assert before[-2:] in {"", "\n\n"}
        assert after[:2] in {"", "\n\n"}


def test_parse_takes_a_page_without_an_address_or_a_story() -> None:
    [story] = parse(b"<p>Nine are safe.</p>")
    assert (story.guid, story.url, story.text, story.chrome) == ("", "", "Nine are safe.", ())


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x"])
def test_parse_takes_only_web_addresses(address: str) -> None:
    [story] = parse(PAGE.replace("https://selwick.example/ferry", address).encode())
    assert (story.guid, story.url) == ("", "")


def test_parse_keeps_an_address_too_long_for_an_identity_as_address_only() -> None:
    address = "https://selwick.example/" + "a" * 300
    [story] = parse(PAGE.replace("https://selwick.example/ferry", address).encode())
    assert (story.guid, story.url) == ("", address)


def test_parse_cleans_character_references_too() -> None:
    [story] = parse(b"<p>Nine&#0;&#x1;&#xD800; are&#x1F; safe e&#x301;.</p>")
    assert story.text.startswith("Nine")
    assert story.text.endswith("are safe é.")
    assert story.text.isprintable()


def test_parse_refuses_a_page_without_text() -> None:
    for page in (b"<!-- nothing -->", b"<script>1</script>", b"<html><body><img src=x></body></html>"):
        with pytest.raises(EmptyStory):
            parse(page)


def test_parse_refuses_pages_that_are_not_utf8() -> None:
    with pytest.raises(Unreadable, match="byte 7"):
        parse(b"<p>Coup\xe9</p>")


HOSTILE = {
    "deep": b"<div>" * 100_000,
    "deep after a comment": b"<!-- x --><p>Nine" + b"<b>" * 201,
    "many": b"<p>Nine</p>" * 60_000,
    "attributes": b"<p " + b"".join(b"a%d=1 " % n for n in range(100_000)) + b">Nine</p>",
    "quotes": b'<a b="x' * 90_000,
    "open comments": b"<!--" * 300_000,
    "open scripts": b"<script>" * 200_000,
    "angles": b"<" * 1_000_000,
    "entities": b"&lt;" * 400_000,
    "declarations": b"<!DOCTYPE x [" + b"<!ENTITY a 'b'>" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_parse_ends_soon_on_hostile_pages(name: str) -> None:
    started = time.perf_counter()
    with suppress(BadStory):
        parse(HOSTILE[name])
    assert time.perf_counter() - started < 10


def test_parse_refuses_depth_before_it_parses() -> None:
    with pytest.raises(TooBig, match="nests more than 200"):
        parse(HOSTILE["deep"])


def test_parse_allows_what_real_pages_do() -> None:
    many = "<ul>" + "<li>one<li>two" * 500 + "</ul>" + "<svg><path/></svg>" * 500 + "<p>Nine<p>Ten" * 300
    assert parse(many.encode())[0].text.count("Nine") == 300


TATTERS = [
    *(
        "<p>",
        "</p>",
        "<b>",
        "</div>",
        "<div hidden>",
        "<br>",
        "<table><tr><td>",
        "</table>",
        "<aside>",
        "<!--",
    ),
    *("-->", "<script>", "</script>", "Nine are safe. ", "200 killed", "e\u0301", "\u00a0", "&#0;"),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TATTERS), max_size=30).map("".join))
def test_parse_holds_its_offsets_on_any_page(page: str) -> None:
    try:
        [story] = parse(page.encode())
    except BadStory:
        return
    assert story.text.strip()
    assert set(cuts(story)) <= set(story.text.split("\n\n"))


def under(line: str, *, beside: str = "") -> WireStory:
    return parse(
        PAGE.replace("<p>A ferry", f"<p>{line}</p><p>A ferry").replace("Read also:", beside).encode()
    )[0]


def test_embargo_above_the_story_counts_as_in_a_plain_text() -> None:
    found = under("EMBARGOED UNTIL 0001 GMT ON TUESDAY, NOVEMBER 3, 2026")
    assert found.embargoed_until == datetime(2026, 11, 3, 0, 1, tzinfo=UTC)
    assert (found.signal, found.pub_status) == ("embargo", "usable")
    assert cuts(found)["EMBARGOED UNTIL 0001 GMT ON TUESDAY, NOVEMBER 3, 2026"] == heading.EMBARGO
    assert [cut.start for cut in found.chrome] == sorted(cut.start for cut in found.chrome)


def test_embargo_without_an_end_withholds_the_page() -> None:
    found = under("Strictly embargoed until the minister has spoken")
    assert (found.signal, found.pub_status, found.embargoed_until) == ("embargo", "withheld", None)
    assert heading.NO_END in found.repairs


@pytest.mark.parametrize("line", ["The embargo on Selwick herring ended.", "Embargo lifted at noon"])
def test_page_about_an_embargo_is_under_none(line: str) -> None:
    assert (under(line).signal, under(line).pub_status) == ("", "usable")


def test_embargo_beside_the_story_is_that_of_another() -> None:
    found = under("Nine are safe.", beside="Embargoed until 0001 GMT on November 3, 2026:")
    assert (found.signal, found.embargoed_until) == ("", None)
