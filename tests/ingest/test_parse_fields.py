"""One story in the API's fields."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.ingest.parsers.fields import StoryFields, parse
from claims.ingest.types import BadStory, EmptyStory, TooBig, Unreadable

STORY: dict[str, Any] = {
    "external_id": "sel-1",
    "title": "Ferry sinks",
    "source": "Selwick",
    "text": "Nine are safe.",
}


def raw(**given: Any) -> bytes:
    """STORY with other fields; None leaves one out."""
    return json.dumps({name: value for name, value in (STORY | given).items() if value is not None}).encode()


def test_parse_carries_every_field_over() -> None:
    given = {
        "published_at": "2026-11-02T10:30:00+01:00",
        "url": "https://selwick.example/ferry",
        "byline": "Ola Grimm",
        "urgency": 2,
        "version": 7,
        "embargoed_until": "2026-11-03T00:00:00Z",
        "meta": {"desk": ["sea", 1.5, None]},
    }
    [story] = parse(raw(**given))
    assert [story.guid, story.headline, story.source, story.text] == list(STORY.values())
    assert story.sent_at == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    assert story.embargoed_until == datetime(2026, 11, 3, tzinfo=UTC)
    assert (story.url, story.byline, story.urgency, story.version) == (given["url"], "Ola Grimm", 2, 7)
    assert story.meta == given["meta"]
    assert story.raw == raw(**given)


def test_parse_needs_no_more_than_an_identity_a_title_and_a_text() -> None:
    [story] = parse(raw(source=None))
    assert (story.source, story.version, story.sent_at, story.repairs) == ("", None, None, ())


def test_parse_ignores_keys_it_does_not_know() -> None:
    [story] = parse(raw(status="verified", guid="other", pub_status="canceled", is_superuser=True))
    assert (story.guid, story.pub_status) == ("sel-1", "usable")


def test_parse_repairs_texts_and_says_so() -> None:
    [story] = parse(raw(text="Nine\0 are \ud800 safe.", title="Ferry\x1b sinks", byline="Ola\0"))
    assert (story.text, story.headline, story.byline) == ("Nine are \ufffd safe.", "Ferry sinks", "Ola")
    assert set(story.repairs) == {
        "dropped 1 control character",
        "replaced 1 broken surrogate with U+FFFD",
        "title: dropped 1 control character",
        "byline: dropped 1 control character",
    }


def test_parse_reads_a_page_and_lets_the_fields_decide() -> None:
    page = '<title>Other</title><meta name="author" content="Ola Grimm"><nav>Home</nav><p>Nine are safe.</p>'
    [story] = parse(raw(text=None, html=page))
    assert story.text == "Home\n\nNine are safe."
    assert (story.guid, story.headline, story.byline) == ("sel-1", "Ferry sinks", "Ola Grimm")


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        ({"external_id": None}, "external_id", "external_id is missing."),
        ({"title": None}, "title", "title is missing."),
        ({"external_id": 7}, "external_id", "must be a string"),
        ({"external_id": ""}, "external_id", "is empty"),
        ({"external_id": "a\0b"}, "external_id", "control character"),
        ({"external_id": "\udfff"}, "external_id", "broken surrogate"),
        ({"source": "a\nb"}, "source", "control character"),
        ({"text": 200}, "text", "must be a string"),
        ({"text": None}, "text", "either text or html"),
        ({"html": "<p>Nine"}, "text", "either text or html"),
        ({"text": None, "html": "<b>" * 300}, "html", "nests more"),
        ({"title": "T" * 501}, "title", "longer than 500"),
        ({"published_at": 1478079000}, "published_at", "must be a date"),
        ({"published_at": "yesterday"}, "published_at", "is no date"),
        ({"published_at": "2026-11-02T10:30:00"}, "published_at", "no time zone"),
        ({"published_at": "2101-01-01T00:00:00Z"}, "published_at", "outside 1900 to 2100"),
        ({"embargoed_until": "0001-01-01T00:00:00+14:00"}, "embargoed_until", "outside 1900 to 2100"),
        ({"url": "javascript:alert(1)"}, "url", "http or https"),
        ({"url": "https://"}, "url", "http or https"),
        ({"url": "http://[::1"}, "url", "http or https"),
        ({"url": "https://a.example/\0"}, "url", "control character"),
        ({"urgency": 0}, "urgency", "at least 1"),
        ({"urgency": True}, "urgency", "whole number"),
        ({"urgency": "3"}, "urgency", "whole number"),
        ({"version": 2**31}, "version", "at most"),
        ({"version": 1.5}, "version", "whole number"),
        ({"meta": []}, "meta", "must be an object"),
        ({"meta": {"a": ["\0"]}}, "meta", r"meta\.a\[0\] has a NUL"),
    ],
)
def test_parse_names_the_field_that_is_wrong(given: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(BadStory, match=reason) as bad:
        parse(raw(**given))
    assert field in bad.value.fields


def test_parse_names_all_fields_of_a_wrong_type_at_once() -> None:
    with pytest.raises(BadStory) as bad:
        parse(raw(external_id=1, text=[], urgency=10))
    assert bad.value.fields.keys() == {"external_id", "text", "urgency"}


def test_parse_tells_what_is_no_story_at_all() -> None:
    for value in (b"null", b"[]", b'"Nine"', b"Nine are safe."):
        with pytest.raises(Unreadable):
            parse(value)
    with pytest.raises(EmptyStory):
        parse(raw(text=" \n\0"))
    with pytest.raises(TooBig):
        parse(raw(text="a" * (1024 * 1024 + 1)))


def test_schema_describes_the_fields_for_the_api() -> None:
    schema = StoryFields.model_json_schema()
    assert schema["required"] == ["external_id", "title"]
    assert schema["properties"]["published_at"]["anyOf"][0]["format"] == "date-time"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec=None, exclude_categories=()), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(StoryFields.model_fields, VALUES)))
def test_parse_raises_nothing_but_bad_story(given: dict[str, Any]) -> None:
    try:
        [story] = parse(json.dumps(STORY | given).encode())
    except BadStory as bad:
        assert bad.reason  # noqa: PT017  (either way is right; which one depends on the example)
    else:
        json.dumps(story.meta).encode()
        story.text.encode()


def test_parse_takes_a_pages_own_embargo_where_the_fields_tell_none() -> None:
    page = "<p>EMBARGOED UNTIL 0001 GMT ON NOVEMBER 3, 2026</p><p>Nine people are safe off Selwick.</p>"
    fields = {"external_id": "a", "title": "t", "html": page}
    told = datetime(2026, 11, 3, 0, 1, tzinfo=UTC)
    assert parse(json.dumps(fields).encode())[0].embargoed_until == told
    later = fields | {"embargoed_until": "2026-11-04T00:00:00Z"}
    assert parse(json.dumps(later).encode())[0].embargoed_until == datetime(2026, 11, 4, tzinfo=UTC)
