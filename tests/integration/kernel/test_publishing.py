"""Public events on a real broker."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pika
import pytest

from services.kernel.contracts.cloudevents import from_amqp
from services.kernel.contracts.public_event import PublicEvent
from services.kernel.contracts.rpc.connection import BROKEN, STANDSTILL_MS, connector
from services.kernel.eventkit.amqp.publisher import EventPublisher, NotConfirmed

SOURCE = "noticeboard"


def an_event(position: int, text: str = "お知らせ", causation: str | None = None) -> PublicEvent:
    return PublicEvent(
        id=f"e-{position}",
        source=SOURCE,
        type="NoticePosted",
        version=1,
        time=datetime(2024, 5, 1, 3, 0, 0, 123000, UTC),
        subject="notice-1",
        data={"notice_id": "notice-1", "text": text},
        position=position,
        previous=position - 1,
        correlation_id="c-1",
        causation_id=causation,
    )


@pytest.fixture
def publisher(amqp_uri: str) -> Iterator[EventPublisher]:
    made = EventPublisher(amqp_uri, SOURCE)
    made._open()
    yield made
    made.close()


@pytest.fixture
def channel(amqp_uri: str, publisher: EventPublisher) -> Iterator[Any]:
    with pika.BlockingConnection(pika.URLParameters(amqp_uri)) as connection:
        yield connection.channel()


def bound(channel: Any, key: str = "#", **arguments: Any) -> str:
    queue = str(channel.queue_declare("", exclusive=True, arguments=arguments).method.queue)
    channel.queue_bind(queue, f"{SOURCE}.events", key)
    return queue


def take(channel: Any, queue: str) -> list[Any]:
    found = []
    while True:
        method, properties, body = channel.basic_get(queue, auto_ack=True)
        if method is None:
            return found
        found.append((method, properties, body))


@pytest.mark.parametrize(
    "event",
    [
        an_event(1),
        an_event(2, causation="e-1"),
        an_event(3, text=""),
        an_event(4, text='"\\\u0000\n\u2028😀 架け橋'),
        an_event(5, text="x" * 131_072),
        an_event(6, text="橋" * 200_000),
    ],
    ids=lambda event: str(event.position),
)
def test_an_event_arrives_as_it_was_published(
    publisher: EventPublisher, channel: Any, event: PublicEvent
) -> None:
    queue = bound(channel)
    publisher.publish([event])
    [(method, properties, body)] = take(channel, queue)
    assert from_amqp(properties.headers, body) == event
    assert method.routing_key == "NoticePosted"
    assert properties.content_type == "application/json"
    assert properties.content_encoding == "utf-8"
    assert properties.delivery_mode == 2
    assert properties.message_id == event.id
    assert properties.headers["cloudEvents:specversion"] == "1.0"


def test_events_keep_their_order_in_batches_of_any_size(
    publisher: EventPublisher, channel: Any
) -> None:
    queue = bound(channel)
    position = 0
    for size in (1, 199, 200, 201, 1000):
        publisher.publish([an_event(position + n + 1) for n in range(size)])
        position += size
    arrived = [from_amqp(p.headers, body).position for _, p, body in take(channel, queue)]
    assert arrived == list(range(1, position + 1))


def test_a_subscriber_of_one_type_gets_that_type(publisher: EventPublisher, channel: Any) -> None:
    wanted, unwanted = bound(channel, "NoticePosted"), bound(channel, "NoticeTakenDown")
    publisher.publish([an_event(1)])
    assert (len(take(channel, wanted)), len(take(channel, unwanted))) == (1, 0)


def test_large_events_that_nobody_is_bound_to_are_handed_back_and_do_not_block(
    publisher: EventPublisher,
) -> None:
    publisher.publish([an_event(n + 1, text="x" * 20_000) for n in range(1500)])
    assert publisher.unrouted == 1500


def test_what_the_broker_refuses_is_not_taken_for_published(
    publisher: EventPublisher, channel: Any
) -> None:
    full = {"x-max-length": 1, "x-overflow": "reject-publish"}
    bound(channel, "#", **full)
    with pytest.raises(NotConfirmed):
        publisher.publish([an_event(1), an_event(2), an_event(3)])


def test_a_publisher_connects_anew_after_it_was_cut_off(
    publisher: EventPublisher, channel: Any
) -> None:
    queue = bound(channel)
    publisher.publish([an_event(1)])
    publisher._connection.transport.sock.close()
    with pytest.raises(BROKEN):
        publisher.publish([an_event(2)])
    publisher.publish([an_event(2)])
    arrived = [from_amqp(p.headers, body).position for _, p, body in take(channel, queue)]
    assert arrived == [1, 2]


def test_a_broker_that_takes_nothing_for_a_moment_has_not_gone(amqp_uri: str) -> None:
    connection = connector(amqp_uri)()
    patience = connection.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
    connection.close()
    assert patience == STANDSTILL_MS == 5000
