"""An upgrade under load: the old release at work while its database is migrated, then both side by side.

    mkdir /tmp/old && git archive OLD | tar -x -C /tmp/old && cd /tmp/old
    FACTCHECK_HOME=/tmp/two python manage.py with_stack --worker --web -- \
        sh -c 'cd NEW && exec python -m tests.faults.two_versions'

OLD is the commit of the old release, NEW the path of the new checkout. Sends stories and reads pages all
the while, migrates with the new code, starts the new site beside the old one, and tells what it saw as one
JSON object. Exit code 1: an answer was an error of ours, a story was lost, or the migration failed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from threading import Event, Thread

PATIENCE = 120.0  # seconds for the stories of both to be read
LOAD = 15.0  # seconds of load before the migration, and after each step
ASKED = ("/healthz", "/readyz", "/login/", "/checks/", "/checks/feed.xml")
TEXT = "At least {} people died when the ferry Corvane capsized, the harbour master said. Rescue goes on."


@dataclass
class Load:
    """Stories in and pages out, against every address that is up."""

    addresses: list[str]
    told: Counter[str] = field(default_factory=Counter)
    stories: list[tuple[str, int]] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    def run(self) -> None:
        for number in count(1):
            if self.over.is_set():
                return
            for address in tuple(self.addresses):
                self._send(address, number)
                for path in ASKED:
                    self._count(path, ask(address + path)[0])

    def _send(self, address: str, number: int) -> None:
        name = f"{address}/{number}"
        status, answer = ask(f"{address}/api/v1/stories", story(name, number))
        self._count("story", status)
        if status == 202:
            self.stories.append((address, answer["id"]))

    def _count(self, what: str, status: int) -> None:
        self.told[f"{what} {status // 100}xx" if status else f"{what} no answer"] += 1


def story(name: str, number: int) -> bytes:
    given = {"source": "wire", "external_id": name, "title": "Ferry", "text": TEXT.format(number)}
    return json.dumps(given).encode()


def ask(url: str, body: bytes | None = None) -> tuple[int, dict[str, int]]:
    """The status, and what a 2xx of the API told; 0 where nobody answered."""
    headers = {"Authorization": f"Bearer {os.environ['FACTCHECK_TOKEN']}", "Content-Type": "application/json"}
    request = urllib.request.Request(url, body, headers)  # noqa: S310  our own address
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            raw = answer.read()
            return answer.status, json.loads(raw) if raw[:1] == b"{" else {}
    except urllib.error.HTTPError as refused:
        return refused.code, {}
    except OSError:
        return 0, {}


def new_site(port: int) -> subprocess.Popen[bytes]:
    environ = os.environ | {"WEB_BIND": f"127.0.0.1:{port}"}
    command = [sys.executable, "-m", "gunicorn", "-c", "python:factcheck.gunicorn", "factcheck.wsgi"]
    site = subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while ask(f"http://127.0.0.1:{port}/readyz")[0] != 200 and time.monotonic() < until:
        Event().wait(0.2)
    return site


def unread(load: Load) -> list[int]:
    """The stories that are not ready when patience ends."""
    until, left = time.monotonic() + PATIENCE, list(load.stories)
    while left and time.monotonic() < until:
        left = [each for each in left if state(*each) != "ready"]
        Event().wait(0.5)
    return [number for _, number in left]


def state(address: str, number: int) -> object:
    return ask(f"{address}/api/v1/stories/{number}")[1].get("status")


def main() -> int:
    began, old, port = time.monotonic(), os.environ["FACTCHECK_URL"], 18765
    load = Load([old])
    sender = Thread(target=load.run)
    sender.start()
    Event().wait(LOAD)
    migrating = time.monotonic()
    command = [sys.executable, "manage.py", "migrate", "--noinput"]
    migrated = subprocess.run(command, capture_output=True, text=True, check=False)
    took = time.monotonic() - migrating
    Event().wait(LOAD)  # old code on the new tables
    site = new_site(port)
    load.addresses.append(f"http://127.0.0.1:{port}")
    Event().wait(LOAD)
    load.over.set()
    sender.join()
    lost = unread(load)
    site.terminate()
    bad = {what: often for what, often in load.told.items() if "5xx" in what or "no answer" in what}
    said = {
        "migrated": migrated.returncode == 0, "migration_s": round(took, 1), "answers": dict(load.told),
        "stories": len(load.stories), "not_ready": lost, "errors": bad,
        "seconds": round(time.monotonic() - began),
    }  # fmt: skip
    print(json.dumps(said, indent=1))  # noqa: T201  its result
    if migrated.returncode:
        print(migrated.stderr[-2000:], file=sys.stderr)  # noqa: T201
    return int(bool(bad or lost or migrated.returncode))


if __name__ == "__main__":
    sys.exit(main())
