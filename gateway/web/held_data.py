"""Everything the services hold about the caller."""

from __future__ import annotations

from typing import Any

from gateway.backend import backend
from gateway.backend.services import SERVICES

PATIENCE_SECONDS = 20.0
"""A mailbox of years is read and written out once."""


def held_data() -> dict[str, list[dict[str, Any]]]:
    """The parts of every service; a service that is away fails the whole: half is not everything."""
    found = backend.gather(
        {service: (service, "get_held_data", {}) for service in SERVICES},
        needed=set(SERVICES),
        within=PATIENCE_SECONDS,
    )
    return {service: found[service]["parts"] for service in SERVICES}
