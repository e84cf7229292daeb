"""Names of files: one line, no path, nothing unseen, with the ending that they have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.filenames import LONGEST, clean_name, parted


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("log.pdf", "log.pdf"),
        ("Log of Monday.PDF", "Log of Monday.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\odile\\log.pdf", "log.pdf"),
        ("/log.pdf", "log.pdf"),
        ("a/b\\", "file"),
        ("", "file"),
        ("...", "file"),
        (".htaccess", "htaccess"),
        ("log\x00.pdf", "log.pdf"),
        ("log\r\nSet-Cookie: a=b.pdf", "logSet-Cookie_ a=b.pdf"),
        ("harbour\u202efdp.exe", "harbourfdp.exe"),
        ("zero\u200bwidth.pdf", "zerowidth.pdf"),
        ("half\ud800.pdf", "half.pdf"),
        ('a"b;c.pdf', "a_b_c.pdf"),
        ("  spaced \t out .pdf ", "spaced out.pdf"),
        ("Café\u0301.pdf", "Café\u0301.pdf"),
        ("سجل.pdf", "سجل.pdf"),
        ("log.pdf.", "log.pdf"),
        ("no ending", "no ending"),
        ("a.b c", "a.b c"),
    ],
)
def test_a_name_is_kept_as_it_looks(name: str, kept: str) -> None:
    assert clean_name(name) == kept


def test_a_long_name_keeps_its_ending() -> None:
    kept = clean_name("x" * 5000 + ".pdf")
    assert len(kept) == LONGEST
    assert kept.endswith("x.pdf")


@given(st.text())
def test_whatever_comes_is_one_line_that_leads_nowhere(name: str) -> None:
    kept = clean_name(name)
    assert 0 < len(kept) <= LONGEST
    assert kept.isprintable()
    assert not set(kept) & set('/\\<>:"|?*')
    assert kept.strip(". ") == kept
    assert clean_name(kept) == kept
    assert "".join(parted(kept)).lower() == kept.lower()
