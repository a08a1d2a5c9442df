"""Individuals with their registered data, for themselves and for the back office (SM-01)."""

from __future__ import annotations

from typing import Any

from services.identity.domain.account.events import (
    AccountDiscarded,
    AccountEmailRegistered,
    UserRegistered,
    UserWithdrawn,
)
from services.identity.domain.account.office_events import LoginIdChanged
from services.identity.domain.individual.events import (
    ConfirmationAsked,
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
from services.identity.domain.individual.profile import AT_OPENING, Section, still_missing
from services.identity.domain.job_seeker.events import JobSeekerInformationUpdated
from services.identity.domain.kinds import Standing
from services.identity.projections.sealed_pairs import pair
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection

individuals = Projection(
    "individuals",
    version=3,
    indexes=(
        Index((("standing", 1), ("request.state", 1), ("request.due_on", 1))),
        Index((("standing", 1), ("validity.until", 1))),
        Index((("standing", 1), ("asked_at", 1))),
    ),
)


def _account_id(recorded: Recorded[Any]) -> str:
    return str(recorded.event.account_id)


@individuals.on(AccountEmailRegistered, key=_account_id)
def _email_registered(
    document: Document | None, recorded: Recorded[AccountEmailRegistered]
) -> Document:
    return {
        "account_id": recorded.event.account_id,
        "standing": Standing.EMAIL_PENDING.value,
        "email": pair(recorded.event.email),
        "person": None,
        "sections": {},
        "missing": list(AT_OPENING),
        "revision": 0,
        "registered_at": None,
        "jocv_returnee": False,
        "jocv_view": False,
    }


@individuals.on(UserRegistered, key=_account_id)
def _registered(document: Document | None, recorded: Recorded[UserRegistered]) -> Document:
    event = recorded.event
    return {
        **(document or {}),
        "standing": Standing.SIMPLE.value,
        "person": pair(event.person),
        "registered_at": event.at,
        "updated_at": event.at,
        "confirmed_at": event.at,
        "asked_at": None,
    }


@individuals.on(UserProfileUpdated, key=_account_id)
def _updated(document: Document | None, recorded: Recorded[UserProfileUpdated]) -> Document:
    event, known = recorded.event, document or {}
    contents = {each.section: pair(each.content) for each in event.sections}
    lacking = {each.section: each.missing for each in event.sections}
    person = contents.pop(Section.BASIC, known.get("person"))
    sections = {section.value: content for section, content in contents.items()}
    return {
        **known,
        "person": person,
        "sections": {**known.get("sections", {}), **sections},
        "missing": list(still_missing(known.get("missing", ()), lacking)),
        "revision": known.get("revision", 0) + 1,
        "updated_at": event.at,
        "confirmed_at": event.at,
        "asked_at": None,
    }


@individuals.on(RegisteredInformationConfirmed, JobSeekerInformationUpdated, key=_account_id)
def _confirmed(
    document: Document | None,
    recorded: Recorded[RegisteredInformationConfirmed | JobSeekerInformationUpdated],
) -> Document:
    return {**(document or {}), "confirmed_at": recorded.event.at, "asked_at": None}


@individuals.on(ConfirmationAsked, key=_account_id)
def _asked(document: Document | None, recorded: Recorded[ConfirmationAsked]) -> Document:
    return {**(document or {}), "asked_at": recorded.event.at}


@individuals.on(FullRegistrationRequested, key=_account_id)
def _requested(
    document: Document | None, recorded: Recorded[FullRegistrationRequested]
) -> Document:
    event, known = recorded.event, document or {}
    first = known.get("request") if event.completed else None
    request = {
        "request_id": event.request_id,
        "state": "open",
        "requested_at": event.at,
        "first_requested_at": first["first_requested_at"] if first else event.at,
        "due_on": event.due_on.isoformat(),
    }
    return {**known, "standing": Standing.FULL_REQUESTED.value, "request": request}


@individuals.on(FullRegistrationReturned, key=_account_id)
def _returned(document: Document | None, recorded: Recorded[FullRegistrationReturned]) -> Document:
    event, known = recorded.event, document or {}
    request = {
        **(known.get("request") or {}),
        "state": "returned",
        "returned_at": event.at,
        "items": [section.value for section in event.items],
        "message": pair(event.message),
        "cleaning_from": event.cleaning_from,
    }
    return {**known, "request": request}


@individuals.on(FullRegistrationApproved, key=_account_id)
def _approved(document: Document | None, recorded: Recorded[FullRegistrationApproved]) -> Document:
    event = recorded.event
    decision = {
        "kind": "approved",
        "at": event.at,
        "intention_confirmed": event.intention_confirmed,
        "expertise_confirmed": event.expertise_confirmed,
    }
    return {
        **(document or {}),
        "standing": Standing.FULL.value,
        "request": None,
        "decision": decision,
        "validity": term(event.validity),
    }


@individuals.on(FullRegistrationRejected, key=_account_id)
def _rejected(document: Document | None, recorded: Recorded[FullRegistrationRejected]) -> Document:
    event = recorded.event
    decision = {
        "kind": "rejected",
        "at": event.at,
        "intention_confirmed": event.intention_confirmed,
        "expertise_confirmed": event.expertise_confirmed,
        "reason": pair(event.reason),
    }
    return {**_simple(document), "request": None, "decision": decision}


@individuals.on(FullRegistrationRequestCleanedUp, key=_account_id)
def _cleaned(
    document: Document | None, recorded: Recorded[FullRegistrationRequestCleanedUp]
) -> Document:
    decision = {"kind": "cleaned-up", "at": recorded.event.at}
    return {**_simple(document), "request": None, "decision": decision}


@individuals.on(TalentRegistrationExtended, key=_account_id)
def _extended(
    document: Document | None, recorded: Recorded[TalentRegistrationExtended]
) -> Document:
    return {**(document or {}), "validity": term(recorded.event.validity)}


@individuals.on(TalentRegistrationExpired, key=_account_id)
def _expired(document: Document | None, recorded: Recorded[TalentRegistrationExpired]) -> Document:
    return {**_simple(document), "validity": None}


@individuals.on(JocvReturneeRecorded, key=_account_id)
def _returnee(document: Document | None, recorded: Recorded[JocvReturneeRecorded]) -> Document:
    return {**(document or {}), "jocv_returnee": recorded.event.returnee}


@individuals.on(JocvListingViewGranted, JocvListingViewRevoked, key=_account_id)
def _view(
    document: Document | None, recorded: Recorded[JocvListingViewGranted | JocvListingViewRevoked]
) -> Document:
    granted = isinstance(recorded.event, JocvListingViewGranted)
    return {**(document or {}), "jocv_view": granted}


@individuals.on(UserSuspended, key=_account_id)
def _suspended(document: Document | None, recorded: Recorded[UserSuspended]) -> Document:
    event = recorded.event
    restriction = {"at": event.at, "reason": pair(event.reason)}
    standing = Standing.SUSPENDED.value
    return {**(document or {}), "standing": standing, "restriction": restriction}


@individuals.on(UserReinstated, key=_account_id)
def _reinstated(document: Document | None, recorded: Recorded[UserReinstated]) -> Document:
    standing = recorded.event.standing.value
    return {**(document or {}), "standing": standing, "restriction": None}


@individuals.on(UserDeceasedRecorded, key=_account_id)
def _deceased(document: Document | None, recorded: Recorded[UserDeceasedRecorded]) -> Document:
    event = recorded.event
    death = {"at": event.at, "note": pair(event.note)}
    return {**(document or {}), "standing": Standing.DECEASED.value, "death": death}


@individuals.on(UserDeceasedRecordRevoked, key=_account_id)
def _revoked(document: Document | None, recorded: Recorded[UserDeceasedRecordRevoked]) -> Document:
    return {**(document or {}), "standing": recorded.event.standing.value, "death": None}


@individuals.on(LoginIdChanged, key=_account_id)
def _address_changed(
    document: Document | None, recorded: Recorded[LoginIdChanged]
) -> Document | None:
    event = recorded.event
    if document is None:
        return None  # the account of an organisation
    person = pair(event.person) or document["person"]
    return {**document, "email": pair(event.email), "person": person}


@individuals.on(UserWithdrawn, AccountDiscarded, key=_account_id)
def _gone(document: Document | None, recorded: Recorded[UserWithdrawn]) -> None:
    return None


def term(validity: Validity) -> Document:
    """A validity as a document holds it."""
    return {
        "until": validity.until.isoformat(),
        "notices": [day.isoformat() for day in validity.notices],
    }


def _simple(document: Document | None) -> Document:
    return {**(document or {}), "standing": Standing.SIMPLE.value}
