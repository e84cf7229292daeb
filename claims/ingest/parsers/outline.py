"""Where the items of a feed begin and end, found before any parser of feeds sees it.

One pass with expat that builds nothing: it bounds depth, elements and items, finds the line where a feed
breaks, and gives each item the bytes that are its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from claims.ingest.limits import FEED_ITEMS, HTML_ATTRIBUTES, SEVERAL_BYTES, XML_DEPTH, XML_ELEMENTS
from claims.ingest.types import Malformed, TooBig, Unreadable
from claims.ingest.xml import check_prolog

ITEMS = ("item", "entry")


@dataclass(frozen=True, slots=True)
class Item:
    """A whole item: `raw[start:end]`, on `line`."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole items of a feed; `text` is as much of it as is whole, closed again where it broke off."""

    items: tuple[Item, ...]
    text: str
    broken: Malformed | None


def outline(raw: bytes) -> Outline:
    """Raises TooBig, and Unreadable for entities, a DTD, or bytes that are not in the declared encoding."""
    if len(raw) > SEVERAL_BYTES:
        raise TooBig(f"The feed has more than {SEVERAL_BYTES:,} bytes.")
    check_prolog(raw)
    scan = _Scan(raw)
    broken = scan.run()
    text = _decoded(raw, scan.encoding)
    if broken is None:
        return Outline(tuple(scan.items), text, None)
    end = scan.items[-1].end if scan.items else 0
    closing = "".join(f"</{name}>" for name in reversed(scan.around))
    return Outline(tuple(scan.items), _decoded(raw[:end], scan.encoding) + closing, broken)


@dataclass
class _Scan:
    raw: bytes
    encoding: str = "utf-8"
    items: list[Item] = field(default_factory=list)
    around: list[str] = field(default_factory=list)  # the elements that were open around the last item
    _open: list[str] = field(default_factory=list)
    _elements: int = 0
    _item: tuple[int, int, int] | None = None  # the open item: its depth, first byte and line

    def run(self) -> Malformed | None:
        """What broke the feed, and where; None where it is whole."""
        parser = expat.ParserCreate()
        parser.XmlDeclHandler = self._declared
        parser.StartElementHandler = lambda name, attributes: self._start(name, len(attributes), parser)
        parser.EndElementHandler = lambda name: self._end(name, parser)
        parser.EntityDeclHandler = _refuse_entity
        try:
            parser.Parse(self.raw, True)
        except expat.ExpatError as error:
            _decoded(self.raw, self.encoding)  # says so where that is what is wrong
            said = expat.ErrorString(error.code) or "it is not well-formed"
            reason = f"The feed breaks on line {error.lineno}: {said}; its whole items were read."
            return Malformed(reason, line=error.lineno)
        except (LookupError, ValueError):
            raise Unreadable("The feed declares an encoding that cannot be read.", line=1) from None
        return None

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        self.encoding = encoding or self.encoding

    def _start(self, name: str, attributes: int, parser: expat.XMLParserType) -> None:
        self._open.append(name)
        self._elements += 1
        line = parser.CurrentLineNumber
        if len(self._open) > XML_DEPTH:
            raise TooBig(f"The feed nests more than {XML_DEPTH} elements.", line=line)
        if attributes > HTML_ATTRIBUTES:  # measured: feedparser takes quadratic time, 18 s for 20,000
            raise TooBig(f"A tag of the feed has more than {HTML_ATTRIBUTES} attributes.", line=line)
        if self._elements > XML_ELEMENTS:
            raise TooBig(f"The feed has more than {XML_ELEMENTS:,} elements.", line=line)
        if self._item is None and _local(name) in ITEMS and len(self._open) > 1:
            self._item = (len(self._open), parser.CurrentByteIndex, line)

    def _end(self, name: str, parser: expat.XMLParserType) -> None:
        depth = len(self._open)
        self._open.pop()
        if self._item is None or self._item[0] != depth:
            return
        end = self.raw.find(b">", parser.CurrentByteIndex) + 1
        self.items.append(Item(self._item[1], end, self._item[2]))
        self.around, self._item = list(self._open), None
        if len(self.items) > FEED_ITEMS:
            raise TooBig(f"The feed has more than {FEED_ITEMS:,} items.")


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _refuse_entity(*_: object) -> None:
    raise Unreadable("The feed declares entities of its own; they are never read.")


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        at = f": byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        reason = f"Its bytes are not in the encoding that it declares{at}."
        raise Unreadable(reason) from None
