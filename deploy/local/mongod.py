"""A MongoDB replica set of one node of one's own: any user, own folder, own port, loopback only.

With a password it asks everybody who they are, so that rights (an analyst's, for instance) hold.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import AutoReconnect, OperationFailure

from deploy.local.mongod_binary import find_mongod
from deploy.local.ports import LOOPBACK, Ports
from deploy.local.processes import Process, wait_ready
from deploy.local.secret_files import secret_file

REPLICA_SET = "rs0"
USER = "kakehashi"
_START_SECONDS = 60
JOURNAL_EVERY_MS = 10
"""How often the server writes its journal unasked. A commit whose turn of writing another commit has
just missed waits for this: by the server's own choice a tenth of a second, with all that come after
it behind it."""
_UNAUTHORIZED = 13
_ALREADY_INITIALISED = 23
_USER_IS_THERE = 51003


@dataclass
class Mongod:
    """One mongod whose data live in `folder`; journalled, small cache, primary of its set."""

    folder: Path
    ports: Ports
    password: str = ""
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
            *("--journalCommitInterval", str(JOURNAL_EVERY_MS)),
            *("--setParameter", "diagnosticDataCollectionEnabled=false"),
            # One node has nobody to hand over to, so it need not wait for that when it stops.
            *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"),
            *self._authorisation(),
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

    def destroy(self) -> None:
        """Ends it at once and removes everything of it."""
        self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def uri(self) -> str:
        """The address of the replica set, with the password if there is one."""
        return f"mongodb://{self._login}{self._host}/?replicaSet={REPLICA_SET}{self._source}"

    @property
    def _host(self) -> str:
        return f"{LOOPBACK}:{self.ports.of('mongod')}"

    @property
    def _login(self) -> str:
        return f"{USER}:{self.password}@" if self.password else ""

    @property
    def _source(self) -> str:
        return "&authSource=admin" if self.password else ""

    def _authorisation(self) -> tuple[str, ...]:
        if not self.password:
            return ()
        # Members of a set know each other by this key; asking for it switches passwords on.
        return ("--keyFile", str(secret_file(self.folder, "set-key")))

    def _client(self, *, known: bool = False) -> MongoClient[dict[str, Any]]:
        login, source = (self._login, self._source) if known else ("", "")
        return MongoClient(
            f"mongodb://{login}{self._host}/?directConnection=true{source}",
            serverSelectionTimeoutMS=500,
        )

    def _is_primary(self, client: MongoClient[dict[str, Any]]) -> bool:
        try:
            state = client.admin.command("hello")
            if state.get("isWritablePrimary"):
                self._make_user(client)
                return True
            if state.get("isreplicaset"):
                self._found_set(client)
        except AutoReconnect:
            return False
        return False

    def _found_set(self, client: MongoClient[dict[str, Any]]) -> None:
        settings: dict[str, Any] = {
            "_id": REPLICA_SET,
            "members": [{"_id": 0, "host": self._host}],
        }
        try:
            client.admin.command("replSetInitiate", settings)
        except OperationFailure as refused:
            if refused.code not in (_ALREADY_INITIALISED, _UNAUTHORIZED):
                raise
            self._move_set(settings)

    def _move_set(self, settings: dict[str, Any]) -> None:
        """The data are from a start on another port: tells the set its new address."""
        with self._client(known=True) as client:
            old = client.local["system.replset"].find_one({})
            if old is not None and old["members"][0]["host"] != self._host:
                settings["version"] = old["version"] + 1
                client.admin.command("replSetReconfig", settings, force=True)

    def _make_user(self, client: MongoClient[dict[str, Any]]) -> None:
        if not self.password:
            return
        try:
            # As long as there is no user, whoever comes from this machine may make the first.
            client.admin.command("createUser", USER, pwd=self.password, roles=["root"])
        except OperationFailure as refused:
            if refused.code not in (_UNAUTHORIZED, _USER_IS_THERE):
                raise
