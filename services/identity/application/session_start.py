"""Starting sessions, whatever somebody has shown to get one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from services.identity.application.facets import facets_of
from services.identity.application.ports import RandomSource, SessionActivity
from services.identity.application.tokens import digest, new_session_token
from services.identity.domain.account.login import NewSession, replace_token
from services.identity.domain.account.state import Account
from services.identity.domain.attempts import refusal_of
from services.identity.domain.credentials.second_factor import Match, was_spent
from services.identity.domain.credentials.state import Totp
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context, derived_id
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Changed, Repository
from services.kernel.eventkit.domain import Sealed


class SessionStart:
    """Prepares a session for an account, and makes the answer once it has begun."""

    def __init__(
        self,
        *,
        personal_data: PersonalData,
        random: RandomSource,
        activity: SessionActivity,
        views: Views,
        rules: Rules,
    ) -> None:
        self._personal_data = personal_data
        self._random = random
        self._activity = activity
        self._views = views
        self._rules = rules

    def prepare(self, account_id: str, device: str, context: Context) -> tuple[str, NewSession]:
        """A new token and the session it is for; what the browser said is sealed if it begins."""
        token = new_session_token(self._random)

        def sealed() -> Sealed | None:
            return self._personal_data.seal(account_id, {"device": device}) if device else None

        return token, NewSession(context.id_for("session"), digest(token), sealed)

    def answer(
        self, done: Changed[Account], token: str, new: NewSession, context: Context
    ) -> dict[str, Any]:
        """What somebody who has logged in is told; the next request finds the session."""
        self._activity.begin(new.session_id, context.at)
        account = done.state
        session = account.session
        answer = receipt(
            done,
            token=token,
            session_id=new.session_id,
            account_id=account.account_id,
            role=account.roles[0].value,
            roles=[role.value for role in account.roles],
            organisation_id=account.organisation_id,
            must_change_password=session is not None and session.password_change_only,
            expires_at=(context.at + self._rules.session_idle).isoformat(),
        )
        # The next request resolves the token by the projection: it has to be there by then.
        self._views.wait_for(answer["position"])
        document = self._views.get("accounts", account.account_id)
        return answer | {"facets": facets_of(document, context.at) if document else []}


def token_again(
    accounts: Repository[Account],
    account_id: str,
    new: NewSession,
    shown_again: Callable[[Account], bool],
    context: Context,
    rules: Rules,
) -> Changed[Account]:
    """A new token for a login whose answer was lost, after everything was shown once more."""
    again = replace(context, command_id=derived_id(context.command_id, new.token_sha256))
    done = accounts.change(
        account_id,
        again,
        lambda account: replace_token(
            account,
            new.session_id,
            lambda: shown_again(account),
            new.token_sha256,
            context.at,
            rules,
        ),
    )
    refusal = refusal_of(done.events, rules)
    if refusal is not None:
        raise refusal
    return done


def code_again(account: Account, matching: Callable[[Totp], Match | None] | None) -> bool:
    """Whether the code of the login that is repeated was typed again, where one is needed."""
    totp = account.credentials.totp
    return was_spent(totp, matching(totp) if totp and matching else None)
