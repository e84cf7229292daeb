"""XML off the wire, read so that a document can do nothing but be text.

Characters that HTML names are read; no entity of the document's own, no DTD, no network. Size, depth and
number of elements are bounded. A DTD that is only named stays unread: agencies name the one of NITF.
Encodings are those that a document may declare and that cannot be mistaken for another (measured: libxml2
2.14 takes 0.04 s for 100,000 attributes of one tag, and stops at 256 levels by itself).
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any, TypeAlias

from lxml import etree

from claims.ingest.charsets import xml_in_utf8
from claims.ingest.limits import INPUT_BYTES, XML_DEPTH, XML_ELEMENTS
from claims.ingest.types import BadStory, Malformed, TooBig, Unreadable

Element: TypeAlias = etree._Element

ENCODINGS = frozenset("utf-8 utf8 us-ascii ascii iso-8859-1 latin1 iso-8859-15 windows-1252 cp1252".split())
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Latin-1 with these bytes is Windows-1252 under a wrong name: they would be control characters otherwise.
_LATIN = ("iso-8859-1", "latin1")
_C1 = re.compile(rb"[\x80-\x9f]")
_BOM = b"\xef\xbb\xbf"
_DECLARATION = re.compile(rb"<\?xml\s[^>]{0,300}?\?>")
_DECLARED = re.compile(rb"""\sencoding\s{0,20}=\s{0,20}["']([^"']{1,60})["']""")
_PROLOG = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(
    rb"""<!DOCTYPE\s+[^\s\[>"']+(\s+(SYSTEM|PUBLIC))?(\s+("[^"]*"|'[^']*'))*\s*(\[)?""", re.IGNORECASE
)
# What stands as it is, to its end or the document's, and a name. XML's own five names are left to its parser.
_NAMED = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|&([A-Za-z][A-Za-z0-9]{1,31});", re.DOTALL
)
_XML_NAMES = ("lt", "gt", "amp", "quot", "apos")
_UNDECODABLE = ("not proper UTF-8", "Invalid bytes in character encoding", "encoding error")


