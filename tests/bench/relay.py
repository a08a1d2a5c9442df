"""Events a second from a log to the broker, beside nameko's dispatcher and ready-made frames."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import kombu
import nameko
from nameko.standalone.events import event_dispatcher
from pymongo import MongoClient

from services.kernel.contracts.cloudevents import exchange
from services.kernel.contracts.rpc.connection import connector
from services.kernel.eventkit.amqp.frames import frames
from services.kernel.eventkit.amqp.publisher import EventPublisher
from services.kernel.eventkit.application.decoding import recorded_of
from services.kernel.eventkit.running.feed import public_form
from services.kernel.eventkit.running.own_tail import OwnTail, complete
from services.kernel.eventkit.running.relay import Relay
from tests.bench.board import BOARD, board
from tests.bench.machine import wait_until_quiet
from tests.bench.rebuild import fill

BATCH = 1000


@contextmanager
def bound_queue(amqp_uri: str, name: str) -> Iterator[Callable[[], int]]:
    """A queue that takes everything of an exchange; gives how many messages it holds."""
    # Without heartbeats: nobody reads from this connection while a measurement runs.
    connection = kombu.Connection(amqp_uri, heartbeat=0)
    channel = connection.default_channel
    channel.exchange_declare(name, "topic", durable=True, auto_delete=False)
    queue = channel.queue_declare("", exclusive=True, auto_delete=True).queue
    channel.queue_bind(queue, name, "#")
    try:
        yield lambda: int(channel.queue_declare(queue, passive=True).message_count)
    finally:
        connection.close()


def relayed(mongo_uri: str, amqp_uri: str, count: int) -> float:
    """The relay, from reading the log to the noted checkpoint."""
    with MongoClient[Any](mongo_uri, tz_aware=True) as client:
        client.drop_database("bench_relay")
        database = client["bench_relay"]
        store = fill(database, count)
        service = board()
        with bound_queue(amqp_uri, exchange(BOARD)) as held:
            publisher = EventPublisher(amqp_uri, BOARD)
            tail = OwnTail(BOARD, store, service.codec)
            stopping = threading.Event()
            following = threading.Thread(target=tail.run, args=(stopping,))
            following.start()
            relay = Relay(service, tail, publisher, database)
            wait_until_quiet()
            begin = time.monotonic()
            while relay.position < complete(count):
                relay.step(wait_seconds=1.0)
            seconds = time.monotonic() - begin
            stopping.set()
            following.join()
            publisher.close()
            assert held() == count
        client.drop_database("bench_relay")
    return count / seconds


def ready_made(amqp_uri: str, mongo_uri: str, count: int) -> float:
    """The same frames, encoded beforehand and written to the socket, confirmed in batches."""
    with MongoClient[Any](mongo_uri, tz_aware=True) as client:
        client.drop_database("bench_relay")
        service = board()
        store = fill(client["bench_relay"], BATCH)
        events = [
            public_form(service, one, one.position - 1)
            for commit in store.read_log(0, BATCH)
            for one in recorded_of(commit, service.codec)
        ]
        client.drop_database("bench_relay")
    with bound_queue(amqp_uri, exchange(BOARD)) as held:
        connection = connector(amqp_uri)()
        channel = connection.channel()
        channel.confirm_select()
        written = b"".join(
            frames(e, exchange(BOARD), channel.channel_id, connection.frame_max)
            for e in events
            if e is not None
        )
        last = [0]

        def on_ack(tag: int, multiple: bool) -> None:
            last[0] = max(last[0], tag)

        channel.events["basic_ack"].add(on_ack)
        wait_until_quiet()
        begin = time.monotonic()
        for turn in range(count // BATCH):
            connection.transport.write(written)
            while last[0] < (turn + 1) * BATCH:
                connection.drain_events(timeout=10)
        seconds = time.monotonic() - begin
        assert held() == count // BATCH * BATCH
        connection.close()
    return count / seconds


def dispatched(amqp_uri: str, count: int) -> float:
    """nameko's own dispatcher, which waits for each confirmation."""
    nameko.config.update({"AMQP_URI": amqp_uri, "serializer": "json"})
    with bound_queue(amqp_uri, "nameko_board.events"):
        dispatch = event_dispatcher()
        dispatch("nameko_board", "NoticeSeen", {"notice_id": "notice-0", "by": "u-0"})
        wait_until_quiet()
        begin = time.monotonic()
        for number in range(count):
            notice = f"notice-{number // 10}"
            dispatch("nameko_board", "NoticeSeen", {"notice_id": notice, "by": f"u-{number}"})
        seconds = time.monotonic() - begin
    return count / seconds
