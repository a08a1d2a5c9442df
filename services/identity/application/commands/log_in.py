"""Logging in (ID-53 to ID-59, SM-03)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.even_time import EvenTime
from services.identity.application.password_check import PasswordCheck
from services.identity.application.ports import Passwords, Secrets, SessionActivity
from services.identity.application.second_factor import SecondFactors
from services.identity.application.session_start import SessionStart, code_again, token_again
from services.identity.domain import login_id as register
from services.identity.domain.account import login as rule
from services.identity.domain.account.state import Account
from services.identity.domain.attempts import LoginRefused, refusal_of
from services.identity.domain.credentials.events import SecondStepAsked
from services.identity.domain.half_width import require_half_width
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Changed, Repository


@dataclass(frozen=True)
class LogIn:
    kind: str
    login_id: str
    password: str
    device: str = ""
    one_time_code: str = ""


class LogInUseCase:
    """Logs in and answers with the token of the new session.

    With a second factor and no code the answer has `second_step` instead: the ticket with which
    `complete_log_in` takes the code.

    Raises `InvalidInput` for full-width characters and spaces, which count as nothing (D-12),
    `LoginRefused`, `LoginRefusedWait`, `AccountIsLocked` and `AlreadyLoggedIn`.
    """

    def __init__(
        self,
        *,
        login_ids: Repository[register.LoginId],
        accounts: Repository[Account],
        passwords: Passwords,
        secrets: Secrets,
        sessions: SessionStart,
        second_factors: SecondFactors,
        activity: SessionActivity,
        rules: Rules,
        even_time: EvenTime,
    ) -> None:
        self._login_ids = login_ids
        self._accounts = accounts
        self._passwords = passwords
        self._secrets = secrets
        self._sessions = sessions
        self._second_factors = second_factors
        self._activity = activity
        self._rules = rules
        self._even_time = even_time

    def __call__(self, command: LogIn, context: Context) -> dict[str, Any]:
        require_half_width({"login_id": command.login_id, "password": command.password})
        key = self._secrets.login_key(command.kind, command.login_id)
        check = PasswordCheck(command.password, self._passwords, self._secrets, context.at)
        with self._even_time.refusals():
            account_id = self._login_ids.load(key)[0].account_id
            if account_id is None:
                raise self._unknown(key, check, context)
            return self._known(account_id, key, check, command, context)

    def _unknown(self, key: str, check: PasswordCheck, context: Context) -> Exception:
        """An ID of nobody costs the same work and gets the same answers (D-11)."""
        failed = self._login_ids.change(
            key,
            context,
            lambda state: register.try_unknown(state, check.pretend, context.at, self._rules),
        )
        return refusal_of(failed.events, self._rules) or LoginRefused()

    def _known(
        self, account_id: str, key: str, check: PasswordCheck, command: LogIn, context: Context
    ) -> dict[str, Any]:
        token, new = self._sessions.prepare(account_id, command.device, context)
        second = self._second(account_id, command.one_time_code, context)

        def decide(account: Account) -> list[Any]:
            # an ID that was given up stays in its register until it is released there
            if account.login_key != key:
                raise LoginRefused
            return [
                *rule.log_in(
                    account,
                    lambda: check.against(account),
                    second,
                    new,
                    self._activity.last_seen,
                    context.at,
                    self._rules,
                )
            ]

        done = self._accounts.change(account_id, context, decide)
        refusal = refusal_of(done.events, self._rules)
        if refusal is not None:
            raise refusal
        for event in done.events:
            if isinstance(event, SecondStepAsked):
                return self._awaited(done, event, check)
        if done.repeated:
            done = token_again(
                self._accounts,
                account_id,
                new,
                lambda account: check.against(account) and code_again(account, second.code),
                context,
                self._rules,
            )
        return self._sessions.answer(done, token, new, context)

    def _second(self, account_id: str, code: str, context: Context) -> rule.SecondFactor:
        matching = self._second_factors.matching(account_id, code, context.at) if code else None
        return rule.SecondFactor(context.id_for("second-step"), matching)

    def _awaited(
        self, done: Changed[Account], event: SecondStepAsked, check: PasswordCheck
    ) -> dict[str, Any]:
        """The ticket of the second step, also for whoever asks again with the same password."""
        if done.repeated and not check.against(done.state):
            raise LoginRefused
        ticket = self._secrets.link_token(event.account_id, event.step_id)
        asked = {"ticket": ticket, "expires_at": event.until.isoformat()}
        return receipt(done, second_step=asked)
