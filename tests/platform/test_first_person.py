"""From an empty database to a desk with people: the two steps of the README, as they stand there."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.platform.conftest import ROOT, StartManage, environ_for, read_until

pytestmark = [pytest.mark.timeout(180), pytest.mark.xdist_group("stack")]
PASSWORD = "harbour-lamp-nineteen"


class Browser:
    """Whoever sits before the site, signed in or not."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._door = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        return str(self._door.open(self.address + path).read().decode())

    def send(self, path: str, **form: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path))
        assert token
        filled = urlencode(form | {"csrfmiddlewaretoken": token[1]}).encode()
        return str(self._door.open(self.address + path, filled).read().decode())


def make_the_first(home: Path) -> str:
    """What `createsuperuser` says, asked for without a terminal."""
    command = [sys.executable, str(ROOT / "manage.py"), "createsuperuser", "--noinput"]
    command += ["--username", "first", "--email", "first@desk.example"]
    environ = environ_for(home) | {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout


def test_the_start_tells_how_the_first_person_is_made_who_then_lets_in_others(
    start_manage: StartManage, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    site = start_manage("up", "--port", "0", home=home)
    told = "".join(read_until(site, "is open"))
    assert f"FACTCHECK_HOME={home} .venv/bin/python manage.py createsuperuser" in told
    assert "first has the role admin" in make_the_first(home)
    address = re.search(r"(http://\S+)", told)
    assert address
    first = Browser(address[1])
    first.send("login/", login="first", password=PASSWORD)
    second = {"username": "second", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    first.send("admin/claims/user/add/", **second, role="editor")
    assert "second" in first.get("admin/claims/user/?role__exact=editor")
    site.send_signal(signal.SIGINT)
    assert site.wait(60) == 0
    again = start_manage("up", "--port", "0", home=home)
    assert "createsuperuser" not in "".join(read_until(again, "is open"))
