"""Reminders of organisations: when identity says that they fall due (ID-78, ID-82, ME-31).

Whether a reminder still applies, identity says when the mail is sent.
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
"""An organisation that does not answer is asked again a year later (D-26)."""
CONFIRM = "confirm"

_ENDS = ("OrganisationInvalidated", "OrganisationWithdrawn")
_ANSWERS = (
    "OrganisationRegistered",
    "OrganisationInfoConfirmed",
    "OrganisationInfoChangeRequested",
    "OrganisationInfoUpdated",
)


def schedule_organisation_reminders(due: Projection) -> None:
    """Adds the reminders to the schedule."""
    terms = ("OrganisationRegistered", "OrganisationRegistrationExtended")
    for place in range(PLACES):
        key = _key(f"extension-{place}")
        due.on_public("identity", *terms, key=key)(_notice(place))
        due.on_public("identity", "OrganisationRegistrationExpired", *_ENDS, key=key)(_none)
    confirm = _key(CONFIRM)
    due.on_public("identity", *_ANSWERS, key=confirm)(_confirmation)
    due.on_public("identity", *_ENDS, key=confirm)(_none)
    due.on(MailQueued, key=_settled_key)(_settled)


def _key(place: str) -> Callable[[PublicEvent], str]:
    return lambda event: f"remind-organisation-{event.data['organisation_id']}-{place}"


def _entry(organisation_id: str, template: Template, place: str, at: datetime) -> Document:
    payload = {"organisation_id": organisation_id, "template": template.value, "place": place}
    return due_entry(at, "remind_organisation", payload, f"reminder {template.value}")


def _notice(place: int) -> Callable[[Document | None, PublicEvent], Document | None]:
    def fold(document: Document | None, event: PublicEvent) -> Document | None:
        moments = event.data.get("notices_at") or []
        if place >= len(moments):
            return None
        at = datetime.fromisoformat(moments[place])
        organisation_id = str(event.data["organisation_id"])
        template = Template.ORGANISATION_EXTENSION
        return _entry(organisation_id, template, f"extension-{place}", at)

    return fold


def _confirmation(document: Document | None, event: PublicEvent) -> Document | None:
    text = event.data.get("confirm_at")
    if text is None:
        return document
    at = datetime.fromisoformat(text)
    organisation_id = str(event.data["organisation_id"])
    return _entry(organisation_id, Template.ORGANISATION_CONFIRMATION, CONFIRM, at)


def _none(document: Document | None, event: PublicEvent) -> None:
    return None


def _settled_key(recorded: Recorded[MailQueued]) -> str | None:
    event = recorded.event
    place = event.references.get("place")
    if place is None or event.organisation_id is None:
        return None
    return f"remind-organisation-{event.organisation_id}-{place}"


def _settled(document: Document | None, recorded: Recorded[MailQueued]) -> Document | None:
    event = recorded.event
    if event.template is not Template.ORGANISATION_CONFIRMATION or event.organisation_id is None:
        return None
    again = event.queued_at + AGAIN_AFTER
    return _entry(event.organisation_id, event.template, CONFIRM, again)
