from __future__ import annotations

import queue
from types import SimpleNamespace
from typing import Any

from gateway.backend.event_listener import EventListener
from gateway.backend.services import SERVICES
from services.kernel.contracts.cloudevents import to_amqp
from services.kernel.contracts.public_event import PublicEvent
from tests.unit.gateway.events import public_event
from tests.unit.gateway.fake_broker import FakeBroker


class Notebook:
    """Writes down what it hears."""

    def __init__(self) -> None:
        self.notes: queue.Queue[Any] = queue.Queue()

    def connected(self) -> None:
        self.notes.put("connected")

    def disconnected(self) -> None:
        self.notes.put("disconnected")

    def heard(self, event: PublicEvent) -> None:
        self.notes.put(event)

    def next(self) -> Any:
        return self.notes.get(timeout=10)


def message(event: PublicEvent) -> SimpleNamespace:
    headers, body = to_amqp(event)
    return SimpleNamespace(headers=headers, body=body)


def test_events_of_all_services_are_heard_and_every_loss_is_told() -> None:
    broker, notebook = FakeBroker(), Notebook()
    listener = EventListener("amqp://unused/", [notebook], connect=broker.connect)
    listener.start()
    assert notebook.next() == "connected"
    assert {f"{name}.events" for name in SERVICES} <= broker.exchanges
    event = public_event("listings", "ListingPublished", 3, listing_id="l")
    broker.connections[0].give("deliver", SimpleNamespace(headers={}, body=b"{"))
    broker.connections[0].give("deliver", message(event))
    assert notebook.next() == event
    broker.cut()
    assert notebook.next() == "disconnected"
    assert notebook.next() == "connected"
    listener.stop()
    broker.cut()
    assert notebook.next() == "disconnected"


def test_what_nobody_foresaw_does_not_end_the_listening() -> None:
    class Stumbling(Notebook):
        def heard(self, event: PublicEvent) -> None:
            raise KeyError(event.id)

    broker, notebook = FakeBroker(), Stumbling()
    listener = EventListener("amqp://unused/", [notebook], connect=broker.connect)
    listener.start()
    assert notebook.next() == "connected"
    event = public_event("listings", "ListingPublished", 3, listing_id="l")
    broker.connections[0].give("deliver", message(event))
    assert [notebook.next(), notebook.next()] == ["disconnected", "connected"]
    listener.stop()
    broker.cut()
