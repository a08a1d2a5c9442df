"""Registering a passkey (WebAuthn)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.application.passkeys import Passkeys
from services.identity.domain.account.state import Account
from services.identity.domain.credentials import passkeys as rule
from services.identity.domain.credentials.passkey_events import PasskeyRegistered
from services.identity.domain.credentials.passkey_owner import PasskeyOwner, claim
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RegisterPasskey:
    ticket: str
    credential: str
    name: str


def register_passkey(
    command: RegisterPasskey,
    context: Context,
    *,
    accounts: Repository[Account],
    passkey_owners: Repository[PasskeyOwner],
    passkeys: Passkeys,
    views: Views,
) -> dict[str, Any]:
    """Registers what the browser has made; its credential is claimed first, for one account only.

    Raises `PasskeyChallengeOver`, also for a ticket of another session or account,
    `PasskeyNotAccepted`, `PasskeyRegisteredAlready`, `TooManyPasskeys`, `NotFound`.
    """
    account_id = own_account_id(context)
    account, _ = accounts.load(account_id)
    prepared = passkeys.prepared(account, command.ticket, context)
    made = passkeys.created(prepared, command.credential)
    key = passkeys.key_of(made.credential_id)
    new = PasskeyRegistered(
        account_id=account_id,
        passkey_id=context.id_for("passkey"),
        credential_key=key,
        credential=passkeys.seal(account_id, made, prepared.handle, command.name),
        sign_count=made.sign_count,
        at=context.at,
    )
    if account.credentials.passkey(new.passkey_id) is None:
        rule.require_room(account)
    passkey_owners.change(key, context, lambda state: claim(state, key, account_id, context.at))
    done = accounts.change(account_id, context, lambda state: rule.register(state, new))
    answer = receipt(done, passkey_id=new.passkey_id)
    views.wait_for(answer["position"])
    return answer
