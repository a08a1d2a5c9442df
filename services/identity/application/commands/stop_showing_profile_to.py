"""Taking an organisation off the list of those a private profile is shown to (D-33)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.job_seeker_account import own_seeker_of
from services.identity.application.job_seeker_number import user_id
from services.identity.application.own_account import own_account_id
from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.publication import stop_showing_to
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Numbers, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class StopShowingProfileTo:
    organisation_id: str


def stop_showing_profile_to(
    command: StopShowingProfileTo,
    context: Context,
    *,
    accounts: Repository[Account],
    numbers: Numbers,
    views: Views,
) -> dict[str, Any]:
    """Emits `ProfilePublicationChanged`; nothing to do for one that is not on the list."""
    account_id = own_account_id(context)
    done = accounts.change(
        account_id,
        context,
        lambda account: stop_showing_to(
            own_seeker_of(account),
            account_id,
            command.organisation_id,
            new_user_id=user_id(numbers),
            now=context.at,
        ),
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
