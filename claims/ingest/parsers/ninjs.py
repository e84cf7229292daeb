"""ninjs 1.0 to 3.x, and JSON that is plainly meant so: one item, an array, or a response that holds some.

Facts from the IPTC's schemas: 1.x has `headline`, `byline`, `body_*` and names in lower case, 2.x
`headlines`, `by` and `bodies`, 3.x the same in camelCase; only `uri` is required. Names are compared without
case and underscores, so that one reader serves all of them and what agencies make of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from claims.ingest.clean import load_json
from claims.ingest.limits import INPUT_BYTES
from claims.ingest.members import folded, is_holder, is_mark
from claims.ingest.parsers.bodies import Body, best, paragraphs
from claims.ingest.parsers.codes import joined, party
from claims.ingest.parsers.several import read_each
from claims.ingest.parsers.told import NO_TEXT, Told
from claims.ingest.types import BadStory, Malformed, Unreadable, WireStory

FORMAT = "ninjs"
NESTING = 5
# Where an object says its text or its name.
_NAMES = ("value", "name", "by", "byline", "literal", "text", "title", "code")
TYPES = {
    "picture": "a picture",
    "photo": "a picture",
    "image": "a picture",
    "graphic": "a graphic",
    "audio": "a sound",
    "video": "a video",
    "animation": "an animation",
    "event": "an event",
    "planning": "a planning item",
    "package": "a package",
    "component": "a component of other items",
    "advisory": "an advisory to editors",
}
LINKED = "Its text is only linked to (renditions), and nothing is fetched for it."
DESCRIBED = "It has a description and no body: there is no text in it."

Item = Mapping[str, Any]


def parse(raw: bytes) -> list[WireStory]:
    """The stories of one file.

    Raises BadStory: NotAStory by the item's type, EmptyStory, Malformed with the line for broken JSON,
    Unreadable for JSON that holds no items, PartlyRead where only some of them are stories.
    """
    value = _json(raw)
    found = _items(value, NESTING)
    if all(isinstance(each, BadStory) for each in found):
        raise Unreadable("It is JSON without a news item in it.")
    alone = len(found) == 1 and found[0] is value
    return read_each(found, lambda item: _story(item, raw if alone else b""))


def _json(raw: bytes) -> Any:
    """Broken JSON can be mended by somebody; bytes that are no text, or nest too deeply, cannot."""
    try:
        return load_json(raw, limit=INPUT_BYTES, twins=True)
    except Unreadable as error:
        if isinstance(error.__cause__, json.JSONDecodeError):
            raise Malformed(error.reason, line=error.line) from None
        raise


def _items(value: Any, levels: int) -> list[Item | BadStory]:
    """The items in a value: itself, those of an array, or those that a response holds.

    What in an array holds none has an error in its place: nothing is dropped without a word.
    """
    if levels == 0:
        return []
    if isinstance(value, list):
        return [
            item
            for at, each in enumerate(value, 1)
            for item in _items(each, levels - 1) or [Unreadable(f"Entry {at} of the array is no news item.")]
        ]
    if isinstance(value, Mapping):
        if any(is_mark(name) for name in value):
            return [value]
        held = (each for name, each in value.items() if is_holder(name))
        return [item for each in held for item in _items(each, levels - 1)]
    return []


def _bytes(item: Item) -> bytes:
    return json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _story(item: Item | BadStory, raw: bytes) -> WireStory:
    """One entry's story; `raw` blank where it is one of several."""
    if isinstance(item, BadStory):
        raise item
    told = _told(_Fields(item))
    if told.kind:
        raise told.not_a_story(told.kind)
    return told.story(raw or _bytes(item), FORMAT)


