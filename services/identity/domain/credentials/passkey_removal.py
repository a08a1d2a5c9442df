"""Taking passkeys off an account."""

from __future__ import annotations

from datetime import datetime

from services.identity.domain.credentials.passkey_events import PasskeyRemoved, RemovedBy
from services.identity.domain.credentials.state import Credentials, Passkey


def removed(account_id: str, passkey: Passkey, by: RemovedBy, now: datetime) -> PasskeyRemoved:
    """The event for one of them."""
    return PasskeyRemoved(account_id, passkey.passkey_id, passkey.credential_key, by, now)


def remove_all(
    account_id: str, credentials: Credentials, by: RemovedBy, now: datetime
) -> list[PasskeyRemoved]:
    """All of them; nothing to do where there is none."""
    return [removed(account_id, passkey, by, now) for passkey in credentials.passkeys]
