"""`make demo` as its reader sees it: claims of the stories, an address, logins that work."""

from __future__ import annotations

import re
import signal
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.platform.conftest import StartManage, read_until

pytestmark = [pytest.mark.timeout(180), pytest.mark.xdist_group("stack")]
STORY = """BELMORA (AP) -- A landslide killed 31 people in the Karsu valley on Tuesday, officials said.

The government will spend $40 million on new roads, Prime Minister Dana Orlo said.
"""


def sign_in(address: str, name: str, password: str) -> str:
    """The page that `name` lands on after signing in, as a browser would."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{address}login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    form = {"login": name, "password": password, "csrfmiddlewaretoken": token[1]}
    return str(browser.open(f"{address}login/", urlencode(form).encode()).read().decode())


def test_demo_shows_claims_and_lets_people_in(start_manage: StartManage, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    demo = start_manage("up", "--demo", "--port", "0", "--stories", str(tmp_path / "story.txt"))
    told = "".join(read_until(demo, "is open"))
    assert re.search(r"casualties +31 people|casualties +31 ", told), told
    assert "$40 million" in told
    address, password = re.search(r"(http://\S+)", told), re.search(r"password +(\S+)", told)
    assert address
    assert password
    for name in ("checker", "admin"):
        assert "31" in sign_in(address[1], name, password[1])
    demo.send_signal(signal.SIGINT)
    assert demo.wait(60) == 0
