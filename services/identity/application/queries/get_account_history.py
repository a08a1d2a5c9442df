"""What happened to the own account, for telling it in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.instants import text_of
from services.identity.application.own_account import own_account_id
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views


@dataclass(frozen=True)
class GetAccountHistory:
    limit: int = 50


def get_account_history(
    query: GetAccountHistory, context: Context, *, views: Views
) -> dict[str, Any]:
    """The newest entries first; each is a code with what belongs to it."""
    document = views.get("account_history", own_account_id(context)) or {"entries": []}
    entries = document["entries"]
    newest = [{**entry, "at": text_of(entry["at"])} for entry in reversed(entries)]
    return {"items": newest[: query.limit], "total": len(entries)}
