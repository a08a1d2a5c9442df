"""A MongoDB replica set of one node of one's own: any user, own folder, own port, loopback only."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from deploy.local.mongod_binary import find_mongod
from deploy.local.ports import LOOPBACK, Ports
from deploy.local.processes import Process, wait_ready

REPLICA_SET = "rs0"
_START_SECONDS = 60
_NOT_YET_INITIALISED = 94
_HOST_NOT_IN_SET = 93
_ALREADY_INITIALISED = 23


@dataclass
class Mongod:
    """One mongod whose data live in `folder`; journalled, small cache, primary of its set."""

    folder: Path
    ports: Ports
    cache_gigabytes: float = 0.25
    process: Process = field(init=False)

    def __post_init__(self) -> None:
        self.folder = self.folder.absolute()
        self.process = Process("mongod", (), self.folder / "mongod.log")

    def prepare(self) -> None:
        """Chooses the port and finds the program. Only while it is down."""
        port = self.ports.claim("mongod")
        data = self.folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        self.process.command = (
            str(find_mongod()),
            *("--dbpath", str(data), "--port", str(port), "--bind_ip", LOOPBACK),
            *("--replSet", REPLICA_SET, "--oplogSize", "256", "--nounixsocket", "--quiet"),
            *("--wiredTigerCacheSizeGB", str(self.cache_gigabytes)),
            *("--setParameter", "diagnosticDataCollectionEnabled=false"),
            # One node has nobody to hand over to, so it need not wait for that when it stops.
            *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"),
        )

    def start(self) -> None:
        """Starts it and waits until it is primary. Raises NotReady."""
        self.begin()
        self.wait()

    def begin(self) -> None:
        """Starts it without waiting."""
        if not self.process.command:
            self.prepare()
        self.process.start()

    def wait(self) -> None:
        """Waits until it is primary, founding the replica set on the first start. Raises NotReady."""
        with self._client() as client:
            wait_ready(self.process, lambda: self._is_primary(client), _START_SECONDS)

    def stop(self) -> None:
        """Stops it in good order."""
        self.process.stop()

    def kill(self) -> None:
        """Ends it at once, as a crash would."""
        self.process.kill()

    @property
    def uri(self) -> str:
        """The address of the replica set."""
        return f"mongodb://{self._host}/?replicaSet={REPLICA_SET}"

    @property
    def _host(self) -> str:
        return f"{LOOPBACK}:{self.ports.of('mongod')}"

    def _client(self) -> MongoClient[dict[str, Any]]:
        return MongoClient(
            f"mongodb://{self._host}/?directConnection=true", serverSelectionTimeoutMS=500
        )

    def _is_primary(self, client: MongoClient[dict[str, Any]]) -> bool:
        try:
            if client.admin.command("hello").get("isWritablePrimary"):
                return True
            client.admin.command("replSetGetStatus")
        except OperationFailure as fault:
            self._found_or_move(client, fault.code)
        except PyMongoError:
            return False
        return False

    def _found_or_move(self, client: MongoClient[dict[str, Any]], fault: int | None) -> None:
        settings: dict[str, Any] = {
            "_id": REPLICA_SET,
            "members": [{"_id": 0, "host": self._host}],
        }
        try:
            if fault == _NOT_YET_INITIALISED:
                client.admin.command("replSetInitiate", settings)
            elif fault == _HOST_NOT_IN_SET:
                # The data are from a start on another port: tell the set its new address.
                known = client.local["system.replset"].find_one({}) or {"version": 1}
                settings["version"] = known["version"] + 1
                client.admin.command("replSetReconfig", settings, force=True)
        except OperationFailure as refused:
            if refused.code != _ALREADY_INITIALISED:
                raise
