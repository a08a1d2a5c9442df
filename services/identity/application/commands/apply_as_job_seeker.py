"""The job-seeker application (求職申込み) of somebody who has an account (ID-26, D-22)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.identity.application.job_seeker_account import own_seeker_of
from services.identity.application.job_seeker_information import seal_information
from services.identity.application.job_seeker_number import job_seeker_number
from services.identity.application.own_account import own_account_id
from services.identity.domain.account.opening import Agreement, require_agreement
from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.admission import JobSeekerApplication, register
from services.identity.domain.job_seeker.events import (
    JobSeekerInformationUpdated,
    JobSeekerRegistered,
)
from services.identity.domain.job_seeker.offices import Offices, office_of_residence
from services.identity.domain.kinds import School
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import (
    Numbers,
    PersonalData,
    Unreadable,
    Views,
)
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class ApplyAsJobSeeker:
    school: str
    agreed_terms: str
    agreed_privacy: str
    information: Mapping[str, Any] = field(default_factory=dict)


def apply_as_job_seeker(
    command: ApplyAsJobSeeker,
    context: Context,
    *,
    accounts: Repository[Account],
    personal_data: PersonalData,
    numbers: Numbers,
    offices: Offices,
    agreement: Agreement,
    rules: Rules,
    views: Views,
) -> dict[str, Any]:
    """Registers the caller as a job seeker; emits `JobSeekerRegistered`.

    Raises `TermsHaveChanged`, `InvalidInput`, `AlreadyJobSeeker`, `TooYoungForJobSeeker`,
    `PupilCannotOpen`.
    """
    account_id = own_account_id(context)
    agreed = Agreement(command.agreed_terms, command.agreed_privacy)
    require_agreement(agreed, agreement)
    account, _ = accounts.load(account_id)
    own_seeker_of(account)
    application = JobSeekerApplication(
        birth_on=_birth_on(account, personal_data),
        school=School(command.school),
        office_of_residence=residence(command.information, offices),
        terms_version=agreed.terms,
        privacy_version=agreed.privacy,
        number=job_seeker_number(numbers),
    )
    information = seal_information(account_id, command.information, personal_data, "information.")

    def decide(state: Account) -> list[JobSeekerRegistered | JobSeekerInformationUpdated]:
        begun = register(own_seeker_of(state), account_id, application, context.at, rules)
        return [*begun, JobSeekerInformationUpdated(account_id, information, context.at)]

    answer = receipt(accounts.change(account_id, context, decide))
    views.wait_for(answer["position"])
    return answer


def residence(information: Mapping[str, Any], offices: Offices) -> str | None:
    """The office of the postal code that was entered, None without one. Raises `InvalidInput`."""
    postal_code = information.get("postal_code")
    if not postal_code:
        return None
    return office_of_residence(offices, postal_code, "information.postal_code").code


def _birth_on(account: Account, personal_data: PersonalData) -> date:
    if account.person is None:
        raise NotFound
    try:
        return date.fromisoformat(personal_data.open(account.person)["birth_on"])
    except Unreadable:
        raise NotFound from None
