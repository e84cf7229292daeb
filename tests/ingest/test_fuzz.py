"""Whatever bytes come: stories, or a refusal in our own words. Nothing else, from any parser."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.ingest.files import pieces, stories
from claims.ingest.parsers import PARSERS
from claims.ingest.types import BadStory, PartlyRead, WireStory
from tests.ingest import samples

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
SNIPPETS = st.sampled_from(
    [
        b"\x00",
        b"\x01",
        b"\x02",
        b"\x03",
        b"\r",
        b'"',
        b"<",
        b"&#0;",
        b"&x;",
        b"]]>",
        b"<!DOCTYPE a [",
        b"\xff",
        b"\xed\xa0\x80",
    ]
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A whole input with pieces cut out, put in, and swapped for those of other formats."""
    raw = draw(st.sampled_from(samples.ALL))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 200)))
        put = draw(st.one_of(SNIPPETS, st.binary(max_size=20), st.sampled_from(samples.ALL)))
        raw = raw[:start] + put + raw[end:]
    return raw


INPUTS = st.one_of(st.binary(max_size=400), damaged(), st.text(max_size=200).map(str.encode))


def ends_well(read: Callable[[], list[WireStory]]) -> None:
    """Stories that can be stored, or a BadStory that says why in a sentence."""
    found, errors = _read(read)
    assert found or errors
    assert all(error.reason.endswith(".") for error in errors)
    for story in found:
        assert story.text.strip()
        assert "\x00" not in story.text + story.guid + story.headline + story.source
        assert all(0 <= cut.start < cut.end <= len(story.text) for cut in story.chrome)
        assert story.sent_at is None or story.sent_at.utcoffset() is not None


def _read(read: Callable[[], list[WireStory]]) -> tuple[list[WireStory], list[BadStory]]:
    try:
        return read(), []
    except PartlyRead as partly:
        return list(partly.stories), list(partly.errors)
    except BadStory as bad:
        return [], [bad]


@pytest.mark.parametrize("kind", sorted(PARSERS))
@QUICK
@given(raw=INPUTS)
def test_parser_tells_stories_or_says_why_not(kind: str, raw: bytes) -> None:
    ends_well(lambda: PARSERS[kind](raw))


def zipped(raw: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", raw)
    return packed.getvalue()


@QUICK
@given(
    raw=INPUTS,
    pack=st.sampled_from([bytes, gzip.compress, zipped]),
    cut=st.integers(0, 30),
    noise=st.binary(max_size=3),
)
def test_any_file_becomes_pieces_that_end_well(
    raw: bytes, pack: Callable[[bytes], bytes], cut: int, noise: bytes
) -> None:
    packed = pack(raw)
    packed = packed[: len(packed) - cut] + noise if cut else packed
    for piece in pieces(["-"], io.BytesIO(packed)):
        ends_well(lambda piece=piece: stories(piece))  # type: ignore[misc]
