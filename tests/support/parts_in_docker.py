"""RabbitMQ and MongoDB of the tests as containers (PARTS=docker), with the same handles."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docker
from docker.errors import APIError, NotFound

from deploy.local.broker import Broker
from deploy.local.mongod import JOURNAL_EVERY_MS, REPLICA_SET, Mongod
from deploy.local.ports import LOOPBACK
from deploy.local.processes import Identity, Process

RABBITMQ = "rabbitmq:4.2-management"
MONGO = "mongo:8.2"


@dataclass
class Container(Process):
    """A container that is handled like a process; others find it by its name."""

    image: str = ""
    options: dict[str, Any] = field(default_factory=dict)

    def start(self) -> None:
        found = self._found()
        if found is not None:
            found.start()
            return
        client = docker.from_env()
        client.containers.run(
            self.image, list(self.command) or None, name=self.name, detach=True, **self.options
        )
        client.close()

    def adopt(self, identity: Identity) -> None:
        """Nothing to note: the name is enough."""

    def runs(self) -> bool:
        found = self._found()
        return found is not None and found.status == "running"

    def exit_code(self) -> int | None:
        found = self._found()
        return None if found is None else int(found.attrs["State"]["ExitCode"])

    def stop(self) -> bool:
        found = self._found()
        if found is not None:
            found.stop(timeout=int(self.stop_seconds))
        return True

    def kill(self) -> None:
        found = self._found()
        if found is not None and found.status == "running":
            try:
                found.kill()
                found.wait(timeout=10)
            except APIError as ended_already:
                if ended_already.status_code != 409:
                    raise

    def remove(self) -> None:
        """Ends it and destroys its data."""
        found = self._found()
        if found is not None:
            found.remove(force=True, v=True)

    def last_lines(self, count: int = 15) -> str:
        found = self._found()
        return "(no container)" if found is None else found.logs(tail=count).decode()

    def _found(self) -> Any:
        client = docker.from_env()
        try:
            return client.containers.get(self.name)
        except NotFound:
            return None


class Nothing(Process):
    """Stands where a process of its own is not needed: always there, never in the way."""

    def start(self) -> None:
        pass

    def runs(self) -> bool:
        return True

    def stop(self) -> bool:
        return True

    def kill(self) -> None:
        pass


class DockerBroker(Broker):
    """See Broker; its data live in the container's own volume."""

    def __post_init__(self) -> None:
        self.folder = self.folder.absolute()
        self.epmd = Nothing("epmd", (), self.folder / "epmd.log")
        self.process = _container(self.folder, RABBITMQ)

    def prepare(self) -> None:
        for name in ("amqp", "management"):
            self.ports.claim(name)
        container = self.process
        assert isinstance(container, Container)
        container.command = ("rabbitmq-server",)
        container.options = {
            "hostname": "rabbitmq",
            "environment": {
                "RABBITMQ_DEFAULT_USER": self.user,
                "RABBITMQ_DEFAULT_PASS": self.password,
            },
            "ports": {
                "5672/tcp": (LOOPBACK, self.ports.of("amqp")),
                "15672/tcp": (LOOPBACK, self.ports.of("management")),
            },
        }

    def wipe(self) -> None:
        assert isinstance(self.process, Container)
        self.process.remove()

    def destroy(self) -> None:
        self.wipe()


class DockerMongod(Mongod):
    """See Mongod; its data live in the container's own volume."""

    def __post_init__(self) -> None:
        self.folder = self.folder.absolute()
        self.process = _container(self.folder, MONGO)

    def prepare(self) -> None:
        port = self.ports.claim("mongod")
        container = self.process
        assert isinstance(container, Container)
        # The same port inside, so that the set's only member is found under one address.
        container.command = (
            *("mongod", "--port", str(port), "--bind_ip_all", "--replSet", REPLICA_SET),
            *("--wiredTigerCacheSizeGB", str(self.cache_gigabytes)),
            *("--journalCommitInterval", str(JOURNAL_EVERY_MS)),
        )
        container.options = {"ports": {f"{port}/tcp": (LOOPBACK, port)}}

    def destroy(self) -> None:
        assert isinstance(self.process, Container)
        self.process.remove()


def _container(folder: Path, image: str) -> Container:
    mark = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    name = f"kakehashi-{image.partition(':')[0]}-{mark}"
    return Container(name, (), folder / "container.log", image=image)
