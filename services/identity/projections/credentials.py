"""What opens an account besides its password, for its owner."""

from __future__ import annotations

from typing import Any

from services.identity.domain.account.events import AccountDiscarded, UserWithdrawn
from services.identity.domain.credentials.events import (
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
    SingleSignOnLinked,
    SingleSignOnUnlinked,
    TotpDisabled,
    TotpEnabled,
)
from services.identity.domain.credentials.second_factor import RECOVERY_CODES
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection

credentials = Projection("credentials", version=1)


def _account_id(recorded: Recorded[Any]) -> str:
    return str(recorded.event.account_id)


@credentials.on(SingleSignOnLinked, key=_account_id)
def _linked(document: Document | None, recorded: Recorded[SingleSignOnLinked]) -> Document:
    return {**(document or {}), "linked_at": recorded.event.at}


@credentials.on(SingleSignOnUnlinked, key=_account_id)
def _unlinked(document: Document | None, recorded: Recorded[SingleSignOnUnlinked]) -> Document:
    return {**(document or {}), "linked_at": None}


@credentials.on(TotpEnabled, key=_account_id)
def _enabled(document: Document | None, recorded: Recorded[TotpEnabled]) -> Document:
    at = recorded.event.at
    return {**(document or {}), "totp_at": at, "recovery_codes": RECOVERY_CODES}


@credentials.on(TotpDisabled, key=_account_id)
def _disabled(document: Document | None, recorded: Recorded[TotpDisabled]) -> Document:
    return {**(document or {}), "totp_at": None, "recovery_codes": 0}


@credentials.on(RecoveryCodesRenewed, key=_account_id)
def _renewed(document: Document | None, recorded: Recorded[RecoveryCodesRenewed]) -> Document:
    return {**(document or {}), "recovery_codes": RECOVERY_CODES}


@credentials.on(RecoveryCodeUsed, key=_account_id)
def _used(document: Document | None, recorded: Recorded[RecoveryCodeUsed]) -> Document:
    known = document or {}
    return {**known, "recovery_codes": int(known.get("recovery_codes") or 0) - 1}


@credentials.on(UserWithdrawn, AccountDiscarded, key=_account_id)
def _gone(document: Document | None, recorded: Recorded[Any]) -> None:
    return None
