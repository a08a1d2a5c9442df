"""Stored events of an individual's registration (SM-01) beyond its opening and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.identity.domain.individual.profile import Section
from services.identity.domain.kinds import Standing
from services.kernel.eventkit.domain import Sealed


@dataclass(frozen=True, slots=True)
class Validity:
    """To which day a full registration holds, and the days of the notices before (D-25)."""

    until: date
    notices: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class UpdatedSection:
    """One section as it is from now on; `missing` names mandatory items without content."""

    section: Section
    content: Sealed
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UserProfileUpdated:
    """The person changed registered data and confirmed the change (ID-18)."""

    account_id: str
    sections: tuple[UpdatedSection, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class RegisteredInformationConfirmed:
    """The person confirmed that the registered data are right (ID-17)."""

    account_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ConfirmationAsked:
    """The data were not updated or confirmed for the set time (ID-17, D-26)."""

    account_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FullRegistrationRequested:
    """A request with all mandatory items, or its completion after a return (ID-07, ID-09)."""

    account_id: str
    request_id: str
    due_on: date
    completed: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class FullRegistrationReturned:
    """The secretariat named items to complete; unanswered it is for cleaning later (D-24)."""

    account_id: str
    request_id: str
    items: tuple[Section, ...]
    message: Sealed
    cleaning_from: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class FullRegistrationApproved:
    """Full registrant from this moment, after both checks (ID-10, ID-11)."""

    account_id: str
    request_id: str
    intention_confirmed: bool
    expertise_confirmed: bool
    validity: Validity
    at: datetime


@dataclass(frozen=True, slots=True)
class FullRegistrationRejected:
    """Refused with a reason; the person stays a simple registrant (ID-10, ID-11)."""

    account_id: str
    request_id: str
    intention_confirmed: bool
    expertise_confirmed: bool
    reason: Sealed
    at: datetime


@dataclass(frozen=True, slots=True)
class FullRegistrationRequestCleanedUp:
    """A returned request that was not completed was closed (ID-14, D-24)."""

    account_id: str
    request_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ExtensionNoticeGiven:
    """The day of a notice before the end of a full registration came (ID-15, D-25)."""

    account_id: str
    until: date
    notice_on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class TalentRegistrationExtended:
    """The full registrant extended the registration with one confirmation (ID-15)."""

    account_id: str
    previous_until: date
    validity: Validity
    at: datetime


@dataclass(frozen=True, slots=True)
class TalentRegistrationExpired:
    """The validity passed: simple registrant again (ID-16)."""

    account_id: str
    until: date
    at: datetime


@dataclass(frozen=True, slots=True)
class JocvReturneeRecorded:
    """The secretariat recorded whether the person is a JOCV returnee (ID-12)."""

    account_id: str
    returnee: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class JocvListingViewGranted:
    """Both conditions of viewing JOCV job information hold from now on (ID-13)."""

    account_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class JocvListingViewRevoked:
    """One of the conditions holds no more (ID-13)."""

    account_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UserSuspended:
    """The use of the account was restricted with a reason (ID-30)."""

    account_id: str
    before: Standing
    reason: Sealed
    at: datetime


@dataclass(frozen=True, slots=True)
class UserReinstated:
    """The restriction was lifted; the standing before it holds again (ID-30)."""

    account_id: str
    standing: Standing
    validity: Validity | None
    at: datetime


@dataclass(frozen=True, slots=True)
class UserDeceasedRecorded:
    """The secretariat matched an obituary with the person (ID-21, D-28)."""

    account_id: str
    before: Standing
    until: date | None
    note: Sealed
    at: datetime


@dataclass(frozen=True, slots=True)
class UserDeceasedRecordRevoked:
    """The death was recorded in error; the standing before it holds again (D-28)."""

    account_id: str
    standing: Standing
    validity: Validity | None
    reason: Sealed
    at: datetime
