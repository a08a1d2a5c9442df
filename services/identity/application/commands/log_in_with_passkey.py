"""Logging in with a passkey (WebAuthn): the whole login, second factor included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.passkeys import Passkeys
from services.identity.application.ports import SessionActivity
from services.identity.application.session_start import SessionStart, token_again
from services.identity.domain.account.state import Account
from services.identity.domain.credentials import passkeys as rule
from services.identity.domain.credentials.passkey_events import PasskeyCounterWentBack
from services.identity.domain.credentials.passkey_owner import PasskeyOwner
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class LogInWithPasskey:
    ticket: str
    credential: str
    internal: bool = False
    device: str = ""


def log_in_with_passkey(
    command: LogInWithPasskey,
    context: Context,
    *,
    accounts: Repository[Account],
    passkey_owners: Repository[PasskeyOwner],
    passkeys: Passkeys,
    sessions: SessionStart,
    activity: SessionActivity,
    rules: Rules,
) -> dict[str, Any]:
    """Answers like `log_in`, for whoever has the passkey and has shown to be its user.

    Raises `PasskeyChallengeOver`, `PasskeyRefused`, and only then `PasskeyBehind`,
    `AccountIsLocked`, `AccountSuspended`, `AlreadyLoggedIn`.
    """
    account_id, shown = passkeys.proven(
        command.ticket,
        command.credential,
        passkey_owners,
        accounts,
        context,
        internal=command.internal,
    )
    token, new = sessions.prepare(account_id, command.device, context)
    done = accounts.change(
        account_id,
        context,
        lambda account: rule.log_in(
            account,
            shown,
            new,
            activity.last_seen,
            context.at,
            rules,
            internal=command.internal,
        ),
    )
    if any(isinstance(event, PasskeyCounterWentBack) for event in done.events):
        raise rule.PasskeyBehind
    if done.repeated:
        done = token_again(
            accounts,
            account_id,
            new,
            lambda account: rule.was_shown(account, shown),
            context,
            rules,
        )
    return sessions.answer(done, token, new, context)
