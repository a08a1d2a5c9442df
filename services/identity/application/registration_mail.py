"""What mails about an individual's registration have to say (ME-31): asked at sending time.

A purpose that has lapsed meanwhile raises `NotFound`, so that the mail is suppressed (ME-32).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.identity.domain.account.state import Account
from services.identity.domain.individual import data_keeping, validity
from services.identity.domain.kinds import Standing
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.domain import NotFound, Sealed
from services.kernel.eventkit.domain.tokyo import tokyo_date


def registration_values(
    account: Account, purpose: str, now: datetime, rules: Rules, personal_data: PersonalData
) -> dict[str, Any]:
    """The values of these purposes; nothing for any other."""
    individual = account.individual
    match purpose:
        case "full-registration-approved":
            if account.standing is not Standing.FULL or individual.validity is None:
                raise NotFound
            return {"valid_until_on": individual.validity.until.isoformat()}
        case "full-registration-returned":
            request = individual.request
            if request is None or request.message is None or request.cleaning_from is None:
                raise NotFound
            return {
                "message": _opened(request.message, personal_data)["message"],
                "items": [section.value for section in request.returned_items],
                "complete_by_on": tokyo_date(request.cleaning_from).isoformat(),
            }
        case "full-registration-rejected":
            return {"reason": _opened(individual.rejection, personal_data)["reason"]}
        case "user-suspended":
            if account.standing is not Standing.SUSPENDED:
                raise NotFound
            return {"reason": _opened(individual.restriction, personal_data)["reason"]}
        case "extension-notice":
            term = individual.validity
            if account.standing is not Standing.FULL or term is None:
                raise NotFound
            if not validity.extension_is_open(term.until, tokyo_date(now), rules):
                raise NotFound
            return {"valid_until_on": term.until.isoformat()}
        case "data-confirmation":
            if not data_keeping.confirmation_is_due(account, now, rules):
                raise NotFound
    return {}


def _opened(value: Sealed | None, personal_data: PersonalData) -> dict[str, Any]:
    if value is None:
        raise NotFound
    try:
        return personal_data.open(value)
    except Unreadable:
        raise NotFound from None
