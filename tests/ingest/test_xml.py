"""XML that is only read, and can do nothing."""

from __future__ import annotations

import time

import pytest

from claims.ingest.types import BadStory, Malformed, TooBig, Unreadable
from claims.ingest.xml import attribute, children, first, line_of, local, own_bytes, read_xml, text_of


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"<a>Nine</a>", "Nine"),
        (b"\xef\xbb\xbf\n<a>Nine</a>", "Nine"),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xe9</a>", "café"),
        (b"<?xml version='1.0' encoding='iso-8859-1'?><a>\x93Nine\x94 caf\xe9s</a>", "“Nine” cafés"),
        (b"<?xml version='1.0' encoding='windows-1252'?><a>\x93Nine\x94</a>", "“Nine”"),
        (b"<!DOCTYPE nitf SYSTEM 'nitf-3-6.dtd'><nitf>caf&eacute; &unknown;now</nitf>", "café now"),
        (b"<!DOCTYPE nitf PUBLIC '-//IPTC//DTD NITF 3.6//EN' \"nitf.dtd\" ><nitf>Nine</nitf>", "Nine"),
        (
            b"<a>20&nbsp;caf&eacute;s &mdash; &Eacute;ire &hellip;&amp; &NotEqualTilde;</a>",
            "20 cafés — Éire …& ≂̸",
        ),
        (b"<a>&LT;b&GT; &AMP;lt; &lt;</a>", "<b> &lt; <"),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9&euro;&oelig;</a>", "é€œ"),
        (
            b"<a><![CDATA[AT&T &eacute; &nosuch;]]><!-- &nosuch; --><?pi &nosuch;?></a>",
            "AT&T &eacute; &nosuch;",
        ),
        (b"<a>Nine<!-- ten --><?pi eleven?><![CDATA[ & <more>]]></a>", "Nine & <more>"),
    ],
)
def test_read_xml_reads_what_agencies_send(raw: bytes, text: str) -> None:
    assert text_of(read_xml(raw)) == text


LAUGHS = b"<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>"


@pytest.mark.parametrize(
    ("raw", "error", "said"),
    [
        (LAUGHS, Unreadable, "DTD"),
        (b"<?xml version='1.0'?>\n<!-- x -->\n" + LAUGHS, Unreadable, "DTD"),
        (b"<!DOCTYPE a SYSTEM 'x.dtd' [ ]><a/>", Unreadable, "DTD"),
        (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>", Unreadable, "DTD"),
        (b"<?xml version='1.0' encoding='utf-16'?><a/>", Unreadable, "utf-16"),
        (b"<?xml version='1.0' encoding='utf-7'?><a/>", Unreadable, "utf-7"),
        (b"<a>caf\xe9</a>", Unreadable, "not in the encoding"),
        (b"<a>" * 300, TooBig, "nests"),
        (b"<a>" * 150 + b"</a>" * 150, TooBig, "more than 100"),
        (b"<a>" + b"<b/>" * 100_001 + b"</a>", TooBig, "elements"),
        (b"<a>" + b" " * 2_100_000 + b"</a>", TooBig, "bytes"),
        (b"<a>\n<b>\n</a>", Malformed, "line 3"),
        (b"\n\n<a>&nosuch;</a>", Malformed, "line 3"),
        (b"<a>&eacute</a>", Malformed, "line 1"),
        (b"<a>&eacute;\n&Nbsp;</a>", Malformed, "line 2"),
        (b"<!DOCTYPE a [<!ENTITY eacute 'e'>]><a>&eacute;</a>", Unreadable, "DTD"),
        (b"<a>\x00</a>", Malformed, "line 1"),
        (b"", Malformed, "line 1"),
        (b"<a/><b/>", Malformed, "line 1"),
    ],
)
def test_read_xml_refuses_the_rest_with_a_reason(raw: bytes, error: type[BadStory], said: str) -> None:
    started = time.perf_counter()
    with pytest.raises(error, match=said) as bad:
        read_xml(raw)
    assert type(bad.value) is error
    assert time.perf_counter() - started < 1


def test_named_characters_count_in_attributes_too() -> None:
    assert attribute(read_xml(b"<a b='caf&eacute;&LT;'/>"), "b") == "café<"


@pytest.mark.parametrize("hostile", [b"<![CDATA[" * 200_000, b"<!--" * 400_000, b"&a" * 900_000])
def test_read_xml_finds_named_characters_in_linear_time(hostile: bytes) -> None:
    started = time.perf_counter()
    with pytest.raises(BadStory):
        read_xml(b"<a>&nbsp;" + hostile)
    assert time.perf_counter() - started < 1


def test_read_xml_counts_lines_from_the_first_byte() -> None:
    with pytest.raises(Malformed) as bad:
        read_xml(b"\n\n<a>\n<b></a>")
    assert bad.value.line == 4


def test_elements_are_found_whatever_their_namespace() -> None:
    root = read_xml(b"<x:a xmlns:x='urn:x'>\n<x:B y:c=' d ' xmlns:y='urn:y'>1</x:B><e/><b/></x:a>")
    assert (local(root), [local(each) for each in children(root)]) == ("a", ["b", "e", "b"])
    assert len(children(root, "b")) == 2
    found = first(root, "b")
    assert found is not None
    assert (attribute(found, "c"), attribute(found, "f"), attribute(None, "c")) == ("d", "", "")
    assert (text_of(found), line_of(found), first(root, "b", "nowhere", "b")) == ("1", 2, None)
    assert read_xml(own_bytes(found)).text == "1"


def test_text_of_keeps_children_apart_where_it_is_asked_to() -> None:
    root = read_xml(b"<a>One<b>two</b> three<br/>four</a>")
    assert (text_of(root), text_of(root, between=" ")) == ("Onetwo threefour", "One two three four")
