"""RPC entrypoints: settled before leaving, answered without confirmations, one wire error."""

from __future__ import annotations

import sys
import threading
from functools import partial
from typing import Any

import eventlet
import orjson
import structlog
from nameko.exceptions import (
    ContainerBeingKilled,
    IncorrectSignature,
    MalformedRequest,
    serialize,
)
from nameko.rpc import Rpc, RpcConsumer

from services.kernel.contracts.refused import Refused
from services.kernel.contracts.rpc.connection import Publisher, connector
from services.kernel.contracts.rpc.wire import Outgoing
from services.kernel.eventkit.nameko.consuming import Call, SettlingConsumer

ARGUMENTS = frozenset({"payload", "envelope"})
log = structlog.get_logger()


class Replies:
    """One connection per process for all replies: transient, unconfirmed.

    A reply that is lost is a call that timed out; commands are idempotent, so the caller asks
    again. Nothing is gained by making replies durable.
    """

    def __init__(self, uri: str) -> None:
        self._stop = threading.Event()
        # Answers that become ready in the same turn of the hub leave together.
        self._publisher = Publisher(connector(uri), self._lost, self._stop, eventlet.spawn_n)
        eventlet.spawn(self._publisher.watch)

    def send(self, request: Any, result: Any, error: dict[str, Any] | None) -> None:
        """Answers a request; a caller that is gone, or a broker that is, is not an error here."""
        properties = request.properties
        try:
            body = orjson.dumps({"result": result, "error": error})
        except TypeError as unserializable:
            log.error("answer is no JSON", error=str(unserializable))
            body = orjson.dumps({"result": None, "error": serialize(unserializable)})
        self._publisher.publish(
            Outgoing(properties["reply_to"], properties.get("correlation_id", ""), body)
        )

    def close(self) -> None:
        """Lets the connection go."""
        self._stop.set()

    def _lost(self, correlation_id: str, reason: str) -> None:
        log.debug("reply without reader", correlation_id=correlation_id, reason=reason)


class PortalRpcConsumer(RpcConsumer):  # type: ignore[misc]
    """The queue of a service's calls."""

    consumer_cls = SettlingConsumer

    def setup(self) -> None:
        super().setup()
        self._replies = Replies(self.amqp_uri)
        self._stopped = False
        self._by_key: dict[str, Any] = {}

    def get_provider_for_method(self, routing_key: str) -> Any:
        """Looks an operation up; nameko goes through all of them for every call."""
        provider = self._by_key.get(routing_key)
        if provider is None:
            provider = super().get_provider_for_method(routing_key)
            self._by_key[routing_key] = provider
        return provider

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

    def handle_message(self, body: Any, message: Any) -> None:
        """Begins at once where a worker is free; nameko has a thread wait for one each time."""
        if isinstance(message, Call) and self.container._worker_pool.free() > 0:
            try:
                args, kwargs = body["args"], body["kwargs"]
            except (KeyError, TypeError):
                raise MalformedRequest("Message missing `args` or `kwargs`") from None
            self.check_signature(args, kwargs)
            try:
                self.container.spawn_worker(
                    self,
                    args,
                    kwargs,
                    context_data={},
                    handle_result=partial(self.handle_result, message),
                )
            except ContainerBeingKilled:
                self.rpc_consumer.consumer.requeue_message(message)
        else:
            super().handle_message(body, message)

    def check_signature(self, args: Any, kwargs: Any) -> None:
        """Every operation takes a payload and an envelope; nameko reads the code for that."""
        if len(args) + len(kwargs) > len(ARGUMENTS) or not ARGUMENTS.issuperset(kwargs):
            raise IncorrectSignature("an operation takes a payload and an envelope")


portal_rpc = PortalRpc.decorator
