"""The operations of all services by name: wire contract like the stored names of events.

`python -m tests.contract.wire_names` adds new ones to the golden file; none is ever taken out.
"""

from __future__ import annotations

import json
from pathlib import Path

from services.applications import bootstrap as applications
from services.applications.settings import Settings as ApplicationsSettings
from services.identity import bootstrap as identity
from services.identity.adapters.memory_session_activity import MemorySessionActivity
from services.identity.settings import Settings as IdentitySettings
from services.kernel.eventkit.application.application import Operation
from services.listings import bootstrap as listings
from services.listings.settings import Settings as ListingsSettings
from services.messaging import bootstrap as messaging
from services.messaging.settings import Settings as MessagingSettings
from services.reporting import bootstrap as reporting
from services.reporting.settings import Settings as ReportingSettings
from tests.support.rehearsal import Rehearsal, tokyo
from tests.unit.listings.stage import ListedSearch

GOLDEN = Path(__file__).parent / "golden" / "operations.json"
AT = tokyo(2024, 5, 1)


def operations() -> dict[str, dict[str, Operation]]:
    """Every operation of every service, by service and name."""
    mail = {
        "SMTP_URI": "smtp://127.0.0.1:25",
        "PUBLIC_URL": "https://portal.example",
        "MAIL_FROM": "Portal <portal@portal.example>",
    }
    stages = {
        "identity": Rehearsal(
            identity.build,
            IdentitySettings(secret_key=b"k" * 32, public_url="https://portal.example"),
            AT,
            activity=MemorySessionActivity(),
        ),
        "listings": Rehearsal(listings.build, ListingsSettings(), AT, search=ListedSearch()),
        "applications": Rehearsal(applications.build, ApplicationsSettings(), AT),
        "messaging": Rehearsal(messaging.build, MessagingSettings.from_env(mail), AT),
        "reporting": Rehearsal(reporting.build, ReportingSettings(link_key=b"k" * 32), AT),
    }
    return {name: stage.service.application.operations for name, stage in stages.items()}


def present() -> dict[str, dict[str, str]]:
    """Each operation as `command` or `query`."""
    return {
        service: {
            name: "query" if operation.is_query else "command"
            for name, operation in sorted(offered.items())
        }
        for service, offered in operations().items()
    }


def golden() -> dict[str, dict[str, str]]:
    """What was ever offered."""
    if not GOLDEN.exists():
        return {}
    kept: dict[str, dict[str, str]] = json.loads(GOLDEN.read_text())
    return kept


def add_new() -> None:
    """Writes the golden file with what is new added."""
    kept = golden()
    joined = {
        service: dict(sorted({**offered, **kept.get(service, {})}.items()))
        for service, offered in present().items()
    }
    GOLDEN.write_text(json.dumps(joined, indent=2) + "\n")


if __name__ == "__main__":
    add_new()
