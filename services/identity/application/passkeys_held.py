"""The passkeys of an account as its owner is told of them."""

from __future__ import annotations

from typing import Any

from services.identity.application.instants import text_of
from services.identity.projections.sealed_pairs import sealed
from services.kernel.eventkit.application.ports import PersonalData, Views


def passkeys_held(
    account_id: str, views: Views, personal_data: PersonalData
) -> list[dict[str, Any]]:
    """Each with its name, when it was registered and last used; oldest first."""
    held = (views.get("credentials", account_id) or {}).get("passkeys") or []
    return [
        {
            "passkey_id": one["passkey_id"],
            "name": str(personal_data.open(sealed(one["credential"]))["name"]),
            "registered_at": text_of(one["registered_at"]),
            "used_at": text_of(one["used_at"]),
        }
        for one in held
    ]
