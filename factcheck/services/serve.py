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
        await stack.manage("prepare", *(["--demo"] if stories else []))
        environ = stack.environ
        await stack.start(programs.worker(environ), programs.beat(environ), programs.web(environ, door))
        stack.home.publish_addresses({name: environ[name] for name in FOR_OTHER_TERMINALS})
        address = f"http://{'localhost' if host == LOOPBACK else host}:{door.getsockname()[1]}/"
        if stories:
            terminal.show_claims(await take_in(stack, terminal, stories))
            terminal.show_logins(address, stack.home.secret("demo-password"), list(Role))
        terminal.say(f"{address} is open. Ctrl-C stops everything.", "bold")
        await asyncio.Event().wait()
    return 0


async def take_in(stack: Stack, terminal: Terminal, stories: Path) -> list[dict[str, Any]]:
    """Take in the stories, wait for the worker to read them, and return their claims."""
    terminal.say(f"Taking in {stories} …", "dim")
    taken = objects(
        await stack.manage("ingest_wire", str(stories), "--source", "demo", "--wait", "--json", accept=(0, 1))
    )
    guids = {line["guid"] for line in taken if "guid" in line}
    claims = objects(await stack.manage("list_claims", "--json"))
    return [claim for claim in claims if claim["guid"] in guids]


def objects(lines: str) -> list[dict[str, Any]]:
    """One JSON object a line."""
    return [json.loads(line) for line in lines.splitlines() if line.strip()]
