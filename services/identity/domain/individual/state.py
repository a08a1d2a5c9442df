"""What an account knows of its individual's registration, and the fold of it (SM-01)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.identity.domain.individual.events import (
    ExtensionNoticeGiven,
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
from services.kernel.eventkit.domain import Sealed


@dataclass(frozen=True, slots=True)
class FullRequest:
    """An open request for full registration; `cleaning_from` is set while it is returned."""

    request_id: str
    returned_items: tuple[Section, ...] = ()
    message: Sealed | None = None
    cleaning_from: datetime | None = None

    @property
    def is_returned(self) -> bool:
        """Whether it waits for the person to complete it."""
        return self.cleaning_from is not None


@dataclass(frozen=True, slots=True)
class Individual:
    """The registration of one individual.

    `revision` counts the updates of the registered data; `confirmed_at` is the last update or
    confirmation. `rejection` and `restriction` seal the last reasons given.
    """

    sections: Mapping[Section, Sealed] = field(default_factory=dict)
    missing: tuple[str, ...] = AT_OPENING
    revision: int = 0
    confirmed_at: datetime | None = None
    request: FullRequest | None = None
    validity: Validity | None = None
    jocv_returnee: bool = False
    jocv_view: bool = False
    before_suspension: Standing | None = None
    before_death: Standing | None = None
    rejection: Sealed | None = None
    restriction: Sealed | None = None


UNREGISTERED = Individual()

_STANDINGS: Mapping[type, Standing] = {
    FullRegistrationRequested: Standing.FULL_REQUESTED,
    FullRegistrationReturned: Standing.FULL_REQUESTED,
    FullRegistrationApproved: Standing.FULL,
    FullRegistrationRejected: Standing.SIMPLE,
    FullRegistrationRequestCleanedUp: Standing.SIMPLE,
    TalentRegistrationExpired: Standing.SIMPLE,
    UserSuspended: Standing.SUSPENDED,
    UserDeceasedRecorded: Standing.DECEASED,
}


def standing_after(standing: Standing, event: object) -> Standing:
    """The state of SM-01 after an event of this area."""
    if isinstance(event, UserReinstated | UserDeceasedRecordRevoked):
        return event.standing
    return _STANDINGS.get(type(event), standing)


def basic_section(event: object) -> Sealed | None:
    """The section with name and birth date, where an event brings a new one."""
    if not isinstance(event, UserProfileUpdated):
        return None
    return next((e.content for e in event.sections if e.section is Section.BASIC), None)


def fold(state: Individual, event: object) -> Individual:
    """The registration after an event; other events leave it as it is."""
    match event:
        case UserProfileUpdated():
            contents = {each.section: each.content for each in event.sections}
            lacking = {each.section: each.missing for each in event.sections}
            return replace(
                state,
                sections={**state.sections, **contents},
                missing=still_missing(state.missing, lacking),
                revision=state.revision + 1,
                confirmed_at=event.at,
            )
        case RegisteredInformationConfirmed() | JobSeekerInformationUpdated():
            return replace(state, confirmed_at=event.at)
        case JocvReturneeRecorded():
            return replace(state, jocv_returnee=event.returnee)
        case JocvListingViewGranted():
            return replace(state, jocv_view=True)
        case JocvListingViewRevoked():
            return replace(state, jocv_view=False)
        case UserSuspended():
            return replace(state, before_suspension=event.before, restriction=event.reason)
        case UserReinstated():
            return replace(state, before_suspension=None)
        case UserDeceasedRecorded():
            return replace(state, before_death=event.before)
        case UserDeceasedRecordRevoked():
            return replace(state, before_death=None)
    return _fold_full_registration(state, event)


def _fold_full_registration(state: Individual, event: object) -> Individual:
    match event:
        case FullRegistrationRequested():
            return replace(state, request=FullRequest(event.request_id))
        case FullRegistrationReturned():
            returned = FullRequest(
                event.request_id, event.items, event.message, event.cleaning_from
            )
            return replace(state, request=returned)
        case FullRegistrationApproved():
            return replace(state, request=None, validity=event.validity)
        case FullRegistrationRejected():
            return replace(state, request=None, rejection=event.reason)
        case FullRegistrationRequestCleanedUp():
            return replace(state, request=None)
        case TalentRegistrationExtended():
            return replace(state, validity=event.validity)
        case TalentRegistrationExpired():
            return replace(state, validity=None)
        case ExtensionNoticeGiven():
            validity = state.validity
            left = (
                tuple(day for day in validity.notices if day > event.notice_on) if validity else ()
            )
            return replace(state, validity=validity and replace(validity, notices=left))
    return state
