"""RabbitMQ and MongoDB for the tests: real servers on ports and data of their own.

They are started when a test first needs them and stopped with the last pytest process that uses
them: workers of xdist and several runs side by side share one pair. What tests must not share, a
virtual host and a database prefix, each module gets for itself (tests/conftest.py).
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from pymongo import MongoClient

from deploy.local.broker import Broker
from deploy.local.mongod import Mongod
from deploy.local.ports import Ports
from deploy.local.processes import Identity, Process
from tests.support.broker import Management

ROOT = Path(__file__).parents[2]
IN_DOCKER = os.environ.get("PARTS") == "docker"
HOME = ROOT / "var" / ("test-docker" if IN_DOCKER else "test")


@dataclass
class Parts:
    """A running broker and a running replica set."""

    broker: Broker
    mongod: Mongod

    @property
    def management(self) -> Management:
        return Management(self.broker.management_uri, self.broker.user, self.broker.password)

    def _processes(self) -> dict[str, Process]:
        return {
            "epmd": self.broker.epmd,
            "rabbitmq": self.broker.process,
            "mongod": self.mongod.process,
        }

    def recognise(self, file: Path) -> None:
        """Takes over servers that another pytest process started."""
        if file.exists():
            known = json.loads(file.read_text())
            for name, process in self._processes().items():
                if name in known:
                    process.adopt(Identity(**known[name]))

    def remember(self, file: Path) -> None:
        """Notes the servers for other pytest processes."""
        known = {
            name: asdict(one.identity) for name, one in self._processes().items() if one.identity
        }
        file.write_text(json.dumps(known))

    def ensure_running(self) -> None:
        """Starts, both at once and with empty data, whichever does not run."""
        fresh = []
        if not self.broker.process.runs():
            self.broker.destroy()
            self.broker.begin()
            fresh.append(self.broker.wait)
        if not self.mongod.process.runs():
            self.mongod.destroy()
            self.mongod.begin()
            fresh.append(self.mongod.wait)
        for wait in fresh:
            wait()

    def destroy(self) -> None:
        """Ends both at once: nobody needs their data any more."""
        self.broker.destroy()
        self.mongod.destroy()


def parts_in(folder: Path) -> Parts:
    """A pair of servers that live in that folder, not yet started."""
    ports = Ports(folder / "ports.json")
    return Parts(broker_in(folder / "rabbitmq", ports), mongod_in(folder / "mongod", ports))


def broker_in(folder: Path, ports: Ports) -> Broker:
    """A broker for tests, as a process or, with PARTS=docker, as a container."""
    if IN_DOCKER:
        from tests.support.parts_in_docker import DockerBroker

        # The user guest may not come from another machine, and a container's port counts as one.
        return DockerBroker(folder, ports, "tests", "tests", management=True)
    return Broker(folder, ports, management=True)


def mongod_in(folder: Path, ports: Ports) -> Mongod:
    """A replica set for tests, as a process or, with PARTS=docker, as a container."""
    if IN_DOCKER:
        from tests.support.parts_in_docker import DockerMongod

        return DockerMongod(folder, ports)
    return Mongod(folder, ports)


@contextmanager
def shared_parts(folder: Path = HOME) -> Iterator[Parts]:
    """The pair that all pytest processes of this working tree share."""
    folder.mkdir(parents=True, exist_ok=True)
    state = folder / "parts.json"
    with (folder / "users.lock").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        with _alone(folder):
            parts = parts_in(folder)
            parts.recognise(state)
            parts.ensure_running()
            parts.remember(state)
        try:
            yield parts
        finally:
            with _alone(folder):
                parts.recognise(state)
                if _was_the_last(users):
                    parts.destroy()
                    state.unlink(missing_ok=True)


@contextmanager
def private_folder(name: str, folder: Path = HOME) -> Iterator[Path]:
    """A folder for servers that one test module starts, kills and wipes as it likes."""
    place = folder / "private" / name
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def drop_databases(client: MongoClient[dict[str, Any]], prefix: str) -> None:
    """Drops every database of a prefix."""
    for name in client.list_database_names():
        if name.startswith(prefix):
            client.drop_database(name)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "start.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _was_the_last(users: IO[Any]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
