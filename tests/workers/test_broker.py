"""What a broker does not acknowledge takes no place of the worker for ever."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import redis
from django.conf import settings
from kombu import Connection

from factcheck.services.ports import LOOPBACK
from tests.faults.proxy import Proxy

OPTIONS = {"socket_timeout": 0.3, "socket_connect_timeout": 1, "max_retries": 1}
QUEUE = "test-broker"


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    proxy = Proxy(urlsplit(settings.CELERY_BROKER_URL).port or 6379)
    yield proxy
    proxy.close()


@pytest.fixture
def connection(proxy: Proxy) -> Iterator[Connection]:
    url = urlsplit(settings.CELERY_BROKER_URL)
    through = url._replace(netloc=f"{url.netloc.rpartition('@')[0]}@{LOOPBACK}:{proxy.port}".lstrip("@"))
    with Connection(
        through.geturl(), transport=settings.CELERY_BROKER_TRANSPORT, transport_options=OPTIONS
    ) as made:
        yield made


@pytest.mark.parametrize("end", ["ack", "reject"])
def test_a_message_whose_end_is_lost_makes_room_for_the_next(
    connection: Connection, proxy: Proxy, end: str
) -> None:
    with connection.SimpleQueue(QUEUE) as queue:
        queue.clear()
        queue.put("work")
        channel = queue.channel
        channel.basic_qos(prefetch_count=1)
        message = queue.get(timeout=5)
        assert not channel.qos.can_consume()
        proxy.is_deaf = True
        with pytest.raises(redis.TimeoutError):
            getattr(message, end)()
        assert channel.qos.can_consume()
        proxy.hear()
