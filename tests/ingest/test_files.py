"""From paths to stories."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from claims.ingest.files import Piece, pieces, stories
from claims.ingest.limits import IDENTIFIER_CHARS, INPUT_BYTES
from claims.ingest.types import BadStory, EmptyStory, PartlyRead, TooBig, Unreadable

LINE = b'{"external_id": "%d", "title": "Ferry", "text": "Nine are safe."}'


def read(*paths: Path | str, stdin: bytes = b"", kind: str = "auto") -> list[Piece]:
    return list(pieces([str(path) for path in paths], io.BytesIO(stdin), kind=kind))


def test_pieces_reads_a_folder_recursively_and_in_order(tmp_path: Path) -> None:
    systems = ("Thumbs.db", "a/.DS_Store", "a/Desktop.ini", "__MACOSX/b.txt")
    for name in ("b.txt", "a/2.txt", "a/10.txt", ".hidden", ".git/config", "Z.html", *systems):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Nine are safe.")
    assert [piece.file for piece in read(tmp_path)] == ["Z.html", "a/10.txt", "a/2.txt", "b.txt"]


def test_stories_name_what_has_no_identity_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "night").mkdir()
    (tmp_path / "night/ferry.txt").write_text("Nine are safe.")
    [piece] = read(tmp_path)
    assert stories(piece)[0].guid == "file:night/ferry.txt"
    [piece] = read(tmp_path / "night/ferry.txt")
    assert stories(piece)[0].guid == "file:ferry.txt"


def test_several_stories_without_an_id_in_one_file_stay_apart(tmp_path: Path) -> None:
    items = [{"headline": name, "body_text": "Nine are safe.", "pubstatus": "usable"} for name in "AB"]
    (tmp_path / "two.json").write_text(json.dumps(items))
    [piece] = read(tmp_path)
    first, second = (story.guid for story in stories(piece))
    assert first != second
    assert first.startswith("file:two.json#")
    (tmp_path / "two.json").write_text(json.dumps(items[::-1]))
    [piece] = read(tmp_path)
    assert [story.guid for story in stories(piece)] == [second, first]


def test_files_of_one_name_get_the_way_to_each(tmp_path: Path) -> None:
    for name in ("a/s1.txt", "b/s1.txt", "b/c/s2.txt", "s2.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    both = read(tmp_path / "a/s1.txt", tmp_path / "b/s1.txt")
    assert [piece.file for piece in both] == ["a/s1.txt", "b/s1.txt"]
    folders = read(tmp_path / "a", tmp_path / "b")
    assert [piece.file for piece in folders] == ["a/s1.txt", "c/s2.txt", "b/s1.txt"]
    assert [piece.file for piece in read(tmp_path / "a/s1.txt", tmp_path / "s2.txt")] == ["s1.txt", "s2.txt"]


def test_one_file_named_twice_keeps_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "s1.txt").write_text("Nine are safe.")
    monkeypatch.chdir(tmp_path)
    assert [piece.file for piece in read(tmp_path, tmp_path / "s1.txt", "s1.txt")] == ["s1.txt"] * 3


def test_long_names_stay_apart(tmp_path: Path) -> None:
    folder = tmp_path / ("d" * 200)
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("Nine are safe.")
    guids = {stories(piece)[0].guid for piece in read(tmp_path)}
    assert len(guids) == 2
    assert max(map(len, guids)) <= IDENTIFIER_CHARS


def test_feeds_may_be_larger_than_a_story(tmp_path: Path) -> None:
    item = b"<item><guid>%d</guid><title>A</title><description>" + b"Nine. " * 1000 + b"</description></item>"
    items = b"".join(item % number for number in range(600))
    (tmp_path / "feed").write_bytes(b"<rss><channel><title>A</title>" + items + b"</channel></rss>")
    [piece] = read(tmp_path)
    assert (len(piece.raw) > INPUT_BYTES, len(stories(piece))) == (True, 600)


def test_good_stories_of_a_file_that_is_partly_read_are_named() -> None:
    with pytest.raises(PartlyRead) as partly:
        stories(Piece("feed.xml", b"<rss><channel><item><title>A</title></item><item>", "feed"))
    assert [story.guid[:7] for story in partly.value.stories] == ["sha256:"]


def test_stories_name_what_came_through_a_pipe_by_its_content() -> None:
    [first], [again], [other] = (read("-", stdin=text) for text in (b"Nine.", b"Nine.", b"Ten."))
    guids = [stories(piece)[0].guid for piece in (first, again, other)]
    assert guids[0] == guids[1] != guids[2]
    assert guids[0].startswith("file:")


def test_pieces_never_opens_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    [piece] = read(tmp_path)
    with pytest.raises(Unreadable, match="not a regular file"):
        stories(piece)


def test_pieces_tells_of_a_file_that_went_away(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    [piece] = read(tmp_path)
    with pytest.raises(Unreadable, match="No such file"):
        stories(piece)


def test_pieces_shows_names_that_are_not_utf8(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("Nine are safe.")
    [piece] = read(tmp_path)
    assert stories(piece)[0].guid == "file:caf\\xe9.txt"


def test_pieces_refuses_large_and_empty_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a" * (INPUT_BYTES + 1))
    (tmp_path / "b").write_bytes(b"")
    large, empty = read(tmp_path)
    assert isinstance(large.error, TooBig)
    assert isinstance(empty.error, EmptyStory)


def test_pieces_splits_a_batch_and_keeps_line_numbers() -> None:
    batch = b"\xef\xbb\xbf" + LINE % 1 + b"\r\n\n" + LINE % 2 + b"\nnull\n" + LINE % 3
    found = read("-", stdin=batch)
    assert [piece.line for piece in found] == [1, 3, 4, 5]
    assert [stories(piece)[0].guid for piece in found if piece.line != 4] == ["1", "2", "3"]
    with pytest.raises(BadStory) as bad:
        stories(found[2])
    assert bad.value.line == 4


def test_pieces_skips_a_line_that_is_too_long_and_goes_on() -> None:
    huge = b'{"text": "' + b"a" * (3 * INPUT_BYTES) + b'"}'
    found = read("-", stdin=LINE % 1 + b"\n" + huge + b"\n" + LINE % 2 + b"\n")
    assert [(piece.line, type(piece.error)) for piece in found] == [
        (1, type(None)),
        (2, TooBig),
        (3, type(None)),
    ]
    first_is_huge = read("-", stdin=huge + b"\n" + LINE % 2 + b"\n")
    assert [piece.line for piece in first_is_huge if not piece.error] == [2]


def test_pieces_reads_many_short_lines_quickly() -> None:
    found = read("-", stdin=(LINE % 1 + b"\n") * 2 + b"1\n" * 100_000)
    assert len(found) == 100_002


def test_pieces_takes_a_format_at_its_word(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"<p>Nine are safe.</p>")
    assert [read(tmp_path, kind=kind)[0].format for kind in ("auto", "text")] == ["html", "text"]


def test_stories_refuse_a_format_without_a_reader() -> None:
    with pytest.raises(Unreadable, match="no reader for gopher"):
        stories(Piece("feed.xml", b"<rss/>", "gopher"))
