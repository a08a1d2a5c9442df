"""The person changes registered data, section by section (ID-18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.application.sealing import seal_about
from services.identity.domain.account.opening import require_birth_date
from services.identity.domain.account.state import Account
from services.identity.domain.individual import data_keeping as rule
from services.identity.domain.individual.events import UpdatedSection, UserProfileUpdated
from services.identity.domain.individual.profile import Section, missing_of
from services.identity.domain.job_seeker.admission import require_age
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import InvalidInput

Content = Mapping[str, Any]


@dataclass(frozen=True)
class UpdateProfile:
    basic: Content | None = None
    contact: Content | None = None
    expertise: Content | None = None
    education: Content | None = None
    career: Content | None = None
    languages: Content | None = None
    qualifications: Content | None = None
    intention: Content | None = None
    expected_revision: int | None = None


def update_profile(
    command: UpdateProfile,
    context: Context,
    *,
    accounts: Repository[Account],
    personal_data: PersonalData,
    rules: Rules,
    views: Views,
) -> dict[str, Any]:
    """Replaces the sections given; emits `UserProfileUpdated`.

    Raises `InvalidInput`, `NothingUpdated`, `MandatoryItemsNeeded`, `StaleForm`, `NotFound`,
    and `TooYoungForJobSeeker` for a job seeker (ID-27).
    """
    account_id = own_account_id(context)
    given = {
        section: dict(content)
        for section in Section
        if (content := getattr(command, section.value)) is not None
    }
    birth_on: date | None = given.get(Section.BASIC, {}).get("birth_on")
    if Section.BASIC in given:
        _check_birth_date(given[Section.BASIC], context)
    sections = [
        UpdatedSection(section, seal_about(account_id, content, accounts, personal_data), missing)
        for section, content in given.items()
        for missing in (missing_of(section, content),)
    ]

    def decide(account: Account) -> list[UserProfileUpdated]:
        if birth_on is not None and account.job_seeker.registered:
            require_age(birth_on, context.at, rules)
        return rule.update_profile(account, sections, context.at, command.expected_revision)

    done = accounts.change(account_id, context, decide)
    answer = receipt(
        done,
        revision=done.state.individual.revision,
        missing=list(done.state.individual.missing),
    )
    views.wait_for(answer["position"])
    return answer


def _check_birth_date(basic: dict[str, Any], context: Context) -> None:
    """Raises `InvalidInput` at the field of the section."""
    birth_on: date = basic["birth_on"]
    try:
        require_birth_date(birth_on, context.at)
    except InvalidInput as problem:
        raise InvalidInput(fields={"basic.birth_on": problem.fields["birth_on"]}) from None
    basic["birth_on"] = birth_on.isoformat()
