"""The notice mails and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.messaging.application.ports import Office
from services.messaging.projections.notice_mails import NOTICE_MAILS


@dataclass(frozen=True)
class FindNoticeMails:
    state: str | None = None
    limit: int = 20
    offset: int = 0


def find_notice_mails(
    query: FindNoticeMails, context: Context, *, office: Office
) -> dict[str, Any]:
    """Newest first, recipients by id (ME-32: suppressed mails are on record)."""
    where: dict[str, Any] = {} if query.state is None else {"state": query.state}
    found = office.views.find(
        NOTICE_MAILS, where, order=[("queued_at", -1)], limit=query.limit, offset=query.offset
    )
    items = [
        {
            "mail_id": one["mail_id"],
            "template": one["template"],
            "account_id": one["account_id"],
            "organisation_id": one["organisation_id"],
            "state": one["state"],
            "attempts": one["attempts"],
            "reason": one["reason"],
            "queued_at": one["queued_at"].isoformat(),
            "settled_at": one["settled_at"].isoformat() if one["settled_at"] else None,
        }
        for one in found
    ]
    return {"items": items, "total": office.views.count(NOTICE_MAILS, where)}
