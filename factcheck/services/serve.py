"""`make up` and `make demo`: the whole site until a signal comes."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from claims.statuses import Role
from factcheck.services import programs
from factcheck.services.ports import LOOPBACK, listening_socket
from factcheck.services.signals import Signals
from factcheck.services.stack import Stack
from factcheck.services.terminal import Terminal

FOR_OTHER_TERMINALS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")


async def serve(
    stack: Stack, signals: Signals, *, terminal: Terminal, host: str, port: int, stories: Path | None
) -> int:
    """Run the site; with `stories`, make the demo's people and take those stories in."""
    with listening_socket(host, port) as door:
        await stack.start_servers()
        lacking = await stack.manage("prepare", *(["--demo"] if stories else []))
        environ = stack.environ
        await stack.start(programs.worker(environ), programs.beat(environ), programs.web(environ, door))
        stack.home.publish_addresses({name: environ[name] for name in FOR_OTHER_TERMINALS} | stack.owner)
        address = f"http://{'localhost' if host == LOOPBACK else host}:{door.getsockname()[1]}/"
        if stories:
            terminal.show_claims(await take_in(stack, terminal, stories))
            terminal.show_logins(address, stack.home.demo_password(), list(Role))
        if lacking.strip():
            terminal.say(lacking.strip())
        terminal.say(f"{address} is open. Ctrl-C stops everything.", "bold")
        await asyncio.Event().wait()
    return 0


async def take_in(stack: Stack, terminal: Terminal, stories: Path) -> list[dict[str, Any]]:
    """Take in the stories, wait until they are read, and return their claims, most urgent first."""
    terminal.say(f"Taking in {stories} …", "dim")
    taken = objects(await stack.manage("ingest_wire", str(stories), "--wait", "--json", accept=(0, 1)))
    *stories_taken, counts = taken
    told = (f"{count} {name}" for name, count in counts.items() if count and name not in {"run", "files"})
    terminal.say(f"{', '.join(told)}\n", "dim")
    guids = {story["guid"] for story in stories_taken}
    claims = objects(await stack.manage("list_claims", "--json"))
    return sorted((claim for claim in claims if claim["guid"] in guids), key=lambda claim: -claim["priority"])


def objects(lines: str) -> list[dict[str, Any]]:
    """One JSON object a line."""
    return [json.loads(line) for line in lines.splitlines() if line.strip()]
