"""Request for full registration (国際協力人材登録申請) and its review (SM-01, ID-07 to ID-14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.identity.domain.account.state import Account
from services.identity.domain.individual.events import (
    FullRegistrationApproved,
    FullRegistrationRejected,
    FullRegistrationRequestCleanedUp,
    FullRegistrationRequested,
    FullRegistrationReturned,
)
from services.identity.domain.individual.holder import (
    ViewChange,
    require_individual,
    require_registered,
    view_change,
)
from services.identity.domain.individual.profile import Section
from services.identity.domain.individual.state import FullRequest
from services.identity.domain.individual.validity import validity_from
from services.identity.domain.kinds import Standing
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import FieldProblem, Refusal, Sealed, StaleForm
from services.kernel.eventkit.domain.tokyo import IsBusinessDay, add_business_days, tokyo_date


class FullRegistrationItemsMissing(Refusal):
    """Mandatory items are not filled in; the fields name them (ID-07)."""

    code = "full-registration-items-missing"


class FullRegistrationAlreadyRequested(Refusal):
    """A request is open and not returned; only one can be open at a time (ID-08)."""

    code = "full-registration-already-requested"


class AlreadyFullRegistrant(Refusal):
    """A full registrant cannot ask for full registration (ID-08)."""

    code = "already-full-registrant"


class FullRegistrationNotRequested(Refusal):
    """There is no open request to decide on, or it is another one by now."""

    code = "full-registration-not-requested"


class ChecksNotConfirmed(Refusal):
    """Approval needs both check items: intention, and expertise, skills, experience (ID-11)."""

    code = "full-registration-checks-missing"


class RequestNotForCleaning(Refusal):
    """The request was not returned, or the time to complete it is not over (D-24)."""

    code = "full-registration-not-for-cleaning"


@dataclass(frozen=True, slots=True)
class Checks:
    """The two separate check items of the review (ID-11)."""

    intention: bool
    expertise: bool


def due_date(requested_at: datetime, is_business_day: IsBusinessDay, rules: Rules) -> date:
    """The last day of the answer: the day of the request is day 0 (ID-09, D-03)."""
    today = tokyo_date(requested_at)
    return add_business_days(today, rules.full_registration_business_days, is_business_day)


def request_full_registration(
    account: Account, request_id: str, due_on: date, now: datetime
) -> list[FullRegistrationRequested]:
    """Files a request, or completes a returned one.

    Raises `NotFound`, `AlreadyFullRegistrant`, `FullRegistrationAlreadyRequested` and
    `FullRegistrationItemsMissing`.
    """
    require_registered(account)
    if account.standing is Standing.FULL:
        raise AlreadyFullRegistrant
    individual = account.individual
    request = individual.request
    if request is not None and not request.is_returned:
        raise FullRegistrationAlreadyRequested
    if individual.missing:
        raise FullRegistrationItemsMissing(
            fields={item: (FieldProblem("required"),) for item in individual.missing}
        )
    if request is not None:
        request_id = request.request_id
    completed = request is not None
    return [FullRegistrationRequested(account.account_id, request_id, due_on, completed, now)]


def return_for_completion(
    account: Account,
    request_id: str,
    items: Sequence[Section],
    message: Sealed,
    now: datetime,
    rules: Rules,
) -> list[FullRegistrationReturned]:
    """Names what is to be completed. Raises `NotFound`, `FullRegistrationNotRequested`."""
    _open_request(account, request_id)
    cleaning_from = now + rules.completion_awaited_for
    return [
        FullRegistrationReturned(
            account.account_id, request_id, tuple(items), message, cleaning_from, now
        )
    ]


def approve(
    account: Account,
    request_id: str,
    checks: Checks,
    now: datetime,
    rules: Rules,
    revision: int | None = None,
) -> list[FullRegistrationApproved | ViewChange]:
    """Makes a full registrant.

    `revision` is the state of the registered data that was looked at. Raises `NotFound`,
    `FullRegistrationNotRequested`, `ChecksNotConfirmed`, `StaleForm`.
    """
    _open_request(account, request_id)
    if not (checks.intention and checks.expertise):
        raise ChecksNotConfirmed
    if revision is not None and revision != account.individual.revision:
        raise StaleForm
    approved = FullRegistrationApproved(
        account.account_id,
        request_id,
        checks.intention,
        checks.expertise,
        validity_from(tokyo_date(now), rules),
        now,
    )
    return [approved, *view_change(account, Standing.FULL, now=now)]


def reject(
    account: Account, request_id: str, checks: Checks, reason: Sealed, now: datetime
) -> list[FullRegistrationRejected]:
    """Refuses with a reason. Raises `NotFound`, `FullRegistrationNotRequested`."""
    _open_request(account, request_id)
    return [
        FullRegistrationRejected(
            account.account_id, request_id, checks.intention, checks.expertise, reason, now
        )
    ]


def clean_up(account: Account, now: datetime) -> list[FullRegistrationRequestCleanedUp]:
    """Closes a request that was returned and not completed in time (ID-14, D-24).

    Raises `NotFound`, `FullRegistrationNotRequested`, `RequestNotForCleaning`.
    """
    request = _open_request(account)
    if request.cleaning_from is None or now < request.cleaning_from:
        raise RequestNotForCleaning
    return [FullRegistrationRequestCleanedUp(account.account_id, request.request_id, now)]


def _open_request(account: Account, request_id: str | None = None) -> FullRequest:
    require_individual(account)
    request = account.individual.request
    if account.standing is not Standing.FULL_REQUESTED or request is None:
        raise FullRegistrationNotRequested
    if request_id not in (None, request.request_id):
        raise FullRegistrationNotRequested
    return request
