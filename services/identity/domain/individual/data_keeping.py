"""Keeping the registered data right: updates, yearly confirmation, JOCV record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from services.identity.domain.account.state import Account
from services.identity.domain.individual.events import (
    ConfirmationAsked,
    JocvReturneeRecorded,
    RegisteredInformationConfirmed,
    UpdatedSection,
    UserProfileUpdated,
)
from services.identity.domain.individual.holder import (
    ViewChange,
    require_registered,
    view_change,
)
from services.identity.domain.kinds import Standing
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import FieldProblem, Refusal, StaleForm
from services.kernel.eventkit.domain.tokyo import MIDNIGHT, moment, tokyo_date


class MandatoryItemsNeeded(Refusal):
    """A full registrant, or who asks to be one, cannot empty a mandatory item (ID-03)."""

    code = "mandatory-items-needed"


class NothingUpdated(Refusal):
    """The update names no section."""

    code = "nothing-updated"


NEEDS_ALL = frozenset({Standing.FULL, Standing.FULL_REQUESTED})


def update_profile(
    account: Account,
    sections: Sequence[UpdatedSection],
    now: datetime,
    revision: int | None = None,
) -> list[UserProfileUpdated]:
    """Stores confirmed changes of one or more sections (ID-18).

    Raises `NotFound`, `NothingUpdated`, `StaleForm` when the data moved on since the form was
    opened, and `MandatoryItemsNeeded`.
    """
    require_registered(account)
    if not sections:
        raise NothingUpdated
    if revision is not None and revision != account.individual.revision:
        raise StaleForm
    missing = [item for each in sections for item in each.missing]
    if missing and account.standing in NEEDS_ALL:
        raise MandatoryItemsNeeded(fields={item: (FieldProblem("required"),) for item in missing})
    return [UserProfileUpdated(account.account_id, tuple(sections), now)]


def anniversary(day: date, months: int) -> date:
    """The same day some months later, or the last of that month where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    for last in (day.day, 30, 29, 28):
        try:
            return date(index // 12, index % 12 + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(str(day))


def confirmation_due_on(confirmed_at: datetime, rules: Rules) -> date:
    """When the data are to be confirmed or updated again (D-26)."""
    return anniversary(tokyo_date(confirmed_at), rules.confirmation_months)


def confirmation_due_at(confirmed_at: datetime, rules: Rules) -> datetime:
    """The moment from which the person is asked."""
    return moment(confirmation_due_on(confirmed_at, rules), MIDNIGHT) + rules.notices_at


def confirmation_is_due(account: Account, now: datetime, rules: Rules) -> bool:
    """Whether the person is to be asked to confirm the data (ID-17)."""
    confirmed_at = account.individual.confirmed_at
    return confirmed_at is not None and now >= confirmation_due_at(confirmed_at, rules)


def ask_for_confirmation(account: Account, now: datetime, rules: Rules) -> list[ConfirmationAsked]:
    """Notes that the person is asked; nothing to do when the data were confirmed meanwhile."""
    asked = account.standing in (Standing.SIMPLE, Standing.FULL_REQUESTED, Standing.FULL)
    if not asked or not confirmation_is_due(account, now, rules):
        return []
    return [ConfirmationAsked(account.account_id, now)]


def confirm_registered_information(
    account: Account, now: datetime
) -> list[RegisteredInformationConfirmed]:
    """The data are right as they are (ID-17). Raises `NotFound`."""
    require_registered(account)
    return [RegisteredInformationConfirmed(account.account_id, now)]


def record_jocv_returnee(
    account: Account, *, returnee: bool, now: datetime
) -> list[JocvReturneeRecorded | ViewChange]:
    """Records, or corrects, that the person is a JOCV returnee (ID-12, ID-13).

    Nothing to do when it is recorded so. Raises `NotFound`.
    """
    require_registered(account)
    if account.individual.jocv_returnee is returnee:
        return []
    return [
        JocvReturneeRecorded(account.account_id, returnee, now),
        *view_change(account, account.standing, returnee=returnee, now=now),
    ]


def notice_moment(day: date, rules: Rules) -> datetime:
    """When a notice of this day goes out."""
    return moment(day, MIDNIGHT) + rules.notices_at


def lapse_moment(until: date) -> datetime:
    """00:00 after the last day (ID-16)."""
    return moment(until + timedelta(days=1), MIDNIGHT)
