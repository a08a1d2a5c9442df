"""The switch between 公開 and 非公開 (ID-43)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.job_seeker_account import own_seeker_of
from services.identity.application.job_seeker_number import user_id
from services.identity.application.own_account import own_account_id
from services.identity.domain.account.showing import may_publish
from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker import publication
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Numbers, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class PublishProfile:
    public: bool


def publish_profile(
    command: PublishProfile,
    context: Context,
    *,
    accounts: Repository[Account],
    numbers: Numbers,
    views: Views,
) -> dict[str, Any]:
    """Emits `ProfilePublicationChanged`. Raises `JobSeekerInactive`, `ProfileNotForPublication`."""
    account_id = own_account_id(context)
    done = accounts.change(
        account_id,
        context,
        lambda account: publication.publish_profile(
            own_seeker_of(account),
            account_id,
            public=command.public,
            may_publish=may_publish(account, context.at),
            new_user_id=user_id(numbers),
            now=context.at,
        ),
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
