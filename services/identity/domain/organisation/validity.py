"""How long a registration holds, and when the data are to be confirmed (ID-78, ID-82)."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

from services.identity.domain.rules import DEFAULT_RULES, Rules
from services.kernel.eventkit.domain.tokyo import moment, month_end, tokyo_date


def first_validity(at: datetime, rules: Rules = DEFAULT_RULES) -> date:
    """The last day of a registration approved at this moment: 12 months, to month end (D-38)."""
    return month_end(tokyo_date(at), rules.organisation_valid_months)


def extended(valid_until: date, now: datetime, rules: Rules) -> date:
    """The last day after an extension; one that comes late counts from today."""
    base = max(valid_until, tokyo_date(now))
    return month_end(base, rules.organisation_valid_months)


def extension_opens_on(valid_until: date, rules: Rules) -> date:
    """The day of the first notice, from which an extension is possible."""
    return valid_until - timedelta(days=max(rules.organisation_notice_days))


def notices_at(valid_until: date, rules: Rules) -> list[datetime]:
    """The moments of the notices before the end of the validity (D-38)."""
    days = sorted(rules.organisation_notice_days, reverse=True)
    return [moment(valid_until - timedelta(days=each)) + rules.notices_at for each in days]


def confirmation_at(answered_on: date, rules: Rules) -> datetime:
    """The moment at which the organisation is asked to confirm its data again (ID-78)."""
    return moment(confirmation_on(answered_on, rules)) + rules.notices_at


def confirmation_on(answered_on: date, rules: Rules) -> date:
    """The day on which the data are to be confirmed again, a year after the last answer (D-26).

    A day that the month does not have is its last one: from 29 February to 28 February.
    """
    years, month = divmod(answered_on.month - 1 + rules.confirmation_months, 12)
    year = answered_on.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(answered_on.day, last))
