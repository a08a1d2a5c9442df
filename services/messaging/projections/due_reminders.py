"""Reminders of registrations: when identity says that they fall due (ID-15, ID-17, ME-31).

Each moment has a place of its own, so that an extension or update moves exactly the reminders that
are still to come. Whether a reminder still applies, identity says when the mail is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.kernel.eventkit.application.schedule import due_entry
from services.messaging.domain.mail.events import MailQueued, Template

PLACES = 6
"""Most notices before the end of one registration."""
AGAIN_AFTER = timedelta(days=365)
"""Who does not confirm the data is asked again a year later (D-26)."""

_TERMS = (
    "FullRegistrationApproved",
    "TalentRegistrationExtended",
    "UserReinstated",
    "UserDeceasedRecordRevoked",
)
_UPDATES = ("UserRegistered", "UserProfileUpdated", "RegisteredInformationConfirmed")
_ENDS = ("TalentRegistrationExpired", "UserDeceasedRecorded", "UserWithdrawn")

Key = Callable[[PublicEvent], str]


def schedule_reminders(due: Projection) -> None:
    """Adds the reminders to the schedule."""
    for place in range(PLACES):
        key = _key(f"extension-{place}")
        due.on_public("identity", *_TERMS, key=key)(_notice(place))
        due.on_public("identity", *_ENDS, key=key)(_none)
    confirm = _key("confirm")
    due.on_public("identity", *_UPDATES, key=confirm)(_confirmation)
    due.on_public("identity", "UserDeceasedRecorded", "UserWithdrawn", key=confirm)(_none)
    due.on(MailQueued, key=_settled_key)(_settled)


def _key(place: str) -> Key:
    return lambda event: f"remind-{event.data['account_id']}-{place}"


def _entry(account_id: str, template: Template, place: str, at: datetime) -> Document:
    payload = {"account_id": account_id, "template": template.value, "place": place}
    return due_entry(at, "remind_person", payload, f"reminder {template.value}")


def _notice(place: int) -> Callable[[Document | None, PublicEvent], Document | None]:
    def fold(document: Document | None, event: PublicEvent) -> Document | None:
        moments = event.data.get("notices_at") or []
        if place >= len(moments):
            return None
        at = datetime.fromisoformat(moments[place])
        account_id = str(event.data["account_id"])
        return _entry(account_id, Template.EXTENSION_NOTICE, f"extension-{place}", at)

    return fold


def _confirmation(document: Document | None, event: PublicEvent) -> Document | None:
    text = event.data.get("confirm_at")
    if text is None:
        return document
    at = datetime.fromisoformat(text)
    return _entry(str(event.data["account_id"]), Template.DATA_CONFIRMATION, "confirm", at)


def _none(document: Document | None, event: PublicEvent) -> None:
    return None


def _settled_key(recorded: Recorded[MailQueued]) -> str | None:
    event = recorded.event
    place = event.references.get("place")
    if place is None or event.account_id is None:
        return None
    return f"remind-{event.account_id}-{place}"


def _settled(document: Document | None, recorded: Recorded[MailQueued]) -> Document | None:
    event = recorded.event
    if event.template is not Template.DATA_CONFIRMATION or event.account_id is None:
        return None
    at = event.queued_at + AGAIN_AFTER
    return _entry(event.account_id, Template.DATA_CONFIRMATION, event.references["place"], at)
