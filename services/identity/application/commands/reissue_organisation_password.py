"""Own reissue of organisations: login ID, registered e-mail and organisation code (ID-69, D-17)."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any

from services.identity.application.even_time import EvenTime
from services.identity.application.ports import Secrets, SessionActivity
from services.identity.application.reissue import OwnData, Reissuing
from services.identity.domain.account.state import Account
from services.identity.domain.half_width import require_half_width
from services.identity.domain.kinds import AccountKind
from services.identity.domain.login_id import LoginId
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.repository import Repository

NO_ORGANISATION = "nobody"


@dataclass(frozen=True)
class ReissueOrganisationPassword:
    login_id: str
    email: str
    organisation_code: str


def reissue_organisation_password(
    command: ReissueOrganisationPassword,
    context: Context,
    *,
    login_ids: Repository[LoginId],
    accounts: Repository[Account],
    organisations: Repository[Organisation],
    own_data: OwnData,
    secrets: Secrets,
    activity: SessionActivity,
    views: Views,
    rules: Rules,
    even_time: EvenTime,
) -> dict[str, Any]:
    """Issues a temporary password without the secretariat when all three are right.

    Raises `InvalidInput`, `ReissueDataWrong`, `ReissueClosed`, `TemporaryPasswordStillValid`.
    """
    require_half_width(
        {
            "login_id": command.login_id,
            "email": command.email,
            "organisation_code": command.organisation_code,
        }
    )
    key = secrets.login_key(AccountKind.ORGANISATION, command.login_id)

    def data_match(account: Account | None) -> bool:
        email = own_data.email_matches(account, command.email)
        organisation_id = account.organisation_id if account else None
        organisation, _ = organisations.load(organisation_id or NO_ORGANISATION)
        code = secrets.organisation_code(organisation.code_issue_id or NO_ORGANISATION)
        same = hmac.compare_digest(code.encode(), command.organisation_code.encode())
        return email and same and organisation.code_issue_id is not None

    reissuing = Reissuing(login_ids, accounts, activity, views, rules, even_time)
    return reissuing.issue(key, context, data_match)
