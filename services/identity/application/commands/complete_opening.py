"""Completing an opening: the person becomes a simple registrant (ID-01, ID-26 to ID-29)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.identity.application.commands.apply_as_job_seeker import residence
from services.identity.application.job_seeker_information import seal_information
from services.identity.application.job_seeker_number import job_seeker_number
from services.identity.application.ports import Passwords, Secrets
from services.identity.application.tokens import account_of_link
from services.identity.domain.account.opening import (
    Agreement,
    Opening,
    complete,
    refuse_dead_link,
    require_agreement,
    require_birth_date,
)
from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.admission import JobSeekerApplication
from services.identity.domain.job_seeker.offices import Offices
from services.identity.domain.kinds import School, Standing
from services.identity.domain.password import require_strong
from services.identity.domain.rules import Rules
from services.identity.domain.secret_answer import normalised, require_both
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Numbers, PersonalData, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Sealed


@dataclass(frozen=True)
class CompleteOpening:
    token: str
    password: str
    name: str
    birth_on: date
    agreed_terms: str
    agreed_privacy: str
    name_kana: str = ""
    secret_question: str = ""
    secret_answer: str = ""
    school: str | None = None
    information: Mapping[str, Any] | None = None


def complete_opening(
    command: CompleteOpening,
    context: Context,
    *,
    accounts: Repository[Account],
    personal_data: PersonalData,
    passwords: Passwords,
    secrets: Secrets,
    numbers: Numbers,
    offices: Offices,
    views: Views,
    agreement: Agreement,
    rules: Rules,
) -> dict[str, Any]:
    """Registers the individual; emits `UserRegistered`, and `JobSeekerRegistered` for a seeker.

    Raises `InvalidInput`, `LinkNotValid`, `TermsHaveChanged`, and for a job-seeker MyPage
    `TooYoungForJobSeeker` and `PupilCannotOpen`.
    """
    account = account_of_link(command.token, accounts, secrets).account
    if account.standing is Standing.EMAIL_PENDING:
        refuse_dead_link(account, context.at)
    require_strong("password", command.password, rules)
    require_birth_date(command.birth_on, context.at)
    require_both(command.secret_question, command.secret_answer)
    agreed = Agreement(command.agreed_terms, command.agreed_privacy)
    require_agreement(agreed, agreement)
    given = command.information or {}
    application = JobSeekerApplication(
        birth_on=command.birth_on,
        school=School(command.school) if command.school else None,
        office_of_residence=residence(given, offices),
        terms_version=agreed.terms,
        privacy_version=agreed.privacy,
        number=job_seeker_number(numbers),
    )
    opening = Opening(
        person=personal_data.seal(
            account.account_id,
            {
                "name": command.name,
                "name_kana": command.name_kana,
                "birth_on": command.birth_on.isoformat(),
            },
        ),
        secret=_secret(command, account.account_id, personal_data, passwords),
        password_hash=passwords.hash(command.password),
        application=application,
        information=seal_information(account.account_id, given, personal_data, "information.")
        if given
        else None,
    )
    done = accounts.change(
        account.account_id,
        context,
        lambda state: complete(state, opening, agreed, context.at, rules),
    )
    answer = receipt(done, account_id=account.account_id)
    views.wait_for(answer["position"])
    return answer


def _secret(
    command: CompleteOpening, account_id: str, personal_data: PersonalData, passwords: Passwords
) -> Sealed | None:
    if not command.secret_question:
        return None
    answer_hash = passwords.hash(normalised(command.secret_answer))
    return personal_data.seal(
        account_id, {"question": command.secret_question, "answer_hash": answer_hash}
    )
