"""Messages from RabbitMQ through pika: one durable queue, bound to the exchanges of all services."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pika
import pika.exceptions

from services.kernel.contracts.cloudevents import Undecodable, exchange, from_amqp
from services.kernel.contracts.public_event import PublicEvent

SOURCES = ("identity", "listings", "applications", "messaging", "reporting")
PREFETCH = 1000
BATCH = 500
QUIET_SECONDS = 0.05
KEPT = 100_000
"""So many messages wait for a follower that is away; older ones it reads from the feed."""


class BrokerAway(Exception):
    """The broker does not answer or lacks an exchange; the follower tries again later."""


class Messages:
    """The follower's queue on one connection."""

    def __init__(self, uri: str, queue: str) -> None:
        self._uri = uri
        self._queue = queue
        self._connection: Any = None
        self._channel: Any = None
        self._deliveries: Iterator[Any] = iter(())
        self._last_tag = 0
        self.undecodable = 0

    def open(self) -> None:
        """Connects and binds the queue; messages wait in it from now on. Raises `BrokerAway`."""
        self.close()
        try:
            self._connection = pika.BlockingConnection(pika.URLParameters(self._uri))
            channel = self._channel = self._connection.channel()
            for source in SOURCES:
                channel.exchange_declare(exchange(source), passive=True)
            channel.queue_declare(
                self._queue,
                durable=True,
                arguments={"x-max-length": KEPT, "x-overflow": "drop-head"},
            )
            for source in SOURCES:
                channel.queue_bind(self._queue, exchange(source), "#")
            channel.basic_qos(prefetch_count=PREFETCH)
        except (pika.exceptions.AMQPError, OSError) as error:
            self.close()
            raise BrokerAway(type(error).__name__) from None

    def receive(self, wait_seconds: float) -> list[PublicEvent]:
        """A batch of events, none when nothing came in this time. Raises `BrokerAway`.

        What cannot be decoded is counted and left out: what it should have told is in the feed.
        """
        events: list[PublicEvent] = []
        try:
            while len(events) < BATCH:
                pause = QUIET_SECONDS if events else wait_seconds
                method, properties, body = next(
                    self._channel.consume(self._queue, inactivity_timeout=pause)
                )
                if method is None:
                    break
                self._last_tag = method.delivery_tag
                try:
                    events.append(from_amqp(properties.headers, body))
                except Undecodable:
                    self.undecodable += 1
        except (pika.exceptions.AMQPError, OSError, StopIteration) as error:
            raise BrokerAway(type(error).__name__) from None
        return events

    def acknowledge(self) -> None:
        """Everything received so far is written. Raises `BrokerAway`."""
        if not self._last_tag:
            return
        try:
            self._channel.basic_ack(self._last_tag, multiple=True)
        except (pika.exceptions.AMQPError, OSError) as error:
            raise BrokerAway(type(error).__name__) from None
        self._last_tag = 0

    def close(self) -> None:
        """Leaves the connection; what was not acknowledged is delivered again."""
        if self._connection is not None:
            with contextlib.suppress(pika.exceptions.AMQPError, OSError):
                self._connection.close()
        self._connection = self._channel = None
        self._last_tag = 0
