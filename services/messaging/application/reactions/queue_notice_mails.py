"""Which public event makes which notice mail go out, and to whom (ME-31)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.messaging.application.commands.queue_mail import QueueMail, queue_mail
from services.messaging.application.ports import Office
from services.messaging.domain.mail.events import Template


def _always(data: Mapping[str, Any]) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class _Cause:
    """A template, the field that says to whom, and when it applies."""

    template: Template
    recipient: str
    applies: Callable[[Mapping[str, Any]], bool] = _always


_OF_INDIVIDUALS = {
    "FullRegistrationApproved": Template.FULL_REGISTRATION_APPROVED,
    "FullRegistrationRejected": Template.FULL_REGISTRATION_REJECTED,
    "FullRegistrationReturned": Template.FULL_REGISTRATION_RETURNED,
    "FullRegistrationRequestCleanedUp": Template.FULL_REGISTRATION_CLEANED_UP,
    "TalentRegistrationExpired": Template.TALENT_REGISTRATION_EXPIRED,
    "UserSuspended": Template.USER_SUSPENDED,
    "UserReinstated": Template.USER_REINSTATED,
}
"""What the secretariat and time do to a registration, the person is told (ID-09, ID-14, ID-30)."""

_CAUSES = {
    **{
        ("identity", kind): _Cause(template, "account_id")
        for kind, template in _OF_INDIVIDUALS.items()
    },
    ("identity", "AccountEmailRegistered"): _Cause(Template.ACCOUNT_OPENING, "account_id"),
    ("identity", "TemporaryPasswordIssued"): _Cause(Template.TEMPORARY_PASSWORD, "account_id"),
    ("identity", "OrganisationRegistered"): _Cause(
        Template.ORGANISATION_REGISTERED, "organisation_id"
    ),
    ("identity", "OrganisationRegistrationRejected"): _Cause(
        Template.ORGANISATION_REJECTED, "organisation_id"
    ),
    ("identity", "OrganisationCodeReissued"): _Cause(Template.ORGANISATION_CODE, "organisation_id"),
    ("identity", "OrganisationRegistrationExpired"): _Cause(
        Template.ORGANISATION_EXPIRED, "organisation_id"
    ),
    ("listings", "ListingReturned"): _Cause(Template.LISTING_RETURNED, "organisation_id"),
    ("listings", "ListingAmendmentReturned"): _Cause(Template.LISTING_RETURNED, "organisation_id"),
    ("listings", "ListingApproved"): _Cause(Template.LISTING_APPROVED, "organisation_id"),
    ("listings", "ListingAmendmentApproved"): _Cause(Template.LISTING_APPROVED, "organisation_id"),
    ("listings", "PressReleasePublished"): _Cause(
        Template.PRESS_RELEASE_PUBLISHED, "organisation_id"
    ),
    ("listings", "PressReleaseReturned"): _Cause(
        Template.PRESS_RELEASE_RETURNED, "organisation_id"
    ),
    ("applications", "ApplicationStatusChanged"): _Cause(
        Template.APPLICATION_STATUS, "person_id", lambda data: data["notify"] is True
    ),
    ("applications", "ApplicationDeclined"): _Cause(
        Template.APPLICANT_LEFT,
        "organisation_id",
        lambda data: data["reason"] == "left-portal",
    ),
}

_REFERENCES = (
    "application_id",
    "data_number",
    "listing_id",
    "organisation_id",
    "press_release_id",
    "reception_id",
    "reflection_at",
    "status",
    "title",
)
"""The facts of public events that templates speak of; none is personal data."""


def queue_notice_mails(office: Office) -> tuple[Reaction, ...]:
    """One reaction per source."""
    sources = {source for source, _ in _CAUSES}
    return tuple(
        Reaction(
            name=f"queue-mails-of-{source}",
            source=source,
            types=tuple(kind for origin, kind in _CAUSES if origin == source),
            handle=partial(_handle, office=office),
        )
        for source in sorted(sources)
    )


def references_of(data: Mapping[str, Any]) -> dict[str, str]:
    """What a mail or notice keeps of the event it tells of."""
    return {key: str(data[key]) for key in _REFERENCES if data.get(key) is not None}


def _handle(event: PublicEvent, trigger: Trigger, *, office: Office) -> None:
    cause = _CAUSES[event.source, event.type]
    if not cause.applies(event.data):
        return
    recipient = str(event.data[cause.recipient])
    to_organisation = cause.recipient == "organisation_id"
    command = QueueMail(
        template=cause.template,
        account_id=None if to_organisation else recipient,
        organisation_id=recipient if to_organisation else None,
        references=references_of(event.data),
    )
    queue_mail(command, trigger.context("queue_mail"), office=office)
