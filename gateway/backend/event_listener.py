"""Hearing public events as they happen: for the cache and for whoever waits at the change feed.

Nothing here must not be missed: the queue is exclusive and dies with the connection, and after
every connection the hearers are told that they may have missed something.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Sequence
from typing import Any, Protocol

from gateway.backend.services import SERVICES
from services.kernel.contracts.cloudevents import Undecodable, exchange, from_amqp
from services.kernel.contracts.public_event import PublicEvent
from services.kernel.contracts.rpc.connection import (
    BROKEN,
    Backoff,
    Connect,
    close_quietly,
    connector,
)

_log = logging.getLogger(__name__)


class Hearer(Protocol):
    """Whoever wants to know of events."""

    def connected(self) -> None:
        """Events arrive from now on; earlier ones may have been missed."""

    def disconnected(self) -> None:
        """Events do not arrive any more."""

    def heard(self, event: PublicEvent) -> None:
        """An event of a service."""


class EventListener:
    """One thread that consumes the events of all services from a queue of its own."""

    def __init__(
        self, uri: str, hearers: Sequence[Hearer], *, connect: Connect | None = None
    ) -> None:
        self._connect = connect or connector(uri)
        self._hearers = hearers
        self._stop = threading.Event()

    def start(self) -> None:
        """Begins to listen in the background."""
        threading.Thread(target=self._run, name="events", daemon=True).start()

    def stop(self) -> None:
        """Ends the thread."""
        self._stop.set()

    def _run(self) -> None:
        backoff = Backoff()
        while not self._stop.is_set():
            connection: Any = None
            try:
                connection = self._connect()
                self._consume(connection)
                for hearer in self._hearers:
                    hearer.connected()
                backoff.reset()
                self._drain(connection)
            except Exception as error:
                # Also what nobody foresaw: without this thread nothing comes from the cache any more.
                foreseen = isinstance(error, BROKEN)
                level = logging.WARNING if foreseen else logging.ERROR
                _log.log(level, "event connection lost: %s", type(error).__name__)
            finally:
                for hearer in self._hearers:
                    hearer.disconnected()
                close_quietly(connection)
            self._stop.wait(backoff.next())

    def _consume(self, connection: Any) -> None:
        channel = connection.channel()
        queue = channel.queue_declare("", durable=False, exclusive=True, auto_delete=True).queue
        for service in SERVICES:
            channel.exchange_declare(exchange(service), "topic", durable=True, auto_delete=False)
            channel.queue_bind(queue, exchange(service), "#")
        channel.basic_consume(queue, no_ack=True, callback=self._received)

    def _drain(self, connection: Any) -> None:
        tick = time.monotonic() + 1.0
        while not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                connection.drain_events(timeout=1.0)
            if time.monotonic() >= tick:
                tick = time.monotonic() + 1.0
                connection.heartbeat_tick()

    def _received(self, message: Any) -> None:
        try:
            event = from_amqp(message.headers, message.body)
        except Undecodable as fault:
            _log.warning("event left aside: %s", fault)
            return
        for hearer in self._hearers:
            hearer.heard(event)