def _told(item: _Fields) -> Told:
    body = best(_bodies(item))
    found = paragraphs(body) if body else []
    guid, evolved_from = item.text("uri", "guid", "id", "itemid"), item.text("evolvedfrom")
    return Told(
        guid=guid,
        doc_id=guid if evolved_from else "",
        replaces=evolved_from,
        source=_source(item),
        version=item.text("version", "versionnumber"),
        headline=_main(item.list("headlines")) or item.text("headline", "title", "name"),
        byline=item.text("byline", "by") or _names(item.list("bylines", "authors", "creators")),
        dateline=item.text("dateline") or _place(item),
        slug=item.text("slugline", "slug"),
        language=item.text("language", "lang"),
        urgency=item.text("urgency"),
        rights=joined([item.text("copyrightnotice"), item.text("usageterms")], " ")
        or item.text("copyrightholder"),
        status=item.text("pubstatus", "status"),
        embargo=item.text("embargoed", "embargoeduntil", "embargo"),
        kind=_kind(item, found),
        sent=[item.text(name) for name in ("versioncreated", "contentmodified", "contentcreated")]
        + [item.text("firstcreated", "published", "datepublished")],
        signals=[_word(each) for each in item.list("signal", "signals")],
        notes=[_word(each) for each in item.list("ednote", "ednotes", "editornote")],
        paragraphs=found,
        why_empty=_why_empty(item),
    )


def _why_empty(item: _Fields) -> str:
    if item.has("description"):
        return DESCRIBED
    return LINKED if item.has("renditions") else NO_TEXT


class _Fields:
    """An item's members by their folded names; of two that fold alike the first counts."""

    def __init__(self, item: Item) -> None:
        self.members: dict[str, tuple[str, Any]] = {}
        for name, value in item.items():
            self.members.setdefault(folded(name), (name, value))

    def text(self, *names: str) -> str:
        """The first of them that says anything; numbers as written, lists joined."""
        return next((text for name in names if (text := _word(self.get(name)))), "")

    def list(self, *names: str) -> list[Any]:
        """The members of the first of them that is there; a single value is a list of one."""
        value: Any = next((found for name in names if (found := self.get(name))), [])
        return value if isinstance(value, list) else [value]

    def get(self, name: str) -> Any:
        return self.members.get(name, (name, None))[1]

    def has(self, beginning: str) -> bool:
        return any(name.startswith(beginning) and value for name, (_, value) in self.members.items())


def _bodies(item: _Fields) -> list[Body]:
    """Every rendition of the text: members `body_*`, and the entries of `bodies`."""
    found = [
        Body(value, role="main", kind=name.removeprefix("body").strip("_- ").lower())
        for folded, (name, value) in item.members.items()
        if folded.startswith("body") and isinstance(value, str)
    ]
    for entry in item.list("bodies", "body"):
        if isinstance(entry, Mapping):
            fields = _Fields(entry)
            kind = fields.text("contenttype", "mimetype", "type") or fields.text("role")
            value = fields.text("value", "text", "content")
            found.append(Body(value, role=fields.text("role").lower(), kind=kind.lower()))
    return found


def _kind(item: _Fields, found: list[str]) -> str:
    """What it is where it is no story: by its type, else by what it carries instead of a text."""
    item_type = item.text("type").strip().lower().rpartition(":")[2]
    if what := TYPES.get(item_type):
        return what
    if found:
        return ""
    if item_type == "composite":
        return "a composite of other items"
    if not item_type and (item.has("eventdetails") or item.has("event")):
        return "an event"
    return "renditions without a text" if not item_type and item.has("renditions") else ""


def _source(item: _Fields) -> str:
    """Who provides it, else who holds its copyright, else where its information is from."""
    named = (
        item.text("provider"),
        item.text("source"),
        item.text("copyrightholder"),
        next((_word(each) for each in item.list("infosources", "infosource") if _word(each)), ""),
    )
    return party(next((name for name in named if name), ""))


def _main(headlines: list[Any]) -> str:
    """Of several headlines the one whose role is main, else the first."""
    entries = [each for each in headlines if _word(each)]
    main = [each for each in entries if isinstance(each, Mapping) and _Fields(each).text("role") == "main"]
    return _word(next(iter(main or entries), ""))


def _place(item: _Fields) -> str:
    return next((place for each in item.list("located") if (place := _word(each))), "")


def _names(entries: Iterable[Any]) -> str:
    return joined(_word(each) for each in entries)


def _word(value: Any) -> str:
    """A member as text: of an object its value or name, of a list what its members say."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        fields = _Fields(value)
        return next((text for name in _NAMES if (text := _plain(fields.get(name)))), "")
    return joined(_plain(each) for each in value if not isinstance(each, Mapping | list))


def _plain(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
