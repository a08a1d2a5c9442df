"""The same two services while processes are killed, the broker is wiped and messages are forged."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pika
import pytest

from deploy.local.broker import Broker
from deploy.local.processes import Process
from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.amqp.publisher import EventPublisher
from tests.integration.kernel.notices import Notices


@pytest.fixture(scope="module")
def notices(
    private_broker: Broker,
    mongo_uri: str,
    db_prefix: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Notices]:
    folder = tmp_path_factory.mktemp("notices")
    made = Notices(private_broker.uri, mongo_uri, db_prefix, folder)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture(scope="module")
def processes(notices: Notices) -> dict[str, Process]:
    return notices.start_all()


@pytest.fixture(autouse=True)
def everything_runs(notices: Notices, processes: dict[str, Process]) -> None:
    for process in processes.values():
        if not process.runs():
            process.start()
    for which in ("board", "watch"):
        notices.wait_for(lambda which=which: notices.answers(which), f"{which} answers")


class Posting:
    """Clients that post without a pause and send again until they are acknowledged."""

    def __init__(self, notices: Notices, name: str, clients: int = 4) -> None:
        self.acknowledged: dict[str, str] = {}
        self._notices, self._name = notices, name
        self._done = threading.Event()
        self._threads = [
            threading.Thread(target=self._post, args=(number,)) for number in range(clients)
        ]

    def __enter__(self) -> Posting:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join()

    def _post(self, number: int) -> None:
        turn = 0
        while not self._done.is_set():
            text = f"{self._name} {number} {turn}"
            answer = self._notices.ask_until_answered(
                "board", "post_notice", {"text": text}, f"c {text}"
            )
            self.acknowledged[answer["notice_id"]] = text
            turn += 1
            self._done.wait(0.02)


def assert_nothing_lost_and_nothing_twice(notices: Notices, posted: dict[str, str]) -> None:
    """Of everything that was posted under one name: own projection, follower and reaction."""

    def heard() -> dict[str, Any]:
        return notices.documents("watch", "heard.v1")

    notices.wait_for(lambda: posted.keys() <= heard().keys(), "everything is heard", 180)
    end = notices.ask("board", "get_progress")["end"]
    own_projections = ("notices.v1", "counts.v1", "due.v1")

    def projected() -> bool:
        reached = notices.ask("board", "get_progress")["followers"]
        return all(reached.get(n, {}).get("noticeboard", 0) >= end for n in own_projections)

    notices.wait_for(projected, "everything is projected", 180)
    board = notices.documents("watch", "board.v1")
    own = notices.documents("board", "notices.v1")
    for notice, text in posted.items():
        assert (board[notice]["text"], board[notice]["times"]) == (text, 1)
        assert heard()[notice] == {"text": text, "times": 1}
        assert own[notice] == {"text": text}
    events = [c["e"] for c in notices.database("board")["events"].find({"n": {"$gt": 0}})]
    total = sum(e["t"] == "NoticePosted" for commit in events for e in commit)
    assert notices.documents("board", "counts.v1")["all"]["posted"] == total


def kill_and_start(process: Process) -> None:
    process.kill()
    process.start()


def test_workers_killed_at_random_lose_and_double_nothing(
    notices: Notices, processes: dict[str, Process]
) -> None:
    moment = threading.Event()
    with Posting(notices, "workers") as posting:
        for _ in range(6):
            moment.wait(random.uniform(0.3, 1.5))
            kill_and_start(processes[random.choice(["board-worker", "watch-worker"])])
    assert_nothing_lost_and_nothing_twice(notices, posting.acknowledged)


def test_services_killed_at_random_lose_and_double_nothing(
    notices: Notices, processes: dict[str, Process]
) -> None:
    moment = threading.Event()
    with Posting(notices, "services") as posting:
        for _ in range(3):
            moment.wait(random.uniform(0.5, 2.0))
            kill_and_start(processes["board-service"])
    assert_nothing_lost_and_nothing_twice(notices, posting.acknowledged)


def test_a_wiped_broker_costs_time_and_no_events(
    notices: Notices, processes: dict[str, Process], private_broker: Broker
) -> None:
    moment = threading.Event()
    with Posting(notices, "wiped") as posting:
        moment.wait(1.0)
        private_broker.stop()
        private_broker.wipe()
        private_broker.start()
        moment.wait(1.0)
    assert_nothing_lost_and_nothing_twice(notices, posting.acknowledged)


def forge(notices: Notices, position: int, previous: int, subject: str = "forged") -> None:
    publisher = EventPublisher(notices.environment["AMQP_URI"], "noticeboard")
    publisher.publish(
        [
            PublicEvent(
                id=f"forged-{position}",
                source="noticeboard",
                type="NoticePosted",
                version=1,
                time=datetime(2024, 5, 1, tzinfo=UTC),
                subject=subject,
                data={"notice_id": subject, "text": "forged"},
                position=position,
                previous=previous,
                correlation_id="c",
                causation_id=None,
            )
        ]
    )
    publisher.close()


def test_messages_that_come_twice_or_late_have_no_second_effect(notices: Notices) -> None:
    notice = notices.post("twice")
    notices.wait_for(lambda: notice in notices.documents("watch", "heard.v1"), "it is heard")
    position = notices.documents("watch", "board.v1")[notice]["position"]
    forge(notices, position, position - 256, notice)
    forge(notices, 256, 0, notice)
    behind = notices.post("behind the doubles")
    notices.wait_for(lambda: behind in notices.documents("watch", "heard.v1"), "others go on")
    assert notices.documents("watch", "board.v1")[notice]["times"] == 1
    assert notices.documents("watch", "board.v1")[notice]["text"] == "twice"


def test_a_missing_message_is_read_from_the_feed(
    notices: Notices, processes: dict[str, Process]
) -> None:
    """The relay's checkpoint is set ahead, so that some events are never published."""
    processes["board-worker"].kill()
    missing = [notices.post(f"never published {number}") for number in range(3)]
    log = notices.database("board")["events"]
    end = log.find_one({}, sort=[("_id", -1)])["_id"]
    notices.database("board")["checkpoints"].update_one(
        {"_id": "relay"}, {"$set": {"position": end * 256 + 255, "previous": end * 256}}
    )
    processes["board-worker"].start()
    behind = notices.post("behind the gap")

    def heard() -> dict[str, Any]:
        return notices.documents("watch", "heard.v1")

    notices.wait_for(lambda: {*missing, behind} <= heard().keys(), "the gap is filled")
    assert [heard()[notice]["times"] for notice in missing] == [1, 1, 1]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (None, b"{}"),
        ({}, b"\xff\xfe"),
        ({"cloudEvents:specversion": "1.0"}, b"[]"),
        ({"cloudEvents:specversion": 7}, b"not json"),
    ],
)
def test_what_cannot_be_decoded_stops_nobody(
    notices: Notices, headers: dict[str, Any] | None, body: bytes
) -> None:
    with pika.BlockingConnection(pika.URLParameters(notices.environment["AMQP_URI"])) as connection:
        properties = pika.BasicProperties(headers=headers)
        connection.channel().basic_publish("noticeboard.events", "NoticePosted", body, properties)
    behind = notices.post("behind rubbish")
    notices.wait_for(lambda: behind in notices.documents("watch", "heard.v1"), "others go on")


