"""Who can be given a career consultation or asked about one (ME-43, ME-44, ID-88)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.kinds import USABLE, AccountKind
from services.identity.projections.sealed_pairs import sealed
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document, PersonalData, Views
from services.kernel.eventkit.domain import Role

STAFF = (Role.COUNSELLOR.value, Role.JICA_DEPARTMENT.value, Role.HR_DIVISION.value)
MOST = 1000
"""More than anybody would choose from."""


@dataclass(frozen=True)
class FindConsultationStaff:
    account_ids: list[str] | None = None


def find_consultation_staff(
    query: FindConsultationStaff, context: Context, *, personal_data: PersonalData, views: Views
) -> dict[str, Any]:
    """Counsellors and persons of JICA by name; with `account_ids` these, whatever they may now.

    `roles` are those of this moment, `active` is False for who has been stopped.
    """
    found = _chosen(query.account_ids, views)
    people = personal_data.open_many([sealed(document["person"]) for document in found])
    items = [
        {
            "account_id": document["account_id"],
            "name": (person or {}).get("name", ""),
            "roles": [role for role in document["roles"] if role in STAFF],
            "counsellor_title": document.get("counsellor_title"),
            "active": _is_active(document),
        }
        for document, person in zip(found, people, strict=True)
    ]
    items.sort(key=lambda one: (one["name"], one["account_id"]))
    return {"items": items, "total": len(items)}


def _chosen(account_ids: list[str] | None, views: Views) -> list[Document]:
    if account_ids is not None:
        known = views.get_many("accounts", account_ids).values()
        return [one for one in known if one["kind"] == AccountKind.INTERNAL.value]
    where = {
        "kind": AccountKind.INTERNAL.value,
        "standing": {"$in": [standing.value for standing in USABLE]},
        "roles": {"$in": list(STAFF)},
    }
    return list(views.find("accounts", where, order=(("_id", 1),), limit=MOST))


def _is_active(document: Document) -> bool:
    return document["standing"] in [standing.value for standing in USABLE]
