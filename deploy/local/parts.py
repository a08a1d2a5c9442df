"""RabbitMQ and MongoDB of a local run: given by address, or started here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from deploy.local.broker import Broker, wait_for_broker
from deploy.local.mongod import Mongod
from deploy.local.packages import Missing
from deploy.local.ports import Ports
from deploy.local.secret_files import password
from deploy.local.supervisor import Supervisor

_GIVEN_ANSWERS_WITHIN_SECONDS = 30.0


class LocalParts:
    """The broker and the database under one portal.

    What AMQP_URI or MONGO_URI of `environ` name is used as it is and never stopped.
    """

    names = ("rabbitmq", "mongod", "epmd")

    def __init__(
        self, home: Path, ports: Ports, environ: Mapping[str, str], *, management: bool = False
    ) -> None:
        self.ports = ports
        self._management = management
        self._given_amqp = environ.get("AMQP_URI", "")
        self._given_mongo = environ.get("MONGO_URI", "")
        self._home = home
        self.broker: Broker | None = None
        self.mongod: Mongod | None = None

    @property
    def description(self) -> str:
        own = [name for name, given in self._places() if not given]
        return " and ".join(own) if own else "nothing (broker and database are given)"

    @property
    def amqp_uri(self) -> str:
        return self._given_amqp or (self.broker.uri if self.broker else "")

    @property
    def mongo_uri(self) -> str:
        return self._given_mongo or (self.mongod.uri if self.mongod else "")

    def start(self, supervisor: Supervisor) -> None:
        """Starts both at once and waits for them. Raises NotReady or Missing."""
        if not self._given_amqp:
            key = password(self._home / "secrets", "broker-password")
            self.broker = Broker(
                self._home / "rabbitmq", self.ports, "kakehashi", key, self._management
            )
            self.broker.prepare()
        if not self._given_mongo:
            key = password(self._home / "secrets", "database-password")
            self.mongod = Mongod(self._home / "mongod", self.ports, key)
            self.mongod.prepare()
        if self.broker:
            supervisor.add(self.broker.epmd)
            supervisor.add(self.broker.process)
        if self.mongod:
            supervisor.add(self.mongod.process)
        if self.mongod:
            self.mongod.wait()
        else:
            self._wait_for_given_mongo()
        if self.broker:
            self.broker.wait()
        else:
            self._wait_for_given_broker()

    def _places(self) -> list[tuple[str, str]]:
        return [("RabbitMQ", self._given_amqp), ("MongoDB", self._given_mongo)]

    def _wait_for_given_broker(self) -> None:
        place = urlsplit(self._given_amqp)
        host, port = place.hostname or "localhost", place.port or 5672
        if not wait_for_broker(host, port, _GIVEN_ANSWERS_WITHIN_SECONDS):
            raise Missing(f"No broker answers at {host}:{port}, which AMQP_URI names.")

    def _wait_for_given_mongo(self) -> None:
        milliseconds = int(_GIVEN_ANSWERS_WITHIN_SECONDS * 1000)
        try:
            with MongoClient[dict[str, object]](
                self._given_mongo, serverSelectionTimeoutMS=milliseconds
            ) as client:
                client.admin.command("ping")
        except PyMongoError as fault:
            raise Missing(f"MongoDB does not answer at MONGO_URI: {type(fault).__name__}") from None
