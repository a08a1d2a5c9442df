"""How long a full registration holds and how it is extended (ID-15, ID-16, D-25)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from services.identity.domain.account.state import Account
from services.identity.domain.individual.events import (
    ExtensionNoticeGiven,
    TalentRegistrationExpired,
    TalentRegistrationExtended,
    Validity,
)
from services.identity.domain.individual.holder import (
    ViewChange,
    require_individual,
    require_registered,
    view_change,
)
from services.identity.domain.kinds import Standing
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import Refusal
from services.kernel.eventkit.domain.tokyo import month_end, tokyo_date


class NotFullRegistrant(Refusal):
    """Only a full registration can be extended."""

    code = "not-full-registrant"


class ExtensionNotOpen(Refusal):
    """Extension is possible from the first notice to the end of the validity (D-25)."""

    code = "extension-not-open"


def validity_from(day: date, rules: Rules) -> Validity:
    """12 months from this day, to the end of that month, with its notices (D-25)."""
    until = month_end(day, rules.full_registration_months)
    notices = tuple(until - timedelta(days=days) for days in rules.extension_notice_days)
    return Validity(until, notices)


def extension_opens_on(until: date, rules: Rules) -> date:
    """The day of the first notice."""
    return until - timedelta(days=max(rules.extension_notice_days))


def extension_is_open(until: date, today: date, rules: Rules) -> bool:
    """From the first notice to the last day, both included."""
    return extension_opens_on(until, rules) <= today <= until


def extend(account: Account, now: datetime, rules: Rules) -> list[TalentRegistrationExtended]:
    """12 months more. Raises `NotFound`, `NotFullRegistrant`, `ExtensionNotOpen`."""
    require_registered(account)
    validity = account.individual.validity
    if account.standing is not Standing.FULL or validity is None:
        raise NotFullRegistrant
    if not extension_is_open(validity.until, tokyo_date(now), rules):
        raise ExtensionNotOpen
    longer = validity_from(validity.until, rules)
    return [TalentRegistrationExtended(account.account_id, validity.until, longer, now)]


def give_notice(account: Account, until: date, now: datetime) -> list[ExtensionNoticeGiven]:
    """Notes that the day of a notice has come; nothing to do when it no longer applies."""
    validity = account.individual.validity
    if account.standing is not Standing.FULL or validity is None or validity.until != until:
        return []
    today = tokyo_date(now)
    come = [day for day in validity.notices if day <= today]
    if not come:
        return []
    return [ExtensionNoticeGiven(account.account_id, until, max(come), now)]


def expire(account: Account, now: datetime) -> list[TalentRegistrationExpired | ViewChange]:
    """Simple again once the last day has passed; nothing to do before. Raises `NotFound`."""
    require_individual(account)
    validity = account.individual.validity
    if account.standing is not Standing.FULL or validity is None:
        return []
    if tokyo_date(now) <= validity.until:
        return []
    return [
        TalentRegistrationExpired(account.account_id, validity.until, now),
        *view_change(account, Standing.SIMPLE, now=now),
    ]
