"""What opens the own account besides the password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.instants import text_of
from services.identity.application.own_account import own_account_id
from services.identity.application.passkeys_held import passkeys_held
from services.identity.application.ports import SingleSignOn
from services.identity.application.webauthn import Ceremonies
from services.identity.domain.job_seeker.kinds import JobSeekerStatus
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class GetSecurity:
    pass


def get_security(
    query: GetSecurity,
    context: Context,
    *,
    views: Views,
    personal_data: PersonalData,
    single_sign_on: SingleSignOn,
    ceremonies: Ceremonies,
) -> dict[str, Any]:
    """The link to the provider, whether one can be made (ID-45), the second factor, and the passkeys.

    Raises `NotFound`.
    """
    account_id = own_account_id(context)
    account = views.get("accounts", account_id)
    if account is None:
        raise NotFound
    held = views.get("credentials", account_id) or {}
    seeker = account.get("job_seeker") or {}
    registered = seeker.get("status") in (JobSeekerStatus.ACTIVE, JobSeekerStatus.INACTIVE)
    return {
        "single_sign_on": {
            "offered": single_sign_on.offered,
            "linked_at": text_of(held.get("linked_at")),
            "may_link": registered,
        },
        "second_factor": {
            "enabled_at": text_of(held.get("totp_at")),
            "recovery_codes_left": int(held.get("recovery_codes") or 0),
        },
        "passkeys": {
            "offered": ceremonies.offered,
            "items": passkeys_held(account_id, views, personal_data),
        },
    }
