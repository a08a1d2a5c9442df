"""Stored names and versions of the identity service's events."""

from __future__ import annotations

from functools import cache

from services.identity.adapters.credential_events import register_credentials
from services.identity.adapters.individual_events import register_individuals
from services.identity.domain import attempts, login_id, talent_view
from services.identity.domain.account import events as account
from services.identity.domain.account import office_events as office
from services.identity.domain.extraction import events as extraction
from services.identity.domain.job_seeker import events as job_seeker
from services.identity.domain.organisation import events as organisation
from services.kernel.eventkit.application.codec import EventCodec


@cache
def event_codec() -> EventCodec:
    """The codec with every event registered, made once. Names are forever."""
    codec = EventCodec()
    codec.register(login_id.LoginIdClaimed, "LoginIdClaimed", version=1)
    codec.register(login_id.OpeningAsked, "OpeningAsked", version=1)
    codec.register(login_id.LoginIdReleased, "LoginIdReleased", version=1)
    codec.register(attempts.LoginFailed, "LoginFailed", version=1)
    codec.register(attempts.AccountLocked, "AccountLocked", version=1)
    codec.register(attempts.ReissueRefused, "ReissueRefused", version=1)
    codec.register(account.AccountEmailRegistered, "AccountEmailRegistered", version=1)
    codec.register(account.OpeningAskedAgain, "OpeningAskedAgain", version=1)
    codec.register(account.AccountDiscarded, "AccountDiscarded", version=1)
    codec.register(account.UserRegistered, "UserRegistered", version=1)
    codec.register(account.AccountInvited, "AccountInvited", version=1)
    codec.register(account.AccountActivated, "AccountActivated", version=1)
    codec.register(account.InternalUserCreated, "InternalUserCreated", version=1)
    codec.register(account.LoginSucceeded, "LoginSucceeded", version=1)
    codec.register(account.SessionStarted, "SessionStarted", version=1)
    codec.register(account.SessionTokenReplaced, "SessionTokenReplaced", version=1)
    codec.register(account.SessionProlonged, "SessionProlonged", version=1)
    codec.register(account.SessionEnded, "SessionEnded", version=1)
    codec.register(account.SessionExpired, "SessionExpired", version=1)
    codec.register(account.TemporaryPasswordIssued, "TemporaryPasswordIssued", version=1)
    codec.register(account.PasswordChanged, "PasswordChanged", version=1)
    codec.register(account.UserWithdrawn, "UserWithdrawn", version=1)
    _register_job_seekers(codec)
    _register_office(codec)
    codec.register(
        organisation.OrganisationRegistrationRequested,
        "OrganisationRegistrationRequested",
        version=1,
    )
    codec.register(organisation.OrganisationRegistered, "OrganisationRegistered", version=1)
    codec.register(
        organisation.OrganisationRegistrationRejected,
        "OrganisationRegistrationRejected",
        version=1,
    )
    register_individuals(codec)
    register_credentials(codec)
    return codec


def _register_office(codec: EventCodec) -> None:
    for kind, name in (
        (office.LoginIdChanged, "LoginIdChanged"),
        (office.AccountClosed, "AccountClosed"),
        (office.InternalUserRoleChanged, "InternalUserRoleChanged"),
        (office.InternalUserOrganisationChanged, "InternalUserOrganisationChanged"),
        (office.CounsellorPermissionGranted, "CounsellorPermissionGranted"),
        (office.CounsellorPermissionRevoked, "CounsellorPermissionRevoked"),
        (office.InternalUserStopped, "InternalUserStopped"),
        (organisation.OrganisationInfoChangeRequested, "OrganisationInfoChangeRequested"),
        (organisation.OrganisationInfoUpdated, "OrganisationInfoUpdated"),
        (organisation.JicaCommonDataUpdated, "JicaCommonDataUpdated"),
        (organisation.OrganisationInfoConfirmed, "OrganisationInfoConfirmed"),
        (organisation.OrganisationCodeReissued, "OrganisationCodeReissued"),
        (organisation.OrganisationRegistrationExtended, "OrganisationRegistrationExtended"),
        (organisation.OrganisationRegistrationExpired, "OrganisationRegistrationExpired"),
        (organisation.OrganisationInvalidationRequested, "OrganisationInvalidationRequested"),
        (organisation.OrganisationInvalidated, "OrganisationInvalidated"),
        (organisation.OrganisationWithdrawn, "OrganisationWithdrawn"),
        (organisation.OrganisationListWishChanged, "OrganisationListWishChanged"),
        (organisation.OrganisationListRegenerated, "OrganisationListRegenerated"),
        (extraction.DataExtractionRequested, "DataExtractionRequested"),
        (extraction.DataExtractionApproved, "DataExtractionApproved"),
        (extraction.DataExtractionRejected, "DataExtractionRejected"),
        (extraction.DataExtractionProvided, "DataExtractionProvided"),
        (extraction.ExtractionDownloaded, "ExtractionDownloaded"),
        (extraction.ExtractionDiscarded, "ExtractionDiscarded"),
    ):
        codec.register(kind, name, version=1)


def _register_job_seekers(codec: EventCodec) -> None:
    for kind, name in (
        (talent_view.TalentViewed, "TalentViewed"),
        (job_seeker.CounterApplicationAccepted, "CounterApplicationAccepted"),
        (job_seeker.JobSeekerRegistered, "JobSeekerRegistered"),
        (job_seeker.JobSeekerRegistrationExtended, "JobSeekerRegistrationExtended"),
        (job_seeker.JobSeekerRegistrationExpired, "JobSeekerRegistrationExpired"),
        (job_seeker.JobSeekerRegistrationDeactivated, "JobSeekerRegistrationDeactivated"),
        (job_seeker.JobSeekerRegistrationReactivated, "JobSeekerRegistrationReactivated"),
        (job_seeker.EmploymentConsultationRecorded, "EmploymentConsultationRecorded"),
        (job_seeker.JobSeekerBecameHelloWorkUser, "JobSeekerBecameHelloWorkUser"),
        (job_seeker.HelloWorkOfficeChanged, "HelloWorkOfficeChanged"),
        (job_seeker.JobSeekerInformationUpdated, "JobSeekerInformationUpdated"),
        (job_seeker.ProfilePublicationChanged, "ProfilePublicationChanged"),
        (job_seeker.OrganisationBlockNoted, "OrganisationBlockNoted"),
    ):
        codec.register(kind, name, version=1)
