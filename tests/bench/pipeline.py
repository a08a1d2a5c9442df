"""Events a second all the way: log, relay, broker, follower, projection of another service.

    python -m tests.bench.pipeline relay MONGO_URI AMQP_URI DATABASE
    python -m tests.bench.pipeline follow MONGO_URI AMQP_URI DATABASE

are the two processes; `rate` fills a log and measures how long they take to bring it over.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
import time
from typing import Any

from pymongo import MongoClient

from services.kernel.collector import relieve_collector
from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.amqp.foreign_tail import ForeignTail
from services.kernel.eventkit.amqp.publisher import EventPublisher
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.kernel.eventkit.memory.parts import StubNeighbours
from services.kernel.eventkit.mongo.event_store import MongoEventStore
from services.kernel.eventkit.mongo.views import CHECKPOINTS
from services.kernel.eventkit.running.feed import END_OF_FEED
from services.kernel.eventkit.running.own_tail import OwnTail, complete
from services.kernel.eventkit.running.projector import Projector
from services.kernel.eventkit.running.rebuild import Rebuilder
from services.kernel.eventkit.running.relay import Relay
from tests.bench.board import BOARD, SEEN_EACH, board
from tests.bench.machine import wait_until_quiet
from tests.bench.rebuild import fill

LATE_SECONDS = 300.0
_numbers = itertools.count(1)

heard = Projection("heard", version=1)


@heard.on_public(BOARD, "NoticePosted", key=lambda e: e.subject)
def _posted(document: Document | None, event: PublicEvent) -> Document:
    return {"text": event.data["text"], "seen": 0}


@heard.on_public(BOARD, "NoticeSeen", key=lambda e: e.subject)
def _seen(document: Document | None, event: PublicEvent) -> Document | None:
    return document and {**document, "seen": document["seen"] + 1}


def _relay(client: Any, amqp_uri: str, name: str) -> None:
    service, database = board(), client[name]
    tail = OwnTail(BOARD, MongoEventStore(database), service.codec)
    threading.Thread(target=tail.run, args=(threading.Event(),), daemon=True).start()
    Relay(service, tail, EventPublisher(amqp_uri, BOARD), database).run(threading.Event())


def _follow(client: Any, amqp_uri: str, name: str) -> None:
    service, database = board(), client[f"{name}_follower"]
    neighbours = StubNeighbours()
    # The feed tells nothing, so that everything has to come as messages.
    neighbours.answers[BOARD, "read_feed"] = lambda payload: {
        "events": [],
        "next": payload["after"] % END_OF_FEED,
    }
    tail = ForeignTail(amqp_uri, BOARD, neighbours)
    lock = threading.Lock()
    own = MongoEventStore(database)
    own.prepare()
    Rebuilder("listener", database, own, service.codec, neighbours, lock).start_empty(heard)
    threading.Thread(target=tail.run, args=(threading.Event(),), daemon=True).start()
    print("ready", flush=True)
    Projector(client, database, [heard], tail, lock).run(threading.Event())


def fresh_name() -> str:
    """The name of a database that no measurement of this process has used."""
    return f"bench_pipeline_{next(_numbers)}"


def process(role: str, mongo_uri: str, amqp_uri: str, name: str) -> subprocess.Popen[str]:
    """Starts the relay or the follower."""
    command = [sys.executable, "-m", "tests.bench.pipeline", role, mongo_uri, amqp_uri, name]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def rate(mongo_uri: str, amqp_uri: str, count: int) -> float:
    """Events a second, from the start of the relay to the follower's last checkpoint."""
    name = fresh_name()
    with MongoClient[Any](mongo_uri) as client:
        for database in (name, f"{name}_follower"):
            client.drop_database(database)
        fill(client[name], count)
        follower = process("follow", mongo_uri, amqp_uri, name)
        assert follower.stdout is not None
        follower.stdout.readline()
        wait_until_quiet()
        checkpoints = client[f"{name}_follower"][CHECKPOINTS]
        relay = process("relay", mongo_uri, amqp_uri, name)
        try:
            last = complete(count) - complete(0)
            reached, began = 0, 0.0
            late = time.monotonic() + LATE_SECONDS
            while reached < last and time.monotonic() < late:
                found = checkpoints.find_one({"_id": heard.collection}) or {"positions": {}}
                reached = found["positions"].get(BOARD, 0)
                if reached and not began:
                    # From the first batch on: how long a process takes to start is no matter here.
                    began, first = time.monotonic(), reached // 256
                time.sleep(0.01)
            seconds = time.monotonic() - began
            notice = client[f"{name}_follower"][heard.collection].find_one({}) or {"seen": None}
            assert reached >= last
            assert notice["seen"] == SEEN_EACH
        finally:
            relay.kill()
            follower.kill()
            relay.wait()
            follower.wait()
        for database in (name, f"{name}_follower"):
            client.drop_database(database)
    return (count - first) / seconds


if __name__ == "__main__":
    relieve_collector()
    roles = {"relay": _relay, "follow": _follow}
    roles[sys.argv[1]](MongoClient[Any](sys.argv[2], tz_aware=True), *sys.argv[3:])
