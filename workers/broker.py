"""The transport to the broker, mended in one place: what cannot be acknowledged is no longer in hand.

Celery logs an acknowledgement that failed and goes on; kombu goes on counting that message among those that
the worker holds. So a broker that is frozen for longer than `socket_timeout` takes a place of the worker, and
when no place is left the worker asks for no message any more, until somebody starts it again. The message
itself comes again after the visibility timeout, and finds a row that is settled.
"""

from __future__ import annotations

from kombu.transport import redis, virtual


class QoS(redis.QoS):
    """Whatever the broker answers, a message that is done with makes room for the next."""

    def ack(self, delivery_tag: str) -> None:
        try:
            super().ack(delivery_tag)
        finally:
            self._let_go(delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        try:
            super().reject(delivery_tag, requeue=requeue)
        finally:
            self._let_go(delivery_tag)

    def _let_go(self, delivery_tag: str) -> None:
        virtual.QoS.ack(self, delivery_tag)


class Channel(redis.Channel):
    QoS = QoS


class Transport(redis.Transport):
    """Named in settings as CELERY_BROKER_TRANSPORT."""

    Channel = Channel
