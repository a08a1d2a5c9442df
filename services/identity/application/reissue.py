"""What the ways of reissue share: comparing data, and what follows an issue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.identity.application.even_time import EvenTime
from services.identity.application.ports import Passwords, SessionActivity
from services.identity.domain.account.events import SessionEnded
from services.identity.domain.account.reissue import reissue
from services.identity.domain.account.state import Account
from services.identity.domain.attempts import ReissueDataWrong, refusal_of
from services.identity.domain.login_id import LoginId, reissue_unknown
from services.identity.domain.rules import Rules
from services.identity.domain.secret_answer import normalised
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Changed, Repository
from services.kernel.eventkit.domain import Sealed


class OwnData:
    """What a person entered, compared with the sealed data of an account.

    An account that lacks the data, or no account at all, costs the same work (ID-58): a decoy is
    opened, a decoy is verified.
    """

    def __init__(self, personal_data: PersonalData, passwords: Passwords) -> None:
        self._personal_data = personal_data
        self._passwords = passwords
        self._decoy: Sealed | None = None

    def birth_matches(self, account: Account | None, birth_on: date) -> bool:
        """Whether the account is registered with this birth date (ID-62)."""
        person = self._open(account.person if account else None)
        return person.get("birth_on") == birth_on.isoformat()

    def answer_matches(self, account: Account | None, answer: str) -> bool:
        """Whether this is the answer to the account's secret question (ID-63, D-14)."""
        secret = self._open(account.secret if account else None)
        hashed = secret.get("answer_hash")
        verified = self._passwords.verify(str(hashed or self._passwords.decoy), normalised(answer))
        return verified and hashed is not None

    def email_matches(self, account: Account | None, email: str) -> bool:
        """Whether this is the registered e-mail address (D-17)."""
        registered = self._open(account.email if account else None)
        return str(registered.get("email", "")).casefold() == email.casefold()

    def _open(self, sealed: Sealed | None) -> dict[str, Any]:
        if sealed is None:
            if self._decoy is None:
                self._decoy = self._personal_data.seal("nobody", {})
            sealed = self._decoy
        return self._personal_data.open(sealed)


def settle(
    done: Changed[Account], activity: SessionActivity, views: Views, rules: Rules
) -> dict[str, Any]:
    """Raises the refusal that was decided, or ends the old session for good and answers."""
    refusal = refusal_of(done.events, rules)
    if refusal is not None:
        raise refusal
    for event in done.events:
        if isinstance(event, SessionEnded):
            activity.end(event.session_id)
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer


@dataclass(frozen=True)
class Reissuing:
    """What a temporary password is issued with, whoever asks for it."""

    login_ids: Repository[LoginId]
    accounts: Repository[Account]
    activity: SessionActivity
    views: Views
    rules: Rules
    even_time: EvenTime

    def issue(
        self, key: str, context: Context, data_match: Callable[[Account | None], bool]
    ) -> dict[str, Any]:
        """Issues it for the login id of this key when `data_match` says so of its account.

        A login id of nobody is compared and counted as well, so that neither the answer nor its
        time tells who has an account (ID-58). Raises `ReissueDataWrong`, `ReissueClosed`,
        `TemporaryPasswordStillValid`.
        """
        with self.even_time.refusals():
            return self._issued(key, context, data_match)

    def _issued(
        self, key: str, context: Context, data_match: Callable[[Account | None], bool]
    ) -> dict[str, Any]:
        account_id = self.login_ids.load(key)[0].account_id
        if account_id is None:
            unknown = self.login_ids.change(
                key,
                context,
                lambda state: reissue_unknown(
                    state, lambda: data_match(None), context.at, self.rules
                ),
            )
            raise refusal_of(unknown.events, self.rules) or ReissueDataWrong()
        issue_id = context.id_for("temporary-password")
        done = self.accounts.change(
            account_id,
            context,
            lambda account: reissue(
                account, lambda: data_match(account), issue_id, context.at, self.rules
            ),
        )
        return settle(done, self.activity, self.views, self.rules)
