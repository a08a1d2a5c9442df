"""The registered organisations as far as listings need them."""

from __future__ import annotations

from typing import Any

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection

organisations = Projection("organisations", version=1)


@organisations.on_public(
    "identity", "OrganisationRegistered", key=lambda event: event.data["organisation_id"]
)
def registered(document: Document | None, event: PublicEvent) -> dict[str, Any]:
    data = event.data
    return {
        "name": data["name"],
        "name_en": data.get("name_en"),
        "kind": data.get("kind"),
        "institution_type": data.get("institution_type") or "other",
    }
