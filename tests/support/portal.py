"""A whole portal for tests: all its processes, its clock, its mails; kill what you like."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from deploy.local.clock import LocalClock
from deploy.local.mailbox import Mail, Mailbox
from deploy.local.parts import LocalParts
from deploy.local.portal import SERVICES, Place
from deploy.local.ports import Ports
from deploy.local.processes import Process, wait_until
from deploy.local.readiness import readiness, wait_until_ready
from deploy.local.supervisor import Supervisor
from services.kernel.contracts.rpc import Away, DeadlinePassed, RpcClient
from tests.support.broker import Management
from tests.support.mail import mails_to, wait_for_mails

OPERATOR: Mapping[str, Any] = {"id": "operator", "role": "operator"}
AT_ONCE_SECONDS = 0.25
REST_PATIENCE_SECONDS = 60.0


@dataclass
class Portal:
    """A running portal, wherever it runs."""

    url: str
    amqp_uri: str
    clock: LocalClock
    mailbox: Mailbox
    _client: RpcClient | None = field(default=None, init=False, repr=False)

    def ask(
        self,
        service: str,
        operation: str,
        payload: Mapping[str, Any],
        actor: Mapping[str, Any] = OPERATOR,
        *,
        within: float = 15.0,
        **envelope: Any,
    ) -> Any:
        """Calls an operation of a service over RPC. Raises Refused and what else RPC may raise."""
        if self._client is None:
            self._client = RpcClient(self.amqp_uri, "tests")
        whole = {"actor": actor, **envelope}
        return self._client.call(service, operation, payload, whole, within=within)

    def mails(self, recipient: str, count: int = 1, seconds: float = 20) -> list[Mail]:
        """The mails for an address, oldest first, once there are at least so many."""
        return wait_for_mails(self.mailbox, recipient, count, seconds)

    def mails_now(self, recipient: str) -> list[Mail]:
        """The mails for an address that are there already."""
        return mails_to(self.mailbox, recipient)

    def forward(self, **duration: float) -> datetime:
        """Runs the portal's clock forward: `forward(hours=7)`. Returns its new time."""
        return self.clock.forward(timedelta(**duration))

    def ready(self) -> bool:
        """Whether `/readyz` says yes now."""
        return readiness(self.url)[0]

    def close(self) -> None:
        """Ends the RPC client, if one was used."""
        if self._client is not None:
            self._client.close()


@dataclass
class LocalPortal(Portal):
    """A portal whose processes the test may kill.

    They are `identity-service`, `identity-worker`, ..., `gateway`, `mail` and, in a portal with
    parts of its own, `rabbitmq`, `mongod`, `epmd`. What is killed comes back by itself.
    """

    place: Place
    supervisor: Supervisor
    parts: LocalParts | None = None

    def names(self) -> list[str]:
        """The names of all processes."""
        return [process.name for process in self.supervisor.processes()]

    def process(self, name: str) -> Process:
        """One process by its name."""
        return next(one for one in self.supervisor.processes() if one.name == name)

    def kill(self, name: str) -> None:
        """Kills a process with -9; it is started again after a moment."""
        self.process(name).kill()

    def stop(self, name: str) -> None:
        """Stops a process in good order and leaves it down."""
        self.supervisor.pause(name)
        self.process(name).stop()

    def start(self, name: str) -> None:
        """Starts a stopped process again."""
        self.supervisor.resume(name)

    def wipe_broker(self) -> None:
        """Kills the portal's own broker, destroys its data and starts it again."""
        assert self.parts is not None, "only a portal with parts of its own"
        assert self.parts.broker is not None
        self.supervisor.pause("rabbitmq")
        self.kill("rabbitmq")
        self.parts.broker.wipe()
        self.supervisor.resume("rabbitmq")
        self.parts.broker.wait()

    def parts_uri(self, which: str) -> str:
        """The address of the portal's own broker (`amqp`) or database (`mongo`), unrerouted."""
        assert self.parts is not None, "only a portal with parts of its own"
        return self.parts.amqp_uri if which == "amqp" else self.parts.mongo_uri

    def cut_connections(self) -> int:
        """Cuts every connection to the portal's own broker. Returns how many there were."""
        assert self.parts is not None, "only a portal with parts of its own"
        broker = self.parts.broker
        assert broker is not None
        management = Management(broker.management_uri, broker.user, broker.password)
        return management.cut_connections()

    def wait_until_ready(self) -> None:
        """Waits until `/readyz` says yes. Raises NotReady."""
        wait_until_ready(self.url, self.supervisor)

    def wait_until_at_rest(self) -> None:
        """Waits a while until every service answers at once.

        Who has just started, perhaps beside another portal, is busy with itself, and the gateway
        gives up a call after seconds; no test is about that.
        """
        row = 0

        def at_rest() -> bool:
            nonlocal row
            began = time.monotonic()
            try:
                for service in SERVICES:
                    self.ask(service, "ping", {}, within=30.0)
            except (Away, DeadlinePassed):
                return False
            row = row + 1 if time.monotonic() - began < AT_ONCE_SECONDS else 0
            return row == 3

        wait_until(at_rest, REST_PATIENCE_SECONDS, 0.5)

    def log(self, name: str) -> str:
        """What a process has written so far."""
        return self.process(name).log.read_text(errors="replace")


