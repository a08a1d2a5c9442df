"""Connections to the broker, and the one that requests are published on."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

import amqp

from services.kernel.contracts.rpc.wire import Outgoing, message_frames

HEARTBEAT_SECONDS = 10
STANDSTILL_MS = 5000
"""How long the broker may take nothing from the socket. A broker that has to catch up does not read
for a while; the library takes a second of that for the end of the connection."""
BROKEN = (OSError, amqp.exceptions.AMQPError)

Connect = Callable[..., Any]


def connector(uri: str) -> Connect:
    """A function that opens a new connection to the broker of an AMQP address."""
    parts = urlsplit(uri)
    tls = parts.scheme in ("amqps", "pyamqps")
    options: dict[str, Any] = {
        "host": f"{parts.hostname or 'localhost'}:{parts.port or (5671 if tls else 5672)}",
        "userid": unquote(parts.username or "guest"),
        "password": unquote(parts.password or "guest"),
        "virtual_host": unquote(parts.path[1:]) or "/",
        "ssl": {"context": ssl.create_default_context(), "server_hostname": parts.hostname}
        if tls
        else False,
        "heartbeat": HEARTBEAT_SECONDS,
        "connect_timeout": 3,
        "write_timeout": 5,
        "socket_settings": {socket.TCP_USER_TIMEOUT: STANDSTILL_MS},
    }

    def connect(**more: Any) -> Any:
        connection = amqp.Connection(**options, **more)
        connection.connect()
        return connection

    return connect


def close_quietly(connection: Any) -> None:
    """Closes a connection that may be broken already."""
    if connection is not None:
        with contextlib.suppress(*BROKEN, AttributeError):
            connection.collect()


class Backoff:
    """Growing pauses between attempts, from 0.1 to 3 seconds."""

    def __init__(self) -> None:
        self._pause = 0.1

    def next(self) -> float:
        """How long to wait before the next attempt."""
        pause, self._pause = self._pause, min(self._pause * 2, 3.0)
        return pause

    def reset(self) -> None:
        """The attempt worked."""
        self._pause = 0.1


class Publisher:
    """One connection for publishing, used by all threads.

    What is handed over while something is being written leaves with the next writing, in one
    piece: a call to the socket costs more than a message. With `defer` the writing itself is put
    off by that function, for those who are about to hand over more.

    Reading and publishing never share a connection. `watch` runs in a thread of its own and takes
    what the broker hands back (`mandatory`), under the same lock. `on_lost` is told of every
    message that the broker handed back or that could not be sent, with the reason.
    """

    def __init__(
        self,
        connect: Connect,
        on_lost: Callable[[str, str], None],
        stop: threading.Event,
        defer: Callable[[Callable[[], None]], object] | None = None,
    ) -> None:
        self._connect, self._on_lost, self._stop = connect, on_lost, stop
        self._defer = defer
        self._lock = threading.Lock()
        self._outbox: list[Outgoing] = []
        self._outbox_lock = threading.Lock()
        self._writing = False
        self._connection: Any = None
        self._channel: Any = None
        self._backoff = Backoff()
        self._not_before = 0.0
        self._blocked = False

    def publish(self, message: Outgoing) -> None:
        """Sends a message, or leaves that to whoever is sending at this moment."""
        with self._outbox_lock:
            self._outbox.append(message)
            if self._writing:
                return
            self._writing = True
        if self._defer is None:
            self._write_all()
        else:
            self._defer(self._write_all)

    def _write_all(self) -> None:
        while True:
            with self._outbox_lock:
                batch, self._outbox = self._outbox, []
                if not batch:
                    self._writing = False
                    return
            try:
                with self._lock:
                    self._write(batch)
            except BROKEN:
                for message in batch:
                    self._on_lost(message.correlation_id, "broker")
            except BaseException:
                with self._outbox_lock:
                    self._writing = False
                raise

    def _write(self, batch: list[Outgoing]) -> None:
        if self._blocked:
            raise ConnectionError("the broker takes no messages at present")
        if self._channel is not None:
            try:
                self._send(batch)
                return
            except BROKEN:
                self._drop()
        self._open()
        self._send(batch)

    def _send(self, batch: list[Outgoing]) -> None:
        channel, largest = self._channel.channel_id, self._connection.frame_max
        self._connection.transport.write(
            b"".join([message_frames(message, channel, largest) for message in batch])
        )

    def _open(self) -> None:
        if time.monotonic() < self._not_before:
            raise ConnectionError("the broker could not be reached a moment ago")
        connection: Any = None
        try:
            connection = self._connect(
                on_blocked=self._block, on_unblocked=lambda: self._block(None)
            )
            channel = connection.channel()
        except BROKEN:
            close_quietly(connection)
            self._not_before = time.monotonic() + self._backoff.next()
            raise
        # Known to `watch` only now: while the channel is opened, the socket is read here.
        self._connection, self._channel = connection, channel
        self._backoff.reset()
        self._channel.events["basic_return"].add(self._returned)

    def _block(self, reason: Any) -> None:
        self._blocked = reason is not None

    def _returned(self, error: Exception, exchange: str, routing_key: str, message: Any) -> None:
        self._on_lost(str(message.properties.get("correlation_id")), "no-route")

    def _drop(self) -> None:
        close_quietly(self._connection)
        self._connection = self._channel = None
        self._blocked = False

    def watch(self) -> None:
        """Takes returned messages and keeps the heartbeat until `stop` is set."""
        while not self._stop.is_set():
            connection = self._connection
            if connection is None:
                self._stop.wait(0.2)
                continue
            try:
                # Waits outside the lock, so that publishers are not held up.
                ready, _, _ = select.select([connection.sock], [], [], 1.0)
                with self._lock:
                    if connection is not self._connection:
                        continue
                    if ready:
                        with contextlib.suppress(TimeoutError):
                            while True:
                                connection.drain_events(timeout=0.001)
                    connection.heartbeat_tick()
            except (*BROKEN, ValueError, AttributeError):
                # ValueError and AttributeError: another thread closed the socket meanwhile.
                with self._lock:
                    if connection is self._connection:
                        self._drop()
        with self._lock:
            self._drop()
