"""Logging in by single sign-on (ID-45, D-19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.ports import SessionActivity
from services.identity.application.session_start import SessionStart, token_again
from services.identity.application.single_sign_on import LOGIN, Journeys, Returned
from services.identity.domain.account.state import Account
from services.identity.domain.credentials import single_sign_on as rule
from services.identity.domain.credentials.subject import Subject
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class FinishSingleSignOn:
    ticket: str
    state: str
    code: str
    issuer: str = ""
    device: str = ""


def finish_single_sign_on(
    command: FinishSingleSignOn,
    context: Context,
    *,
    accounts: Repository[Account],
    subjects: Repository[Subject],
    journeys: Journeys,
    sessions: SessionStart,
    activity: SessionActivity,
    rules: Rules,
) -> dict[str, Any]:
    """Starts a session of the account that is linked to whom the provider vouches for.

    Raises `SingleSignOnFailed`, `NotLinked`, `AccountIsLocked`, `AccountSuspended`,
    `AlreadyLoggedIn`, `SingleSignOnNotOffered` and `ProviderAway`.
    """
    returned = Returned(command.ticket, command.state, command.code, command.issuer)
    subject_key = journeys.end(returned, LOGIN, context.at)
    account_id = subjects.load(subject_key)[0].account_id
    if account_id is None:
        raise rule.NotLinked
    token, new = sessions.prepare(account_id, command.device, context)
    done = accounts.change(
        account_id,
        context,
        lambda account: rule.log_in(
            account, subject_key, new, activity.last_seen, context.at, rules
        ),
    )
    if done.repeated:
        done = token_again(
            accounts,
            account_id,
            new,
            lambda account: account.credentials.subject_key == subject_key,
            context,
            rules,
        )
    return sessions.answer(done, token, new, context)
