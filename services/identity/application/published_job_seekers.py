"""What identity tells the others of job seekers and of what people show (requirements.md 9.21)."""

from __future__ import annotations

from typing import Any

from services.identity.domain.job_seeker.events import (
    EmploymentConsultationRecorded,
    HelloWorkOfficeChanged,
    JobSeekerBecameHelloWorkUser,
    JobSeekerRegistered,
    JobSeekerRegistrationDeactivated,
    JobSeekerRegistrationExpired,
    JobSeekerRegistrationExtended,
    JobSeekerRegistrationReactivated,
    ProfilePublicationChanged,
)
from services.kernel.contracts.public_event import PublicDraft


def publish_job_seeker(event: object) -> PublicDraft | None:
    """The public form of an event of this area, None for others and private ones."""
    match event:
        case JobSeekerRegistered():
            more: dict[str, Any] = {
                "service_kind": event.kind.value,
                "office": event.office,
                "valid_until": event.valid_until.isoformat(),
            }
        case JobSeekerRegistrationExtended():
            more = {
                "activity": event.activity.value,
                "valid_until": event.valid_until.isoformat(),
            }
        case JobSeekerRegistrationReactivated():
            more = {"valid_until": event.valid_until.isoformat()}
        case JobSeekerRegistrationExpired():
            more = {}
        case JobSeekerRegistrationDeactivated():
            more = {"reason": event.reason.value}
        case EmploymentConsultationRecorded():
            more = {"held_on": event.held_on.isoformat(), "office": event.office}
        case JobSeekerBecameHelloWorkUser() | HelloWorkOfficeChanged():
            more = {"office": event.office}
        case ProfilePublicationChanged():
            more = {"public": event.public, "shown_to": list(event.shown_to)}
        case _:
            return None
    account_id = event.account_id
    return PublicDraft(type(event).__name__, account_id, {"account_id": account_id, **more})
