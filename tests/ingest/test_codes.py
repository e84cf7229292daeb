"""Codes, parties and ids in plain words; members of JSON items in any spelling."""

from __future__ import annotations

import pytest

from claims.ingest.members import folded, is_holder, is_mark
from claims.ingest.parsers.codes import authority, joined, last_step, party


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("stat:usable", "usable"),
        ("http://cv.iptc.org/newscodes/pubstatusg2/canceled", "canceled"),
        ("http://selwick.example/status/Withheld/", "withheld"),
        ("http://selwick.example/status#held", "held"),
        ("Usable", "usable"),
        ("", ""),
    ],
)
def test_last_step_is_the_word_of_a_code(code: str, word: str) -> None:
    assert last_step(code) == word


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (("Selwick Press", "Selwick Press GmbH", "nprov:SLW", ""), "Selwick Press"),
        (("", "Selwick Press GmbH", "nprov:SLW", ""), "Selwick Press GmbH"),
        (("", "", "nprov:SLW", "https://selwick.example"), "SLW"),
        (("", "", "", "https://www.selwick.example/about"), "selwick.example"),
        (("", "", "", "http://[::1"), ""),
        (("", "", "", ""), ""),
    ],
)
def test_party_goes_by_the_name_it_gives_itself(told: tuple[str, str, str, str], name: str) -> None:
    assert party(*told) == name


@pytest.mark.parametrize(
    ("guid", "name"),
    [
        ("urn:newsml:selwick.example:20261102:ferry", "selwick.example"),
        ("tag:www.Selwick.example,2026:ferry", "selwick.example"),
        ("https://selwick.example/items/ferry", "selwick.example"),
        ("https://selwick.example", "selwick.example"),
        ("urn:uuid:8d19cf88", ""),
        ("slw-1", ""),
        ("", ""),
    ],
)
def test_authority_is_who_gave_the_id(guid: str, name: str) -> None:
    assert authority(guid) == name


def test_joined_says_nothing_twice() -> None:
    assert joined(["Ola Grimm", " ", "Ines Marr", "Ola Grimm "]) == "Ola Grimm, Ines Marr"


def test_members_are_known_in_any_spelling() -> None:
    assert folded("pubStatus") == folded("pub_status") == folded("PubStatus")
    assert all(map(is_mark, ["uri", "versionCreated", "body_text", "bodyHtml", "bodies", "Headlines"]))
    assert not any(map(is_mark, ["body", "title", "text", "external_id", "meta"]))
    assert is_holder("newsItems")
    assert not is_holder("meta")
