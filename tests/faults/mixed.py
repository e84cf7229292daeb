"""A night's folder with everything in it: formats, batches, an archive, versions, a kill, broken input."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

from tests.faults.stories import text_of

NITF = """<?xml version="1.0"?><nitf><head><docdata><doc-id id-string="{id}"/>
<date.issue norm="20261102T0{version}0000Z"/></docdata></head><body><body.head><hedline><hl1>Ferry</hl1>
</hedline></body.head><body.content><p>{text}</p></body.content></body></nitf>"""


def line(number: int, **more: object) -> str:
    story = {"external_id": f"line-{number}", "source": "Selwick Wire", "text": text_of(number, 2)}
    return json.dumps(story | more)


def ninjs(version: int, status: str = "usable") -> str:
    return json.dumps(
        {
            "uri": "urn:selwick:storm",
            "type": "text",
            "version": str(version),
            "versioncreated": f"2026-11-02T0{version}:00:00Z",
            "pubstatus": status,
            "headline": "Storm",
            "body_text": text_of(40, 2).replace("42", str(42 + version)),
        }
    )


def fill(folder: Path) -> Path:
    """Some forty arrivals in a dozen files."""
    folder.mkdir()
    for number in range(8):
        (folder / f"1-{number}.txt").write_text(text_of(number, 2))
    lines = [
        line(10),
        "null",
        line(11),
        line(10, text=text_of(12, 2), version=2),
        line(13),
        '{"text": 3}',
        line(14),
    ]
    (folder / "2-batch.jsonl").write_text("\n".join(lines))
    items = "".join(
        f"<item><guid>item-{n}</guid><title>Item {n}</title><description>{text_of(n, 1)}</description></item>"
        for n in range(20, 25)
    )
    (folder / "3-feed.xml").write_text(
        f"<rss version='2.0'><channel><title>Sea</title>{items}</channel></rss>"
    )
    with ZipFile(folder / "4-night.zip", "w") as archive:
        for number in range(30, 33):
            archive.writestr(f"{number}.txt", text_of(number, 2))
        archive.writestr("more.jsonl", "\n".join([line(33), line(34)]))
    for place, version in enumerate((2, 1, 3)):
        (folder / f"5-{place}.json").write_text(ninjs(version))
    (folder / "6-kill.json").write_text(ninjs(4, "canceled"))
    (folder / "7-cut-off.xml").write_text(NITF.format(id="n1", version=1, text=text_of(50, 1))[:-60])
    (folder / "8-empty.txt").write_text(" \n")
    (folder / "9-picture.txt").write_bytes(b"\x89PNG\r\n")
    for number in range(60, 64):
        (folder / f"9-{number}.txt").write_text(text_of(number, 2))
    return folder