def read_xml(raw: bytes, *, limit: int = INPUT_BYTES) -> Element:
    """The root element.

    Raises TooBig (size, depth, elements), Unreadable (entities or a DTD of its own, an encoding that is not
    taken, bytes that are not in the encoding they claim) and Malformed with the line where it breaks.
    """
    if len(raw) > limit:
        raise TooBig(f"It has {len(raw):,} bytes; {limit:,} are allowed.")
    raw = xml_in_utf8(raw)
    encoding = check_prolog(raw)
    parser = etree.XMLParser(
        encoding="windows-1252" if encoding in _LATIN and _C1.search(raw) else None,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(with_numbers(raw.removeprefix(_BOM).lstrip()), parser)
    except etree.XMLSyntaxError as error:
        raise _broken(error, _lines_before(raw)) from None
    except (ValueError, LookupError) as error:
        raise Unreadable(f"It is not XML that can be read: {error}.") from None
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:  # whatever the prolog looked like
        raise Unreadable("It declares entities of its own; they are never read.", line=1)
    _check_shape(root)
    return root


def check_prolog(raw: bytes) -> str:
    """The declared encoding, lower case. Refuses one that is not taken, and a DTD of the document's own.

    For every reader of XML, feeds included: it looks at bytes, before any parser does.
    """
    start = raw.removeprefix(_BOM).lstrip()
    declaration = _DECLARATION.match(start)
    declared = _DECLARED.search(declaration[0]) if declaration else None
    encoding = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    if encoding not in ENCODINGS:
        raise Unreadable(f"It declares the encoding {encoding[:20]}; send UTF-8.", line=1)
    at = 0
    while found := _PROLOG.match(start, at):
        at = found.end()
    doctype = _DOCTYPE.match(start, at)
    if doctype and doctype[5]:
        raise Unreadable("It brings a DTD of its own, or entities; that is never read.", line=_line(raw, at))
    return encoding


def local(element: Element) -> str:
    """The element's name without its namespace, lower case; blank for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> list[Element]:
    """Child elements of those local names (lower case), in order; all of them without a name."""
    return [child for child in element if (name := local(child)) and (not names or name in names)]


def first(element: Element | None, *path: str) -> Element | None:
    """The first element at the end of a path of local names, or None anywhere on the way."""
    for name in path:
        if element is None:
            return None
        element = next(iter(children(element, name)), None)
    return element


def attribute(element: Element | None, name: str) -> str:
    """An attribute whatever its namespace, stripped; blank where there is none."""
    if element is None:
        return ""
    named = (str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name)
    return next(named, "").strip()


def characters(element: Element) -> str:
    """All text below an element as it stands, white space and all."""
    return "".join(str(part) for part in element.itertext())


def line_of(element: Element) -> int | None:
    """Where it begins in the input."""
    line: Any = element.sourceline
    return line if isinstance(line, int) else None


def own_bytes(element: Element) -> bytes:
    """The element by itself, in UTF-8, as it would travel alone."""
    return etree.tostring(element, encoding="utf-8", with_tail=False)


def text_of(element: Element | None, *, between: str = "") -> str:
    """All text below an element, white space folded; `between` goes before each child's text."""
    if element is None:
        return ""
    parts: list[str] = []
    _gather(element, parts, between)
    return " ".join("".join(parts).split())


def _gather(element: Element, parts: list[str], between: str) -> None:
    parts.append(element.text or "")
    for child in element:
        if local(child):
            parts.append(between)
            _gather(child, parts, between)
        else:
            parts.append(entity_text(child))
        parts.append(child.tail or "")


def entity_text(node: Element) -> str:
    """The character of an entity that only a DTD declares, where HTML knows it; blank for comments."""
    if node.tag is not etree.Entity:
        return ""
    return html5.get(f"{node.text[1:-1] if node.text else ''};", "")


def with_numbers(raw: bytes) -> bytes:
    """Names of characters that HTML knows by their numbers, for documents that bring no DTD: harmless, and
    the same in every encoding that is taken. Other names stay, and are refused."""
    return _NAMED.sub(_number, raw) if b"&" in raw else raw


def _number(found: re.Match[bytes]) -> bytes:
    name = found[1].decode("ascii") if found[1] else ""
    if not name or name in _XML_NAMES:
        return found[0]
    return "".join(f"&#{ord(each)};" for each in html5.get(f"{name};", "")).encode() or found[0]


def _check_shape(root: Element) -> None:
    depth = elements = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > XML_DEPTH:
            raise TooBig(f"It nests more than {XML_DEPTH} elements.", line=element.sourceline)
        if elements > XML_ELEMENTS:
            raise TooBig(f"It has more than {XML_ELEMENTS:,} elements.", line=element.sourceline)


def _broken(error: etree.XMLSyntaxError, before: int) -> BadStory:
    """The parser's finding with its line; what it says of columns and of its own options is left out."""
    line = (error.lineno or 1) + before
    said = re.sub(r",? ?line \d+, column \d+.*", "", str(error.msg or ""), flags=re.DOTALL).strip()
    said = re.sub(r"^xml\w+: ", "", said)
    if "depth" in said:
        return TooBig("It nests too many elements.", line=line)
    if any(sign in said for sign in _UNDECODABLE):
        return Unreadable(f"Its bytes are not in the encoding that it declares, on line {line}.", line=line)
    return Malformed(f"Its XML breaks on line {line}: {said or 'it is not well-formed'}.", line=line)


def _lines_before(raw: bytes) -> int:
    """Line breaks in front of the document, which the parser never sees."""
    start = raw.removeprefix(_BOM)
    return start[: len(start) - len(start.lstrip())].count(b"\n")


def _line(raw: bytes, at: int) -> int:
    start = raw.removeprefix(_BOM).lstrip()
    return start.count(b"\n", 0, at) + 1 + _lines_before(raw)
