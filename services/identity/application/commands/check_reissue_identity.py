"""Step 1 of the own reissue: login ID and date of birth (ID-62)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.identity.application.even_time import EvenTime
from services.identity.application.ports import Secrets
from services.identity.application.reissue import OwnData
from services.identity.domain.account.reissue import check_data
from services.identity.domain.account.state import Account
from services.identity.domain.attempts import ReissueDataWrong, refusal_of
from services.identity.domain.half_width import require_half_width
from services.identity.domain.kinds import AccountKind
from services.identity.domain.login_id import LoginId, reissue_unknown
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class CheckReissueIdentity:
    login_id: str
    birth_on: date


def check_reissue_identity(
    command: CheckReissueIdentity,
    context: Context,
    *,
    login_ids: Repository[LoginId],
    accounts: Repository[Account],
    personal_data: PersonalData,
    own_data: OwnData,
    secrets: Secrets,
    rules: Rules,
    even_time: EvenTime,
) -> dict[str, Any]:
    """Answers with the person's own secret question when both belong to one account.

    Raises `InvalidInput`, `ReissueDataWrong`, `ReissueClosed`, `ReissueNeedsInquiry`.
    """
    require_half_width({"login_id": command.login_id})
    with even_time():
        key = secrets.login_key(AccountKind.INDIVIDUAL, command.login_id)
        account_id = login_ids.load(key)[0].account_id
        if account_id is None:
            unknown = login_ids.change(
                key,
                context,
                lambda state: reissue_unknown(
                    state,
                    lambda: own_data.birth_matches(None, command.birth_on),
                    context.at,
                    rules,
                ),
            )
            raise refusal_of(unknown.events, rules) or ReissueDataWrong()
        done = accounts.change(
            account_id,
            context,
            lambda account: check_data(
                account,
                lambda: own_data.birth_matches(account, command.birth_on),
                context.at,
                rules,
            ),
        )
        refusal = refusal_of(done.events, rules)
        if refusal is not None or done.state.secret is None:
            raise refusal or ReissueDataWrong()
        return {"question": personal_data.open(done.state.secret)["question"]}
