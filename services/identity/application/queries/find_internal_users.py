"""The operator's list of internal users (ユーザ管理, ID-87)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.instants import text_of
from services.identity.domain.kinds import AccountKind
from services.identity.projections.sealed_pairs import sealed
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views


@dataclass(frozen=True)
class FindInternalUsers:
    role: str | None = None
    account_id: str | None = None
    limit: int = 20
    offset: int = 0


def find_internal_users(
    query: FindInternalUsers, context: Context, *, personal_data: PersonalData, views: Views
) -> dict[str, Any]:
    """Internal users, newest first, of one role or all."""
    where: dict[str, Any] = {"kind": AccountKind.INTERNAL.value}
    if query.role:
        where["roles"] = query.role
    if query.account_id:
        where["account_id"] = query.account_id
    found = views.find(
        "accounts",
        where,
        order=(("registered_at", -1), ("_id", 1)),
        limit=query.limit,
        offset=query.offset,
    )
    people = personal_data.open_many([sealed(document["person"]) for document in found])
    items = [
        {
            "account_id": document["account_id"],
            "name": (person or {}).get("name", ""),
            "login_id": (person or {}).get("login_id", ""),
            "roles": document["roles"],
            "organisation_id": document["organisation_id"],
            "status": document["standing"],
            "counsellor_title": document.get("counsellor_title"),
            "has_mail_address": document["email"] is not None,
            "registered_at": text_of(document["registered_at"]),
            "last_login_at": text_of(document.get("login_at")),
        }
        for document, person in zip(found, people, strict=True)
    ]
    return {"items": items, "total": views.count("accounts", where)}
