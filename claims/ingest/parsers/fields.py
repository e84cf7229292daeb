"""One story as a JSON object in the API's fields; a batch file has one of them a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo

from claims.ingest.addresses import web_address
from claims.ingest.clean import check_strings, clean_line, clean_story, identifier, load_json
from claims.ingest.dates import parse_time
from claims.ingest.limits import (
    BYLINE_CHARS,
    IDENTIFIER_CHARS,
    INPUT_BYTES,
    SOURCE_CHARS,
    TITLE_CHARS,
)
from claims.ingest.parsers.html import read_page
from claims.ingest.types import BadStory, Unreadable, WireStory

FORMAT = "fields"
LARGEST_VERSION = 2**31 - 1  # what the column holds


def _strings_only(check: Callable[[str, ValidationInfo], Any]) -> BeforeValidator:
    """Hand strings to `check`; anything else goes on to pydantic, which says what type it wants."""

    def validate(value: Any, info: ValidationInfo) -> Any:
        return check(value, info) if isinstance(value, str) else value

    return BeforeValidator(validate)


def _identifier(limit: int) -> BeforeValidator:
    return _strings_only(lambda value, info: identifier(value, limit=limit, field=str(info.field_name)))


def _line(limit: int) -> BeforeValidator:
    def check(value: str, info: ValidationInfo) -> str:
        text, repairs = clean_line(value, limit=limit, field=str(info.field_name))
        _note(info, repairs)
        return text

    return _strings_only(check)


def _note(info: ValidationInfo, repairs: tuple[str, ...]) -> None:
    """Keep what cleaning repaired for `parse`, which hands in the list."""
    if info.context is not None:
        info.context["repairs"].extend(repairs)


def _body(value: str, info: ValidationInfo) -> str:
    text, repairs = clean_story(value)
    _note(info, repairs)
    return text


def _page(value: str, info: ValidationInfo) -> str:
    """A page is cleaned where it is read, its text and not its markup."""
    return value.encode("utf-8", "replace").decode()


def _time(value: str, info: ValidationInfo) -> datetime:
    return parse_time(value, field=str(info.field_name))


def _address(value: str, info: ValidationInfo) -> str:
    return web_address(value, field=str(info.field_name)) if value else ""


def _meta(value: Any) -> Any:
    check_strings(value, field="meta")
    return value


Time = Annotated[datetime | None, _strings_only(_time)]


class StoryFields(BaseModel):
    """A story to take in. Keys that are not listed here have no effect."""

    model_config = ConfigDict(strict=True, extra="ignore", title="Story")

    external_id: Annotated[
        str, _identifier(IDENTIFIER_CHARS), Field(description="the story's identity at its source")
    ]
    title: Annotated[str, _line(TITLE_CHARS)]
    source: Annotated[
        str, _identifier(SOURCE_CHARS), Field(description="may be left out by a source's token")
    ] = ""
    text: Annotated[str | None, _strings_only(_body), Field(description="plain text; or send html")] = None
    html: Annotated[str | None, _strings_only(_page), Field(description="a page; or send text")] = None
    published_at: Annotated[Time, Field(description="ISO 8601 with its zone")] = None
    url: Annotated[str, _strings_only(_address), Field(description="http or https; never fetched")] = ""
    byline: Annotated[str, _line(BYLINE_CHARS)] = ""
    urgency: Annotated[int | None, Field(ge=1, le=9, description="1 highest to 9")] = None
    version: Annotated[int | None, Field(ge=1, le=LARGEST_VERSION, description="the wire's own number")] = (
        None
    )
    embargoed_until: Annotated[Time, Field(description="ISO 8601 with its zone")] = None
    meta: Annotated[dict[str, Any], BeforeValidator(_meta), Field(description="kept as it is")] = {}


def parse(raw: bytes) -> list[WireStory]:
    """One story. Raises BadStory with a sentence for each field that is wrong."""
    value = load_json(raw, limit=INPUT_BYTES)
    if not isinstance(value, dict):
        raise Unreadable("A story is a JSON object in the API's fields.")
    return [read_fields(value, raw)]


def read_fields(value: dict[str, Any], raw: bytes, *, wire_format: str = FORMAT) -> WireStory:
    """The story that the fields tell, whatever they came in. Raises BadStory as `parse` does."""
    repairs: list[str] = []
    try:
        story = StoryFields.model_validate(value, context={"repairs": repairs})
    except ValidationError as error:
        raise _bad_fields(error) from None
    if (story.text is None) == (story.html is None):
        raise BadStory("A story needs either text or html.", field="text")
    return _wire_story(story, raw, tuple(repairs), wire_format)


def _wire_story(story: StoryFields, raw: bytes, repairs: tuple[str, ...], wire_format: str) -> WireStory:
    """The page's own metadata fills what the fields leave open; its identity is what the fields say."""
    page = _read_html(story.html) if story.html is not None else None
    base = page or WireStory(guid="", text=story.text or "", raw=raw, format=wire_format)
    return replace(
        base,
        guid=story.external_id,
        raw=raw,
        format=wire_format,
        source=story.source,
        headline=story.title or base.headline,
        byline=story.byline or base.byline,
        url=story.url or base.url,
        urgency=story.urgency,
        version=story.version,
        sent_at=story.published_at or base.sent_at,
        embargoed_until=story.embargoed_until or base.embargoed_until,
        meta=story.meta,
        repairs=(*repairs, *base.repairs),
    )


def _read_html(page: str) -> WireStory:
    try:
        return read_page(page)
    except BadStory as error:
        error.fields = {"html": error.reason}
        raise


_SENTENCES = {
    "missing": "{field} is missing.",
    "string_type": "{field} must be a string.",
    "int_type": "{field} must be a whole number.",
    "datetime_type": "{field} must be a date, written as a string.",
    "dict_type": "{field} must be an object.",
    "greater_than_equal": "{field} must be at least {ge}.",
    "less_than_equal": "{field} must be at most {le}.",
}


def _bad_fields(error: ValidationError) -> BadStory:
    """pydantic's findings in our words, one sentence a field."""
    fields: dict[str, str] = {}
    for found in error.errors(include_url=False, include_input=False):
        name = str(found["loc"][0])
        sentence = _SENTENCES.get(found["type"], "{field} is not valid.")
        fields.setdefault(name, sentence.format(field=name, **found.get("ctx", {})))
    return BadStory(" ".join(fields.values()), fields=fields)
