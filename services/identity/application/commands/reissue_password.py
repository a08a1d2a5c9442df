"""Step 2 of the own reissue: the secret answer, then a temporary password by mail (ID-63, ID-64)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.identity.application.ports import Secrets, SessionActivity
from services.identity.application.reissue import OwnData, settle
from services.identity.domain.account.reissue import reissue
from services.identity.domain.account.state import Account
from services.identity.domain.attempts import ReissueDataWrong, refusal_of
from services.identity.domain.half_width import require_half_width
from services.identity.domain.kinds import AccountKind
from services.identity.domain.login_id import LoginId, reissue_unknown
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ReissuePassword:
    login_id: str
    birth_on: date
    answer: str


def reissue_password(
    command: ReissuePassword,
    context: Context,
    *,
    login_ids: Repository[LoginId],
    accounts: Repository[Account],
    own_data: OwnData,
    secrets: Secrets,
    activity: SessionActivity,
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """Issues a temporary password when login ID, birth date and answer are right.

    Raises `InvalidInput`, `ReissueDataWrong`, `ReissueClosed`, `TemporaryPasswordStillValid`.
    """
    require_half_width({"login_id": command.login_id})
    key = secrets.login_key(AccountKind.INDIVIDUAL, command.login_id)

    def data_match(account: Account | None) -> bool:
        birth = own_data.birth_matches(account, command.birth_on)
        answer = own_data.answer_matches(account, command.answer)
        return birth and answer

    account_id = login_ids.load(key)[0].account_id
    if account_id is None:
        unknown = login_ids.change(
            key,
            context,
            lambda state: reissue_unknown(state, lambda: data_match(None), context.at, rules),
        )
        raise refusal_of(unknown.events, rules) or ReissueDataWrong()
    issue_id = context.id_for("temporary-password")
    done = accounts.change(
        account_id,
        context,
        lambda account: reissue(account, lambda: data_match(account), issue_id, context.at, rules),
    )
    return settle(done, activity, views, rules)
