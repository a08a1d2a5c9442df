"""Editing the job-seeker information, 「求職情報を編集」 (ID-42)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from services.identity.application.job_seeker_account import own_seeker_of
from services.identity.application.job_seeker_information import seal_information
from services.identity.application.own_account import own_account_id
from services.identity.domain.account.showing import may_publish
from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.publication import update_information
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class UpdateJobSeekerInformation:
    postal_code: str = ""
    address: str = ""
    telephone: str = ""
    desired_work: str = ""
    fields_wanted: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    employment_types: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    education: str | None = None
    experience: str = ""
    qualifications: str = ""
    appeal: str = ""
    expected_revision: int | None = None


def update_job_seeker_information(
    command: UpdateJobSeekerInformation,
    context: Context,
    *,
    accounts: Repository[Account],
    personal_data: PersonalData,
    views: Views,
) -> dict[str, Any]:
    """Replaces the information; published as `UserProfileUpdated`.

    Raises `InvalidInput`, `JobSeekerInactive`, `StaleForm`, and `ProfileNotForPublication` for simple
    registrants without a job-seeker registration.
    """
    account_id = own_account_id(context)
    entered = asdict(command)
    revision = entered.pop("expected_revision")
    information = seal_information(account_id, entered, personal_data)
    done = accounts.change(
        account_id,
        context,
        lambda account: update_information(
            own_seeker_of(account),
            account_id,
            information,
            context.at,
            may_publish=may_publish(account, context.at),
            revision=revision,
        ),
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
