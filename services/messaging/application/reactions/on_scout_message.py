"""Scout mails and their replies are told by real mail, without what they say (ME-16)."""

from __future__ import annotations

from functools import partial

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.messaging.application.commands.queue_mail import QueueMail, queue_mail
from services.messaging.application.ports import Office
from services.messaging.domain.mail.events import Template
from services.messaging.domain.scout_message.events import ScoutMessageReplied, ScoutMessageSent


def on_scout_message_sent(office: Office) -> Reaction:
    """The person is told that a scout mail lies in the mailbox."""
    return Reaction(
        name="tell-person-of-scout-mail",
        source="messaging",
        types=(ScoutMessageSent,),
        handle=partial(_tell_person, office=office),
    )


def on_scout_message_replied(office: Office) -> Reaction:
    """The organisation is told that there is a reply (ME-16)."""
    return Reaction(
        name="tell-organisation-of-scout-reply",
        source="messaging",
        types=(ScoutMessageReplied,),
        handle=partial(_tell_organisation, office=office),
    )


def _tell_person(recorded: Recorded[ScoutMessageSent], trigger: Trigger, *, office: Office) -> None:
    event = recorded.event
    command = QueueMail(
        template=Template.SCOUT_RECEIVED,
        account_id=event.person_id,
        references={"scout_id": event.scout_id, "organisation_id": event.organisation_id},
    )
    queue_mail(command, trigger.context("queue_mail"), office=office)


def _tell_organisation(
    recorded: Recorded[ScoutMessageReplied], trigger: Trigger, *, office: Office
) -> None:
    event = recorded.event
    references = {"scout_id": event.scout_id, "organisation_id": event.organisation_id}
    sent = office.scouts.load(event.scout_id)[0].sent
    if sent is not None:
        references |= {"number": str(sent.number), "user_id": sent.user_id}
    command = QueueMail(
        template=Template.SCOUT_REPLIED,
        organisation_id=event.organisation_id,
        references=references,
    )
    queue_mail(command, trigger.context("queue_mail"), office=office)