def working(process: Process) -> bool:
    return '"event": "working"' in process.log.read_text()


@pytest.mark.parametrize("ending", ["stop", "kill"])
def test_of_two_workers_one_stands_by_and_takes_over(
    notices: Notices, processes: dict[str, Process], ending: str
) -> None:
    processes["board-worker"].stop()
    first = notices.start("board", "worker", f"first-{ending}")
    notices.wait_for(lambda: working(first), "the first works")
    second = notices.start("board", "worker", f"second-{ending}")
    before = notices.post(f"before the {ending}")
    notices.wait_for(lambda: before in notices.documents("board", "notices.v1"), "first works")
    assert not working(second)
    end: Callable[[], Any] = first.stop if ending == "stop" else first.kill
    end()
    notices.wait_for(lambda: working(second), "the second takes over")
    after = notices.post(f"after the {ending}")
    notices.wait_for(lambda: after in notices.documents("board", "notices.v1"), "second works")
    notices.wait_for(lambda: after in notices.documents("watch", "heard.v1"), "it is published")
    assert second.stop()


def test_a_new_version_of_a_projection_is_built_while_the_relay_runs(
    notices: Notices, processes: dict[str, Process]
) -> None:
    processes["board-worker"].stop()
    database = notices.database("board")
    database["checkpoints"].delete_one({"_id": "notices.v1"})
    database["notices.v1"].drop()
    processes["board-worker"].start()
    notice = notices.post("after the upgrade")
    notices.wait_for(lambda: notice in notices.documents("board", "notices.v1"), "it is built")
    notices.wait_for(lambda: notice in notices.documents("watch", "heard.v1"), "it is published")
    posted = notices.documents("board", "counts.v1")["all"]["posted"]
    assert len(notices.documents("board", "notices.v1")) == posted


def test_a_worker_whose_source_is_away_stops_when_it_is_told_to(
    notices: Notices, processes: dict[str, Process]
) -> None:
    # With a log of its own there is something to catch up with, for which the source is needed.
    notice = notices.post("before the source goes")
    notices.wait_for(lambda: notice in notices.documents("watch", "heard.v1"), "it is heard")
    processes["watch-worker"].stop()
    processes["board-service"].kill()
    notices.database("watch")["checkpoints"].delete_one({"_id": "board.v1"})
    log = processes["watch-worker"].log
    log.write_text("")
    processes["watch-worker"].start()
    notices.wait_for(lambda: "building waits" in log.read_text(), "it waits for its source")
    assert processes["watch-worker"].stop()
