"""Public events of the registration of individuals (requirements.md 9.1): no personal data.

`account_id` is the `person_id` of the other services.
"""

from __future__ import annotations

from marshmallow import Schema

from services.kernel.contracts.fields import Choice, Day, Instant, Items, Text, Truth


class _OfPerson(Schema):
    account_id = Text(most=64, required=True)


class _OfRequest(_OfPerson):
    request_id = Text(most=64, required=True)


class _WithTerm(Schema):
    valid_until_on = Day(required=True)
    notices_at = Items(Instant(), required=True)


class _Restored(_OfPerson):
    status = Choice(
        ("email-pending", "simple", "full-requested", "full", "suspended"), required=True
    )
    valid_until_on = Day(required=True, allow_none=True)
    notices_at = Items(Instant(), required=True)


class UserRegisteredData(_OfPerson):
    """An individual completed the opening and is a simple registrant (ID-01).

    `confirm_at`: when the data are to be confirmed unless they are updated before (ID-17).
    """

    confirm_at = Instant()


class UserProfileUpdatedData(_OfPerson):
    """A person changed these sections of the registered data (ID-18, ID-42)."""

    sections = Items(Text(most=40), required=True)
    confirm_at = Instant()


class RegisteredInformationConfirmedData(_OfPerson):
    """A person confirmed that the registered data are right (ID-17)."""

    confirm_at = Instant(required=True)


class FullRegistrationRequestedData(_OfRequest):
    """A simple registrant asked for full registration, or completed a returned request (ID-07)."""

    due_on = Day(required=True)
    completed = Truth(required=True)


class FullRegistrationReturnedData(_OfRequest):
    """The secretariat named sections to complete; its message goes out by mail (SM-01)."""

    items = Items(Text(most=40), least=1, required=True)


class FullRegistrationApprovedData(_OfRequest, _WithTerm):
    """A person is a full registrant from this moment (ID-10)."""


class FullRegistrationRejectedData(_OfRequest):
    """A request was refused; the reason goes out by mail (ID-10)."""


class FullRegistrationRequestCleanedUpData(_OfRequest):
    """A request that was not completed was closed (ID-14)."""


class TalentRegistrationExtendedData(_OfPerson, _WithTerm):
    """A full registrant extended the registration (ID-15)."""


class TalentRegistrationExpiredData(_OfPerson):
    """The validity of a full registration passed; simple registrant again (ID-16)."""

    valid_until_on = Day(required=True)


class JocvReturneeRecordedData(_OfPerson):
    """It was recorded whether the person is a JOCV returnee (ID-12)."""

    returnee = Truth(required=True)


class JocvListingViewGrantedData(_OfPerson):
    """The person may view JOCV job information from now on (ID-13)."""


class JocvListingViewRevokedData(_OfPerson):
    """The person may no longer view JOCV job information (ID-13)."""


class UserSuspendedData(_OfPerson):
    """The use of an account was restricted; the reason goes out by mail (ID-30)."""


class UserReinstatedData(_Restored):
    """A restriction was lifted; the status before it holds again (ID-30)."""


class UserDeceasedRecordedData(_OfPerson):
    """A death was recorded: no login, no search, no mail from now on (ID-21)."""


class UserDeceasedRecordRevokedData(_Restored):
    """The death was recorded in error; the status before it holds again (D-28)."""


PEOPLE_EVENTS: dict[str, tuple[int, type[Schema]]] = {
    "UserRegistered": (1, UserRegisteredData),
    "UserProfileUpdated": (1, UserProfileUpdatedData),
    "RegisteredInformationConfirmed": (1, RegisteredInformationConfirmedData),
    "FullRegistrationRequested": (1, FullRegistrationRequestedData),
    "FullRegistrationReturned": (1, FullRegistrationReturnedData),
    "FullRegistrationApproved": (1, FullRegistrationApprovedData),
    "FullRegistrationRejected": (1, FullRegistrationRejectedData),
    "FullRegistrationRequestCleanedUp": (1, FullRegistrationRequestCleanedUpData),
    "TalentRegistrationExtended": (1, TalentRegistrationExtendedData),
    "TalentRegistrationExpired": (1, TalentRegistrationExpiredData),
    "JocvReturneeRecorded": (1, JocvReturneeRecordedData),
    "JocvListingViewGranted": (1, JocvListingViewGrantedData),
    "JocvListingViewRevoked": (1, JocvListingViewRevokedData),
    "UserSuspended": (1, UserSuspendedData),
    "UserReinstated": (1, UserReinstatedData),
    "UserDeceasedRecorded": (1, UserDeceasedRecordedData),
    "UserDeceasedRecordRevoked": (1, UserDeceasedRecordRevokedData),
}
