"""A whole portal for tests: all its processes, its clock, its mails; kill what you like."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from deploy.local.clock import LocalClock
from deploy.local.mailbox import Mail, Mailbox
from deploy.local.parts import LocalParts
from deploy.local.portal import Place
from deploy.local.ports import Ports
from deploy.local.processes import Process
from deploy.local.readiness import readiness, wait_until_ready
from deploy.local.supervisor import Supervisor
from tests.support.mail import wait_for_mails


@dataclass
class Portal:
    """A running portal.

    Its processes are `identity-service`, `identity-worker`, ..., `gateway`, `mail` and, in a portal
    with parts of its own, `rabbitmq`, `mongod`, `epmd`. What is killed comes back by itself.
    """

    place: Place
    supervisor: Supervisor
    parts: LocalParts | None = None

    @property
    def url(self) -> str:
        """The address of the gateway, without a slash at its end."""
        return self.place.url

    @property
    def clock(self) -> LocalClock:
        """The portal's clock: `.now()`, `.forward(timedelta)`, `.to(moment)`."""
        return LocalClock(self.place.clock)

    @property
    def mailbox(self) -> Mailbox:
        """Every mail the portal sent."""
        return Mailbox(self.place.mailbox)

    def mails(self, recipient: str, count: int = 1, seconds: float = 20) -> list[Mail]:
        """The mails for an address, oldest first, once there are at least so many."""
        return wait_for_mails(self.mailbox, recipient, count, seconds)

    def forward(self, **duration: float) -> datetime:
        """Runs the portal's clock forward: `forward(hours=7)`. Returns its new time."""
        return self.clock.forward(timedelta(**duration))

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

    def ready(self) -> bool:
        """Whether `/readyz` says yes now."""
        return readiness(self.url)[0]

    def wait_until_ready(self) -> None:
        """Waits until `/readyz` says yes. Raises NotReady."""
        wait_until_ready(self.url, self.supervisor)

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
) -> Iterator[Portal]:
    """A portal on a broker and a database that run already."""
    home.mkdir(parents=True, exist_ok=True)
    place = Place(home, Ports(home / "ports.json"), amqp_uri, mongo_uri, db_prefix, settings or {})
    with _running(Portal(place, _supervisor())) as portal:
        yield portal


@contextmanager
def portal_with_parts(home: Path, settings: dict[str, str] | None = None) -> Iterator[Portal]:
    """A portal with a broker and a database of its own, under the same watch."""
    home.mkdir(parents=True, exist_ok=True)
    parts = LocalParts(home, Ports(home / "ports.json"), {})
    supervisor = _supervisor()
    try:
        parts.start(supervisor)
        uris = (parts.amqp_uri, parts.mongo_uri)
        place = Place(home, parts.ports, *uris, settings=settings or {})
        with _running(Portal(place, supervisor, parts)) as portal:
            yield portal
    finally:
        supervisor.stop(last=LocalParts.names)


@contextmanager
def _running(portal: Portal) -> Iterator[Portal]:
    portal.place.claim_ports()
    try:
        for process in portal.place.processes():
            portal.supervisor.add(process)
        portal.supervisor.start()
        portal.wait_until_ready()
        yield portal
    finally:
        portal.supervisor.stop(last=LocalParts.names)


def _supervisor() -> Supervisor:
    return Supervisor(lambda told: print(told, file=sys.stderr), lambda: None)
