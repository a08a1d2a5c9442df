"""Publishing public events: batches, confirmed by the broker."""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Iterable
from typing import Any

from services.kernel.contracts.cloudevents import exchange
from services.kernel.contracts.public_event import PublicEvent
from services.kernel.contracts.rpc.connection import BROKEN, close_quietly, connector
from services.kernel.contracts.rpc.reading import read_ahead
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

    def publish(self, events: Iterable[PublicEvent]) -> None:
        """Sends and waits for the confirmation of all of them; raises what those raise."""
        self.confirm(self.send(events))

    def send(self, events: Iterable[PublicEvent]) -> int:
        """Sends in order and returns the mark of the last of them for `confirm`.

        Raises the transport's error; what is not confirmed is then to be sent again.
        """
        coming = iter(events)
        try:
            while part := list(itertools.islice(coming, AT_ONCE)):
                channel = self._open()
                largest = self._connection.frame_max
                self._connection.transport.write(
                    b"".join([frames(e, self._exchange, channel.channel_id, largest) for e in part])
                )
                self._sent += len(part)
                self._take_what_is_there()
        except BaseException:
            self.close()
            raise
        return self._sent

    def confirm(self, mark: int) -> None:
        """Returns when the broker has confirmed everything up to a mark.

        Raises `NotConfirmed` or the transport's error; what was sent since the last confirmation
        is then to be sent again.
        """
        deadline = time.monotonic() + CONFIRM_SECONDS
        try:
            while self._confirmed < mark:
                if self._connection is None or time.monotonic() > deadline:
                    raise NotConfirmed(self._exchange)
                try:
                    self._connection.drain_events(timeout=1.0)
                except TimeoutError:
                    self._connection.heartbeat_tick()
        except BaseException:
            self.close()
            raise

    def _take_what_is_there(self) -> None:
        # Two sides that only write would stop each other. Not waiting: the broker is to work on
        # this part while the next one is made.
        with contextlib.suppress(TimeoutError):
            for _ in range(AT_ONCE):
                self._connection.drain_events(timeout=0)

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
        self._sent = self._confirmed = 0
        self._ahead.clear()

    def _open(self) -> Any:
        if self._channel is not None:
            return self._channel
        self._connection = self._connect()
        read_ahead(self._connection)
        channel = self._connection.channel()
        channel.exchange_declare(self._exchange, "topic", durable=True, auto_delete=False)
        channel.confirm_select()
        channel.events["basic_ack"].add(self._on_ack)
        channel.events["basic_nack"].add(self._on_nack)
        channel.events["basic_return"].add(self._on_return)
        self._channel = channel
        return channel

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
