"""What happened to an account, for its owner: codes with ids and days, no personal data."""

from __future__ import annotations

from typing import Any

from services.identity.domain.account.events import (
    AccountDiscarded,
    LoginSucceeded,
    PasswordChanged,
    SessionEnded,
    SessionExpired,
    TemporaryPasswordIssued,
    UserRegistered,
    UserWithdrawn,
)
from services.identity.domain.account.office_events import LoginIdChanged
from services.identity.domain.attempts import AccountLocked, LoginFailed
from services.identity.domain.credentials.events import (
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
    SingleSignOnLinked,
    SingleSignOnUnlinked,
    TotpDisabled,
    TotpEnabled,
)
from services.identity.domain.credentials.passkey_events import (
    PasskeyCounterWentBack,
    PasskeyRegistered,
    PasskeyRemoved,
    PasskeyUsed,
)
from services.identity.domain.individual.events import (
    FullRegistrationApproved,
    FullRegistrationRejected,
    FullRegistrationRequestCleanedUp,
    FullRegistrationRequested,
    FullRegistrationReturned,
    JocvListingViewGranted,
    JocvListingViewRevoked,
    RegisteredInformationConfirmed,
    TalentRegistrationExpired,
    TalentRegistrationExtended,
    UserProfileUpdated,
    UserReinstated,
    UserSuspended,
)
from services.identity.domain.job_seeker.events import (
    JobSeekerInformationUpdated,
    JobSeekerRegistered,
    JobSeekerRegistrationDeactivated,
    JobSeekerRegistrationExpired,
    JobSeekerRegistrationExtended,
    JobSeekerRegistrationReactivated,
    ProfilePublicationChanged,
)
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection

account_history = Projection("account_history", version=2)

KEPT = 200
"""The newest entries of an account that are told."""

WORDS: dict[type, str] = {
    UserRegistered: "registered",
    LoginSucceeded: "logged-in",
    LoginFailed: "login-failed",
    AccountLocked: "locked",
    SessionEnded: "logged-out",
    SessionExpired: "session-expired",
    TemporaryPasswordIssued: "temporary-password",
    PasswordChanged: "password-changed",
    SingleSignOnLinked: "single-sign-on-linked",
    SingleSignOnUnlinked: "single-sign-on-unlinked",
    TotpEnabled: "second-factor-on",
    TotpDisabled: "second-factor-off",
    RecoveryCodeUsed: "recovery-code-used",
    RecoveryCodesRenewed: "recovery-codes-renewed",
    PasskeyRegistered: "passkey-registered",
    PasskeyRemoved: "passkey-removed",
    PasskeyUsed: "passkey-used",
    PasskeyCounterWentBack: "passkey-behind",
    UserProfileUpdated: "profile-updated",
    RegisteredInformationConfirmed: "information-confirmed",
    FullRegistrationRequested: "full-requested",
    FullRegistrationReturned: "full-returned",
    FullRegistrationApproved: "full-approved",
    FullRegistrationRejected: "full-rejected",
    FullRegistrationRequestCleanedUp: "full-cleaned-up",
    TalentRegistrationExtended: "extended",
    TalentRegistrationExpired: "lapsed",
    JocvListingViewGranted: "jocv-view-granted",
    JocvListingViewRevoked: "jocv-view-revoked",
    UserSuspended: "suspended",
    UserReinstated: "reinstated",
    LoginIdChanged: "login-id-changed",
    JobSeekerRegistered: "job-seeker-registered",
    JobSeekerRegistrationExtended: "job-seeker-extended",
    JobSeekerRegistrationExpired: "job-seeker-expired",
    JobSeekerRegistrationDeactivated: "job-seeker-deactivated",
    JobSeekerRegistrationReactivated: "job-seeker-reactivated",
    JobSeekerInformationUpdated: "job-seeker-updated",
    ProfilePublicationChanged: "publication-changed",
}


def _account_id(recorded: Recorded[Any]) -> str | None:
    account_id: str | None = recorded.event.account_id
    return account_id


@account_history.on(*WORDS, key=_account_id)
def _entered(document: Document | None, recorded: Recorded[Any]) -> Document:
    event = recorded.event
    entry: Document = {"what": WORDS[type(event)], "at": event.at}
    match event:
        case UserProfileUpdated():
            entry["sections"] = [each.section.value for each in event.sections]
        case FullRegistrationRequested():
            entry["day"] = event.due_on.isoformat()
        case FullRegistrationApproved() | TalentRegistrationExtended():
            entry["day"] = event.validity.until.isoformat()
        case SessionEnded():
            entry["reason"] = event.reason.value
    return {"entries": [*((document or {}).get("entries") or []), entry][-KEPT:]}


@account_history.on(UserWithdrawn, AccountDiscarded, key=_account_id)
def _gone(document: Document | None, recorded: Recorded[Any]) -> None:
    return None
