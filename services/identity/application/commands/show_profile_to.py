"""Showing a private profile to one organisation nevertheless (D-33)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.job_seeker_account import own_seeker_of
from services.identity.application.job_seeker_number import user_id
from services.identity.application.own_account import own_account_id
from services.identity.domain.account.showing import may_publish
from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.publication import show_to
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Numbers, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class ShowProfileTo:
    organisation_id: str


def show_profile_to(
    command: ShowProfileTo,
    context: Context,
    *,
    accounts: Repository[Account],
    numbers: Numbers,
    views: Views,
) -> dict[str, Any]:
    """Emits `ProfilePublicationChanged`.

    Raises `NotFound` for an unknown organisation, `JobSeekerInactive`,
    `ProfileNotForPublication`, `ShownToTooMany`.
    """
    account_id = own_account_id(context)
    organisation = views.get("organisations", command.organisation_id)
    if organisation is None or organisation["institution_id"] is None:
        raise NotFound
    done = accounts.change(
        account_id,
        context,
        lambda account: show_to(
            own_seeker_of(account),
            account_id,
            command.organisation_id,
            may_publish=may_publish(account, context.at),
            new_user_id=user_id(numbers),
            now=context.at,
        ),
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
