"""Stored names and versions of the events of an individual's registration."""

from __future__ import annotations

from services.identity.domain.individual import events as individual
from services.kernel.eventkit.application.codec import EventCodec


def register_individuals(codec: EventCodec) -> None:
    """Registers the events of SM-01. Names are forever."""
    for kind, name in (
        (individual.UserProfileUpdated, "UserProfileUpdated"),
        (individual.RegisteredInformationConfirmed, "RegisteredInformationConfirmed"),
        (individual.ConfirmationAsked, "ConfirmationAsked"),
        (individual.FullRegistrationRequested, "FullRegistrationRequested"),
        (individual.FullRegistrationReturned, "FullRegistrationReturned"),
        (individual.FullRegistrationApproved, "FullRegistrationApproved"),
        (individual.FullRegistrationRejected, "FullRegistrationRejected"),
        (individual.FullRegistrationRequestCleanedUp, "FullRegistrationRequestCleanedUp"),
        (individual.ExtensionNoticeGiven, "ExtensionNoticeGiven"),
        (individual.TalentRegistrationExtended, "TalentRegistrationExtended"),
        (individual.TalentRegistrationExpired, "TalentRegistrationExpired"),
        (individual.JocvReturneeRecorded, "JocvReturneeRecorded"),
        (individual.JocvListingViewGranted, "JocvListingViewGranted"),
        (individual.JocvListingViewRevoked, "JocvListingViewRevoked"),
        (individual.UserSuspended, "UserSuspended"),
        (individual.UserReinstated, "UserReinstated"),
        (individual.UserDeceasedRecorded, "UserDeceasedRecorded"),
        (individual.UserDeceasedRecordRevoked, "UserDeceasedRecordRevoked"),
    ):
        codec.register(kind, name, version=1)
