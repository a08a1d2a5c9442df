"""What the documents of accounts hold of job seekers (SM-02) and of what they show (ID-43)."""

from __future__ import annotations

from typing import Any

from services.identity.domain.job_seeker.events import (
    CounterApplicationAccepted,
    EmploymentConsultationRecorded,
    HelloWorkOfficeChanged,
    JobSeekerBecameHelloWorkUser,
    JobSeekerInformationUpdated,
    JobSeekerRegistered,
    JobSeekerRegistrationDeactivated,
    JobSeekerRegistrationExpired,
    JobSeekerRegistrationExtended,
    JobSeekerRegistrationReactivated,
    OrganisationBlockNoted,
    ProfilePublicationChanged,
)
from services.identity.domain.job_seeker.kinds import InactiveReason, JobSeekerStatus, ServiceKind
from services.identity.projections.sealed_pairs import pair
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection

CONSULTATIONS_KEPT = 20


def follow_job_seekers(accounts: Projection) -> None:
    """Adds the folds to the projection of all accounts."""
    accounts.on(CounterApplicationAccepted, key=_account_id)(_accepted)
    accounts.on(JobSeekerRegistered, key=_account_id)(_registered)
    accounts.on(JobSeekerRegistrationExtended, JobSeekerRegistrationReactivated, key=_account_id)(
        _valid
    )
    accounts.on(JobSeekerRegistrationExpired, JobSeekerRegistrationDeactivated, key=_account_id)(
        _inactive
    )
    accounts.on(EmploymentConsultationRecorded, key=_account_id)(_consulted)
    accounts.on(JobSeekerBecameHelloWorkUser, key=_account_id)(_uses_office)
    accounts.on(HelloWorkOfficeChanged, key=_account_id)(_other_office)
    accounts.on(JobSeekerInformationUpdated, key=_account_id)(_informed)
    accounts.on(ProfilePublicationChanged, key=_account_id)(_published)
    accounts.on(OrganisationBlockNoted, key=_account_id)(_blocked)


def _account_id(recorded: Recorded[Any]) -> str:
    account_id: str = recorded.event.account_id
    return account_id


def _with(document: Document | None, **changed: Any) -> Document | None:
    """The document with changes to the registration; nothing comes back of a person who left."""
    if document is None:
        return None
    return {**document, "job_seeker": {**(document.get("job_seeker") or {}), **changed}}


def _publication(document: Document | None, **changed: Any) -> Document | None:
    if document is None:
        return None
    none: Document = {"user_id": "", "public": False, "shown_to": [], "blocked": []}
    return {**document, "publication": {**none, **(document.get("publication") or {}), **changed}}


def _accepted(
    document: Document | None, recorded: Recorded[CounterApplicationAccepted]
) -> Document | None:
    return None if document is None else {**document, "counter_office": recorded.event.office}


def _registered(
    document: Document | None, recorded: Recorded[JobSeekerRegistered]
) -> Document | None:
    event = recorded.event
    return _with(
        None if document is None else {**document, "counter_office": None},
        status=JobSeekerStatus.ACTIVE.value,
        number=event.number,
        kind=event.kind.value,
        office=event.office,
        application_on=event.application_on.isoformat(),
        valid_until=event.valid_until.isoformat(),
        inactive_on=None,
        inactive_reason=None,
        terms_version=event.terms_version,
        privacy_version=event.privacy_version,
        agreed_at=event.at,
        consultations=[],
    )


def _valid(
    document: Document | None,
    recorded: Recorded[JobSeekerRegistrationExtended | JobSeekerRegistrationReactivated],
) -> Document | None:
    return _with(
        document,
        status=JobSeekerStatus.ACTIVE.value,
        valid_until=recorded.event.valid_until.isoformat(),
        inactive_on=None,
        inactive_reason=None,
    )


def _inactive(
    document: Document | None,
    recorded: Recorded[JobSeekerRegistrationExpired | JobSeekerRegistrationDeactivated],
) -> Document | None:
    event = recorded.event
    reason = (
        event.reason
        if isinstance(event, JobSeekerRegistrationDeactivated)
        else InactiveReason.EXPIRED
    )
    return _with(
        document,
        status=JobSeekerStatus.INACTIVE.value,
        inactive_on=event.inactive_on.isoformat(),
        inactive_reason=reason.value,
    )


def _consulted(
    document: Document | None, recorded: Recorded[EmploymentConsultationRecorded]
) -> Document | None:
    event = recorded.event
    before = ((document or {}).get("job_seeker") or {}).get("consultations") or []
    latest = {"held_on": event.held_on.isoformat(), "office": event.office}
    return _with(document, consultations=[latest, *before][:CONSULTATIONS_KEPT])


def _uses_office(
    document: Document | None, recorded: Recorded[JobSeekerBecameHelloWorkUser]
) -> Document | None:
    return _with(document, kind=ServiceKind.HELLO_WORK_USER.value, office=recorded.event.office)


def _other_office(
    document: Document | None, recorded: Recorded[HelloWorkOfficeChanged]
) -> Document | None:
    return _with(document, office=recorded.event.office)


def _informed(
    document: Document | None, recorded: Recorded[JobSeekerInformationUpdated]
) -> Document | None:
    event = recorded.event
    return document and {
        **document,
        "information": pair(event.information),
        "information_at": event.at,
        "updated_at": event.at,
    }


def _published(
    document: Document | None, recorded: Recorded[ProfilePublicationChanged]
) -> Document | None:
    event = recorded.event
    return _publication(
        document, user_id=event.user_id, public=event.public, shown_to=list(event.shown_to)
    )


def _blocked(
    document: Document | None, recorded: Recorded[OrganisationBlockNoted]
) -> Document | None:
    event = recorded.event
    before = ((document or {}).get("publication") or {}).get("blocked") or []
    others = [one for one in before if one != event.organisation_id]
    return _publication(
        document, blocked=[*others, event.organisation_id] if event.blocked else others
    )
