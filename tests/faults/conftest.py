"""Real PostgreSQL, a real broker and real workers, for tests that kill them."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from claims.actions import tokens
from factcheck.celery import app
from factcheck.services.ports import LOOPBACK
from tests.factories import SourceFactory
from tests.faults.broker import Broker
from tests.faults.proxy import Proxy
from tests.faults.riding_out import Night
from tests.faults.site import Site
from tests.faults.worker import ROOT, Worker

QUICK = {  # seconds: a crash is noticed and mended within a few of them
    "FACTCHECK_LEASE_SECONDS": "4",
    "FACTCHECK_RENEW_SECONDS": "0.5",
    "FACTCHECK_RECONCILE_SECONDS": "0.5",
    "FACTCHECK_HAND_BACK_SECONDS": "0.3",
}
StartWorker = Callable[..., Worker]
StartSite = Callable[..., Site]
Manage = Callable[..., subprocess.CompletedProcess[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.serial)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def one_broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    broker = Broker(tmp_path_factory.mktemp("broker"))
    app.conf.update(broker_url=broker.url)
    yield broker
    broker.kill()


@pytest.fixture
def broker(one_broker: Broker) -> Broker:
    """Up and empty."""
    if not one_broker.answers():
        one_broker.start()
    one_broker.flush()
    return one_broker


@pytest.fixture
def environ(broker: Broker, tmp_path: Path) -> dict[str, str]:
    """What a process needs to work on the tests' database and broker."""
    database = connection.settings_dict
    login = f"{database['USER']}:{quote(database['PASSWORD'] or '', safe='')}"
    address = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    ours = {
        "DATABASE_URL": f"postgresql://{login}@{address}",
        "REDIS_URL": broker.url,
        "FACTCHECK_HOME": str(tmp_path),
        "DEBUG": "yes",
        "ALLOWED_HOSTS": "localhost",
        "WORKER_CONCURRENCY": "1",
    }
    return {**os.environ, **QUICK, **ours}


@pytest.fixture
def start_worker(transactional_db: None, environ: dict[str, str], tmp_path: Path) -> Iterator[StartWorker]:
    """Starts a worker; keywords join its environment. All are gone when the test is over."""
    started: list[Worker] = []
    numbers = itertools.count(1)

    def start(**more: str) -> Worker:
        worker = Worker(tmp_path / f"worker-{next(numbers)}.log", environ | more)
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.end()


@pytest.fixture
def manage(transactional_db: None, environ: dict[str, str]) -> Manage:
    """Runs `manage.py WORDS`; keywords join its environment."""

    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        return subprocess.run(
            command, env=environ | more, capture_output=True, text=True, timeout=60, check=False
        )

    return run


@pytest.fixture
def proxy(broker: Broker) -> Iterator[Proxy]:
    """Before the broker."""
    proxy = Proxy(broker.port)
    yield proxy
    proxy.close()


@pytest.fixture
def start_site(transactional_db: None, environ: dict[str, str], tmp_path: Path) -> Iterator[StartSite]:
    """Starts the site; keywords join its environment."""
    started: list[Site] = []
    source = SourceFactory(name="Selwick Wire")

    def start(**more: str) -> Site:
        _, key = tokens.make_token(label="wire room", source=source)
        started.append(Site(tmp_path / f"site-{len(started)}.log", environ | more, key))
        return started[-1]

    yield start
    for site in started:
        site.end()


@pytest.fixture
def night(broker: Broker, proxy: Proxy, start_site: StartSite, start_worker: StartWorker) -> Night:
    """A site that reaches its broker through the proxy only."""
    site = start_site(REDIS_URL=f"redis://{LOOPBACK}:{proxy.port}/0")
    return Night(broker, proxy, site, start_worker)
