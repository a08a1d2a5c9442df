"""A person leaves the portal (D-27, D-89)."""

from __future__ import annotations

from functools import partial

from services.applications.application.ports import Desk
from services.applications.domain.application.selection import end_for_leaver
from services.applications.projections.applications import APPLICATIONS
from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.log_end import wait_for_log_end
from services.kernel.eventkit.application.ports import EventStore
from services.kernel.eventkit.application.reaction import Reaction, Trigger

OPEN = ("draft", "received", "under-selection")


def on_user_withdrawn(desk: Desk, store: EventStore) -> Reaction:
    """The reaction, at work on this desk."""
    return Reaction(
        name="end-applications-of-leaver",
        source="identity",
        types=("UserWithdrawn",),
        handle=partial(_handle, desk=desk, store=store),
    )


def _handle(event: PublicEvent, trigger: Trigger, *, desk: Desk, store: EventStore) -> None:
    person_id = str(event.data["account_id"])
    # the key first: from now on no draft, document or submission of this person can be added
    desk.personal_data.destroy(person_id)
    desk.files.delete_of(person_id)
    wait_for_log_end(store, desk.views)
    for document in desk.views.find(
        APPLICATIONS, {"person_id": person_id, "status": {"$in": list(OPEN)}}
    ):
        desk.applications.change(
            document["application_id"],
            trigger.context("end_application_of_leaver", document["application_id"]),
            lambda application: end_for_leaver(application, now=event.time),
        )
