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
from services.identity.domain.credentials.passkey_events import (
    PasskeyRegistered,
    PasskeyRemoved,
    PasskeyUsed,
)
from services.identity.domain.credentials.second_factor import RECOVERY_CODES
from services.identity.projections.sealed_pairs import pair
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


@credentials.on(PasskeyRegistered, key=_account_id)
def _passkey_registered(
    document: Document | None, recorded: Recorded[PasskeyRegistered]
) -> Document:
    event = recorded.event
    passkey = {
        "passkey_id": event.passkey_id,
        "credential": pair(event.credential),
        "registered_at": event.at,
        "used_at": None,
    }
    return {**(document or {}), "passkeys": [*_passkeys(document), passkey]}


@credentials.on(PasskeyUsed, key=_account_id)
def _passkey_used(document: Document | None, recorded: Recorded[PasskeyUsed]) -> Document:
    event = recorded.event
    passkeys = [
        {**one, "used_at": event.at} if one["passkey_id"] == event.passkey_id else one
        for one in _passkeys(document)
    ]
    return {**(document or {}), "passkeys": passkeys}


@credentials.on(PasskeyRemoved, key=_account_id)
def _passkey_removed(document: Document | None, recorded: Recorded[PasskeyRemoved]) -> Document:
    gone = recorded.event.passkey_id
    passkeys = [one for one in _passkeys(document) if one["passkey_id"] != gone]
    return {**(document or {}), "passkeys": passkeys}


def _passkeys(document: Document | None) -> list[Document]:
    return list((document or {}).get("passkeys") or [])


@credentials.on(UserWithdrawn, AccountDiscarded, key=_account_id)
def _gone(document: Document | None, recorded: Recorded[Any]) -> None:
    return None
