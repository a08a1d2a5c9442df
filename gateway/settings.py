"""What the gateway needs from its surroundings, read once at the start."""

from __future__ import annotations

import json
import os
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from services.kernel.contracts.relying_party import RelyingParty

# The address that the leaflet prints (D-107).
MOFA_CENTRE = "jinji-center@mofa.go.jp"
LOCAL = {
    "GATEWAY_LISTEN": "127.0.0.1:8000",
    "PUBLIC_URL": "http://127.0.0.1:8000",
    "AMQP_URI": "amqp://guest:guest@127.0.0.1:5672/",
    "SPOOL_DIR": "var/spool",
    "SECRETARIAT_ADDRESS": "secretariat@kakehashi.example",
    "SOCIAL_URL": "https://social.kakehashi.example/",
}


class SettingsFault(Exception):
    """The environment is incomplete or wrong; the message lists every fault."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """An internal system that may use the API: its name and what it may do."""

    name: str
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Settings:
    """`secret` signs cookies and form tokens. `api_keys` are keyed by the SHA-256 of the key.

    `requests_per_minute` limits one address or account, `attempts_per_minute` what a guesser
    would try from one address (login, reissue), `attempts_per_account` what anybody may try for
    one login ID; 0 is no limit. `core` is the processor the gateway stays on. `trusted_proxies` is how many proxies before the
    gateway write `X-Forwarded-For`. `single_sign_on` shows the way to identity's provider (ID-45).
    """

    environment: str
    listen_host: str
    listen_port: int
    public_url: str
    amqp_uri: str = field(repr=False)
    secret: str = field(repr=False)
    spool_dir: Path
    instance: str = "gateway"
    clock_file: Path | None = None
    secretariat_address: str = ""
    social_url: str = ""
    threads: int = 24
    workers: int = 1
    core: int | None = None
    trusted_proxies: int = 0
    requests_per_minute: int = 1200
    attempts_per_minute: int = 30
    attempts_per_account: int = 10
    log_level: str = "INFO"
    single_sign_on: bool = False
    mofa_centre_address: str = MOFA_CENTRE
    api_keys: Mapping[str, ApiKey] = field(default_factory=dict, repr=False)

    @property
    def is_local(self) -> bool:
        """Whether this is a run on somebody's own machine: plain HTTP, no `Secure` cookies."""
        return self.environment == "local"

    @property
    def relying_party(self) -> RelyingParty:
        """The portal as passkeys know it."""
        return RelyingParty.of(self.public_url)

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Reads the environment; raises `SettingsFault` naming every fault at once."""
        return _Reader(environ).settings()


class _Reader:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []
        self.environment = environ.get("ENVIRONMENT", "")
        if self.environment not in ("local", "production"):
            self.faults.append("ENVIRONMENT must be local or production")

    def settings(self) -> Settings:
        host, port = self.listen()
        made = Settings(
            environment=self.environment,
            listen_host=host,
            listen_port=port,
            public_url=self.public_url(),
            amqp_uri=self.text("AMQP_URI"),
            secret=self.secret(),
            spool_dir=Path(self.text("SPOOL_DIR") or "."),
            # Replicas share their environment, and each needs a name of its own.
            instance=self.environ.get("INSTANCE", "").strip()
            or f"{socket.gethostname()}-{os.getpid()}",
            clock_file=self.clock_file(),
            secretariat_address=self.text("SECRETARIAT_ADDRESS"),
            social_url=self.text("SOCIAL_URL"),
            threads=self.whole("GATEWAY_THREADS", 24, least=1),
            workers=self.whole("GATEWAY_WORKERS", 1, least=1),
            core=self.core(),
            trusted_proxies=self.whole("TRUSTED_PROXIES", 0),
            requests_per_minute=self.whole("REQUESTS_PER_MINUTE", 1200),
            attempts_per_minute=self.whole("ATTEMPTS_PER_MINUTE", 30),
            attempts_per_account=self.whole("ATTEMPTS_PER_ACCOUNT", 10),
            log_level=self.log_level(),
            single_sign_on=bool(self.environ.get("SSO_ISSUER", "").strip()),
            mofa_centre_address=self.environ.get("MOFA_CENTRE_ADDRESS", "").strip() or MOFA_CENTRE,
            api_keys=self.api_keys(),
        )
        if self.faults:
            raise SettingsFault("; ".join(self.faults))
        return made

    def text(self, name: str) -> str:
        value = self.environ.get(name, "").strip()
        if not value and self.environment == "local":
            value = LOCAL.get(name, "")
        if not value:
            self.faults.append(f"{name} is missing")
        return value

    def whole(self, name: str, standard: int, *, least: int = 0) -> int:
        value = self.environ.get(name, "").strip() or str(standard)
        if not value.isdecimal() or int(value) < least:
            self.faults.append(f"{name} must be a whole number of at least {least}")
            return standard
        return int(value)

    def listen(self) -> tuple[str, int]:
        value = self.text("GATEWAY_LISTEN")
        found = re.fullmatch(r"(\[[0-9a-fA-F:]+\]|[^:\s]+):([0-9]{1,5})", value)
        if found is None or not 0 < int(found[2]) < 65536:
            if value:
                self.faults.append("GATEWAY_LISTEN must be host:port")
            return "", 0
        return found[1].strip("[]"), int(found[2])

    def public_url(self) -> str:
        value = self.text("PUBLIC_URL").rstrip("/")
        if value and not re.fullmatch(r"https?://[^\s/?#]+", value):
            self.faults.append("PUBLIC_URL must be http(s)://host[:port] without a path")
        elif value.startswith("http:") and self.environment == "production":
            self.faults.append("PUBLIC_URL must be https outside local runs")
        return value

    def core(self) -> int | None:
        if not self.environ.get("GATEWAY_CORE", "").strip():
            return None
        if self.whole("GATEWAY_WORKERS", 1, least=1) > 1:
            self.faults.append("GATEWAY_CORE is for a single worker")
        core = self.whole("GATEWAY_CORE", 0)
        if core not in os.sched_getaffinity(0):
            self.faults.append(f"GATEWAY_CORE: this process may not use processor {core}")
        return core

    def clock_file(self) -> Path | None:
        value = self.environ.get("CLOCK_FILE", "")
        if value and self.environment != "local":
            self.faults.append("CLOCK_FILE is for local runs only")
        return Path(value) if value else None

    def log_level(self) -> str:
        value = self.environ.get("LOG_LEVEL", "INFO").upper()
        if value not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            self.faults.append("LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR")
        return value

    def secret(self) -> str:
        content = self.file(self.text("GATEWAY_SECRET_FILE"), "GATEWAY_SECRET_FILE").strip()
        if content and len(content) < 32:
            self.faults.append("GATEWAY_SECRET_FILE must hold at least 32 characters")
        return content

    def api_keys(self) -> Mapping[str, ApiKey]:
        content = self.file(self.environ.get("API_KEYS_FILE", ""), "API_KEYS_FILE")
        try:
            return read_api_keys(content) if content else {}
        except ValueError as error:
            self.faults.append(f"API_KEYS_FILE {error}")
            return {}

    def file(self, path: str, name: str) -> str:
        if not path:
            return ""
        try:
            return Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self.faults.append(f"{name} cannot be read ({type(error).__name__})")
            return ""


def read_api_keys(content: str) -> dict[str, ApiKey]:
    """Reads `[{"name", "sha256", "scopes": [...]}]`; raises `ValueError`."""
    try:
        return {
            str(entry["sha256"]).lower(): ApiKey(str(entry["name"]), frozenset(entry["scopes"]))
            for entry in json.loads(content)
        }
    except (KeyError, TypeError, AttributeError):
        raise ValueError("must be a list of name, sha256 and scopes") from None
