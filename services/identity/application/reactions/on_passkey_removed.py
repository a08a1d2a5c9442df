"""After a passkey was removed its credential is free again."""

from __future__ import annotations

from services.identity.domain.account.state import Account
from services.identity.domain.credentials.passkey_events import PasskeyRemoved
from services.identity.domain.credentials.passkey_owner import PasskeyOwner, release
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.kernel.eventkit.application.repository import Repository


def on_passkey_removed(
    *, accounts: Repository[Account], passkey_owners: Repository[PasskeyOwner]
) -> Reaction:
    """Releases the credential, unless the account has registered it again meanwhile."""

    def handle(recorded: Recorded[PasskeyRemoved], trigger: Trigger) -> None:
        event = recorded.event
        account, _ = accounts.load(event.account_id)
        if any(one.credential_key == event.credential_key for one in account.credentials.passkeys):
            return
        passkey_owners.change(
            event.credential_key,
            trigger.context("release_passkey"),
            lambda state: release(state, event.credential_key, event.account_id),
        )

    return Reaction("on_passkey_removed", "identity", (PasskeyRemoved,), handle)
