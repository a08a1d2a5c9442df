"""A person leaves the portal (D-27, D-89)."""

from __future__ import annotations

from functools import partial

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.log_end import wait_for_log_end
from services.kernel.eventkit.application.ports import EventStore
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.messaging.application.ports import Office
from services.messaging.domain.consultation import steps as consultations
from services.messaging.domain.notice import notice as notices
from services.messaging.domain.organisation_mail.thread import leave
from services.messaging.domain.purging import PurgeReason
from services.messaging.domain.scout_message import scout_message as scouts
from services.messaging.projections.consultations import CONSULTATIONS
from services.messaging.projections.mailbox import MAILBOX
from services.messaging.projections.organisation_mails import ORGANISATION_MAILS
from services.messaging.projections.scout_messages import SCOUT_MESSAGES


def on_user_withdrawn(office: Office, store: EventStore) -> Reaction:
    """The reaction, at work in this office."""
    return Reaction(
        name="erase-messages-of-leaver",
        source="identity",
        types=("UserWithdrawn",),
        handle=partial(_handle, office=office, store=store),
    )


def _handle(event: PublicEvent, trigger: Trigger, *, office: Office, store: EventStore) -> None:
    person_id = str(event.data["account_id"])
    # the key first: from now on nothing this person wrote can be read or added
    office.personal_data.destroy(person_id)
    wait_for_log_end(store, office.views)
    for thread in office.views.find(ORGANISATION_MAILS, {"person_id": person_id}):
        office.threads.change(
            thread["mail_id"],
            trigger.context("leave_correspondence", thread["mail_id"]),
            lambda current: leave(current, event.time),
        )
    for scout in office.views.find(SCOUT_MESSAGES, {"person_id": person_id}):
        office.scouts.change(
            scout["scout_id"],
            trigger.context("leave_scout_message", scout["scout_id"]),
            lambda current: scouts.leave(current, event.time),
        )
    for consultation in office.views.find(CONSULTATIONS, {"person_id": person_id}):
        office.consultations.change(
            consultation["consultation_id"],
            trigger.context("leave_consultation", consultation["consultation_id"]),
            lambda current: consultations.leave(current, event.time),
        )
    for entry in office.views.find(MAILBOX, {"person_id": person_id, "kind": "notice"}):
        office.notices.change(
            entry["message_id"],
            trigger.context("purge_notice", entry["message_id"]),
            lambda current: notices.purge(current, PurgeReason.LEFT_PORTAL, event.time),
        )
