"""What a portal consists of on one machine: its processes, their settings, their places."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.ports import LOOPBACK, Ports
from deploy.local.processes import Process
from deploy.local.secret_files import secret_file
from deploy.local.trial_key import trial_key

ROOT = Path(__file__).parents[2]

# In the order of the start: the others ask identity who somebody is.
SERVICES = ("identity", "listings", "applications", "messaging", "reporting")
GATEWAY = "gateway"
MAIL = "mail"


def core_of_its_own(cores: Collection[int]) -> dict[str, str]:
    """The setting that keeps the only gateway of this machine on one of several processors."""
    return {"GATEWAY_CORE": str(max(cores))} if len(cores) > 1 else {}


@dataclass(frozen=True)
class Place:
    """One installation: the folder it lives in, its ports, broker, database and name prefix."""

    home: Path
    ports: Ports
    amqp_uri: str
    mongo_uri: str
    db_prefix: str = "kakehashi"
    # Settings beyond the usual ones, for instance other limits.
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def gateway_port(self) -> int:
        return self.ports.of(GATEWAY)

    @property
    def url(self) -> str:
        """Where the browser finds the portal."""
        return f"http://{LOOPBACK}:{self.gateway_port}"

    @property
    def mailbox_url(self) -> str:
        """Where the browser finds the mails that the portal sent."""
        return f"http://{LOOPBACK}:{self.ports.of('mailbox')}"

    @property
    def mailbox(self) -> Path:
        return self.home / "mailbox"

    @property
    def api_key_file(self) -> Path:
        """The file with an API key for trying the change feed."""
        return trial_key(self.home / "secrets")[0]

    @property
    def clock(self) -> Path:
        """The file with the seconds by which the portal's clock runs ahead."""
        return self.home / "clock"

    def claim_ports(self, preferred: Mapping[str, int] | None = None) -> None:
        """Chooses the ports of the portal's own processes. Only while they are down."""
        for name in (GATEWAY, "mailbox", "smtp"):
            self.ports.claim(name, (preferred or {}).get(name))

    def environment(self) -> dict[str, str]:
        """The settings that all processes share."""
        secrets = self.home / "secrets"
        return {
            "ENVIRONMENT": "local",
            "AMQP_URI": self.amqp_uri,
            "MONGO_URI": self.mongo_uri,
            "DB_PREFIX": self.db_prefix,
            "MASTER_KEY_FILE": str(secret_file(secrets, "master-key")),
            "GATEWAY_SECRET_FILE": str(secret_file(secrets, "gateway-secret")),
            "API_KEYS_FILE": str(trial_key(secrets)[1]),
            "CLOCK_FILE": str(self.clock),
            "SMTP_URI": f"smtp://{LOOPBACK}:{self.ports.of('smtp')}",
            "MAIL_FROM": "noreply@kakehashi.example",
            "PUBLIC_URL": self.url,
            "GATEWAY_LISTEN": f"{LOOPBACK}:{self.gateway_port}",
            "SPOOL_DIR": str(self.home / "spool"),
            "PYTHONUNBUFFERED": "1",
            # glibc gives every thread an arena of its own; two are enough and halve the memory.
            "MALLOC_ARENA_MAX": "2",
            **self.settings,
        }

    def processes(self) -> list[Process]:
        """Mail server, services, workers and gateway, not yet started."""
        shared = self.environment()
        made = [self._mail_server()]
        for service in SERVICES:
            for role in ("service", "worker"):
                module = f"services.{service}.entrypoints.{role}"
                made.append(self._python(f"{service}-{role}", ("-m", module), shared))
        made.append(self._python(GATEWAY, ("-m", "gateway"), shared))
        return made

    def _mail_server(self) -> Process:
        smtp, page = self.ports.of("smtp"), self.ports.of("mailbox")
        where = ("--smtp", str(smtp), "--page", str(page), "--folder", str(self.mailbox))
        return self._python(MAIL, ("-m", "deploy.local.mail_sink", *where), {})

    def _python(
        self, name: str, arguments: tuple[str, ...], settings: Mapping[str, str]
    ) -> Process:
        data = self.home / "data" / name
        data.mkdir(parents=True, exist_ok=True)
        own = {"INSTANCE": name, "DATA_DIR": str(data)}
        log = self.home / "log" / f"{name}.log"
        return Process(name, (sys.executable, *arguments), log, {**settings, **own}, ROOT)
