"""A consumer that settles what it has begun before it goes (design.md section 5).

nameko's own loses the acknowledgements of everything in flight at SIGTERM, so all of it is
delivered again, and acknowledges what it cannot decode, so that is gone.
"""

from __future__ import annotations

import contextlib
from typing import Any

import eventlet
import structlog
from eventlet.event import Event
from nameko.amqp.consume import Consumer

from services.kernel.contracts.amqp_frames import acknowledgement_frame
from services.kernel.contracts.rpc.connection import BROKEN
from services.kernel.contracts.rpc.reading import read_ahead

DRAIN_SECONDS = 25
log = structlog.get_logger()


class SettlingConsumer(Consumer):  # type: ignore[misc]
    """Keeps the connection alive until every message in flight is settled."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._in_flight: set[int] = set()
        self._stopping = False
        self._cancelled = False
        self._consumers: list[Any] = []
        self._gone = Event()
        self._to_ack: list[Any] = []
        self._channel: Any = None

    def on_consume_ready(
        self, connection: Any, channel: Any, consumers: Any, **options: Any
    ) -> None:
        self._in_flight.clear()
        self._consumers = consumers
        self._cancelled = False
        self._channel = channel
        read_ahead(channel.connection)
        super().on_consume_ready(connection, channel, consumers, **options)

    def on_message(self, body: Any, message: Any) -> None:
        self._in_flight.add(id(message))
        if self._stopping or self.should_stop:
            self.requeue_message(message)
            return
        for callback in self.callbacks:
            callback(body, message)

    def on_decode_error(self, message: Any, error: Exception) -> None:
        log.error("undecodable call rejected", error=type(error).__name__)
        message.reject(requeue=False)

    def ack_message(self, message: Any) -> None:
        # Those of the same turn of the hub leave together: a call to the socket costs more than
        # the acknowledgement.
        self._to_ack.append(message)
        if len(self._to_ack) == 1:
            eventlet.spawn_n(self._acknowledge)

    def _acknowledge(self) -> None:
        messages, self._to_ack = self._to_ack, []
        alive = [message for message in messages if message.channel is self._channel]
        # What came over a connection that is gone will be delivered again.
        if alive and self._channel.connection:
            frames = [
                acknowledgement_frame(message.delivery_tag, self._channel.channel_id)
                for message in alive
            ]
            with contextlib.suppress(*BROKEN):
                self._channel.connection.transport.write(b"".join(frames))
        self._in_flight.difference_update(map(id, messages))

    def requeue_message(self, message: Any) -> None:
        super().requeue_message(message)
        self._in_flight.discard(id(message))

    def on_iteration(self) -> None:
        if not self._stopping:
            return
        if not self._cancelled:
            self._cancelled = True
            for consumer in self._consumers:
                consumer.cancel()
        if not self._in_flight:
            self.should_stop = True

    def run(self, *args: Any, **options: Any) -> None:
        try:
            super().run(*args, **options)
        finally:
            if not self._gone.ready():
                self._gone.send(None)

    def stop(self) -> None:
        """Stops consuming, waits for what runs, then leaves."""
        self._stopping = True
        with eventlet.Timeout(DRAIN_SECONDS, False):
            self._gone.wait()
        self.should_stop = True
