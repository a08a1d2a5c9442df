"""An organisation was invalidated or has left: its applicants are told by mail (D-39)."""

from __future__ import annotations

from functools import partial

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.messaging.application.commands.queue_mail import QueueMail, queue_mail
from services.messaging.application.ports import Office
from services.messaging.domain.mail.events import Template
from services.messaging.projections.open_applications import OPEN_APPLICATIONS


def on_organisation_gone(office: Office) -> Reaction:
    """The reaction, at work in this office."""
    return Reaction(
        name="mail-applicants-of-gone-organisation",
        source="identity",
        types=("OrganisationInvalidated", "OrganisationWithdrawn"),
        handle=partial(_handle, office=office),
    )


def _handle(event: PublicEvent, trigger: Trigger, *, office: Office) -> None:
    organisation_id = str(event.data["organisation_id"])
    for application in office.views.find(OPEN_APPLICATIONS, {"organisation_id": organisation_id}):
        application_id = str(application["application_id"])
        command = QueueMail(
            template=Template.ORGANISATION_GONE,
            account_id=str(application["person_id"]),
            references={
                name: str(application[name])
                for name in ("application_id", "listing_id", "organisation_id", "reception_id")
            },
        )
        # The application tells the mails of one event apart, so a repetition queues no second.
        queue_mail(command, trigger.context("queue_mail", application_id), office=office)
