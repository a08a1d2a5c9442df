"""Cleaning (クリーニング作業): closing requests that were not completed (ID-14, D-24)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from services.identity.domain.account.state import Account
from services.identity.domain.individual import full_registration as rule
from services.kernel.eventkit.application.context import Context, derived_id
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Refusal


@dataclass(frozen=True)
class CleanFullRegistrationRequests:
    account_ids: list[str]


def clean_full_registration_requests(
    command: CleanFullRegistrationRequests,
    context: Context,
    *,
    accounts: Repository[Account],
) -> dict[str, Any]:
    """Closes one request or several; each emits `FullRegistrationRequestCleanedUp`.

    Each is a commit of its own. Those that cannot be closed are named in `refused`; where none
    can, the refusal of the first is raised.
    """
    cleaned: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    first: Refusal | None = None
    for account_id in dict.fromkeys(command.account_ids):
        own = replace(context, command_id=derived_id(context.command_id, account_id))
        try:
            done = accounts.change(
                account_id, own, lambda account: rule.clean_up(account, context.at)
            )
        except Refusal as refusal:
            first = first or refusal
            refused.append({"account_id": account_id, "code": refusal.code})
            continue
        cleaned.append(receipt(done, account_id=account_id))
    if first is not None and not cleaned:
        raise first
    return {
        "position": max(one["position"] for one in cleaned),
        "version": None,
        "repeated": all(one["repeated"] for one in cleaned),
        "cleaned": [one["account_id"] for one in cleaned],
        "refused": refused,
    }
