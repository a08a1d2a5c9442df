"""Display names of individuals for those who handle their applications."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.kinds import AccountKind
from services.identity.projections.sealed_pairs import sealed
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views


@dataclass(frozen=True)
class GetContactsOf:
    account_ids: list[str]


def get_contacts_of(
    query: GetContactsOf, context: Context, *, personal_data: PersonalData, views: Views
) -> dict[str, Any]:
    """Names only, never addresses; whoever has left is missing from the answer."""
    documents = [
        document
        for document in views.get_many("accounts", query.account_ids).values()
        if document["kind"] == AccountKind.INDIVIDUAL.value and document.get("person")
    ]
    opened = personal_data.open_many([sealed(document["person"]) for document in documents])
    items = [
        {
            "account_id": document["account_id"],
            "name": person["name"],
            "name_kana": person["name_kana"],
        }
        for document, person in zip(documents, opened, strict=True)
        if person is not None
    ]
    return {"items": items, "total": len(items)}
