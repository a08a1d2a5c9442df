"""Following another service: messages wake, the log feeds.

The queue is exclusive to this connection and holds nothing worth keeping: whatever was missed
while it did not exist is read from the source's feed (ADR 0003).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Any

import structlog

from services.kernel.contracts.cloudevents import Undecodable, exchange, from_amqp
from services.kernel.contracts.public_event import PublicEvent
from services.kernel.contracts.refused import Refused
from services.kernel.contracts.rpc.connection import BROKEN, close_quietly, connector
from services.kernel.contracts.rpc.reading import read_ahead
from services.kernel.eventkit.application.ports import NeighbourAway, Neighbours
from services.kernel.eventkit.running.feed import END_OF_FEED, read_feed_of
from services.kernel.eventkit.running.window import Window

PREFETCH = 2000
BATCH = 500
PAGE = 1000
LOOK_AT_FEED_SECONDS = 10.0
log = structlog.get_logger()


class ForeignTail:
    """The public events of one source, from the broker when contiguous, from its feed when not."""

    def __init__(self, uri: str, source: str, neighbours: Neighbours) -> None:
        self.source = source
        self._connect = connector(uri)
        self._neighbours = neighbours
        self._window = Window()
        self._started = False
        self._arrived: list[tuple[int, Any, bytes]] = []
        self.undecodable = 0

    def run(self, stopping: threading.Event) -> None:
        """Follows until told to stop; the thread's body. The broker or the source may be away."""
        pause = 0.1
        while not stopping.is_set():
            try:
                self._follow(stopping)
                pause = 0.1
            except (*BROKEN, NeighbourAway, Refused) as error:
                log.info("source away", source=self.source, error=type(error).__name__)
                stopping.wait(pause)
                pause = min(pause * 2, 2.0)

    def read(self, after: int, limit: int, wait_seconds: float) -> tuple[Sequence[Any], int]:
        """The events after a position, and the position up to which they are complete.

        Raises `NeighbourAway` when the feed is needed and the source does not answer.
        """
        found = self._window.after(after, limit, wait_seconds)
        if found is not None:
            return found
        return read_feed_of(self._neighbours, self.source, after, min(limit, PAGE))

    def _follow(self, stopping: threading.Event) -> None:
        connection = self._connect()
        try:
            read_ahead(connection)
            channel = connection.channel()
            name = exchange(self.source)
            channel.exchange_declare(name, "topic", durable=True, auto_delete=False)
            queue = channel.queue_declare("", exclusive=True, auto_delete=True).queue
            channel.queue_bind(queue, name, "#")
            channel.basic_qos(0, PREFETCH, False)
            channel.basic_consume(queue, callback=self._on_message)
            self._arrived.clear()
            self._fill()
            looked_at = time.monotonic()
            while not stopping.is_set():
                self._drain(connection, channel)
                if time.monotonic() - looked_at > LOOK_AT_FEED_SECONDS:
                    connection.heartbeat_tick()
                    self._fill()
                    looked_at = time.monotonic()
        finally:
            close_quietly(connection)

    def _on_message(self, message: Any) -> None:
        self._arrived.append((message.delivery_tag, message.headers, message.body))

    def _drain(self, connection: Any, channel: Any) -> None:
        try:
            connection.drain_events(timeout=1.0)
            # What is there already, not what may come: whoever follows takes the next batch soon.
            while len(self._arrived) < BATCH:
                connection.drain_events(timeout=0)
        except TimeoutError:
            connection.heartbeat_tick()
        if not self._arrived:
            return
        arrived, self._arrived = self._arrived, []
        self._take([event for event in map(self._decoded, arrived) if event is not None])
        channel.basic_ack(arrived[-1][0], multiple=True)

    def _decoded(self, arrived: tuple[int, Any, bytes]) -> PublicEvent | None:
        try:
            event = from_amqp(arrived[1], arrived[2])
        except Undecodable as error:
            # Whatever it was, what it should have told is in the feed.
            self.undecodable += 1
            log.warning("undecodable message", source=self.source, part=str(error))
            return None
        return event if event.source == self.source else None

    def _take(self, events: Sequence[PublicEvent]) -> None:
        contiguous: list[PublicEvent] = []
        head = self._window.head
        for event in events:
            if event.position <= head:
                continue
            if event.previous > head:
                if contiguous:
                    self._window.push(head, contiguous)
                    contiguous = []
                self._fill()
                head = self._window.head
                if event.position <= head:
                    continue
                if event.previous > head:
                    # The source reads less than it has told, as after a change of its primary.
                    raise NeighbourAway(f"{self.source}: the feed is behind its messages")
            contiguous.append(event)
            head = event.position
        if contiguous:
            self._window.push(head, contiguous)

    def _fill(self) -> None:
        """Reads what lies between the window's head and the end of the feed."""
        if not self._started:
            _, end = self._end()
            self._window.start_at(end)
            self._started = True
            return
        while True:
            before = self._window.head
            events, upto = read_feed_of(self._neighbours, self.source, before, PAGE)
            if upto <= before:
                return
            self._window.push(upto, events)

    def _end(self) -> tuple[Any, int]:
        answer = self._neighbours.ask(self.source, "read_feed", {"after": END_OF_FEED, "limit": 1})
        return answer["events"], int(answer["next"])
