"""What identity tells the others of individuals' registrations: facts, days, no personal data.

Days and moments at which notices fall due go along, so that nobody else needs the rules.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from services.identity.application.instants import text_of
from services.identity.domain.account.events import UserRegistered
from services.identity.domain.individual import data_keeping
from services.identity.domain.individual.events import (
    FullRegistrationApproved,
    FullRegistrationRejected,
    FullRegistrationRequestCleanedUp,
    FullRegistrationRequested,
    FullRegistrationReturned,
    JocvListingViewGranted,
    JocvListingViewRevoked,
    JocvReturneeRecorded,
    RegisteredInformationConfirmed,
    TalentRegistrationExpired,
    TalentRegistrationExtended,
    UserDeceasedRecorded,
    UserDeceasedRecordRevoked,
    UserProfileUpdated,
    UserReinstated,
    UserSuspended,
    Validity,
)
from services.identity.domain.job_seeker.events import JobSeekerInformationUpdated
from services.identity.domain.rules import Rules
from services.kernel.contracts.public_event import PublicDraft


def publish_individual(event: object, rules: Rules) -> PublicDraft | None:
    """The public form of an event of SM-01, None for private ones and those of others."""
    match event:
        case UserRegistered():
            return _draft(event, confirm_at=_confirm_at(event.at, rules))
        case RegisteredInformationConfirmed():
            return _draft(event, confirm_at=_confirm_at(event.at, rules))
        case UserProfileUpdated():
            sections = [each.section.value for each in event.sections]
            return _draft(event, sections=sections, confirm_at=_confirm_at(event.at, rules))
        case JobSeekerInformationUpdated():
            told = {
                "account_id": event.account_id,
                "sections": ["job-seeker-information"],
                "confirm_at": _confirm_at(event.at, rules),
            }
            return PublicDraft("UserProfileUpdated", event.account_id, told)
        case FullRegistrationRequested():
            return _draft(
                event,
                request_id=event.request_id,
                due_on=event.due_on.isoformat(),
                completed=event.completed,
            )
        case FullRegistrationReturned():
            items = [section.value for section in event.items]
            return _draft(event, request_id=event.request_id, items=items)
        case FullRegistrationApproved():
            return _draft(event, request_id=event.request_id, **_term(event.validity, rules))
        case TalentRegistrationExtended():
            return _draft(event, **_term(event.validity, rules))
        case FullRegistrationRejected() | FullRegistrationRequestCleanedUp():
            return _draft(event, request_id=event.request_id)
        case TalentRegistrationExpired():
            return _draft(event, valid_until_on=event.until.isoformat())
        case JocvReturneeRecorded():
            return _draft(event, returnee=event.returnee)
        case UserReinstated() | UserDeceasedRecordRevoked():
            return _draft(event, status=event.standing.value, **_term(event.validity, rules))
        case (
            JocvListingViewGranted()
            | JocvListingViewRevoked()
            | UserSuspended()
            | UserDeceasedRecorded()
        ):
            return _draft(event)
    return None


def _draft(event: Any, **more: Any) -> PublicDraft:
    account_id = str(event.account_id)
    return PublicDraft(type(event).__name__, account_id, {"account_id": account_id, **more})


def _confirm_at(at: datetime, rules: Rules) -> str | None:
    return text_of(data_keeping.confirmation_due_at(at, rules))


def _term(validity: Validity | None, rules: Rules) -> dict[str, Any]:
    """The last day of the validity and the moments of the notices before it."""
    if validity is None:
        return {"valid_until_on": None, "notices_at": []}
    return {
        "valid_until_on": validity.until.isoformat(),
        "notices_at": [_notice(day, rules) for day in sorted(validity.notices)],
    }


def _notice(day: date, rules: Rules) -> str | None:
    return text_of(data_keeping.notice_moment(day, rules))
