"""The notice board and its listener as real processes, for tests that may kill them."""

from __future__ import annotations

import base64
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pymongo import MongoClient

from deploy.local.processes import Process, wait_until
from services.kernel.contracts.rpc import Away, DeadlinePassed, RpcClient
from tests.support.parts import ROOT

SYSTEM = {"id": "portal", "role": "internal-system"}
PERSON = {"id": "u-1", "role": "individual"}
NAMES = {"board": "noticeboard", "watch": "noticewatch", "errands": "errands"}


class Notices:
    """Processes, calls and what is in the databases."""

    def __init__(self, amqp_uri: str, mongo_uri: str, prefix: str, folder: Path) -> None:
        self._folder = folder
        key = folder / "master.key"
        key.write_text(base64.b64encode(b"k" * 32).decode())
        self.environment = {
            "AMQP_URI": amqp_uri,
            "MONGO_URI": mongo_uri,
            "DB_PREFIX": prefix,
            "MASTER_KEY_FILE": str(key),
            "DATA_DIR": str(folder / "data"),
            "ENVIRONMENT": "local",
            "CLOCK_FILE": str(folder / "clock"),
            "PYTHONUNBUFFERED": "1",
        }
        self.client = RpcClient(amqp_uri, "tests")
        self._mongo: MongoClient[dict[str, Any]] = MongoClient(mongo_uri, tz_aware=True)
        self._prefix = prefix
        self._all: list[Process] = []

    def process(self, which: str, role: str, instance: str = "1", **environment: str) -> Process:
        """One process, not yet started."""
        name = f"{which}-{role}-{instance}"
        made = Process(
            name,
            (sys.executable, "-m", "tests.support.notice_process", which, role),
            self._folder / f"{name}.log",
            {**self.environment, "INSTANCE": instance, **environment},
            ROOT,
        )
        self._all.append(made)
        return made

    def start(self, which: str, role: str, instance: str = "1", **environment: str) -> Process:
        """One process, started."""
        made = self.process(which, role, instance, **environment)
        made.start()
        return made

    def start_all(self) -> dict[str, Process]:
        """Both services with one process of each role, once they answer."""
        started = {
            f"{which}-{role}": self.start(which, role)
            for which in ("board", "watch")
            for role in ("service", "worker")
        }
        for which in ("board", "watch"):
            self.wait_for(lambda which=which: self.answers(which), f"{which} answers", 40)
        return started

    def answers(self, which: str) -> bool:
        try:
            self.client.call(NAMES[which], "ping", {}, {"actor": SYSTEM}, within=2.0)
        except (Away, DeadlinePassed):
            return False
        return True

    def ask(
        self,
        which: str,
        operation: str,
        payload: dict[str, Any] | None = None,
        *,
        command_id: str | None = None,
        actor: dict[str, Any] | None = None,
        within: float = 10.0,
        **envelope: Any,
    ) -> Any:
        whole = {"actor": actor or SYSTEM, "command_id": command_id, **envelope}
        return self.client.call(NAMES[which], operation, payload or {}, whole, within=within)

    def ask_until_answered(
        self, which: str, operation: str, payload: dict[str, Any], command_id: str
    ) -> Any:
        """As a careful client does: the same command again until it is acknowledged."""
        for _ in range(300):
            try:
                return self.ask(which, operation, payload, command_id=command_id, within=2.0)
            except (Away, DeadlinePassed):
                threading.Event().wait(0.1)
        raise AssertionError(f"{operation} was never answered")

    def post(self, text: str) -> str:
        """Posts a notice; gives its id."""
        return str(self.ask("board", "post_notice", {"text": text})["notice_id"])

    def database(self, which: str) -> Any:
        return self._mongo[f"{self._prefix}_{NAMES[which]}"]

    def documents(self, which: str, collection: str) -> dict[str, dict[str, Any]]:
        return {d.pop("_id"): d for d in self.database(which)[collection].find()}

    def wait_for(self, condition: Callable[[], bool], what: str, seconds: float = 120.0) -> None:
        """Waits for something to come true; fails with the ends of all logs when it does not."""
        if not wait_until(condition, seconds, 0.05):
            logs = "\n".join(f"--- {p.name}\n{p.last_lines()}" for p in self._all)
            raise AssertionError(f"in vain: {what}\n{logs}")

    def forward(self, seconds: float) -> None:
        """Runs the processes' clock ahead."""
        Path(self.environment["CLOCK_FILE"]).write_text(str(seconds))

    def close(self) -> None:
        for process in self._all:
            process.kill()
        self.client.close()
        self._mongo.close()
