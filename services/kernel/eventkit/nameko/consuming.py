"""A consumer that settles what it has begun before it goes (design.md section 5).

nameko's own loses the acknowledgements of everything in flight at SIGTERM, so all of it is
delivered again, and acknowledges what it cannot decode, so that is gone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import eventlet
import orjson
import structlog
from eventlet.event import Event
from nameko.amqp.consume import Consumer

from services.kernel.contracts.amqp_frames import acknowledgement_frame
from services.kernel.contracts.rpc.connection import BROKEN
from services.kernel.contracts.rpc.deliveries import Delivery, DeliveryReader

DRAIN_SECONDS = 25
log = structlog.get_logger()


class Call:
    """A delivered call with what nameko asks of a message."""

    __slots__ = ("channel", "delivery_info", "delivery_tag", "headers", "properties")

    def __init__(self, delivery: Delivery, channel: Any) -> None:
        self.channel = channel
        self.delivery_tag = delivery.tag
        self.delivery_info = {"routing_key": delivery.routing_key}
        self.headers: dict[str, Any] = {}
        self.properties = {"correlation_id": delivery.correlation_id}
        if delivery.reply_to:
            self.properties["reply_to"] = delivery.reply_to

    def reject(self, requeue: bool = False) -> None:
        """Gives it back, to be parked by the broker or thrown away."""
        self.channel.basic_reject(self.delivery_tag, requeue=requeue)

    def requeue(self) -> None:
        """Gives it back for another consumer."""
        self.reject(requeue=True)


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
        super().on_consume_ready(connection, channel, consumers, **options)

    def consume(
        self, limit: Any = None, timeout: Any = None, safety_interval: float = 1, **options: Any
    ) -> Iterator[None]:
        """Consumes until it is stopped, as the library does; deliveries are read here."""
        with self.consumer_context(**options) as (connection, channel, _):
            reader = DeliveryReader(channel.connection, self._deliver)
            channel.connection.sock.settimeout(safety_interval)
            while not self.should_stop:
                self.on_iteration()
                try:
                    reader.read()
                except TimeoutError:
                    connection.heartbeat_check()
                except OSError:
                    if not self.should_stop:
                        raise
                else:
                    yield

    def _deliver(self, delivery: Delivery) -> None:
        call = Call(delivery, self._channel)
        try:
            body = orjson.loads(delivery.body)
        except orjson.JSONDecodeError as error:
            self.on_decode_error(call, error)
            return
        self.on_message(body, call)

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
