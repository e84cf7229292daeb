"""A PostgreSQL that is there and says no more: nobody waits for it without end, and all is well after."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

import pytest
from django.db import OperationalError, connection

from factcheck.postgres import base
from factcheck.services.ports import LOOPBACK
from tests.faults.proxy import Proxy

SOON = 0.3  # seconds of patience, for the test's sake
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def between(transactional_db: None) -> Iterator[Proxy]:
    """What stands between the site and its database, and can make the latter mute."""
    ours = connection.settings_dict
    kept, options = (ours["HOST"], ours["PORT"]), dict(ours["OPTIONS"])
    proxy = Proxy(int(ours["PORT"] or 5432))
    connection.close()
    ours["HOST"], ours["PORT"] = LOOPBACK, proxy.port
    ours["OPTIONS"]["patience"] = SOON
    try:
        yield proxy
    finally:
        connection.close()
        (ours["HOST"], ours["PORT"]), ours["OPTIONS"] = kept, options
        proxy.close()


def one() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return int(cursor.fetchone()[0])


def test_a_query_that_gets_no_answer_fails_and_the_next_connects_anew(between: Proxy) -> None:
    assert one() == 1
    between.is_deaf = True
    began = monotonic()
    with pytest.raises(OperationalError, match="no answer in"):
        one()
    assert monotonic() - began < 2
    between.hear()
    connection.close_if_unusable_or_obsolete()  # as after every request
    assert one() == 1


def test_a_kept_connection_is_asked_whether_it_is_there_with_less_patience(
    between: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.settings_dict["OPTIONS"]["patience"] = None
    assert one() == 1
    between.is_deaf = True
    monkeypatch.setattr(base, "IS_THERE", SOON)
    began = monotonic()
    assert not connection.is_usable()
    assert monotonic() - began < 2
