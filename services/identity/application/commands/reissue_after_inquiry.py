"""Reissue by inquiry, after the secretariat has identified who asks (ID-67, ID-68, ID-70)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.identity.application.ports import Secrets, SessionActivity
from services.identity.application.reissue import settle
from services.identity.domain.account.office import change_login_id
from services.identity.domain.account.office_events import LoginIdChanged
from services.identity.domain.account.reissue import IdentityNotVerified, Issued, issue
from services.identity.domain.account.state import Account
from services.identity.domain.credentials.events import SingleSignOnUnlinked, TotpDisabled
from services.identity.domain.credentials.passkey_events import PasskeyRemoved
from services.identity.domain.credentials.second_factor import forget
from services.identity.domain.half_width import require_address
from services.identity.domain.kinds import AccountKind
from services.identity.domain.login_id import LoginId, claim
from services.identity.domain.rules import Rules
from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Neighbours, PersonalData, Views
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import FieldProblem, InvalidInput


@dataclass(frozen=True)
class ReissueAfterInquiry:
    check_id: str
    new_email: str = ""


Decided = Issued | LoginIdChanged | SingleSignOnUnlinked | TotpDisabled | PasskeyRemoved


class ReissueAfterInquiryUseCase:
    """Sends a temporary password to the registered address, or to the new one of an individual.

    The result of the check is messaging's, where the inquiry is; it has to be a right one of the
    last 24 hours. A new address becomes the login ID in the same commit as the issue; it is
    claimed before, so that nobody else gets it, after seeing that the issue is possible. What else
    opened the account is forgotten: whoever asks this way may have lost it. Raises
    `IdentityNotVerified`, `LoginIdInUse`, `NotFound`, `NoMailAddress`,
    `TemporaryPasswordStillValid`, `InvalidInput`, and `NeighbourAway` when messaging is away.
    """

    def __init__(
        self,
        *,
        accounts: Repository[Account],
        login_ids: Repository[LoginId],
        neighbours: Neighbours,
        personal_data: PersonalData,
        secrets: Secrets,
        activity: SessionActivity,
        views: Views,
        rules: Rules,
    ) -> None:
        self._accounts = accounts
        self._login_ids = login_ids
        self._neighbours = neighbours
        self._personal_data = personal_data
        self._secrets = secrets
        self._activity = activity
        self._views = views
        self._rules = rules

    def __call__(self, command: ReissueAfterInquiry, context: Context) -> dict[str, Any]:
        account_id = self._identified(command.check_id, context)
        issue_id = context.id_for("temporary-password")
        key = self._new_key(command.new_email)
        email = self._personal_data.seal(account_id, {"email": command.new_email}) if key else None

        def decide(account: Account) -> list[Decided]:
            forgotten = forget(account_id, account.credentials, context.at)
            issued: list[Decided] = [*forgotten, *issue(account, issue_id, context.at, self._rules)]
            if email is None:
                return issued
            if account.kind is not AccountKind.INDIVIDUAL:
                raise InvalidInput(fields={"new_email": (FieldProblem("invalid"),)})
            changed = change_login_id(account, key, email, None, context.at)
            return [*changed, *issued]

        account, _ = self._accounts.load(account_id)
        if key and account.login_key != key:
            decide(account)
            self._login_ids.change(
                key,
                context,
                lambda state: claim(state, key, AccountKind.INDIVIDUAL, account_id, context.at),
            )
        done = self._accounts.change(account_id, context, decide)
        answer = settle(done, self._activity, self._views, self._rules)
        return {**answer, "account_id": account_id}

    def _identified(self, check_id: str, context: Context) -> str:
        try:
            found: Mapping[str, Any] = self._neighbours.ask(
                "messaging", "get_identity_check", {"check_id": check_id}
            )
        except Refused:
            raise IdentityNotVerified from None
        age = context.at - datetime.fromisoformat(found["verified_at"])
        if not found["identified"] or age > self._rules.identity_check_valid:
            raise IdentityNotVerified
        return str(found["account_id"])

    def _new_key(self, email: str) -> str:
        if not email:
            return ""
        require_address("new_email", email)
        return self._secrets.login_key(AccountKind.INDIVIDUAL, email)
