"""Facts of the extension work by day: what the secretariat's overview counts (ID-16)."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.identity.domain.account.events import UserWithdrawn
from services.identity.domain.individual.events import (
    ExtensionNoticeGiven,
    FullRegistrationApproved,
    TalentRegistrationExpired,
    TalentRegistrationExtended,
    UserDeceasedRecorded,
    UserDeceasedRecordRevoked,
)
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.domain.tokyo import tokyo_date

extensions = Projection("extensions", version=1, indexes=(Index((("kind", 1), ("on", 1))),))


def _fact(kind: str, on: object) -> Document:
    return {"kind": kind, "on": str(on)}


def _due_key(recorded: Recorded[Any]) -> str | None:
    """The end of the validity that an event sets or takes away; None where there is none."""
    event = recorded.event
    until: date | None
    match event:
        case FullRegistrationApproved() | TalentRegistrationExtended():
            until = event.validity.until
        case UserDeceasedRecordRevoked():
            until = event.validity.until if event.validity else None
        case UserWithdrawn():
            until = event.valid_until
        case _:
            until = event.until
    return None if until is None else f"due-{event.account_id}-{until}"


@extensions.on(
    FullRegistrationApproved, TalentRegistrationExtended, UserDeceasedRecordRevoked, key=_due_key
)
def _due(document: Document | None, recorded: Recorded[Any]) -> Document:
    return _fact("due", recorded.event.validity.until)


@extensions.on(UserWithdrawn, UserDeceasedRecorded, key=_due_key)
def _no_longer_due(document: Document | None, recorded: Recorded[Any]) -> None:
    return None


@extensions.on(
    ExtensionNoticeGiven,
    key=lambda recorded: f"notified-{recorded.event.account_id}-{recorded.event.until}",
)
def _notified(document: Document | None, recorded: Recorded[ExtensionNoticeGiven]) -> Document:
    return document or _fact("notified", tokyo_date(recorded.event.at))


@extensions.on(
    TalentRegistrationExtended,
    key=lambda recorded: f"extended-{recorded.event.account_id}-{recorded.event.previous_until}",
)
def _extended(
    document: Document | None, recorded: Recorded[TalentRegistrationExtended]
) -> Document:
    return _fact("extended", tokyo_date(recorded.event.at))


@extensions.on(
    TalentRegistrationExpired,
    key=lambda recorded: f"lapsed-{recorded.event.account_id}-{recorded.event.until}",
)
def _lapsed(document: Document | None, recorded: Recorded[TalentRegistrationExpired]) -> Document:
    return _fact("lapsed", tokyo_date(recorded.event.at))
