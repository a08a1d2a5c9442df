"""Writing to an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.domain import (
    FieldProblem,
    InvalidInput,
    NotFound,
    refuse_inactive_job_seeker,
)
from services.messaging.application.callers import person_of
from services.messaging.application.jocv_only import may_know
from services.messaging.application.ports import Office
from services.messaging.application.sealing import seal_text_of_person
from services.messaging.domain.organisation_mail.events import MailType, OrganisationMailSent
from services.messaging.domain.organisation_mail.thread import require_full_registration, send
from services.messaging.projections.surroundings import LISTINGS, ORGANISATIONS


@dataclass(frozen=True)
class SendOrganisationMail:
    organisation_id: str
    type: str
    subject: str
    body: str
    sender_name: str
    listing_id: str | None = None


def send_organisation_mail(
    command: SendOrganisationMail, context: Context, *, office: Office
) -> dict[str, Any]:
    """Sends a mail to a fixed organisation, from one of its listings or without (ME-01, ME-02).

    Raises NotFound for an unknown organisation, InvalidInput for a listing of another one
    or one the caller may not know of (LI-48),
    JobSeekerInactive (D-31) and MailNeedsFullRegistration.
    """
    person_id = person_of(context)
    refuse_inactive_job_seeker(context.actor)
    require_full_registration(context.actor)
    if office.views.get(ORGANISATIONS, command.organisation_id) is None:
        raise NotFound
    if command.listing_id is not None:
        listing = office.views.get(LISTINGS, command.listing_id)
        if (
            listing is None
            or listing["organisation_id"] != command.organisation_id
            or not may_know(listing, context)
        ):
            raise InvalidInput(fields={"listing_id": (FieldProblem("not-a-choice"),)})
    mail_id = context.id_for("organisation-mail")
    content = seal_text_of_person(
        office.personal_data,
        person_id,
        mail_id,
        {
            "subject": command.subject,
            "text": command.body,
            "sender_name": command.sender_name,
        },
    )
    sent = OrganisationMailSent(
        mail_id=mail_id,
        organisation_id=command.organisation_id,
        person_id=person_id,
        listing_id=command.listing_id,
        type=MailType(command.type),
        content=content,
        sent_at=context.at,
    )
    done = office.threads.change(mail_id, context, lambda thread: send(thread, sent))
    return receipt(done, mail_id=mail_id)
