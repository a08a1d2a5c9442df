"""The RPC client of one process, wire-compatible with nameko."""

from __future__ import annotations

import contextlib
import itertools
import logging
import secrets
import threading
import time
from collections.abc import Mapping
from typing import Any

import orjson

from services.kernel.contracts.rpc.connection import (
    BROKEN,
    Backoff,
    Connect,
    Publisher,
    close_quietly,
    connector,
)
from services.kernel.contracts.rpc.deliveries import Delivery, DeliveryReader
from services.kernel.contracts.rpc.faults import Away, DeadlinePassed
from services.kernel.contracts.rpc.gate import Gate
from services.kernel.contracts.rpc.pending import PendingCall
from services.kernel.contracts.rpc.wire import EXCHANGE, Outgoing

WITHIN_SECONDS = 4.0

_log = logging.getLogger(__name__)


class RpcClient:
    """Calls operations of services from any number of threads.

    Replies come over a queue and a connection of their own, read by one thread; requests leave
    over a second connection under a lock. A request expires with its deadline, so that a call
    given up is not carried out later by a service that was down (unless it was already taken).
    After a loss of the broker it reconnects with backoff; what was waiting fails with `Away`.
    """

    def __init__(self, uri: str, name: str, *, connect: Connect | None = None) -> None:
        self._connect = connect or connector(uri)
        self._name = name
        self._mark = secrets.token_hex(6)
        self._numbers = itertools.count(1)
        self._pending: dict[str, PendingCall] = {}
        self._gates: dict[str, Gate] = {}
        self._gates_lock = threading.Lock()
        self._start_lock = threading.Lock()
        self._started = False
        self._stop = threading.Event()
        self._ready = threading.Event()
        self._reply_to = ""
        self._publisher = Publisher(self._connect, self._lost, self._stop)

    @property
    def connected(self) -> bool:
        """Whether replies can be received at present."""
        return self._ready.is_set()

    def start(self) -> None:
        """Connects in the background; done by the first call where it was not done before."""
        with self._start_lock:
            if self._started:
                return
            self._started = True
        for target, what in ((self._read_replies, "replies"), (self._publisher.watch, "returns")):
            threading.Thread(target=target, name=f"rpc-{what}", daemon=True).start()

    def close(self) -> None:
        """Ends the threads; waiting calls fail with `Away`."""
        self._stop.set()
        self._abandon("connection-lost")

    def call(
        self,
        service: str,
        operation: str,
        payload: Mapping[str, Any],
        envelope: Mapping[str, Any],
        *,
        within: float = WITHIN_SECONDS,
    ) -> Any:
        """Calls and waits; raises `Refused`, `Away`, `DeadlinePassed` or `ServiceFault`."""
        return self.send(service, operation, payload, envelope, within=within).result()

    def send(
        self,
        service: str,
        operation: str,
        payload: Mapping[str, Any],
        envelope: Mapping[str, Any],
        *,
        within: float = WITHIN_SECONDS,
    ) -> PendingCall:
        """Starts a call and returns its future; raises `Away` while there is no broker."""
        self.start()
        deadline = time.monotonic() + within
        body = orjson.dumps({"args": [payload, envelope], "kwargs": {}})
        gate = self.gate(service)
        gate.enter(within)
        call = PendingCall(
            f"{self._mark}-{next(self._numbers)}", service, operation, deadline, self._settled
        )
        self._pending[call.id] = call
        # A moment's patience right after the start or a reconnection, not more.
        if not self._ready.is_set() and not self._ready.wait(min(1.0, within)):
            call.fail(Away(service, "broker"))
            raise Away(service, "broker")
        expires_ms = max(1, int((deadline - time.monotonic()) * 1000))
        self._publisher.publish(
            Outgoing(f"{service}.{operation}", call.id, body, self._reply_to, expires_ms)
        )
        return call

    def gate(self, service: str) -> Gate:
        """The bulkhead and breaker of a service."""
        known = self._gates.get(service)
        if known is not None:
            return known
        with self._gates_lock:
            return self._gates.setdefault(service, Gate(service))

    def _settled(self, call: PendingCall, answered: bool) -> None:
        self._pending.pop(call.id, None)
        self.gate(call.service).leave(answered)

    def _lost(self, call_id: str, reason: str) -> None:
        call = self._pending.get(call_id)
        if call is not None:
            call.fail(Away(call.service, reason))

    def _abandon(self, reason: str) -> None:
        for call in list(self._pending.values()):
            call.fail(Away(call.service, reason))

    def _expire(self) -> None:
        now = time.monotonic()
        for call in list(self._pending.values()):
            if call.deadline < now:
                call.fail(DeadlinePassed(call.service, call.operation))

    def _read_replies(self) -> None:
        backoff = Backoff()
        while not self._stop.is_set():
            connection: Any = None
            try:
                connection = self._connect()
                self._consume(connection)
                self._ready.set()
                backoff.reset()
                self._drain(connection)
            except Exception as error:
                # Also what nobody foresaw: without this thread no call is answered any more.
                foreseen = isinstance(error, BROKEN)
                level = logging.WARNING if foreseen else logging.ERROR
                _log.log(level, "rpc connection lost: %s", type(error).__name__)
            finally:
                self._ready.clear()
                close_quietly(connection)
                self._abandon("connection-lost")
            self._stop.wait(backoff.next())

    def _drain(self, connection: Any) -> None:
        tick = time.monotonic() + 1.0
        connection.sock.settimeout(1.0)
        reader = DeliveryReader(connection, self._answered)
        while not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                reader.read()
            if time.monotonic() >= tick:
                tick = time.monotonic() + 1.0
                connection.heartbeat_tick()
                self._expire()

    def _consume(self, connection: Any) -> None:
        # A new name each time: the broker may still hold the exclusive queue of a connection
        # that died without a word.
        reply_to = f"{self._name}-{secrets.token_hex(8)}"
        queue = f"rpc.reply-{reply_to}"
        channel = connection.channel()
        channel.exchange_declare(EXCHANGE, "topic", durable=True, auto_delete=False)
        channel.queue_declare(queue, durable=False, exclusive=True, auto_delete=True)
        channel.queue_bind(queue, EXCHANGE, reply_to)
        channel.basic_consume(queue, no_ack=True, callback=self._replied)
        self._reply_to = reply_to

    def _answered(self, delivery: Delivery) -> None:
        call = self._pending.get(delivery.correlation_id)
        if call is not None:
            call.answer(delivery.body)

    def _replied(self, message: Any) -> None:
        # An answer with headers, as of a service that stands on nameko alone.
        call = self._pending.get(str(message.properties.get("correlation_id")))
        if call is not None:
            body = message.body
            call.answer(body.encode() if isinstance(body, str) else bytes(body))
