"""A RabbitMQ server of one's own: any user, own folder, own ports, loopback only."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.packages import install
from deploy.local.ports import LOOPBACK, Ports
from deploy.local.processes import Process, wait_ready, wait_until

_PLACES = (Path("/usr/lib/rabbitmq/bin"), Path("/opt/rabbitmq/sbin"))
_PROTOCOL_HEADER = b"AMQP\x00\x00\x09\x01"
_START_SECONDS = 90

_CONFIGURATION = """\
listeners.tcp.1 = {loopback}:{amqp}
default_user = {user}
default_pass = {password}
loopback_users.guest = true
log.file.level = warning
disk_free_limit.absolute = 64MB
vm_memory_high_watermark.absolute = {memory}
raft.wal_max_size_bytes = 16777216
"""

_MANAGEMENT = """\
management.tcp.ip = {loopback}
management.tcp.port = {management}
management_agent.disable_metrics_collector = true
"""


def find_rabbitmq() -> Path:
    """The folder with RabbitMQ's own scripts (Debian's /usr/sbin wrappers insist on root).

    Installs Debian's package when root. Raises Missing, with the command to run, otherwise.
    """
    found = _installed()
    if found is None:
        install(
            ["rabbitmq-server", "libcurl4"],
            why="The portal needs the message broker RabbitMQ, which is not installed",
        )
        found = _installed()
    if found is None:
        raise FileNotFoundError(f"rabbitmq-server is not in {_PLACES[0]} after its installation")
    return found


def _installed() -> Path | None:
    for place in _PLACES:
        if (place / "rabbitmq-server").exists():
            return place
    return None


@dataclass
class Broker:
    """One RabbitMQ node whose data live in `folder`; start, stop, kill and wipe at will."""

    folder: Path
    ports: Ports
    user: str = "guest"
    password: str = "guest"
    management: bool = False
    # Beyond this it takes nothing from publishers until consumers have taken some.
    memory: str = "1GB"
    process: Process = field(init=False)
    epmd: Process = field(init=False)

    def __post_init__(self) -> None:
        self.folder = self.folder.absolute()
        self.epmd = Process("epmd", (), self.folder / "epmd.log")
        self.process = Process("rabbitmq", (), self.folder / "rabbitmq.out")

    def prepare(self) -> None:
        """Chooses ports and writes the configuration. Only while the node is down."""
        scripts = find_rabbitmq()
        names = ["amqp", "distribution", "epmd"] + ["management"] * self.management
        port = {name: self.ports.claim(name) for name in names}
        self.folder.mkdir(parents=True, exist_ok=True)
        values = {"loopback": LOOPBACK, "user": self.user, "password": self.password, **port}
        values["memory"] = self.memory
        text = _CONFIGURATION + (_MANAGEMENT if self.management else "")
        configuration = self.folder / "rabbitmq.conf"
        configuration.touch(0o600)
        configuration.write_text(text.format(**values))
        plugins = "rabbitmq_management" if self.management else ""
        (self.folder / "enabled_plugins").write_text(f"[{plugins}].\n")
        environment = self._environment(port)
        epmd = shutil.which("epmd") or "epmd"
        self.epmd.command = (epmd, "-port", str(port["epmd"]), "-address", LOOPBACK)
        self.epmd.environment = environment
        self.process.command = (str(scripts / "rabbitmq-server"),)
        self.process.environment = environment

    def start(self) -> None:
        """Starts the node and waits until it greets AMQP clients. Raises NotReady."""
        self.begin()
        self.wait()

    def begin(self) -> None:
        """Starts the node without waiting for it."""
        if not self.process.command:
            self.prepare()
        if not self.epmd.runs():
            self.epmd.start()
        self.process.start()

    def wait(self) -> None:
        """Waits until the node greets AMQP clients. Raises NotReady."""
        wait_ready(self.process, lambda: greets(self.ports.of("amqp")), _START_SECONDS)
        if self.management:
            port = self.ports.of("management")
            wait_ready(self.process, lambda: _answers_http(port), _START_SECONDS)

    def stop(self) -> None:
        """Stops the node in good order, and the name server it used."""
        self.process.stop()
        self.epmd.stop()

    def kill(self) -> None:
        """Ends the node at once, as a crash would."""
        self.process.kill()

    def wipe(self) -> None:
        """Destroys every queue, exchange and message of the node, which must be down."""
        shutil.rmtree(self.folder / "data", ignore_errors=True)

    def destroy(self) -> None:
        """Ends the node at once and removes everything of it."""
        self.process.kill()
        self.epmd.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def uri(self) -> str:
        """The address of the default virtual host."""
        return self.uri_of("")

    def uri_of(self, virtual_host: str) -> str:
        """The address of one virtual host ("" is the default one, "/")."""
        place = f"{LOOPBACK}:{self.ports.of('amqp')}"
        return f"amqp://{self.user}:{self.password}@{place}/{virtual_host}"

    @property
    def management_uri(self) -> str:
        """The address of the management API, when that is switched on."""
        return f"http://{LOOPBACK}:{self.ports.of('management')}"

    def _environment(self, port: dict[str, int]) -> dict[str, str]:
        return {
            # HOME holds the Erlang cookie: nobody else's node or tool can talk to this one.
            "HOME": str(self.folder),
            "LC_ALL": "C.UTF-8",
            "ERL_EPMD_PORT": str(port["epmd"]),
            "ERL_EPMD_ADDRESS": LOOPBACK,
            "RABBITMQ_NODENAME": "kakehashi@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": LOOPBACK,
            "RABBITMQ_NODE_PORT": str(port["amqp"]),
            "RABBITMQ_DIST_PORT": str(port["distribution"]),
            "RABBITMQ_MNESIA_BASE": str(self.folder / "data"),
            "RABBITMQ_LOG_BASE": str(self.folder / "log"),
            "RABBITMQ_PID_FILE": str(self.folder / "pid"),
            "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(self.folder / "no-such-file"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "enabled_plugins"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": (
                "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2"
            ),
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        }


def greets(port: int, host: str = LOOPBACK) -> bool:
    """Whether an AMQP server answers the protocol header there: it then takes connections."""
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=2) as peer:
        peer.sendall(_PROTOCOL_HEADER)
        return peer.recv(1) == b"\x01"
    return False


def wait_for_broker(host: str, port: int, seconds: float) -> bool:
    """Waits for a broker that somebody else runs."""
    return wait_until(lambda: greets(port, host), seconds, 0.1)


def _answers_http(port: int) -> bool:
    with (
        contextlib.suppress(OSError),
        socket.create_connection((LOOPBACK, port), timeout=2) as peer,
    ):
        peer.sendall(b"GET / HTTP/1.0\r\n\r\n")
        return peer.recv(5) == b"HTTP/"
    return False
