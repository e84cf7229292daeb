"""Wires cut off, with tags gone or bytes changed: a story or a refusal, soon, and nothing else."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.ingest.parsers import parser_for
from claims.ingest.sniff import sniff
from claims.ingest.types import BadStory, Malformed, PartlyRead
from tests.ingest.test_parse_newsml1 import document, item
from tests.wires import as_json, g2, message, ninjs, nitf

WHOLE = {
    "newsml-g2": message(g2(meta="<embargoed>2026-11-03T00:00:00Z</embargoed>"), g2(guid="urn:b")).encode(),
    "newsml-1": document(item()),
    "nitf": nitf(attributes='management-status="usable"').encode(),
    "ninjs": as_json(ninjs(urgency=2, edNote="UPDATES: toll")),
}
PART = re.compile(rb'<[^>]+>|"[^"]{0,60}"|[{}\[\],:]')


def ends_well(raw: bytes) -> None:
    started = time.perf_counter()
    try:
        stories = parser_for(sniff(raw))(raw)
    except PartlyRead as partly:
        assert partly.errors  # noqa: PT017
    except BadStory as bad:
        assert bad.reason  # noqa: PT017  (either way is right; which one depends on the example)
    else:
        assert all(story.text.strip() for story in stories)
    assert time.perf_counter() - started < 3


@pytest.mark.parametrize("kind", WHOLE)
def test_wire_cut_off_anywhere_ends_well(kind: str) -> None:
    raw = WHOLE[kind]
    for end in range(0, len(raw), 50):
        ends_well(raw[:end])


@pytest.mark.parametrize("kind", WHOLE)
def test_wire_cut_off_in_its_text_is_malformed_with_its_line(kind: str) -> None:
    raw = WHOLE[kind]
    cut = raw[: raw.index(b"harbour master")]
    assert sniff(cut) == kind
    with pytest.raises(Malformed, match=r"line \d+") as broken:
        parser_for(kind)(cut)
    assert broken.value.line


@pytest.mark.parametrize("kind", WHOLE)
@settings(deadline=None, max_examples=80)
@given(data=st.data())
def test_wire_with_parts_gone_ends_well(kind: str, data: st.DataObject) -> None:
    raw = WHOLE[kind]
    parts = [found.span() for found in PART.finditer(raw)]
    for start, end in sorted(data.draw(st.sets(st.sampled_from(parts), max_size=5)), reverse=True):
        raw = raw[:start] + raw[end:]
    ends_well(raw)


@pytest.mark.parametrize("kind", WHOLE)
@settings(deadline=None, max_examples=80)
@given(data=st.data())
def test_wire_with_bytes_changed_ends_well(kind: str, data: st.DataObject) -> None:
    raw = bytearray(WHOLE[kind])
    for at in data.draw(st.sets(st.integers(0, len(raw) - 1), max_size=4)):
        raw[at] = data.draw(st.integers(0, 255))
    ends_well(bytes(raw))


@pytest.mark.parametrize("count", [2_000, 20_000])
def test_long_wires_take_linear_time(count: int) -> None:
    """At most 2 MiB arrive; a fifth of a second for each 10,000 paragraphs is far from any square."""
    paragraphs = "".join(f"<p>{number} are safe.</p>" for number in range(count))
    started = time.perf_counter()
    [story] = parser_for("nitf")(nitf(content=paragraphs).encode())
    assert story.text.count("\n\n") == count - 1
    assert time.perf_counter() - started < 1 + count / 5_000
