"""Sealing what is said about a person under the key of that person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.identity.domain.account.state import Account
from services.identity.domain.individual.holder import require_individual
from services.identity.domain.kinds import FINAL
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound, Sealed


def seal_about(
    account_id: str,
    value: Mapping[str, Any],
    accounts: Repository[Account],
    personal_data: PersonalData,
) -> Sealed:
    """Raises `NotFound` for ids of nobody, for which no key must come into being, and leavers."""
    account, _ = accounts.load(account_id)
    require_individual(account)
    if account.standing in FINAL:
        raise NotFound
    try:
        return personal_data.seal(account_id, value)
    except Unreadable:
        raise NotFound from None
