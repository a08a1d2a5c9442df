"""Asking to open an account with an e-mail address (ID-01, ID-02, ID-23 to ID-26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.identity.application.even_time import EvenTime
from services.identity.application.ports import Secrets
from services.identity.domain.account.events import AccountEmailRegistered
from services.identity.domain.account.opening import register_email
from services.identity.domain.account.state import Account
from services.identity.domain.half_width import require_address
from services.identity.domain.job_seeker.admission import (
    ApplicationNotAccepted,
    accept_at_counter,
)
from services.identity.domain.job_seeker.events import CounterApplicationAccepted
from services.identity.domain.job_seeker.offices import Offices
from services.identity.domain.kinds import FINAL, AccountKind, OpeningPath, Standing
from services.identity.domain.login_id import LoginId, ask_for_opening
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context, derived_id
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotPermitted, Role
from services.kernel.eventkit.domain.tokyo import tokyo_date

COUNTER_STAFF = frozenset({Role.HELLO_WORK, Role.INTERNAL_SYSTEM})


@dataclass(frozen=True)
class RequestOpening:
    email: str
    path: str = OpeningPath.INDIVIDUAL.value
    application_accepted: bool = False
    evening_course: bool = False
    office: str | None = None
    application_on: date | None = None


def request_opening(
    command: RequestOpening,
    context: Context,
    *,
    login_ids: Repository[LoginId],
    accounts: Repository[Account],
    personal_data: PersonalData,
    secrets: Secrets,
    offices: Offices,
    rules: Rules,
    even_time: EvenTime,
) -> dict[str, Any]:
    """Begins an opening; the link goes to the address by mail.

    The answer is the same for an address in use, whose owner is told by mail (ID-02, ID-58). The
    login ID is only entered in its register first; whether there is an opening is decided on the
    account, whose id depends on the register alone, so a command cut off between the two commits
    is completed by its retry or by the next one. At a counter the accepted job-seeker
    application is noted as well, also for who has an account (ID-25, D-22). Raises
    `InvalidInput`, and for the counter `NotPermitted` and `ApplicationNotAccepted` (ID-24, ID-25).
    """
    require_address("email", command.email)
    path = OpeningPath(command.path)
    at_counter = path is OpeningPath.JOB_SEEKER_COUNTER
    if at_counter:
        if context.actor.role not in COUNTER_STAFF:
            raise NotPermitted
        if not command.application_accepted:
            raise ApplicationNotAccepted
        offices.require(command.office or "")
    with even_time():
        at = context.at
        key = secrets.login_key(AccountKind.INDIVIDUAL, command.email)
        asked = login_ids.change(
            key,
            context,
            lambda state: ask_for_opening(
                state, key, lambda claims: derived_id("account", key, str(claims)), at, rules
            ),
        )
        account_id = str(asked.state.account_id)
        standing = accounts.load(account_id)[0].standing
        if standing not in FINAL:
            # A new account gets a key, which takes its time; so that an address in use takes no less,
            # there it is one of nobody, and what it seals is not kept.
            owner = account_id if standing is Standing.NONE else context.id_for("nobody")
            registered = AccountEmailRegistered(
                account_id=account_id,
                login_key=key,
                email=personal_data.seal(owner, {"email": command.email}),
                language=context.language,
                path=path,
                evening_course=command.evening_course and at_counter,
                issue_id=context.id_for("opening"),
                link_until=at + rules.opening_link_valid,
                at=at,
            )
            accepted = _accepted(command, account_id, at) if at_counter else None

            def decide(account: Account) -> list[Any]:
                noted = accept_at_counter(account.job_seeker, accepted) if accepted else []
                return [*register_email(account, registered, rules), *noted]

            accounts.change(account_id, context, decide)
    return {"position": 0, "version": 0, "repeated": False}


def _accepted(command: RequestOpening, account_id: str, at: datetime) -> CounterApplicationAccepted:
    return CounterApplicationAccepted(
        account_id=account_id,
        office=command.office or "",
        application_on=command.application_on or tokyo_date(at),
        evening_course=command.evening_course,
        at=at,
    )
