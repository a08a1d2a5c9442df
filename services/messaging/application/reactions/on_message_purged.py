"""The key of an erased message is destroyed (ME-27, D-89)."""

from __future__ import annotations

from functools import partial

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.messaging.application.ports import Office
from services.messaging.domain.purging import MessagePurged


def on_message_purged(office: Office) -> Reaction:
    """The reaction, at work in this office."""
    return Reaction(
        name="destroy-key-of-message",
        source="messaging",
        types=(MessagePurged,),
        handle=partial(_handle, office=office),
    )


def _handle(recorded: Recorded[MessagePurged], trigger: Trigger, *, office: Office) -> None:
    office.personal_data.destroy(recorded.event.message_id)
