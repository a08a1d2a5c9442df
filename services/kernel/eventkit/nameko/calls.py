"""RPC entrypoints: settled before leaving, answered without confirmations, one wire error."""

from __future__ import annotations

import contextlib
import sys
import threading
from typing import Any

import amqp
import eventlet
import orjson
import structlog
from nameko.exceptions import serialize
from nameko.rpc import Rpc, RpcConsumer

from services.kernel.contracts.refused import Refused
from services.kernel.contracts.rpc.connection import BROKEN, Publisher, connector
from services.kernel.eventkit.nameko.consuming import SettlingConsumer

EXCHANGE = "nameko-rpc"
log = structlog.get_logger()


class Replies:
    """One connection per process for all replies: transient, unconfirmed.

    A reply that is lost is a call that timed out; commands are idempotent, so the caller asks
    again. Nothing is gained by making replies durable.
    """

    def __init__(self, uri: str) -> None:
        self._stop = threading.Event()
        self._publisher = Publisher(connector(uri), self._nobody_waits, self._stop)
        eventlet.spawn(self._publisher.watch)

    def send(self, request: Any, result: Any, error: dict[str, Any] | None) -> None:
        """Answers a request; a caller that is gone, or a broker that is, is not an error here."""
        properties = request.properties
        try:
            body = orjson.dumps({"result": result, "error": error})
        except TypeError as unserializable:
            log.error("answer is no JSON", error=str(unserializable))
            body = orjson.dumps({"result": None, "error": serialize(unserializable)})
        message = amqp.Message(
            body,
            content_type="application/json",
            content_encoding="utf-8",
            correlation_id=properties.get("correlation_id"),
            delivery_mode=1,
        )
        with contextlib.suppress(*BROKEN):
            self._publisher.publish(message, EXCHANGE, properties["reply_to"])

    def close(self) -> None:
        """Lets the connection go."""
        self._stop.set()

    def _nobody_waits(self, correlation_id: str) -> None:
        log.debug("reply without reader", correlation_id=correlation_id)


class PortalRpcConsumer(RpcConsumer):  # type: ignore[misc]
    """The queue of a service's calls."""

    consumer_cls = SettlingConsumer

    def setup(self) -> None:
        super().setup()
        self._replies = Replies(self.amqp_uri)
        self._stopped = False

    def handle_result(self, message: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        error = None
        if exc_info is not None:
            error = serialize(exc_info[1])
            # A refusal goes as it is (nameko would make texts of its numbers); the text of any
            # other exception may hold personal data.
            refused = isinstance(exc_info[1], Refused)
            error["exc_args"], error["value"] = list(exc_info[1].args) if refused else [], ""
        if "reply_to" in message.properties:
            self._replies.send(message, result, error)
        self.consumer.ack_message(message)
        return result, exc_info

    def handle_message(self, body: Any, message: Any) -> None:
        try:
            key = message.delivery_info["routing_key"]
            self.get_provider_for_method(key).handle_message(body, message)
        except Exception:
            self.handle_result(message, None, sys.exc_info())

    def unregister_provider(self, provider: Any) -> None:
        """Stops once, when the last entrypoint goes; nameko stops at the first."""
        self._providers.discard(provider)
        if self._providers or self._stopped:
            return
        self._stopped = True
        self.stop()
        self._replies.close()
        if not self._last_provider_unregistered.ready():
            self._last_provider_unregistered.send(None)


class PortalRpc(Rpc):  # type: ignore[misc]
    """An operation of a service as a nameko entrypoint."""

    rpc_consumer = PortalRpcConsumer()


portal_rpc = PortalRpc.decorator
