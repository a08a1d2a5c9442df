"""A broker in memory that speaks to the RPC client and the event listener as py-amqp does."""

from __future__ import annotations

import contextlib
import queue
import socket
import struct
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import amqp
import orjson

from services.kernel.contracts.rpc.wire import Outgoing
from tests.support.amqp_wire import delivered

METHOD, HEADER = 1, 2
_FRAME = struct.Struct(">BHI")
_NAMES_AT = 6

Responder = Callable[[Any], dict[str, Any] | None]


class FakeBroker:
    """Answers calls by `service.operation` with what `responders` return; None is no answer."""

    def __init__(self) -> None:
        self.responders: dict[str, Responder] = {}
        self.published: list[Any] = []
        self.connections: list[FakeConnection] = []
        self.reachable = True
        self.bound: dict[str, FakeConnection] = {}
        self.consumed = threading.Event()
        self.exchanges: set[str] = set()

    def connect(self, **options: Any) -> FakeConnection:
        """Opens a connection, as `connector(uri)` would."""
        if not self.reachable:
            raise ConnectionRefusedError
        connection = FakeConnection(self, options)
        self.connections.append(connection)
        return connection

    def cut(self) -> None:
        """Breaks every connection."""
        for connection in self.connections:
            connection.break_off()
        self.connections.clear()
        self.bound.clear()
        self.consumed.clear()

    def publish(self, source: FakeConnection, message: Any, routing_key: str) -> None:
        """Routes a call to its responder and the answer to the reply queue."""
        self.published.append((routing_key, message))
        respond = self.responders.get(routing_key)
        call_id = message.properties["correlation_id"]
        if respond is None:
            source.give("return", (Exception("no route"), "", routing_key, message))
            return
        answer = respond(orjson.loads(message.body))
        if answer is not None:
            self.reply(message.properties["reply_to"], call_id, orjson.dumps(answer))

    def reply(self, reply_to: str, call_id: str, body: bytes) -> None:
        """Delivers an answer."""
        self.bound[reply_to].send(delivered(1, Outgoing(reply_to, call_id, body)))


class FakeConnection:
    """One connection with one channel."""

    def __init__(self, broker: FakeBroker, options: dict[str, Any]) -> None:
        self.broker, self.options = broker, options
        self.sock, self._wake = socket.socketpair()
        self.events: dict[str, set[Any]] = {"basic_return": set()}
        self._arrived: queue.Queue[tuple[str, Any]] = queue.Queue()
        self._callback: Callable[[Any], None] = lambda message: None
        self._broken = False
        self.channel_id, self.frame_max = 1, 131_072
        self.transport = SimpleNamespace(write=self._written, _read_buffer=b"")
        self.bytes_recv = 0

    def channel(self) -> FakeConnection:
        return self

    def give(self, kind: str, what: Any) -> None:
        """Something arrives on this connection."""
        self._arrived.put((kind, what))
        # The client may have closed its end already.
        with contextlib.suppress(OSError):
            self._wake.send(b"x")

    def send(self, data: bytes) -> None:
        """Bytes arrive on this connection."""
        with contextlib.suppress(OSError):
            self._wake.sendall(data)

    def break_off(self) -> None:
        """The connection dies."""
        self._broken = True
        self.give("broken", None)
        with contextlib.suppress(OSError):
            self._wake.shutdown(socket.SHUT_WR)

    def drain_events(self, timeout: float) -> None:
        try:
            kind, what = self._arrived.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError from None
        if not self._broken:
            self.sock.recv(1)
        if self._broken:
            raise ConnectionResetError
        if kind == "return":
            for handler in self.events["basic_return"]:
                handler(*what)
        elif kind == "deliver":
            self._callback(what)

    def heartbeat_tick(self) -> None:
        if self._broken:
            raise ConnectionResetError

    def collect(self) -> None:
        self.sock.close()
        self._wake.close()

    def exchange_declare(self, name: str, kind: str, **options: Any) -> None:
        self.broker.exchanges.add(name)

    def queue_declare(self, name: str, **options: Any) -> SimpleNamespace:
        return SimpleNamespace(queue=name or "generated")

    def queue_bind(self, name: str, exchange: str, key: str) -> None:
        self.broker.bound[key] = self

    def basic_consume(self, name: str, *, no_ack: bool, callback: Callable[[Any], None]) -> None:
        self._callback = callback
        self.broker.consumed.set()

    def _written(self, data: bytes) -> None:
        """What the client wrote to the socket, read back with the library's own code."""
        if self._broken:
            raise ConnectionResetError
        key, at = "", 0
        message = amqp.Message()
        while at < len(data):
            kind, _, size = _FRAME.unpack_from(data, at)
            payload = data[at + _FRAME.size : at + _FRAME.size + size]
            at += _FRAME.size + size + 1
            if kind == METHOD:
                (_, key), _ = amqp.serialization.loads("ss", payload, _NAMES_AT)
                message = amqp.Message()
            elif kind == HEADER:
                message.inbound_header(payload)
            else:
                message.inbound_body(payload)
            if kind != METHOD and message.ready:
                self.broker.publish(self, message, key)
