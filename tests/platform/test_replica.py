"""What may lag is read from the copy, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.urls import get_resolver

from factcheck.replica import MAY_LAG
from tests.platform.conftest import ROOT

# The copy is the tests' own database, by another connection: what counts is which of the two is asked
ASK = """
import json, sys
import django
django.setup()
from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

asked = {}
for path in json.loads(sys.argv[1]):
    first, copy = (CaptureQueriesContext(connections[name]) for name in ("default", "replica"))
    with first, copy:
        Client().get(path, headers={"host": "localhost"})
    asked[path] = [len(first), len(copy)]
print(json.dumps(asked))
"""


@pytest.fixture
def asked() -> dict[str, list[int]]:
    """How many queries each page put to the first database, and to the copy."""
    told: dict[str, Any] = connection.settings_dict
    login = f"{told['USER']}:{quote(told['PASSWORD'] or '', safe='')}"
    url = f"postgres://{login}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
    environ = os.environ | {
        "DATABASE_URL": url,
        "DATABASE_REPLICA_URL": url,
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
    }
    paths = json.dumps(["/checks/", "/checks/feed.xml", "/checks/7/", "/metrics"])
    done = subprocess.run(
        [sys.executable, "-c", ASK, paths], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[int]] = json.loads(done.stdout)
    return found


@pytest.mark.django_db(transaction=True)
def test_what_readers_see_comes_from_the_copy_and_counts_from_the_first(asked: dict[str, list[int]]) -> None:
    for page in ("/checks/", "/checks/feed.xml", "/checks/7/"):
        first, copy = asked[page]
        assert copy > first == 0, page
    first, copy = asked["/metrics"]
    assert first > copy == 0


def test_every_page_that_may_lag_is_an_address() -> None:
    names = {each for each in get_resolver().reverse_dict if isinstance(each, str)}
    assert names >= MAY_LAG
