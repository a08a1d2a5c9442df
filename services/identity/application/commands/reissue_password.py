"""Step 2 of the own reissue: the secret answer, then a temporary password by mail (ID-63, ID-64)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.identity.application.even_time import EvenTime
from services.identity.application.ports import Secrets, SessionActivity
from services.identity.application.reissue import OwnData, Reissuing
from services.identity.domain.account.state import Account
from services.identity.domain.half_width import require_half_width
from services.identity.domain.kinds import AccountKind
from services.identity.domain.login_id import LoginId
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
    even_time: EvenTime,
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

    reissuing = Reissuing(login_ids, accounts, activity, views, rules, even_time)
    return reissuing.issue(key, context, data_match)
