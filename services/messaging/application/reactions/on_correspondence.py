"""Mails and answers between individuals and organisations are told by real mail (ME-04)."""

from __future__ import annotations

from functools import partial

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.messaging.application.commands.queue_mail import QueueMail, queue_mail
from services.messaging.application.ports import Office
from services.messaging.domain.mail.events import Template
from services.messaging.domain.organisation_mail.events import (
    OrganisationMailAnswered,
    OrganisationMailSent,
)


def on_organisation_mail_sent(office: Office) -> Reaction:
    """The organisation is told that there is a mail in its inbox, not what it says."""
    return Reaction(
        name="tell-organisation-of-mail",
        source="messaging",
        types=(OrganisationMailSent,),
        handle=partial(_tell_organisation, office=office),
    )


def on_organisation_mail_answered(office: Office) -> Reaction:
    """The answer goes to the registered address of the individual (ME-04)."""
    return Reaction(
        name="mail-answer-of-organisation",
        source="messaging",
        types=(OrganisationMailAnswered,),
        handle=partial(_mail_answer, office=office),
    )


def _tell_organisation(
    recorded: Recorded[OrganisationMailSent], trigger: Trigger, *, office: Office
) -> None:
    event = recorded.event
    references = {"mail_id": event.mail_id, "organisation_id": event.organisation_id}
    if event.listing_id is not None:
        references["listing_id"] = event.listing_id
    command = QueueMail(
        template=Template.ORGANISATION_MAIL_RECEIVED,
        organisation_id=event.organisation_id,
        references=references,
    )
    queue_mail(command, trigger.context("queue_mail"), office=office)


def _mail_answer(
    recorded: Recorded[OrganisationMailAnswered], trigger: Trigger, *, office: Office
) -> None:
    event = recorded.event
    command = QueueMail(
        template=Template.ORGANISATION_ANSWER,
        account_id=event.person_id,
        references={
            "mail_id": event.mail_id,
            "answer_id": event.answer_id,
            "organisation_id": event.organisation_id,
        },
    )
    queue_mail(command, trigger.context("queue_mail"), office=office)