@contextmanager
def portal_on(
    home: Path,
    amqp_uri: str,
    mongo_uri: str,
    db_prefix: str,
    settings: dict[str, str] | None = None,
) -> Iterator[LocalPortal]:
    """A portal on a broker and a database that run already."""
    home.mkdir(parents=True, exist_ok=True)
    place = Place(home, Ports(home / "ports.json"), amqp_uri, mongo_uri, db_prefix, settings or {})
    with _running(place, _supervisor()) as portal:
        yield portal


@contextmanager
def portal_with_parts(
    home: Path,
    settings: dict[str, str] | None = None,
    *,
    through: Callable[[int], int] | None = None,
) -> Iterator[LocalPortal]:
    """A portal with a broker and a database of its own, under the same watch.

    With `through` the processes reach both by way of the port it returns for theirs.
    """
    home.mkdir(parents=True, exist_ok=True)
    parts = LocalParts(home, Ports(home / "ports.json"), {}, management=True)
    supervisor = _supervisor()
    try:
        parts.start(supervisor)
        uris = (parts.amqp_uri, parts.mongo_uri)
        if through is not None:
            uris = (_rerouted(uris[0], through), _rerouted(_direct(uris[1]), through))
        place = Place(home, parts.ports, *uris, settings=settings or {})
        with _running(place, supervisor, parts) as portal:
            yield portal
    finally:
        supervisor.stop(last=LocalParts.names)


def _rerouted(uri: str, through: Callable[[int], int]) -> str:
    port = urlsplit(uri).port
    assert port is not None
    return uri.replace(f":{port}", f":{through(port)}", 1)


def _direct(mongo_uri: str) -> str:
    """Without discovery, which would lead around a proxy."""
    kept = [
        pair
        for pair in urlsplit(mongo_uri).query.split("&")
        if pair and not pair.startswith("replicaSet=")
    ]
    return mongo_uri.partition("?")[0] + "?" + "&".join([*kept, "directConnection=true"])


@contextmanager
def portal_at(environ: Mapping[str, str]) -> Iterator[Portal]:
    """A portal that runs elsewhere: BASE_URL, and its AMQP_URI, CLOCK_FILE and MAILBOX folder."""
    portal = Portal(
        environ["BASE_URL"].rstrip("/"),
        environ["AMQP_URI"],
        LocalClock(Path(environ["CLOCK_FILE"])),
        Mailbox(Path(environ["MAILBOX"])),
    )
    try:
        yield portal
    finally:
        portal.close()


@contextmanager
def _running(
    place: Place, supervisor: Supervisor, parts: LocalParts | None = None
) -> Iterator[LocalPortal]:
    place.claim_ports()
    clock, mailbox = LocalClock(place.clock), Mailbox(place.mailbox)
    portal = LocalPortal(place.url, place.amqp_uri, clock, mailbox, place, supervisor, parts)
    try:
        for process in place.processes():
            supervisor.add(process)
        supervisor.start()
        portal.wait_until_ready()
        portal.wait_until_at_rest()
        yield portal
    finally:
        portal.close()
        supervisor.stop(last=LocalParts.names)


def _supervisor() -> Supervisor:
    return Supervisor(lambda told: print(told, file=sys.stderr), lambda: None)
