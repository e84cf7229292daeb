"""What is logged of a whole run: ids, and neither a word of a story nor a secret."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

import pytest
from django.db import OperationalError

from factcheck import logs
from factcheck.logs import JsonLines
from tests.platform.conftest import StartManage

WORDS = "Quillfeather-in-Marsh"  # stands in every story that this test sends
SIGN_IN = "a-password-typed-by-mistake"
RUN = f"""
import json, os, sys, time, urllib.error, urllib.request

ADDRESS, KEY = os.environ["FACTCHECK_URL"], os.environ["FACTCHECK_TOKEN"]

def ask(path, body=None, kind="application/json", key=KEY):
    headers = {{"Authorization": f"Bearer {{key}}", "Content-Type": kind}}
    try:
        with urllib.request.urlopen(urllib.request.Request(ADDRESS + path, body, headers)) as answer:
            return json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as refused:
        return refused.code
    except ValueError:
        return None

def story(name, **more):
    text = "At least 37 people died in {WORDS}, the mayor said on Monday."
    told = {{"source": "wire", "external_id": name, "title": "{WORDS}", "text": text, **more}}
    return json.dumps(told).encode()

taken = ask("/api/v1/stories", story("one"))
ask("/api/v1/stories", story("two", urgency="{WORDS}"))
ask("/api/v1/stories", b'<nitf><body>{WORDS}', "application/nitf+xml")
ask("/api/v1/stories", story("three"), key="{SIGN_IN}")
ask("/queue/?q={WORDS}%00")
ask("/login/", b"login=editor&password={SIGN_IN}", "application/x-www-form-urlencoded")
while ask(f"/api/v1/stories/{{taken['id']}}")["status"] not in ("ready", "failed"):
    os.sched_yield()
print("told:", ask(f"/api/v1/stories/{{taken['id']}}")["status"], KEY)
"""


@pytest.mark.timeout(240)
def test_a_run_leaves_no_word_of_a_story_and_no_secret_in_its_logs(
    start_manage: StartManage, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    process = start_manage("with_stack", "--worker", "--web", "--", sys.executable, "-c", RUN, home=home)
    out, _ = process.communicate(timeout=220)
    assert process.returncode == 0, out[-2000:]
    [told] = [line for line in out.splitlines() if line.startswith("told: ready")]
    written = "".join(path.read_text() for path in (home / "logs").iterdir())
    assert '"POST /api/v1/stories' in written or '"request"' in written
    assert '"task"' in written
    secrets = [
        path.read_text().strip()
        for path in home.iterdir()
        if path.name.endswith(("password", "key", "token"))
    ]
    assert len(secrets) >= 4
    for planted in (WORDS, SIGN_IN, told.split()[-1], *secrets):
        assert planted not in written


def record_of(error: Exception) -> str:
    try:
        raise error
    except Exception as raised:  # noqa: BLE001
        trace = (type(raised), raised, raised.__traceback__)
        return JsonLines().format(logging.makeLogRecord({"msg": "failed", "exc_info": trace}))


def test_message_of_an_error_that_may_quote_a_story_is_left_out() -> None:
    line = json.loads(record_of(ValueError(f"invalid figure in “{WORDS}”")))
    assert (line["error"], line["detail"]) == ("ValueError", "")
    assert "record_of" in line["where"][0]


def test_message_of_an_error_that_tells_of_servers_is_kept() -> None:
    line = json.loads(record_of(OperationalError("connection refused\nwhile writing the story's text")))
    assert line["detail"] == "connection refused"


def test_secret_is_hidden_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_PROVIDERS_SECRET", "hidden-well-enough")
    logs.secrets.cache_clear()
    try:
        record = logging.makeLogRecord(
            {"msg": "asked with hidden-well-enough", "url": "?k=hidden-well-enough"}
        )
        assert "hidden-well-enough" not in JsonLines().format(record)
    finally:
        logs.secrets.cache_clear()
