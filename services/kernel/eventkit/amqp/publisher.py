"""Publishing public events: batches, confirmed by the broker."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from typing import Any

from services.kernel.contracts.cloudevents import exchange
from services.kernel.contracts.public_event import PublicEvent
from services.kernel.contracts.rpc.connection import BROKEN, close_quietly, connector
from services.kernel.eventkit.amqp.frames import frames

AT_ONCE = 200
CONFIRM_SECONDS = 30.0


class NotConfirmed(Exception):
    """The broker did not confirm a batch; it has to be published again."""


class EventPublisher:
    """One connection for one service's exchange; connects at need, not shared between threads."""

    def __init__(self, uri: str, source: str) -> None:
        self._connect = connector(uri)
        self._exchange = exchange(source)
        self._connection: Any = None
        self._channel: Any = None
        self._sent = 0
        self._confirmed = 0
        self._ahead: set[int] = set()
        self.unrouted = 0

    def publish(self, events: Sequence[PublicEvent]) -> None:
        """Publishes in order and returns when the broker has confirmed all of them.

        Raises `NotConfirmed` or the transport's error; the batch is then to be published again.
        """
        try:
            channel = self._open()
            for start in range(0, len(events), AT_ONCE):
                part = events[start : start + AT_ONCE]
                largest = self._connection.frame_max
                self._connection.transport.write(
                    b"".join(
                        frames(event, self._exchange, channel.channel_id, largest) for event in part
                    )
                )
                self._sent += len(part)
                if start + AT_ONCE < len(events):
                    # Two sides that only write would stop each other.
                    self._take_what_came()
            self._await_confirms()
        except BaseException:
            self.close()
            raise

    def _take_what_came(self) -> None:
        with contextlib.suppress(TimeoutError):
            while True:
                self._connection.drain_events(timeout=0.0005)

    def keep_alive(self) -> None:
        """Answers heartbeats while there is nothing to publish."""
        if self._connection is None:
            return
        try:
            self._connection.heartbeat_tick()
            self._connection.drain_events(timeout=0.001)
        except TimeoutError:
            return
        except BROKEN:
            self.close()

    def close(self) -> None:
        """Lets the connection go."""
        close_quietly(self._connection)
        self._connection = self._channel = None

    def _open(self) -> Any:
        if self._channel is not None:
            return self._channel
        self._connection = self._connect()
        channel = self._connection.channel()
        channel.exchange_declare(self._exchange, "topic", durable=True, auto_delete=False)
        channel.confirm_select()
        channel.events["basic_ack"].add(self._on_ack)
        channel.events["basic_nack"].add(self._on_nack)
        channel.events["basic_return"].add(self._on_return)
        self._sent = self._confirmed = 0
        self._ahead.clear()
        self._channel = channel
        return channel

    def _await_confirms(self) -> None:
        deadline = time.monotonic() + CONFIRM_SECONDS
        while self._confirmed < self._sent:
            if time.monotonic() > deadline:
                raise NotConfirmed(self._exchange)
            try:
                self._connection.drain_events(timeout=1.0)
            except TimeoutError:
                self._connection.heartbeat_tick()

    def _on_ack(self, delivery_tag: int, multiple: bool) -> None:
        # Single confirmations may come out of order; `_confirmed` is the end of the gapless part.
        if multiple:
            self._confirmed = max(self._confirmed, delivery_tag)
        else:
            self._ahead.add(delivery_tag)
        while self._confirmed + 1 in self._ahead:
            self._confirmed += 1
            self._ahead.discard(self._confirmed)

    def _on_nack(self, delivery_tag: int, multiple: bool) -> None:
        raise NotConfirmed(self._exchange)

    def _on_return(self, *_: Any) -> None:
        # Nobody is bound: no loss, because whoever binds later reads the feed.
        self.unrouted += 1
