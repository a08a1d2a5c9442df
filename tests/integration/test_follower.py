"""The reference consumer against a real broker and an HTTP server."""

from __future__ import annotations

import json
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pika
import pytest

from deploy.follower.__main__ import main
from deploy.follower.broker import KEPT, SOURCES
from deploy.follower.cursor import Cursor
from deploy.follower.feed import HttpFeed
from deploy.follower.follower import FeedAway, Page
from services.kernel.contracts.cloudevents import exchange, to_amqp, to_json
from services.kernel.contracts.public_event import PublicEvent
from tests.unit.follower.simulated import Portal, SimulatedFeed, written

QUEUE = "subscriber-of-the-test"
KEY = "a-key-of-the-test"


class Feed(ThreadingHTTPServer):
    """`/api/v1/events` of a simulated portal."""

    def __init__(self, portal: Portal) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.feed = SimulatedFeed(portal, limit=7)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api/v1/events"


class Answer(BaseHTTPRequestHandler):
    """One answer."""

    server: Feed

    def do_GET(self) -> None:
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        if self.headers["Authorization"] != f"Bearer {KEY}":
            self.send_error(401)
            return
        after = Cursor.parse(query.get("after", [""])[0])
        page = self.server.feed.read(after, 0)
        body = json.dumps(
            {"events": [to_json(event) for event in page.events], "next": str(page.upto)}
        ).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture
def portal() -> Portal:
    return Portal()


@pytest.fixture
def feed(portal: Portal) -> Iterator[Feed]:
    with Feed(portal) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def channel(amqp_uri: str) -> Iterator[Any]:
    connection = pika.BlockingConnection(pika.URLParameters(amqp_uri))
    opened = connection.channel()
    for source in SOURCES:
        opened.exchange_declare(exchange(source), "topic", durable=True)
    yield opened
    connection.close()


def _send(channel: Any, event: PublicEvent) -> None:
    headers, body = to_amqp(event)
    properties = pika.BasicProperties(headers=headers, content_type="application/json")
    channel.basic_publish(exchange(event.source), event.type, body, properties)


@contextmanager
def _following(amqp_uri: str, feed: Feed, folder: Path) -> Iterator[None]:
    key = folder / "key"
    key.write_text(f"{KEY}\n")
    stopping = threading.Event()
    arguments = [
        *("--amqp", amqp_uri, "--feed", feed.url, "--api-key-file", str(key)),
        *("--checkpoint", str(folder / "checkpoint"), "--queue", QUEUE),
        *("--output", str(folder / "events.jsonl")),
    ]
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(main(arguments, stopping)))
    thread.start()
    yield
    stopping.set()
    thread.join()
    assert codes == [0]


def _eventually(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        threading.Event().wait(0.02)


def _has_everything(folder: Path, portal: Portal) -> Callable[[], bool]:
    return lambda: (folder / "events.jsonl").exists() and written(folder) == portal.all()


def test_a_follower_that_was_away_ends_with_every_event_once_and_in_order(
    amqp_uri: str, channel: Any, portal: Portal, feed: Feed, tmp_path: Path
) -> None:
    for _ in range(10):
        portal.publish("identity")  # before the follower existed: from the feed
    with _following(amqp_uri, feed, tmp_path):
        _eventually(_has_everything(tmp_path, portal))
        for _ in range(20):
            _send(channel, portal.publish("listings"))
        portal.publish("applications")  # its message is lost
        event = portal.publish("applications")
        _send(channel, event)
        _send(channel, event)  # and this one comes twice
        channel.basic_publish(exchange("identity"), "Nonsense", b"{")
        _eventually(_has_everything(tmp_path, portal))
    for _ in range(15):
        _send(channel, portal.publish("messaging"))  # waits in the queue
    with _following(amqp_uri, feed, tmp_path):
        _eventually(_has_everything(tmp_path, portal))
    channel.queue_delete(QUEUE)
    for _ in range(15):
        _send(channel, portal.publish("reporting"))  # goes nowhere: no queue
    with _following(amqp_uri, feed, tmp_path):
        _eventually(_has_everything(tmp_path, portal))
    assert written(tmp_path) == portal.all()


def test_the_queue_is_durable_and_does_not_grow_without_end(
    amqp_uri: str, channel: Any, portal: Portal, feed: Feed, tmp_path: Path
) -> None:
    portal.publish("identity")
    with _following(amqp_uri, feed, tmp_path):
        _eventually(_has_everything(tmp_path, portal))
    arguments = {"x-max-length": KEPT, "x-overflow": "drop-head"}
    channel.queue_declare(QUEUE, durable=True, arguments=arguments)


def test_without_a_broker_everything_comes_from_the_feed(
    portal: Portal, feed: Feed, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    portal.publish("identity")
    with _following("amqp://guest:guest@127.0.0.1:1/%2f", feed, tmp_path):
        _eventually(_has_everything(tmp_path, portal))
    assert "broker away" in capfd.readouterr().err


def test_a_feed_that_refuses_or_talks_nonsense_counts_as_away(feed: Feed, portal: Portal) -> None:
    portal.publish("identity")
    with pytest.raises(FeedAway, match="answered 401"):
        HttpFeed(feed.url, "wrong").read(Cursor(), 0)
    feed.feed.read = lambda after, wait: Page((), "nonsense")  # type: ignore[method-assign, arg-type, assignment]
    with pytest.raises(FeedAway, match="not understood"):
        HttpFeed(feed.url, KEY).read(Cursor(), 0)
    with pytest.raises(FeedAway, match="URLError"):
        HttpFeed("http://127.0.0.1:1/", KEY).read(Cursor(), 0)


def test_what_is_missing_at_the_start_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "key").write_text("x")
    rest = ["--checkpoint", str(tmp_path / "c"), "--queue", "q", "--amqp", "amqp://127.0.0.1:1"]
    no_key = ["--feed", "http://127.0.0.1:1/", "--api-key-file", str(tmp_path / "none"), *rest]
    no_http = ["--feed", "ftp://x/", "--api-key-file", str(tmp_path / "key"), *rest]
    assert main(no_key, threading.Event()) == 2
    assert main(no_http, threading.Event()) == 2
    said = capfd.readouterr().err
    assert "No such file" in said
    assert "not an address of HTTP" in said
