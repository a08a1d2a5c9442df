"""What every process of a service is told by its environment."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass


class FaultySettings(Exception):
    """Everything that is wrong with the environment, one line each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))


@dataclass(frozen=True, slots=True)
class KernelSettings:
    """See `.env.example` for the meaning of each variable."""

    amqp_uri: str
    mongo_uri: str
    db_prefix: str
    master_key_file: str
    data_dir: str
    environment: str
    clock_file: str | None
    instance: str
    log_level: str
    metrics_port: int | None

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> KernelSettings:
        """Reads the environment; raises `FaultySettings` with all faults at once."""
        faults = []

        def needed(name: str) -> str:
            value = environ.get(name, "")
            if not value:
                faults.append(f"{name} is not set")
            return value

        environment = environ.get("ENVIRONMENT", "production")
        if environment not in ("local", "production"):
            faults.append("ENVIRONMENT must be local or production")
        clock_file = environ.get("CLOCK_FILE") or None
        if clock_file and environment != "local":
            faults.append("CLOCK_FILE is for ENVIRONMENT=local only")
        port = environ.get("METRICS_PORT", "")
        if port and not port.isdigit():
            faults.append("METRICS_PORT must be a number")
        settings = cls(
            amqp_uri=needed("AMQP_URI"),
            mongo_uri=needed("MONGO_URI"),
            db_prefix=environ.get("DB_PREFIX", "kakehashi"),
            master_key_file=needed("MASTER_KEY_FILE"),
            data_dir=needed("DATA_DIR"),
            environment=environment,
            clock_file=clock_file,
            instance=environ.get("INSTANCE") or f"{socket.gethostname()}-{os.getpid()}",
            log_level=environ.get("LOG_LEVEL", "INFO"),
            metrics_port=int(port) if port.isdigit() else None,
        )
        if faults:
            raise FaultySettings(faults)
        return settings
