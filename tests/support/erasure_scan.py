"""The scan: looks for somebody's marks everywhere and reports what it looked through."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import amqp
import orjson
import requests
from pymongo import MongoClient

from deploy.local.mongod import USER
from deploy.local.portal import SERVICES
from services.kernel.contracts.cloudevents import exchange
from services.kernel.contracts.rpc.connection import connector
from tests.support.erasure_blocks import inflated
from tests.support.erasure_marks import Marks, unfolded
from tests.support.erasure_places import (
    Held,
    documents,
    files,
    names,
    opened,
    processes,
    with_children,
)
from tests.support.portal import LocalPortal

INTERNAL = {"id": "portal", "role": "internal-system"}
OPENED = "opened with the master key"

Places = Mapping[str, Callable[[], Iterable[Held]]]


@dataclass(frozen=True)
class Hit:
    """A mark that was found: in which kind of place, where, and in which form."""

    place: str
    where: str
    label: str
    form: str


@dataclass
class Report:
    """What was looked through and what was found."""

    looked: dict[str, list[int]] = field(default_factory=dict)
    hits: set[Hit] = field(default_factory=set)
    seconds: float = 0.0

    def within(self, place: str) -> set[str]:
        """The labels found in a kind of place."""
        return {hit.label for hit in self.hits if hit.place == place}

    def outside(self, place: str) -> set[Hit]:
        """What was found anywhere else."""
        return {hit for hit in self.hits if hit.place != place}

    def __str__(self) -> str:
        lines = [
            f"{place}: {count} pieces, {size / 1e6:.1f} MB"
            for place, (count, size) in self.looked.items()
        ]
        return "\n".join([*lines, f"hits: {len(self.hits)}, {self.seconds:.1f} s"])


def scan(places: Places, marks: Marks) -> Report:
    """Looks for the marks in every place, each piece as it is, unfolded and inflated."""
    report, began = Report(), time.monotonic()
    for place, held in places.items():
        tally = report.looked.setdefault(place, [0, 0])
        for one in held():
            tally[0] += 1
            tally[1] += len(one.content)
            for content in _readings(one.content):
                for label, form in marks.found_in(content):
                    report.hits.add(Hit(place, one.where, label, form))
    report.seconds = time.monotonic() - began
    return report


def _readings(content: bytes) -> Iterator[bytes]:
    yield content
    if b"\n" in content:
        yield unfolded(content)
    yield from inflated(content)


class Tap:
    """A subscriber's queue that keeps everything that is published from now on."""

    QUEUE = "tap"

    def __init__(self, amqp_uri: str) -> None:
        self._connect = connector(amqp_uri)
        self._heard: list[Held] = []
        connection = self._connect()
        channel = connection.channel()
        channel.queue_declare(self.QUEUE, durable=True, auto_delete=False)
        for service in SERVICES:
            name = exchange(service)
            channel.exchange_declare(name, "topic", durable=True, auto_delete=False)
            channel.queue_bind(self.QUEUE, name, "#")
        connection.close()

    def heard(self) -> list[Held]:
        """All messages so far, with their headers."""
        connection = self._connect()
        channel = connection.channel()
        while (message := channel.basic_get(self.QUEUE, no_ack=True)) is not None:
            self._heard.append(Held(self.QUEUE, str(message.headers).encode() + _body(message)))
        connection.close()
        return self._heard


def places_of(
    portal: LocalPortal, tap: Tap, client: MongoClient[Any], pids: Iterable[int] = ()
) -> Places:
    """Every place of a portal with parts of its own.

    Left out are the folder of the mail server, which stands for the recipients' own mail servers
    and is no part of the portal, and the folder with the master key.
    """
    # Even an administrator may not look into some collections of the server's own.
    client.admin.command("grantRolesToUser", USER, roles=["__system"])
    home = portal.place.home
    key = Path(portal.place.environment()["MASTER_KEY_FILE"])

    def database_files() -> Iterable[Held]:
        client.admin.command("fsync")
        return files(home / "mongod", ())

    def rest() -> Iterable[Held]:
        apart = ("mongod", "rabbitmq", "mailbox", "secrets", "log")
        return files(home, [home / name for name in apart])

    return {
        "documents": lambda: documents(client),
        "names and state": lambda: names(client),
        OPENED: lambda: opened(client, portal.place.db_prefix, base64.b64decode(key.read_text())),
        "database files": database_files,
        "broker files": lambda: files(home / "rabbitmq", ()),
        "broker queues": lambda: waiting_calls(
            portal.parts_uri("amqp"), [f"rpc-{service}" for service in SERVICES]
        ),
        "logs": lambda: files(home / "log", ()),
        "spool, index, data": rest,
        "feeds": lambda: _feeds(portal),
        "published messages": tap.heard,
        "metrics": lambda: _metrics(portal),
        "processes": lambda: processes(with_children({*_pids(portal), *pids})),
    }


def _pids(portal: LocalPortal) -> Iterator[int]:
    for process in portal.supervisor.processes():
        if process.identity is not None and process.name != "mail":
            yield process.identity.pid


def waiting_calls(uri: str, queues: Iterable[str]) -> Iterator[Held]:
    """What waits in queues; looked at and put back."""
    connection = connector(uri)()
    try:
        for queue in queues:
            channel = connection.channel()
            try:
                while (message := channel.basic_get(queue)) is not None:
                    yield Held(queue, _body(message))
            except amqp.exceptions.NotFound:
                continue
    finally:
        connection.close()


def _body(message: Any) -> bytes:
    return message.body.encode() if isinstance(message.body, str) else bytes(message.body)


def _feeds(portal: LocalPortal) -> Iterator[Held]:
    for service in SERVICES:
        after = 0
        while True:
            asked = {"after": after, "limit": 1000}
            answer = portal.ask(service, "read_feed", asked, INTERNAL)
            if not answer["events"]:
                break
            yield Held(f"feed of {service}", orjson.dumps(answer["events"]))
            after = int(answer["next"])


def _metrics(portal: LocalPortal) -> Iterator[Held]:
    for path in ("/metrics", "/readyz", "/healthz"):
        yield Held(path, requests.get(portal.url + path, timeout=10).content)
