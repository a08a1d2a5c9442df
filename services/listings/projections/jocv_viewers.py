"""Who may know of JOCV-only listings at present (ID-13, LI-48)."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection

jocv_viewers = Projection("jocv_viewers", version=1)


def _account(event: PublicEvent) -> str:
    return str(event.data["account_id"])


@jocv_viewers.on_public("identity", "JocvListingViewGranted", key=_account)
def granted(document: Document | None, event: PublicEvent) -> Document:
    return {"since": event.time.isoformat()}


@jocv_viewers.on_public("identity", "JocvListingViewRevoked", "UserWithdrawn", key=_account)
def revoked(document: Document | None, event: PublicEvent) -> None:
    return None
