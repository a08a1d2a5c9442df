"""The second step of a login: the code (RFC 6238)."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any

from services.identity.application.ports import Secrets, SessionActivity
from services.identity.application.second_factor import SecondFactors
from services.identity.application.session_start import SessionStart, code_again, token_again
from services.identity.domain.account import second_step as rule
from services.identity.domain.account.state import Account
from services.identity.domain.attempts import refusal_of
from services.identity.domain.credentials.second_factor import SecondStepOver
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class CompleteLogIn:
    ticket: str
    code: str
    device: str = ""


def complete_log_in(
    command: CompleteLogIn,
    context: Context,
    *,
    accounts: Repository[Account],
    second_factors: SecondFactors,
    secrets: Secrets,
    sessions: SessionStart,
    activity: SessionActivity,
    rules: Rules,
) -> dict[str, Any]:
    """Answers like `log_in`, once the code is right.

    Raises `SecondStepOver`, also for made-up tickets; `LoginRefused`, `LoginRefusedWait`, `AccountIsLocked`, `AlreadyLoggedIn`, `AccountSuspended`.
    """
    account_id, _, _ = command.ticket.partition(".")
    account, _ = accounts.load(account_id)
    asked = account.credentials.asked
    if asked is None:
        raise SecondStepOver
    expected = secrets.link_token(account_id, asked.step_id)
    if not hmac.compare_digest(expected.encode(), command.ticket.encode()):
        raise SecondStepOver
    token, new = sessions.prepare(account_id, command.device, context)
    matching = second_factors.matching(account_id, command.code, context.at)
    done = accounts.change(
        account_id,
        context,
        lambda state: rule.complete_log_in(
            state, asked.step_id, matching, new, activity.last_seen, context.at, rules
        ),
    )
    refusal = refusal_of(done.events, rules)
    if refusal is not None:
        raise refusal
    if done.repeated:
        done = token_again(
            accounts, account_id, new, lambda state: code_again(state, matching), context, rules
        )
    return sessions.answer(done, token, new, context)
